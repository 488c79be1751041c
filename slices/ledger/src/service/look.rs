//! Looking at the books: funds with their budgets, accounts, statements, transfers, what waits. Now or at an instant.

use std::collections::BTreeSet;

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::OfCluster;

use crate::model::account::{AccountId, AccountKind, AccountsById, Held};
use crate::model::asked::{StatementWanted, TransfersWanted};
use crate::model::budget::FundBooks;
use crate::model::statement::Statement;
use crate::model::transfer::{Transfer, TransferId};
use crate::policy::Act;
use crate::service::{Ledger, LedgerError};
use crate::store;

/// Transfers with the accounts of their legs.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The transfers.
    pub transfers: Vec<Transfer>,
    /// The accounts of their legs, as they are named now.
    pub accounts: AccountsById,
}

impl Ledger {
    /// May the actor look at the books of this cluster?
    pub fn may_look(&self, ctx: &Ctx, cluster: &str) -> Result<(), Denied> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))
    }

    /// The funds of a cluster with their budgets, at an instant or now.
    pub async fn books(
        &self,
        ctx: &Ctx,
        cluster: &str,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<FundBooks>, LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        let permitted = ctx.permitted(Act::LookAtBooks)?;
        self.expire(ctx).await?;
        let as_of_ms = as_of.map(Timestamp::as_millisecond);
        let (funds, accounts) = self
            .db
            .read(async |tx| {
                let funds = store::fund::list(&*tx, &permitted, cluster).await?;
                let accounts = store::account::list(&*tx, &permitted, cluster, as_of_ms).await?;
                Ok::<_, LedgerError>((funds, accounts))
            })
            .await?;
        let of = |fund, kind| {
            accounts.iter().filter(move |held| held.account.fund == Some(fund) && held.account.kind == kind)
        };
        // A fund that was opened after the instant has no pool at it.
        let books = funds.into_iter().filter_map(|fund| {
            let pool = of(fund.id, AccountKind::Pool).next()?.clone();
            Some(FundBooks { pool, budgets: of(fund.id, AccountKind::Budget).cloned().collect(), fund })
        });
        Ok(books.collect())
    }

    /// All accounts of a cluster with what is or was on them.
    pub async fn accounts(&self, ctx: &Ctx, cluster: &str, as_of: Option<Timestamp>) -> Result<Vec<Held>, LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        let permitted = ctx.permitted(Act::LookAtBooks)?;
        self.expire(ctx).await?;
        let as_of_ms = as_of.map(Timestamp::as_millisecond);
        Ok(store::account::list(self.db.reader(), &permitted, cluster, as_of_ms).await?)
    }

    /// One page of the statement of an account, newest first.
    pub async fn statement(
        &self,
        ctx: &Ctx,
        cluster: &str,
        account: AccountId,
        wanted: &StatementWanted,
        size: PageSize,
    ) -> Result<Statement, LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        let limit = size.rows() as usize;
        self.db
            .read(async |tx| {
                let held = store::account::find(&*tx, cluster, account, wanted.as_of_ms).await?;
                let held = held.ok_or(LedgerError::NotFound)?;
                let mut lines = store::entry::lines(&*tx, account, wanted, limit as u64 + 1).await?;
                let more = lines.len() > limit;
                lines.truncate(limit);
                let next = lines.last().filter(|_| more).map(|line| line.seq);
                let ids: Vec<TransferId> = lines.iter().map(|line| line.transfer).collect();
                let legs = store::transfer::legs_of(&*tx, &ids).await?;
                let others: BTreeSet<AccountId> =
                    legs.values().flatten().map(|leg| leg.account).filter(|id| *id != account).collect();
                let named = named(store::account::of_ids(&*tx, cluster, others).await?);
                for line in &mut lines {
                    let others = legs.get(&line.transfer).into_iter().flatten();
                    let mut others = others.filter_map(|leg| named.get(&leg.account)).map(|account| &account.name);
                    line.counterpart = others.next().cloned().map(|first| (first, others.count()));
                }
                Ok(Statement { held, lines, next })
            })
            .await
    }

    /// One page of transfers, newest first, with the accounts of their legs.
    pub async fn transfers(
        &self,
        ctx: &Ctx,
        cluster: &str,
        wanted: &TransfersWanted,
        size: PageSize,
    ) -> Result<(Shown, Option<TransferId>), LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        let permitted = ctx.permitted(Act::LookAtBooks)?;
        self.expire(ctx).await?;
        let limit = size.rows() as usize;
        self.db
            .read(async |tx| {
                let mut transfers = store::transfer::list(&*tx, &permitted, cluster, wanted, limit as u64 + 1).await?;
                let more = transfers.len() > limit;
                transfers.truncate(limit);
                let next = transfers.last().filter(|_| more).map(|transfer| transfer.id);
                let ids: BTreeSet<AccountId> =
                    transfers.iter().flat_map(|transfer| &transfer.legs).map(|leg| leg.account).collect();
                let accounts = named(store::account::of_ids(&*tx, cluster, ids).await?);
                Ok((Shown { transfers, accounts }, next))
            })
            .await
    }

    /// One transfer with the accounts of its legs.
    pub async fn find(&self, ctx: &Ctx, cluster: &str, id: TransferId) -> Result<(Transfer, Shown), LedgerError> {
        ctx.permit(Act::LookAtBooks, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        self.db
            .read(async |tx| {
                let transfer = store::transfer::find(&*tx, cluster, id).await?.ok_or(LedgerError::NotFound)?;
                let ids = transfer.legs.iter().map(|leg| leg.account);
                let accounts = named(store::account::of_ids(&*tx, cluster, ids).await?);
                Ok((transfer, Shown { transfers: Vec::new(), accounts }))
            })
            .await
    }

    /// The clusters with transfers that wait for this person's approval, with how many; none for those who approve none.
    pub async fn waiting(&self, ctx: &Ctx) -> Result<Vec<(String, u64)>, LedgerError> {
        let Ok(permitted) = ctx.permitted(Act::ApproveTransfers) else { return Ok(Vec::new()) };
        self.expire(ctx).await?;
        let actor = bellwether_db::journal::append::actor_name(&ctx.actor);
        let found = store::transfer::waiting_by_cluster(self.db.reader(), &permitted, &actor).await?;
        Ok(found.into_iter().map(|(cluster, n)| (cluster, n.unsigned_abs())).collect())
    }
}

fn named(found: Vec<store::account::Found>) -> AccountsById {
    found.into_iter().map(|found| (found.held.account.id, found.held.account)).collect()
}
