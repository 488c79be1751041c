//! The one place where promises end by the clock.
//!
//! There is no timer: whoever looks at the books or writes to them first lets go what is over. So no balance that anybody
//! is shown, and none that a transfer is judged by, counts a promise whose time has passed.

use std::sync::Arc;

use bellwether_db::Tx;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ctx::Ctx;

use crate::model::transfer::{Step, Transfer};
use crate::service::books::{note_step, record};
use crate::service::{Ledger, LedgerError};
use crate::store;

/// So many at once, so that no write takes long; the next goes on.
const AT_ONCE: u32 = 100;
/// Who settled what expired.
const CLOCK: &str = "clock";

impl Ledger {
    /// Lets go everything that is over by the clock. Nobody need be permitted to: it happens by itself.
    pub(super) async fn expire(&self, ctx: &Ctx) -> Result<(), LedgerError> {
        let installation = Ctx::new(Actor::System, ctx.lang, Arc::clone(&ctx.clock()));
        while store::transfer::is_any_due(self.db.reader(), ctx.now().as_millisecond()).await? {
            self.db.write(&installation, async |tx| expire_due(&tx).await).await?;
        }
        Ok(())
    }
}

/// Lets go what is over by the clock, the earliest first.
pub(super) async fn expire_due(tx: &Tx) -> Result<(), LedgerError> {
    for transfer in store::transfer::due(tx.conn(), tx.now().as_millisecond(), AT_ONCE).await? {
        let over_ms = transfer.expires_at_ms.unwrap_or_default();
        let accounts =
            store::account::of_ids(tx.conn(), &transfer.cluster, transfer.legs.iter().map(|leg| leg.account)).await?;
        let expired = Transfer {
            state: transfer.state.after(Step::Expire)?,
            settled_by: Some(CLOCK.to_owned()),
            settled_at_ms: Some(over_ms),
            ..transfer
        };
        store::transfer::settle(tx.conn(), &expired).await?;
        // In the books it ends when its time was over, not when somebody looked.
        let at_ms = record(tx, &expired, Step::Expire.event(), true, &accounts, over_ms).await?;
        note_step(tx, &expired, Step::Expire.event(), at_ms).await?;
    }
    Ok(())
}
