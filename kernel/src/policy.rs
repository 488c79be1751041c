//! The mechanism of permission: may this actor do this act to this thing, and which things of a list may the actor have.
//!
//! Each slice says in its `policy.rs` which acts there are and by which [`Rule`]. A rule is data, so that one rule
//! answers for one thing, compiles to the [`Filter`] of a list, decides over menus, and can be printed. Nothing outside
//! this crate can look at an actor's roles, so nothing else can decide.
//!
//! ```
//! use bellwether_kernel::actor::{Actor, Role};
//! use bellwether_kernel::policy::{Act, Installation, Rule, may};
//!
//! #[derive(Clone, Copy)]
//! enum Fund { Look, Close }
//!
//! impl Act for Fund {
//!     const ALL: &'static [Fund] = &[Fund::Look, Fund::Close];
//!     fn words(self) -> &'static str {
//!         match self { Fund::Look => "look at funds", Fund::Close => "close a fund" }
//!     }
//!     fn rule(self) -> Rule {
//!         match self { Fund::Look => Rule::Everybody, Fund::Close => Rule::Roles(&[Role::Council]) }
//!     }
//! }
//!
//! assert!(may(&Actor::Visitor, Fund::Look, &Installation).is_ok());
//! assert!(may(&Actor::Visitor, Fund::Close, &Installation).is_err());
//! ```

mod filter;
mod table;

use crate::actor::{Actor, Role};
use crate::ctx::{Ctx, Denied};

pub use self::filter::Filter;
pub use self::table::{Described, Line, described, lines};

/// A kind of act that a slice knows; each slice has an enum of them.
pub trait Act: Copy + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The act in words, for messages: `read the journal`.
    fn words(self) -> &'static str;

    /// Who may do it, and to what.
    fn rule(self) -> Rule;

    /// Must what it is done to stay unknown to people who are refused? They see "not found" then. A visitor is refused
    /// openly all the same, so that signing in is offered.
    fn hides(self) -> bool {
        false
    }
}

/// What an act is done to, as far as rules look at it.
pub trait Thing {
    /// The person that it belongs to.
    fn owner(&self) -> Option<crate::actor::UserId> {
        None
    }

    /// The name of the state that it is in, as the database has it; empty if it has none.
    fn state(&self) -> &str {
        ""
    }

    /// The slug of the cluster that it belongs to.
    fn cluster(&self) -> Option<&str> {
        None
    }
}

/// The installation as a whole, or anything that belongs to nobody in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installation;

impl Thing for Installation {}

/// What is a person's own. For acts on an account and on what hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedBy(pub crate::actor::UserId);

impl Thing for OwnedBy {
    fn owner(&self) -> Option<crate::actor::UserId> {
        Some(self.0)
    }
}

/// What belongs to a cluster, such as its books as a whole; the text is the cluster's slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfCluster<'a>(pub &'a str);

impl Thing for OfCluster<'_> {
    fn cluster(&self) -> Option<&str> {
        Some(self.0)
    }
}

/// Who may, and to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Everybody, signed in or not, may do it to everything.
    Everybody,
    /// Whoever has signed in, and the installation itself.
    SignedIn,
    /// Whoever holds one of these roles. The installation itself holds all.
    Roles(&'static [Role]),
    /// The installation itself: a job, or the administrator at the command line.
    System,
    /// The person that the thing belongs to.
    Owner,
    /// Whoever works for the cluster that the thing belongs to. The installation itself works for all.
    Cluster,
    /// Anybody, while the thing is in one of these states.
    State(&'static [&'static str]),
    /// Whoever one of these rules lets.
    Any(&'static [Rule]),
    /// Whoever all of these rules let.
    All(&'static [Rule]),
}

impl Rule {
    /// What the rule leaves to ask of things once it is known who acts.
    pub fn of(self, actor: &Actor) -> Filter {
        match self {
            Rule::Everybody => Filter::Everything,
            Rule::SignedIn => Filter::when(actor.is_known()),
            Rule::Roles(roles) => Filter::when(roles.iter().any(|role| actor.is(*role))),
            Rule::System => Filter::when(matches!(actor, Actor::System)),
            Rule::Owner => actor.user_id().map_or(Filter::Nothing, Filter::OwnedBy),
            Rule::Cluster => match actor.clusters() {
                None => Filter::Everything,
                Some([]) => Filter::Nothing,
                Some(clusters) => Filter::InClusters(clusters.to_vec()),
            },
            Rule::State(states) => Filter::InState(states),
            Rule::Any(rules) => Filter::any(rules.iter().map(|rule| rule.of(actor))),
            Rule::All(rules) => Filter::all(rules.iter().map(|rule| rule.of(actor))),
        }
    }
}

/// The policy: may this actor do this act to this thing?
///
/// # Errors
/// [`Denied`], which says whether the actor may know that the thing exists.
pub fn may(actor: &Actor, act: impl Act, thing: &impl Thing) -> Result<(), Denied> {
    if act.rule().of(actor).admits(thing) { Ok(()) } else { Err(denied(actor, act)) }
}

/// The same policy for a list: which things may this actor do this act to?
///
/// # Errors
/// [`Denied`] if there can be none, whatever they are.
pub fn which(actor: &Actor, act: impl Act) -> Result<Filter, Denied> {
    match act.rule().of(actor) {
        Filter::Nothing => Err(denied(actor, act)),
        filter => Ok(filter),
    }
}

fn denied(actor: &Actor, act: impl Act) -> Denied {
    Denied { act: act.words(), hidden: actor.is_known() && act.hides() }
}

impl Ctx {
    /// Goes on only if the acting person may do this act to this thing; see [`may`].
    ///
    /// # Errors
    /// [`Denied`].
    pub fn permit(&self, act: impl Act, thing: &impl Thing) -> Result<(), Denied> {
        may(&self.actor, act, thing)
    }

    /// Which things of a list the acting person may do this act to; see [`which`].
    ///
    /// # Errors
    /// [`Denied`] if there can be none.
    pub fn permitted(&self, act: impl Act) -> Result<Filter, Denied> {
        which(&self.actor, act)
    }
}
