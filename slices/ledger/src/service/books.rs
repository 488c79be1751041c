//! Writing an event of a transfer into the books: balances, entries and journal, in the transaction that is given.

use bellwether_db::Tx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::account::AccountId;
use crate::model::balance::{self, Change};
use crate::model::budget::BudgetCheck;
use crate::model::transfer::{Event, Transfer};
use crate::service::LedgerError;
use crate::store;
use crate::store::account::Found;
use crate::store::entry::NewEntry;

/// Does what an event means to the accounts of a transfer's legs, and writes it down. `accounts` are those accounts as
/// they are now; `from_ms` is when the event happened by the clock.
///
/// All entries of an event have one instant, which is never before the last entry of any of its accounts: so the sum of
/// all accounts is zero at every instant, and the last entry up to an instant tells the balance at it, even where the
/// clocks of two servers differ. Gives that instant.
pub(super) async fn record(
    tx: &Tx,
    transfer: &Transfer,
    event: Event,
    was_held: bool,
    accounts: &[Found],
    from_ms: i64,
) -> Result<i64, LedgerError> {
    let at_ms = accounts.iter().map(|found| found.last_at_ms).fold(from_ms, i64::max);
    let mut entries = Vec::with_capacity(transfer.legs.len());
    // Legs are in the order of their accounts, so that two transfers never wait for each other crosswise.
    for (account, change) in covered(transfer, event, was_held, accounts)? {
        // The statement adds to what is there, and the table refuses less than nothing: reading first is for the words.
        let (after, seq) = store::account::change(tx.conn(), account, change, at_ms).await?;
        entries.push(NewEntry { account, seq, change, after });
    }
    store::entry::insert(tx.conn(), transfer.id, event, at_ms, &entries).await?;
    Ok(at_ms)
}

/// What an event does to the account of each leg. Nothing is written, so a caller whose transfer is refused can go on with
/// something else in the same transaction.
///
/// # Errors
/// [`LedgerError::Short`] with the first account that would go below zero.
pub(super) fn covered(
    transfer: &Transfer,
    event: Event,
    was_held: bool,
    accounts: &[Found],
) -> Result<Vec<(AccountId, Change)>, LedgerError> {
    let mut changes = Vec::with_capacity(transfer.legs.len());
    for leg in &transfer.legs {
        let found = accounts.iter().find(|found| found.held.account.id == leg.account).ok_or(LedgerError::NotFound)?;
        let kind = found.held.account.kind;
        let change =
            balance::change(event, was_held, leg.minor, kind, transfer.purpose).ok_or(LedgerError::TooLarge)?;
        let expected = found.held.balance.after(change).ok_or(LedgerError::TooLarge)?;
        if !found.held.account.may_go_below && expected.free() < 0 {
            let asked_minor = leg.minor.saturating_neg();
            let check = BudgetCheck { held: found.held.clone(), asked_minor, approval_above_minor: None };
            return Err(LedgerError::Short(Box::new(check)));
        }
        changes.push((leg.account, change));
    }
    Ok(changes)
}

/// The journal's entry of a transfer that is new: all that is needed to make it again.
pub(super) async fn note_new(tx: &Tx, transfer: &Transfer, at_ms: i64) -> Result<(), LedgerError> {
    let act = if transfer.settled_at_ms.is_some() { "ledger.transfer_posted" } else { "ledger.transfer_held" };
    let detail = json!({
        "cluster": transfer.cluster,
        "key": transfer.key,
        "purpose": transfer.purpose,
        "intent": transfer.intent,
        "memo": transfer.memo,
        "legs": transfer.legs,
        "needs_approval": transfer.needs_approval,
        "expires_at_ms": transfer.expires_at_ms,
        "at_ms": at_ms,
    });
    tx.journal(Entry::new(act, "transfer", transfer.id, &detail)).await?;
    Ok(())
}

/// The journal's entry of a step of a transfer that was held.
pub(super) async fn note_step(tx: &Tx, transfer: &Transfer, event: Event, at_ms: i64) -> Result<(), LedgerError> {
    let act = match event {
        Event::Held => "ledger.transfer_held",
        Event::Posted => "ledger.transfer_posted",
        Event::Voided => "ledger.transfer_voided",
        Event::Expired => "ledger.transfer_expired",
    };
    let detail = json!({ "cluster": transfer.cluster, "at_ms": at_ms, "reason": transfer.reason });
    tx.journal(Entry::new(act, "transfer", transfer.id, &detail)).await?;
    Ok(())
}
