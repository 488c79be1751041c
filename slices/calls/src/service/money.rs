//! The money of calls in the books of their cluster. The actor was permitted by the caller; the books know who acted from the
//! transaction.

use std::sync::Arc;

use bellwether_db::Tx;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_ledger::api::{
    Account, AccountId, AccountKind, LedgerError, NewAccount, NewTransfer, OutsideParty, Side, Transfer, TransferId,
};

use crate::model::call::Call;
use crate::service::Calls;
use crate::service::error::CallError;

/// The payee of all awards of a cluster, in each unit.
const PAYEE: &str = "grant-teams";

/// The installation at the clock of whoever acts: the policy of calls decides, not that of the books.
pub(super) fn installation(ctx: &Ctx) -> Ctx {
    Ctx::new(Actor::System, ctx.lang, Arc::clone(&ctx.clock()))
}

impl Calls {
    /// The accounts of a call and of its payees, opened where they are not there yet.
    pub(super) async fn accounts_of(&self, ctx: &Ctx, call: &Call) -> Result<(AccountId, AccountId), CallError> {
        let ctx = installation(ctx);
        let all = self.ledger.accounts(&ctx, &call.cluster, None).await?;
        let all: Vec<Account> = all.into_iter().map(|held| held.account).collect();
        let source = all.iter().find(|account| account.id == call.source).ok_or(LedgerError::NotFound)?;
        let fund = source.fund.ok_or(LedgerError::NotFound)?;
        let own = call.id.to_string();
        let account = match all.iter().find(|account| account.kind == AccountKind::Budget && account.owner == own) {
            Some(account) => account.id,
            None => {
                let of = |words: &Option<String>, noun: &str| {
                    words.as_ref().map(|words| format!("{noun}: {}", words.chars().take(150).collect::<String>()))
                };
                let title = &call.content.title;
                let name = Text { en: of(&title.en, "Call"), ru: of(&title.ru, "Конкурс") };
                let new = NewAccount::Undertaking { fund, undertaking: own, name };
                self.ledger.open_account(&ctx, &call.cluster, &new, &[]).await?.id
            }
        };
        let is_payee = |one: &&Account| one.kind == AccountKind::Payee && one.owner == PAYEE && one.unit == call.unit;
        let payee = match all.iter().find(is_payee) {
            Some(account) => account.id,
            None => {
                let name = Text::both("Teams with grants", "Команды с грантами");
                let party = OutsideParty { side: Side::Payee, slug: PAYEE.to_owned(), name, unit: call.unit };
                self.ledger.open_account(&ctx, &call.cluster, &NewAccount::Outside(party), &[]).await?.id
            }
        };
        Ok((account, payee))
    }

    /// Moves the whole budget of a call out of the area's into its own account, so that nobody else can spend it. Above the
    /// threshold of the fund a second person approves first.
    pub(super) async fn endow(&self, ctx: &Ctx, tx: &Tx, call: &Call) -> Result<Transfer, CallError> {
        let account = call.account.ok_or(LedgerError::NotFound)?;
        let key = format!("call-{}-budget", call.id);
        let new = NewTransfer::simple(
            key,
            call.source,
            account,
            call.budget_minor,
            memo(call, "Budget of the call", "Бюджет конкурса"),
        );
        Ok(self.ledger.propose(&installation(ctx), tx, &call.cluster, &new).await?)
    }

    /// Gives back to the area what the call did not give out.
    pub(super) async fn give_back(&self, ctx: &Ctx, tx: &Tx, call: &Call, minor: i64) -> Result<(), CallError> {
        let account = call.account.ok_or(LedgerError::NotFound)?;
        if minor > 0 {
            let key = format!("call-{}-rest", call.id);
            let new = NewTransfer::simple(
                key,
                account,
                call.source,
                minor,
                memo(call, "Rest of the call", "Остаток конкурса"),
            );
            self.ledger.propose(&installation(ctx), tx, &call.cluster, &new).await?;
        }
        Ok(())
    }

    /// Promises one part of an award.
    pub(super) async fn promise(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        call: &Call,
        key: String,
        minor: i64,
    ) -> Result<TransferId, CallError> {
        let (account, payee) = call.account.zip(call.payee).ok_or(LedgerError::NotFound)?;
        let new = NewTransfer::simple(key, account, payee, minor, memo(call, "Award of the call", "Грант конкурса"))
            .held_until(None);
        Ok(self.ledger.propose(&installation(ctx), tx, &call.cluster, &new).await?.id)
    }

    /// Pays what was promised.
    pub(super) async fn pay(&self, ctx: &Ctx, tx: &Tx, cluster: &str, id: TransferId) -> Result<(), CallError> {
        self.ledger.post(&installation(ctx), tx, cluster, id).await?;
        Ok(())
    }

    /// Takes a promise back.
    pub(super) async fn take_back(&self, ctx: &Ctx, tx: &Tx, cluster: &str, id: TransferId) -> Result<(), CallError> {
        self.ledger.void(&installation(ctx), tx, cluster, id, "The award fell through").await?;
        Ok(())
    }
}

/// What a transfer is for. Names of applicants are not in it.
fn memo(call: &Call, en: &str, ru: &str) -> Text {
    let name: String = call.slug.chars().take(100).collect();
    Text::both(format!("{en}: {name}"), format!("{ru}: {name}"))
}
