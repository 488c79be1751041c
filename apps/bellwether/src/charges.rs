//! The books of the ledger for charges of facilities. Wired here, because slices do not know each other.
//!
//! Who may book is the exchange's policy; the ledger is asked as the installation, and its journal names whoever acted.

use bellwether_db::{IsConflict, Tx};
use bellwether_exchange::api::{Account, Charges, ChargesError, Payment, Shortage, Side};
use bellwether_jobs::async_trait;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_ledger::api::{
    AccountId, AccountKind, Held, Intent, Ledger, LedgerError, Leg, NewTransfer, State, TransferId,
};

/// The books of an installation.
pub struct Books(pub Ledger);

#[async_trait]
impl Charges for Books {
    async fn accounts(&self, cluster: &str) -> Result<Vec<Account>, ChargesError> {
        let all = self.0.accounts(&Ctx::system(), cluster, None).await.map_err(failed)?;
        let account = |held: Held| {
            let side = match held.account.kind {
                AccountKind::Budget => Side::Pays,
                AccountKind::Payee => Side::IsPaid,
                AccountKind::Source | AccountKind::Pool => return None,
            };
            let currency = held.account.unit.code().to_owned();
            Some(Account { id: held.account.id.0, name: held.account.name, currency, side })
        };
        Ok(all.into_iter().filter_map(account).collect())
    }

    async fn hold(&self, tx: &Tx, cluster: &str, payment: &Payment) -> Result<Uuid, ChargesError> {
        let leg = |(account, minor): &(Uuid, i64)| Leg { account: AccountId(*account), minor: *minor };
        let new = NewTransfer {
            key: payment.key.clone(),
            legs: payment.legs.iter().map(leg).collect(),
            intent: Intent::Hold,
            memo: payment.memo.clone(),
            expires_at: None,
        };
        let transfer = self.0.propose(&Ctx::system(), tx, cluster, &new).await.map_err(failed)?;
        Ok(transfer.id.0)
    }

    async fn post(&self, tx: &Tx, cluster: &str, transfer: Uuid) -> Result<(), ChargesError> {
        match self.0.post(&Ctx::system(), tx, cluster, TransferId(transfer)).await {
            Ok(_) => Ok(()),
            Err(LedgerError::Step(refused)) if refused.from == State::Posted => Ok(()),
            Err(LedgerError::Step(_) | LedgerError::NotFound) => Err(ChargesError::Gone),
            Err(error) => Err(failed(error)),
        }
    }

    async fn void(&self, tx: &Tx, cluster: &str, transfer: Uuid, why: &str) -> Result<(), ChargesError> {
        match self.0.void(&Ctx::system(), tx, cluster, TransferId(transfer), why).await {
            Ok(_) | Err(LedgerError::Step(_) | LedgerError::NotFound) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

fn failed(error: LedgerError) -> ChargesError {
    match error {
        LedgerError::Short(check) => ChargesError::Short(Shortage {
            account: check.held.account.name.clone(),
            asked_minor: check.asked_minor,
            free_minor: check.held.balance.free(),
            currency: check.held.account.unit.code().to_owned(),
        }),
        // Accounts of different units, or gone since they were chosen: then it is by invoice.
        LedgerError::NeedsApproval | LedgerError::Unbalanced(_) | LedgerError::NotFound | LedgerError::Kinds => {
            ChargesError::NotNow
        }
        LedgerError::Db(error) => ChargesError::Db(error),
        other => ChargesError::Failed { is_conflict: other.is_conflict(), source: Box::new(other) },
    }
}
