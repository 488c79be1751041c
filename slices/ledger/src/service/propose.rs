//! Proposing transfers: carried out at once, held, or left waiting for a second person.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::OfCluster;

use crate::model::account::{AccountId, AccountKind};
use crate::model::budget::BudgetCheck;
use crate::model::fund::{Unusable, words};
use crate::model::transfer::{Event, Intent, NewTransfer, Purpose, State, Transfer, TransferId, balanced};
use crate::policy::Act;
use crate::service::books::{covered, note_new, record};
use crate::service::expiry::expire_due;
use crate::service::{Ledger, LedgerError};
use crate::store;
use crate::store::account::Found;

impl Ledger {
    /// Makes a transfer, in a transaction of its own; see [`Ledger::propose`].
    pub async fn transfer(&self, ctx: &Ctx, cluster: &str, new: &NewTransfer) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        self.db.write_in_turn(ctx, async |tx| self.propose(ctx, &tx, cluster, new).await).await
    }

    /// Makes a transfer in a transaction that does more than that: both become true, or neither.
    ///
    /// It is posted at once where that is wanted and nobody else need approve; otherwise what it takes is held. The same
    /// key with the same content gives the transfer that is there.
    ///
    /// # Errors
    /// [`LedgerError::Short`] where an account would go below zero: then nothing was written.
    pub async fn propose(&self, ctx: &Ctx, tx: &Tx, cluster: &str, new: &NewTransfer) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        if let Some(there) = store::transfer::by_key(tx.conn(), cluster, new.key.trim()).await? {
            return if is_same(&there, new) { Ok(there) } else { Err(LedgerError::KeyTaken) };
        }
        let new = new.checked(tx.now())?;
        expire_due(tx).await?;
        let accounts = store::account::of_ids(tx.conn(), cluster, new.legs.iter().map(|leg| leg.account)).await?;
        let purpose = purpose(&new, &accounts)?;
        let needs_approval = needs_approval(tx, &new, &accounts).await?;
        let is_posted = new.intent == Intent::Post && !needs_approval;
        let now_ms = tx.now().as_millisecond();
        let transfer = Transfer {
            id: TransferId::new(),
            cluster: cluster.to_owned(),
            key: new.key,
            purpose,
            intent: new.intent,
            memo: new.memo,
            state: if is_posted { State::Posted } else { State::Pending },
            needs_approval,
            proposed_by: tx.actor().to_owned(),
            proposed_at_ms: now_ms,
            expires_at_ms: new.expires_at.map(|at| at.as_millisecond()).filter(|_| !is_posted),
            approved_by: None,
            approved_at_ms: None,
            settled_by: is_posted.then(|| tx.actor().to_owned()),
            settled_at_ms: is_posted.then_some(now_ms),
            reason: String::new(),
            legs: new.legs,
        };
        let units: Vec<String> = transfer.legs.iter().map(|leg| unit_of(&accounts, leg.account)).collect();
        let event = if is_posted { Event::Posted } else { Event::Held };
        covered(&transfer, event, false, &accounts)?;
        store::transfer::insert(tx.conn(), &transfer, &units).await.map_err(|error| {
            // Only the key can be there already, and only since the look at the top.
            if error.is_duplicate() { LedgerError::Raced } else { error.into() }
        })?;
        let at_ms = record(tx, &transfer, event, false, &accounts, now_ms).await?;
        note_new(tx, &transfer, at_ms).await?;
        Ok(transfer)
    }

    /// Could an account give this much now? With the numbers that say why; nothing is held.
    pub async fn check(
        &self,
        ctx: &Ctx,
        cluster: &str,
        account: AccountId,
        asked_minor: i64,
    ) -> Result<BudgetCheck, LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        let held = store::account::find(self.db.reader(), cluster, account, None).await?;
        let held = held.ok_or(LedgerError::NotFound)?;
        let funds = store::fund::of_ids(self.db.reader(), held.account.fund).await?;
        let approval_above_minor = funds.first().and_then(|fund| fund.approval_above_minor);
        Ok(BudgetCheck { held, asked_minor, approval_above_minor })
    }
}

/// Is what was asked again what was made?
fn is_same(there: &Transfer, new: &NewTransfer) -> bool {
    let mut legs = new.legs.clone();
    legs.sort_unstable();
    let expires_at_ms = new.expires_at.map(|at| at.as_millisecond());
    // A transfer that was posted at once keeps no expiry.
    let keeps_none = there.intent == Intent::Post && there.expires_at_ms.is_none();
    let same_expiry = there.expires_at_ms == expires_at_ms || keeps_none;
    let same_memo = words(&new.memo, 500, Unusable::Memo).is_ok_and(|memo| memo == there.memo);
    legs == there.legs && there.intent == new.intent && same_expiry && same_memo
}

fn purpose(new: &NewTransfer, accounts: &[Found]) -> Result<Purpose, LedgerError> {
    let mut legs = Vec::with_capacity(new.legs.len());
    for leg in &new.legs {
        let found = accounts.iter().find(|found| found.held.account.id == leg.account).ok_or(LedgerError::NotFound)?;
        legs.push((leg.account, found.held.account.unit, leg.minor));
    }
    balanced(&legs)?;
    let kinds: Vec<AccountKind> = accounts.iter().map(|found| found.held.account.kind).collect();
    Purpose::of(&kinds).ok_or(LedgerError::Kinds)
}

/// Does it take more from an account of a fund than the fund lets one person take?
async fn needs_approval(tx: &Tx, new: &NewTransfer, accounts: &[Found]) -> Result<bool, LedgerError> {
    let taken = new.legs.iter().filter(|leg| leg.minor < 0).filter_map(|leg| {
        let account = &accounts.iter().find(|found| found.held.account.id == leg.account)?.held.account;
        Some((account.fund?, leg.minor.saturating_neg()))
    });
    let taken: Vec<_> = taken.collect();
    let ids: std::collections::BTreeSet<_> = taken.iter().map(|(fund, _)| *fund).collect();
    let funds = store::fund::of_ids(tx.conn(), ids).await?;
    // Many small legs of one fund are one large amount.
    Ok(funds.iter().any(|fund| {
        let of_fund = taken.iter().filter(|(of, _)| *of == fund.id);
        let sum: i128 = of_fund.map(|(_, minor)| i128::from(*minor)).sum();
        fund.approval_above_minor.is_some_and(|most| sum > i128::from(most))
    }))
}

fn unit_of(accounts: &[Found], id: AccountId) -> String {
    let found = accounts.iter().find(|found| found.held.account.id == id);
    found.map(|found| found.held.account.unit.code().to_owned()).unwrap_or_default()
}
