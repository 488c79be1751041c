//! Who may do what with experts and institutions.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with experts and institutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See experts and institutions, in lists and one by one.
    Look,
    /// Build them anew from the evidence.
    Build,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Look, Act::Build];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at experts and institutions",
            Act::Build => "build the experts",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::Build => Rule::Roles(&[Role::Administrator]),
        }
    }
}
