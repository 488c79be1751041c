//! Who may do what with targets.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See targets, their papers and how they grow.
    Look,
    /// Build them anew from a source of links and the evidence.
    Build,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Look, Act::Build];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at targets",
            Act::Build => "build the targets",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::Build => Rule::Roles(&[Role::Administrator, Role::Analyst]),
        }
    }
}
