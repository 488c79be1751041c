//! Who may do what with foresight.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with foresight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See the landscape, its topics and their records.
    Look,
    /// Build the landscape anew from the evidence.
    Build,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Look, Act::Build];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at the landscape",
            Act::Build => "build the landscape",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::Build => Rule::Roles(&[Role::Administrator, Role::Analyst]),
        }
    }
}
