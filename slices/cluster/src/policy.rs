//! Who may do what with clusters.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See a cluster with its members, commissions and areas.
    Look,
    /// Load a cluster's profile from its file.
    Load,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Look, Act::Load];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at a cluster",
            Act::Load => "load a cluster",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::Load => Rule::Roles(&[Role::Administrator]),
        }
    }
}
