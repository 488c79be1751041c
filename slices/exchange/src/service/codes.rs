//! Charge codes: which there are, who may use them; and the accounts of the books that facilities use.

use bellwether_db::Tx;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;

use crate::model::charge::Fees;
use crate::model::charges::{Account, Accounts};
use crate::model::code::{Code, CodeId, NewCode};
use crate::model::facility::{Facility, Rate, Subsidy};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::code as store;
use crate::store::facility as facilities;

impl Exchange {
    /// All codes of a cluster, for those who keep its money.
    pub async fn codes(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<Code>, ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        Ok(store::of_cluster(self.db.reader(), cluster).await?)
    }

    /// The codes that the acting person may use, but for those that are closed.
    pub async fn own_codes(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<Code>, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        let Some(person) = ctx.actor.user_id() else { return Ok(Vec::new()) };
        let all = store::of_person(self.db.reader(), cluster, person).await?;
        Ok(all.into_iter().filter(|one| one.is_open).collect())
    }

    /// One code with the people who may use it.
    pub async fn code(&self, ctx: &Ctx, cluster: &str, code: &str) -> Result<(Code, Vec<UserId>), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        let code = store::find(self.db.reader(), cluster, code).await?.ok_or(ExchangeError::NotFound)?;
        let people = store::people(self.db.reader(), code.id).await?;
        Ok((code, people))
    }

    /// The names of these people, for those who keep the money of a cluster.
    pub async fn payers(
        &self,
        ctx: &Ctx,
        cluster: &str,
        people: &[UserId],
    ) -> Result<std::collections::HashMap<UserId, String>, ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        Ok(self.people.names(people).await?)
    }

    /// The accounts of the books that can be chosen.
    pub async fn accounts(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<Account>, ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        Ok(self.charges.accounts(cluster).await?)
    }

    /// Makes a code.
    pub async fn add_code(&self, ctx: &Ctx, cluster: &str, new: &NewCode) -> Result<Code, ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        if let Some((field, key)) = new.problem() {
            return Err(ExchangeError::Field(field, key));
        }
        if let Some(account) = new.account {
            let all = self.charges.accounts(cluster).await?;
            all.iter()
                .find(|one| one.id == account)
                .ok_or(ExchangeError::Field("account", "exchange-fault-account"))?;
        }
        self.db
            .write(ctx, async |tx| {
                if store::find(tx.conn(), cluster, &new.code).await?.is_some() {
                    return Err(ExchangeError::Field("code", "exchange-fault-code-taken"));
                }
                let code = Code {
                    id: CodeId::new(),
                    cluster: cluster.to_owned(),
                    code: new.code.clone(),
                    name: new.name.clone(),
                    organisation: new.organisation.trim().to_owned(),
                    account: new.account,
                    is_open: true,
                };
                store::add(tx.conn(), &code, tx.now().as_millisecond()).await?;
                let detail = json!({ "cluster": cluster, "code": code.code, "account": code.account });
                tx.journal(Entry::new("exchange.code_made", "charge_code", code.id, &detail)).await?;
                Ok(code)
            })
            .await
    }

    /// Opens or closes a code.
    pub async fn open_code(&self, ctx: &Ctx, cluster: &str, code: &str, is_open: bool) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        self.db
            .write(ctx, async |tx| {
                let code = store::find(tx.conn(), cluster, code).await?.ok_or(ExchangeError::NotFound)?;
                store::set_open(tx.conn(), code.id, is_open).await?;
                let detail = json!({ "cluster": cluster, "code": code.code, "open": is_open });
                tx.journal(Entry::new("exchange.code_changed", "charge_code", code.id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Lets the person with this e-mail address use a code.
    pub async fn let_use(&self, ctx: &Ctx, cluster: &str, code: &str, email: &str) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        let person = self.people.by_email(email.trim()).await?;
        let person = person.ok_or(ExchangeError::Field("email", "exchange-fault-email"))?;
        self.change_people(ctx, cluster, code, (person, true)).await
    }

    /// Lets a person use a code no more.
    pub async fn stop_letting(
        &self,
        ctx: &Ctx,
        cluster: &str,
        code: &str,
        person: UserId,
    ) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        self.change_people(ctx, cluster, code, (person, false)).await
    }

    async fn change_people(
        &self,
        ctx: &Ctx,
        cluster: &str,
        code: &str,
        (person, may): (UserId, bool),
    ) -> Result<(), ExchangeError> {
        self.db
            .write(ctx, async |tx| {
                let code = store::find(tx.conn(), cluster, code).await?.ok_or(ExchangeError::NotFound)?;
                if may {
                    store::add_person(tx.conn(), code.id, person).await?;
                } else {
                    store::remove_person(tx.conn(), code.id, person).await?;
                }
                let detail = json!({ "cluster": cluster, "code": code.code, "may": may });
                tx.journal(Entry::new("exchange.code_people_changed", "user", person, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// The accounts that a facility uses.
    pub async fn accounts_of(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<Accounts>, ExchangeError> {
        ctx.permit(Act::KeepMoney, facility)?;
        Ok(store::accounts(self.db.reader(), facility.id).await?)
    }

    /// Says which accounts a facility uses in the currency that both have.
    pub async fn set_accounts(&self, ctx: &Ctx, facility: &Facility, to: &Accounts) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, facility)?;
        let all = self.charges.accounts(&facility.cluster).await?;
        for (field, id) in [("paid", to.paid_id), ("carries", to.subsidy_id), ("advances", to.unassigned_id)] {
            let fits = |account: &Account| Some(account.id) == id && account.currency == to.currency;
            if id.is_some() && !all.iter().any(fits) {
                return Err(ExchangeError::Field(field, "exchange-fault-account"));
            }
        }
        self.db
            .write(ctx, async |tx| {
                store::set_accounts(tx.conn(), facility.id, to).await?;
                let detail = json!({
                    "currency": to.currency, "paid": to.paid_id, "subsidy": to.subsidy_id, "unassigned": to.unassigned_id,
                });
                tx.journal(Entry::new("exchange.accounts_set", "resource", facility.id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Adds a rate, or replaces the one of the same class and day.
    pub async fn set_rate(&self, ctx: &Ctx, facility: &Facility, rate: &Rate) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, facility)?;
        let same = |class: CustomerClass, from| class == rate.class && from == rate.from;
        self.reprice(ctx, facility, |one| {
            one.rates.retain(|other| !same(other.class, other.from));
            one.rates.push(rate.clone());
            one.rates.sort_by_key(|one| (one.class, one.from));
        })
        .await
    }

    /// Adds a subsidy, or replaces the one of the same class and day.
    pub async fn set_subsidy(&self, ctx: &Ctx, facility: &Facility, to: &Subsidy) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, facility)?;
        self.reprice(ctx, facility, |one| {
            one.subsidies.retain(|other| (other.class, other.from) != (to.class, to.from));
            one.subsidies.push(to.clone());
            one.subsidies.sort_by_key(|one| (one.class, one.from));
        })
        .await
    }

    /// Says what is to be paid for time that was kept and not used.
    pub async fn set_fees(&self, ctx: &Ctx, facility: &Facility, fees: Fees) -> Result<(), ExchangeError> {
        ctx.permit(Act::KeepMoney, facility)?;
        self.reprice(ctx, facility, |one| one.fees = fees).await
    }

    async fn reprice(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        change: impl Fn(&mut Facility) + Send + Sync,
    ) -> Result<(), ExchangeError> {
        self.db
            .write(ctx, async |tx| {
                let mut one = facilities::by_id(tx.conn(), facility.id).await?.ok_or(ExchangeError::NotFound)?;
                change(&mut one);
                facilities::replace(tx.conn(), &one).await?;
                let detail = json!({ "cluster": one.cluster, "slug": one.slug, "rates": one.rates,
                    "subsidies": one.subsidies, "fees": one.fees });
                tx.journal(Entry::new("exchange.prices_set", "resource", one.id, &detail)).await?;
                Ok(())
            })
            .await
    }
}

/// The code that pays for a project. Where a cluster keeps codes, a project is one of those that the person may use; which
/// others there are is not told.
pub(super) async fn chosen(tx: &Tx, ctx: &Ctx, cluster: &str, project: &str) -> Result<Option<CodeId>, ExchangeError> {
    if project.is_empty() {
        return Ok(None);
    }
    let unknown = Err(ExchangeError::Field("project", "exchange-fault-project-code"));
    match store::find(tx.conn(), cluster, project).await? {
        Some(code) => {
            let keeps = ctx.permit(Act::KeepMoney, &OfCluster(cluster)).is_ok();
            let may = keeps || may_use(tx, &code, ctx.actor.user_id()).await?;
            if may && code.is_open { Ok(Some(code.id)) } else { unknown }
        }
        None if store::is_any(tx.conn(), cluster).await? => unknown,
        None => Ok(None),
    }
}

async fn may_use(tx: &Tx, code: &Code, person: Option<UserId>) -> Result<bool, ExchangeError> {
    match person {
        Some(person) => Ok(store::may_use(tx.conn(), code.id, person).await?),
        None => Ok(false),
    }
}
