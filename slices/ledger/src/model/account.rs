//! Accounts: places where amounts of one unit are. What an account may do follows from its kind.

use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::typed_id;
use serde::Serialize;

use crate::model::balance::Balance;
use crate::model::fund::{FundId, Unusable, slug, words};
use bellwether_kernel::named;

typed_id!(
    /// An account.
    AccountId
);

named!(
    /// What an account is for.
    AccountKind {
        /// Where amounts come from, such as a funder. The only kind that may go below zero: by what it gave.
        Source = "source",
        /// What a fund has and has not given to a budget yet.
        Pool = "pool",
        /// What a fund gave to a focus area, pillar or undertaking.
        Budget = "budget",
        /// Where amounts go to: what was paid to it, or used up.
        Payee = "payee",
    }
);

named!(
    /// What an account belongs to.
    OwnerKind {
        /// The fund itself.
        Fund = "fund",
        /// A concept of the cluster, such as a focus area.
        Concept = "concept",
        /// A project or another undertaking.
        Undertaking = "undertaking",
        /// A party outside of the ledger.
        Outside = "outside",
    }
);

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The cluster whose books it stands in.
    pub cluster: String,
    /// The fund that it is a part of; sources and payees are of none.
    pub fund: Option<FundId>,
    /// What it is for.
    pub kind: AccountKind,
    /// What it belongs to.
    pub owner_kind: OwnerKind,
    /// The name of its owner in addresses: the slug of a concept, of an outside party, the id of an undertaking.
    pub owner: String,
    /// Its name.
    pub name: Text,
    /// What it holds.
    pub unit: Unit,
    /// May it go below zero?
    pub may_go_below: bool,
    /// When it was opened, in milliseconds UTC.
    pub opened_at_ms: i64,
}

/// Accounts by their ids.
pub type AccountsById = std::collections::HashMap<AccountId, Account>;

/// An account with what is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The account.
    pub account: Account,
    /// What is on it.
    pub balance: Balance,
}

impl Held {
    /// So many minor units of the account's unit.
    pub fn amount(&self, minor: i64) -> Amount {
        Amount::new(minor, self.account.unit)
    }
}

/// An account to be opened. The pool of a fund is opened with it.
#[derive(Clone, Debug)]
pub enum NewAccount {
    /// A budget of a fund, for a concept of its cluster.
    Budget {
        /// The fund.
        fund: FundId,
        /// The slug of the concept.
        concept: String,
    },
    /// A budget of a fund for an undertaking.
    Undertaking {
        /// The fund.
        fund: FundId,
        /// Its id or slug.
        undertaking: String,
        /// Its name.
        name: Text,
    },
    /// A party outside of the ledger.
    Outside(OutsideParty),
}

/// A party outside of the ledger: where amounts come from or go to.
#[derive(Clone, Debug, Serialize)]
pub struct OutsideParty {
    /// Does it give, or is it paid?
    pub side: Side,
    /// Its name in files, unique among those of its side and unit.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it gives or takes.
    pub unit: Unit,
}

named!(
    /// On which side of the ledger a party stands.
    Side {
        /// It gives.
        Source = "source",
        /// It is paid.
        Payee = "payee",
    }
);

impl OutsideParty {
    /// The same with everything checked.
    ///
    /// # Errors
    /// [`Unusable`] names the first field that cannot be used.
    pub fn checked(&self) -> Result<OutsideParty, Unusable> {
        Ok(OutsideParty {
            slug: slug(&self.slug)?,
            name: words(&self.name, 200, Unusable::Name)?,
            side: self.side,
            unit: self.unit,
        })
    }
}
