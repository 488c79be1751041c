//! Charges without a code are moved to one: in the books as well, where these have a part in them.

use std::collections::BTreeMap;

use bellwether_db::Tx;
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;
use uuid::Uuid;

use crate::model::charge::{Charge, ChargeId};
use crate::model::charges::{ChargesError, Payment};
use crate::model::code::Code;
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::service::money::{Held, memo};
use crate::store::{charge as store, code as codes, facility as facilities};

impl Exchange {
    /// Moves a charge that has no code to an open one. What the facility's account advanced for it comes back to there; a charge
    /// that was in no account is put into the books now, where the code has one.
    pub async fn assign_charge(&self, ctx: &Ctx, cluster: &str, id: ChargeId, code: &str) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let found = store::find(tx.conn(), id).await?.filter(|one| one.cluster == cluster);
                let mut charge = found.ok_or(ExchangeError::NotFound)?;
                let to = codes::find(tx.conn(), cluster, code).await?.filter(|one| one.is_open);
                let to = to.ok_or(ExchangeError::Field("code", "exchange-fault-project-code"))?;
                if charge.code == Some(to.id) {
                    return Ok(());
                }
                if charge.code.is_some() || charge.state == ChargeState::Void {
                    return Err(ExchangeError::Field("charge", "exchange-fault-assigned"));
                }
                let facility = facilities::by_id(tx.conn(), charge.resource).await?.ok_or(ExchangeError::NotFound)?;
                charge.code = Some(to.id);
                match charge.state {
                    ChargeState::Kept => {
                        self.let_go(&tx, &charge).await?;
                        self.held_for(&tx, &facility, &mut charge).await?;
                    }
                    ChargeState::Charged if charge.advanced.is_some() => {
                        self.give_back(&tx, &facility, &mut charge, &to).await?;
                    }
                    ChargeState::Charged if charge.transfer.is_none() => {
                        self.held_for(&tx, &facility, &mut charge).await?;
                        if let Some(transfer) = charge.transfer {
                            settled(self.charges.post(&tx, cluster, transfer).await)?;
                        }
                    }
                    // What is due is put into the books by trying again; the code pays then.
                    ChargeState::Due => {
                        self.let_go(&tx, &charge).await?;
                        (charge.transfer, charge.advanced) = (None, None);
                    }
                    _ => {}
                }
                store::save(tx.conn(), &charge).await?;
                store::assign(tx.conn(), &charge, &to).await?;
                let detail = json!({ "code": to.code, "state": charge.state.name() });
                tx.journal(Entry::new("exchange.charge_assigned", "charge", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Holds what a charge costs by its new code.
    async fn held_for(&self, tx: &Tx, facility: &Facility, charge: &mut Charge) -> Result<(), ExchangeError> {
        let key = format!("{}-assigned", charge.id);
        match self.hold(tx, facility, charge, &key).await? {
            Held::Short(shortage) => Err(ExchangeError::Short(shortage)),
            Held::Yes(transfer, advanced) => {
                (charge.transfer, charge.advanced) = (transfer, advanced);
                Ok(())
            }
        }
    }

    /// The code pays what an account of the facility advanced.
    async fn give_back(
        &self,
        tx: &Tx,
        facility: &Facility,
        charge: &mut Charge,
        to: &Code,
    ) -> Result<(), ExchangeError> {
        let payer = to.account.ok_or(ExchangeError::Field("code", "exchange-fault-code-account"))?;
        let (advanced, net) = (charge.advanced.take(), charge.quoted.quote.net_minor);
        let mut legs: BTreeMap<Uuid, i64> = BTreeMap::new();
        for (account, minor) in [(Some(payer), -net), (advanced, net)] {
            let Some(account) = account else { continue };
            *legs.entry(account).or_default() += minor;
        }
        legs.retain(|_, minor| *minor != 0);
        if legs.is_empty() {
            return Ok(());
        }
        let key = format!("facility-{}-assigned", charge.id);
        let payment = Payment { key, memo: memo(facility), legs: legs.into_iter().collect() };
        match self.charges.hold(tx, &charge.cluster, &payment).await {
            Ok(transfer) => settled(self.charges.post(tx, &charge.cluster, transfer).await),
            Err(ChargesError::Short(shortage)) => Err(ExchangeError::Short(shortage)),
            Err(error) => settled(Err(error)),
        }
    }
}

/// What a second person has to approve first cannot be moved.
fn settled(done: Result<(), ChargesError>) -> Result<(), ExchangeError> {
    match done {
        Err(ChargesError::NotNow | ChargesError::Gone) => {
            Err(ExchangeError::Field("code", "exchange-fault-assign-now"))
        }
        done => Ok(done?),
    }
}
