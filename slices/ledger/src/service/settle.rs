//! Settling transfers that are held: posting, voiding, approving, turning down.
//!
//! What is over by the clock is let go before, in a transaction of its own, so that it stays so when the step is refused.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;

use crate::model::fund::{Unusable, words};
use crate::model::transfer::{Intent, Step, Transfer, TransferId};
use crate::policy::Act;
use crate::service::books::{note_step, record};
use crate::service::expiry::expire_due;
use crate::service::{Ledger, LedgerError};
use crate::store;

impl Ledger {
    /// Posts a transfer that is held, in a transaction of its own; see [`Ledger::post`].
    pub async fn post_held(&self, ctx: &Ctx, cluster: &str, id: TransferId) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        self.db.write_in_turn(ctx, async |tx| self.post(ctx, &tx, cluster, id).await).await
    }

    /// Posts a transfer that is held and, where that is needed, approved.
    pub async fn post(&self, ctx: &Ctx, tx: &Tx, cluster: &str, id: TransferId) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        let transfer = current(tx, cluster, id).await?;
        if transfer.waits_for_approval() {
            return Err(LedgerError::NeedsApproval);
        }
        settle(tx, transfer, Step::Post, String::new()).await
    }

    /// Voids a transfer that is held, in a transaction of its own; see [`Ledger::void`].
    pub async fn void_held(
        &self,
        ctx: &Ctx,
        cluster: &str,
        id: TransferId,
        reason: &str,
    ) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        self.db.write_in_turn(ctx, async |tx| self.void(ctx, &tx, cluster, id, reason).await).await
    }

    /// Voids a transfer that is held: what it took is free again.
    pub async fn void(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        cluster: &str,
        id: TransferId,
        reason: &str,
    ) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        let reason = reason_of(reason)?;
        let transfer = current(tx, cluster, id).await?;
        settle(tx, transfer, Step::Void, reason).await
    }

    /// Approves a transfer that another person proposed. What was to be posted is posted.
    pub async fn approve(&self, ctx: &Ctx, cluster: &str, id: TransferId) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::ApproveTransfers, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let mut transfer = waiting(&tx, cluster, id).await?;
                transfer.approved_by = Some(tx.actor().to_owned());
                transfer.approved_at_ms = Some(tx.now().as_millisecond());
                store::transfer::settle(tx.conn(), &transfer).await?;
                let detail = json!({ "cluster": cluster, "proposed_by": transfer.proposed_by });
                tx.journal(Entry::new("ledger.transfer_approved", "transfer", id, &detail)).await?;
                match transfer.intent {
                    Intent::Post => settle(&tx, transfer, Step::Post, String::new()).await,
                    Intent::Hold => Ok(transfer),
                }
            })
            .await
    }

    /// Turns down a transfer that another person proposed.
    pub async fn turn_down(
        &self,
        ctx: &Ctx,
        cluster: &str,
        id: TransferId,
        reason: &str,
    ) -> Result<Transfer, LedgerError> {
        ctx.permit(Act::ApproveTransfers, &OfCluster(cluster))?;
        self.expire(ctx).await?;
        let reason = reason_of(reason)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let transfer = waiting(&tx, cluster, id).await?;
                settle(&tx, transfer, Step::Void, reason.clone()).await
            })
            .await
    }
}

async fn current(tx: &Tx, cluster: &str, id: TransferId) -> Result<Transfer, LedgerError> {
    expire_due(tx).await?;
    store::transfer::find(tx.conn(), cluster, id).await?.ok_or(LedgerError::NotFound)
}

/// The transfer, if it waits for a second person, who is another than the first.
async fn waiting(tx: &Tx, cluster: &str, id: TransferId) -> Result<Transfer, LedgerError> {
    let transfer = current(tx, cluster, id).await?;
    if !transfer.waits_for_approval() {
        return Err(LedgerError::NotWaiting);
    }
    if transfer.proposed_by == tx.actor() {
        return Err(LedgerError::OwnProposal);
    }
    Ok(transfer)
}

async fn settle(tx: &Tx, transfer: Transfer, step: Step, reason: String) -> Result<Transfer, LedgerError> {
    let state = transfer.state.after(step)?;
    let accounts =
        store::account::of_ids(tx.conn(), &transfer.cluster, transfer.legs.iter().map(|leg| leg.account)).await?;
    let now_ms = tx.now().as_millisecond();
    let settled =
        Transfer { state, settled_by: Some(tx.actor().to_owned()), settled_at_ms: Some(now_ms), reason, ..transfer };
    store::transfer::settle(tx.conn(), &settled).await?;
    let at_ms = record(tx, &settled, step.event(), true, &accounts, now_ms).await?;
    note_step(tx, &settled, step.event(), at_ms).await?;
    Ok(settled)
}

fn reason_of(reason: &str) -> Result<String, LedgerError> {
    let text = Text { en: Some(reason.to_owned()), ru: None };
    Ok(words(&text, 500, Unusable::Memo)?.en.unwrap_or_default())
}
