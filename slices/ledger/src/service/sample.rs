//! Loading invented funds out of a file, for demonstrations. Loading the same file again does nothing.

use bellwether_db::DbError;
use bellwether_kernel::amount::{Amount, NotAnAmount};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;

use crate::model::account::{Account, AccountKind, Held, NewAccount, OutsideParty};
use crate::model::fund::{Fund, NewFund};
use crate::model::sample::{Place, Sample, SampleTransfer};
use crate::model::transfer::NewTransfer;
use crate::policy::Act;
use crate::service::{Ledger, LedgerError};

/// What came of loading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The fund was opened, with so many transfers.
    Opened(usize),
    /// The fund is there already; nothing was done.
    Known,
}

/// The file cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// It is not of the form.
    #[error("reading the file")]
    Form(#[from] toml::de::Error),
    /// An amount is none.
    #[error("{0}: {1}")]
    Amount(String, NotAnAmount),
    /// A transfer names an account that is not there.
    #[error("no account is called {0:?}")]
    NoAccount(Place),
    /// The ledger refuses.
    #[error("{0}")]
    Ledger(String, #[source] LedgerError),
}

impl From<LedgerError> for SampleError {
    fn from(error: LedgerError) -> Self {
        SampleError::Ledger(error.to_string(), error)
    }
}

impl From<DbError> for SampleError {
    fn from(error: DbError) -> Self {
        LedgerError::from(error).into()
    }
}

impl Ledger {
    /// Opens the invented fund that a file describes, with its budgets and transfers.
    pub async fn load_sample(
        &self,
        ctx: &Ctx,
        source: &str,
        concepts: &[(String, Text)],
    ) -> Result<Loaded, SampleError> {
        let sample: Sample = toml::from_str(source)?;
        let cluster = sample.cluster.as_str();
        ctx.permit(Act::KeepBooks, &OfCluster(cluster)).map_err(LedgerError::from)?;
        if self.books(ctx, cluster, None).await?.iter().any(|books| books.fund.slug == sample.fund.slug) {
            return Ok(Loaded::Known);
        }
        let fund = self.open_sample(ctx, &sample, concepts).await?;
        let accounts = self.accounts(ctx, cluster, None).await?;
        // What waits for a second person is proposed once there is a threshold.
        let (mut waiting, done): (Vec<_>, Vec<_>) = sample.transfers.iter().partition(|transfer| transfer.waits);
        for transfer in done {
            self.transfer(ctx, cluster, &made(transfer, &fund, &accounts)?).await?;
        }
        if let Some(text) = &sample.fund.approval_above {
            self.set_threshold(ctx, cluster, fund.id, Some(amount(text, &fund)?)).await?;
        }
        for transfer in waiting.drain(..) {
            self.transfer(ctx, cluster, &made(transfer, &fund, &accounts)?).await?;
        }
        Ok(Loaded::Opened(sample.transfers.len()))
    }

    async fn open_sample(&self, ctx: &Ctx, sample: &Sample, concepts: &[(String, Text)]) -> Result<Fund, SampleError> {
        let new = NewFund {
            slug: sample.fund.slug.clone(),
            name: sample.fund.name.clone(),
            unit: sample.fund.unit,
            approval_above_minor: None,
            sample: true,
        };
        let fund = self.open_fund(ctx, &sample.cluster, &new).await?.fund;
        for party in &sample.parties {
            let unit = party.unit.unwrap_or(fund.unit);
            let party = OutsideParty { side: party.side, slug: party.slug.clone(), name: party.name.clone(), unit };
            match self.open_account(ctx, &sample.cluster, &NewAccount::Outside(party), concepts).await {
                // Another invented fund may have the same payee.
                Ok(_) | Err(LedgerError::Taken) => {}
                Err(error) => return Err(error.into()),
            }
        }
        for concept in &sample.budgets {
            let budget = NewAccount::Budget { fund: fund.id, concept: concept.clone() };
            self.open_account(ctx, &sample.cluster, &budget, concepts).await?;
        }
        Ok(fund)
    }
}

fn made(transfer: &SampleTransfer, fund: &Fund, accounts: &[Held]) -> Result<NewTransfer, SampleError> {
    let find = |place: &Place| {
        let is_it = |account: &Account| match place {
            Place::Pool => account.fund == Some(fund.id) && account.kind == AccountKind::Pool,
            Place::Budget(concept) => account.fund == Some(fund.id) && account.owner == *concept,
            Place::Source(slug) => {
                account.kind == AccountKind::Source && account.owner == *slug && account.unit == fund.unit
            }
            Place::Payee(slug) => {
                account.kind == AccountKind::Payee && account.owner == *slug && account.unit == fund.unit
            }
        };
        let found = accounts.iter().map(|held| &held.account).find(|account| is_it(account));
        found.map(|account| account.id).ok_or_else(|| SampleError::NoAccount(place.clone()))
    };
    let (from, to) = (find(&transfer.from)?, find(&transfer.to)?);
    let new = NewTransfer::simple(
        format!("{}-{}", fund.slug, transfer.key),
        from,
        to,
        amount(&transfer.amount, fund)?,
        transfer.memo.clone(),
    );
    Ok(if transfer.hold { new.held_until(None) } else { new })
}

fn amount(text: &str, fund: &Fund) -> Result<i64, SampleError> {
    let amount = Amount::parse(text, fund.unit).map_err(|error| SampleError::Amount(text.to_owned(), error))?;
    Ok(amount.minor)
}
