//! Opening funds and accounts, and saying when a second person is needed.

use bellwether_db::{DbError, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;

use crate::model::account::{Account, AccountId, AccountKind, NewAccount, OutsideParty, OwnerKind, Side};
use crate::model::fund::{Fund, FundId, NewFund, Unusable};
use crate::policy::Act;
use crate::service::{Ledger, LedgerError};
use crate::store;

/// A fund that was opened, with its pool.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The fund.
    pub fund: Fund,
    /// The account of what it has not given to budgets.
    pub pool: Account,
}

impl Ledger {
    /// Opens a fund of a cluster with its pool.
    pub async fn open_fund(&self, ctx: &Ctx, cluster: &str, new: &NewFund) -> Result<Opened, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        let new = new.checked()?;
        self.db.write(ctx, async |tx| open_fund(&tx, cluster, &new).await).await
    }

    /// Opens an account. `concepts` are the slugs and names of the areas of the cluster that budgets may be for.
    pub async fn open_account(
        &self,
        ctx: &Ctx,
        cluster: &str,
        new: &NewAccount,
        concepts: &[(String, Text)],
    ) -> Result<Account, LedgerError> {
        ctx.permit(Act::KeepBooks, &OfCluster(cluster))?;
        self.db.write(ctx, async |tx| open_account(&tx, cluster, new, concepts).await).await
    }

    /// Says above which amount transfers out of a fund need a second person; `None`: none does.
    pub async fn set_threshold(
        &self,
        ctx: &Ctx,
        cluster: &str,
        id: FundId,
        minor: Option<i64>,
    ) -> Result<Fund, LedgerError> {
        ctx.permit(Act::SetThresholds, &OfCluster(cluster))?;
        if minor.is_some_and(|minor| minor < 0) {
            return Err(Unusable::Amount.into());
        }
        self.db
            .write(ctx, async |tx| {
                let before = store::fund::find(tx.conn(), cluster, id).await?.ok_or(LedgerError::NotFound)?;
                let fund = Fund { approval_above_minor: minor, ..before.clone() };
                if fund != before {
                    store::fund::set_threshold(tx.conn(), id, minor).await?;
                    let detail = json!({ "cluster": cluster, "from": before.approval_above_minor, "to": minor });
                    tx.journal(Entry::new("ledger.threshold_set", "fund", id, &detail)).await?;
                }
                Ok(fund)
            })
            .await
    }
}

async fn open_fund(tx: &Tx, cluster: &str, new: &NewFund) -> Result<Opened, LedgerError> {
    let now_ms = tx.now().as_millisecond();
    let fund = Fund {
        id: FundId::new(),
        cluster: cluster.to_owned(),
        slug: new.slug.clone(),
        name: new.name.clone(),
        unit: new.unit,
        approval_above_minor: new.approval_above_minor,
        sample: new.sample,
        opened_at_ms: now_ms,
    };
    store::fund::insert(tx.conn(), &fund).await.map_err(taken)?;
    let detail = json!({
        "cluster": cluster, "slug": fund.slug, "unit": fund.unit, "approval_above_minor": fund.approval_above_minor,
        "sample": fund.sample,
    });
    tx.journal(Entry::new("ledger.fund_opened", "fund", fund.id, &detail)).await?;
    let pool = Account {
        id: AccountId::new(),
        cluster: cluster.to_owned(),
        fund: Some(fund.id),
        kind: AccountKind::Pool,
        owner_kind: OwnerKind::Fund,
        owner: String::new(),
        name: fund.name.clone(),
        unit: fund.unit,
        may_go_below: false,
        opened_at_ms: now_ms,
    };
    write(tx, &pool).await?;
    Ok(Opened { fund, pool })
}

async fn open_account(
    tx: &Tx,
    cluster: &str,
    new: &NewAccount,
    concepts: &[(String, Text)],
) -> Result<Account, LedgerError> {
    let account = match new {
        NewAccount::Budget { fund, concept } => {
            let fund = store::fund::find(tx.conn(), cluster, *fund).await?.ok_or(LedgerError::NotFound)?;
            let named = concepts.iter().find(|(slug, _)| slug == concept);
            let (slug, name) = named.cloned().ok_or(Unusable::Concept)?;
            budget(tx, &fund, OwnerKind::Concept, slug, name)
        }
        NewAccount::Undertaking { fund, undertaking, name } => {
            let fund = store::fund::find(tx.conn(), cluster, *fund).await?.ok_or(LedgerError::NotFound)?;
            budget(tx, &fund, OwnerKind::Undertaking, undertaking.clone(), name.clone())
        }
        NewAccount::Outside(party) => outside(tx, cluster, &party.checked()?),
    };
    write(tx, &account).await?;
    Ok(account)
}

fn budget(tx: &Tx, fund: &Fund, owner_kind: OwnerKind, owner: String, name: Text) -> Account {
    Account {
        id: AccountId::new(),
        cluster: fund.cluster.clone(),
        fund: Some(fund.id),
        kind: AccountKind::Budget,
        owner_kind,
        owner,
        name,
        unit: fund.unit,
        may_go_below: false,
        opened_at_ms: tx.now().as_millisecond(),
    }
}

fn outside(tx: &Tx, cluster: &str, party: &OutsideParty) -> Account {
    let kind = match party.side {
        Side::Source => AccountKind::Source,
        Side::Payee => AccountKind::Payee,
    };
    Account {
        id: AccountId::new(),
        cluster: cluster.to_owned(),
        fund: None,
        kind,
        owner_kind: OwnerKind::Outside,
        owner: party.slug.clone(),
        name: party.name.clone(),
        unit: party.unit,
        // Where amounts come from is below zero by what it gave; nobody else ever is.
        may_go_below: party.side == Side::Source,
        opened_at_ms: tx.now().as_millisecond(),
    }
}

async fn write(tx: &Tx, account: &Account) -> Result<(), LedgerError> {
    store::account::insert(tx.conn(), account).await.map_err(taken)?;
    let detail = json!({
        "cluster": account.cluster, "fund": account.fund, "kind": account.kind, "owner_kind": account.owner_kind,
        "owner": account.owner, "unit": account.unit, "may_go_below": account.may_go_below,
    });
    tx.journal(Entry::new("ledger.account_opened", "account", account.id, &detail)).await?;
    Ok(())
}

fn taken(error: DbError) -> LedgerError {
    if error.is_duplicate() { LedgerError::Taken } else { error.into() }
}
