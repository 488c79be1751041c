//! Proving the ledger: the journal is replayed from its beginning, and everything that is kept must be what comes of it.

use std::collections::HashMap;

use bellwether_db::Snapshot;
use bellwether_db::journal::list::entries_after;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::account::AccountId;
use crate::model::balance::Balance;
use crate::model::replay::Replay;
use crate::model::transfer::{Leg, TransferId};
use crate::model::verdict::Verdict;
use crate::policy::Act;
use crate::service::{Ledger, LedgerError};
use crate::store;

/// Rows read at once; memory holds one number for each transfer beside them.
const BATCH: u64 = 1_000;

impl Ledger {
    /// Replays the journal and compares: accounts, balances, states and legs of transfers, entries with their running
    /// totals, and that all of it sums to zero. Whether the journal itself is whole is `Db::verify_journal`'s to say.
    pub async fn verify(&self, ctx: &Ctx) -> Result<Verdict, LedgerError> {
        ctx.permit(Act::VerifyBooks, &Installation)?;
        self.db
            .read(async |tx| {
                let mut verdict = Verdict::default();
                let replay = replayed(&tx, &mut verdict).await?;
                compare_states(&tx, &replay, &mut verdict).await?;
                let last = add_up_entries(&tx, &mut verdict).await?;
                compare_balances(&tx, &replay, &last, &mut verdict).await?;
                Ok(verdict)
            })
            .await
    }
}

/// Replays the journal; legs are compared on the way, so that they need not all be kept.
async fn replayed(conn: &Snapshot, verdict: &mut Verdict) -> Result<Replay, LedgerError> {
    let mut replay = Replay::default();
    let mut after = 0;
    loop {
        let rows = entries_after(conn, "ledger.", after, BATCH).await?;
        let mut told: HashMap<TransferId, Vec<Leg>> = HashMap::new();
        for row in &rows {
            verdict.journal_entries += 1;
            match replay.take(&row.act, &row.target_id, &row.detail) {
                Ok(made) => told.extend(made),
                Err(words) => verdict.fault(format!("journal entry {}: {words}", row.seq)),
            }
        }
        let ids: Vec<TransferId> = told.keys().copied().collect();
        let kept = store::transfer::legs_of(conn, &ids).await?;
        for (id, legs) in told {
            if kept.get(&id).is_none_or(|kept| *kept != legs) {
                verdict.fault(format!("transfer {id} has other legs than the journal tells"));
            }
        }
        match rows.last() {
            Some(row) if rows.len() as u64 == BATCH => after = row.seq,
            _ => return Ok(replay),
        }
    }
}

async fn compare_states(conn: &Snapshot, replay: &Replay, verdict: &mut Verdict) -> Result<(), LedgerError> {
    let told: Vec<_> = replay.states().collect();
    for part in told.chunks(BATCH as usize) {
        let ids: Vec<TransferId> = part.iter().map(|(id, _)| *id).collect();
        let kept = store::replay::states_of(conn, &ids).await?;
        for (id, state) in part {
            verdict.transfers += 1;
            match kept.get(id) {
                Some(kept) if kept == state => {}
                Some(kept) => {
                    verdict.fault(format!("transfer {id} is {}, the journal says {}", kept.name(), state.name()));
                }
                None => verdict.fault(format!("transfer {id} is in the journal alone")),
            }
        }
    }
    let there = store::replay::count_transfers(conn).await?;
    if i64::try_from(replay.transfers()) != Ok(there) {
        verdict.fault(format!("there are {there} transfers, the journal tells of {}", replay.transfers()));
    }
    Ok(())
}

/// The end of an account's entries.
#[derive(Clone, Copy, Default)]
struct Last {
    seq: i64,
    at_ms: i64,
    balance: Balance,
}

/// Adds up the entries of each account beside their running totals.
async fn add_up_entries(conn: &Snapshot, verdict: &mut Verdict) -> Result<HashMap<AccountId, Last>, LedgerError> {
    let mut ends: HashMap<AccountId, Last> = HashMap::new();
    let mut after = None;
    loop {
        let entries = store::entry::batch_after(conn, after, BATCH).await?;
        for entry in &entries {
            verdict.entries += 1;
            let end = ends.entry(entry.account).or_default();
            let sum = end.balance.after(entry.change);
            if entry.seq != end.seq + 1 || entry.at_ms < end.at_ms || sum != Some(entry.after) {
                verdict.fault(format!(
                    "entry {} of account {} does not follow from the one before",
                    entry.seq, entry.account
                ));
            }
            *end = Last { seq: entry.seq, at_ms: entry.at_ms, balance: entry.after };
        }
        match entries.last() {
            Some(entry) if entries.len() as u64 == BATCH => after = Some((entry.account, entry.seq)),
            _ => return Ok(ends),
        }
    }
}

async fn compare_balances(
    conn: &Snapshot,
    replay: &Replay,
    ends: &HashMap<AccountId, Last>,
    verdict: &mut Verdict,
) -> Result<(), LedgerError> {
    let mut sums: HashMap<(String, String), (i128, i128)> = HashMap::new();
    let mut after = None;
    loop {
        let accounts = store::replay::accounts_after(conn, after, BATCH).await?;
        for kept in &accounts {
            verdict.accounts += 1;
            let id = kept.id;
            let sum = sums.entry((kept.cluster.clone(), kept.unit.clone())).or_default();
            sum.0 += i128::from(kept.balance.posted);
            sum.1 += i128::from(kept.balance.held_in) - i128::from(kept.balance.held_out);
            let Some(told) = replay.accounts.get(&id) else {
                verdict.fault(format!("account {id} is not in the journal"));
                continue;
            };
            if (told.kind, &told.unit, &told.cluster, told.may_go_below)
                != (kept.kind, &kept.unit, &kept.cluster, kept.may_go_below)
            {
                verdict.fault(format!("account {id} is another than the journal tells"));
            }
            if (told.balance, told.entries, told.last_at_ms) != (kept.balance, kept.entries, kept.last_at_ms) {
                verdict.fault(format!("account {id} holds {:?}, the journal says {:?}", kept.balance, told.balance));
            }
            let end = ends.get(&id).copied().unwrap_or_default();
            if (end.seq, end.balance) != (kept.entries, kept.balance) {
                verdict.fault(format!("account {id} holds {:?}, its entries say {:?}", kept.balance, end.balance));
            }
        }
        match accounts.last() {
            Some(last) if accounts.len() as u64 == BATCH => after = Some(last.id),
            _ => break,
        }
    }
    if replay.accounts.len() as u64 != verdict.accounts {
        verdict.fault(format!("{} accounts, the journal tells of {}", verdict.accounts, replay.accounts.len()));
    }
    for ((cluster, unit), (posted, held)) in sums {
        if posted != 0 || held != 0 {
            verdict.fault(format!(
                "{cluster}: all accounts in {unit} sum to {posted} posted and {held} held, not to zero"
            ));
        }
    }
    Ok(())
}
