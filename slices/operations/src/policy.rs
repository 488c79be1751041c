//! Who may do what with background jobs.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with a job. It belongs to whoever wanted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Open the list, with what one may see in it.
    List,
    /// See it.
    See,
    /// Call it off.
    CallOff,
    /// Queue it anew after it failed.
    Retry,
}

/// The administrator, and the person who wanted it.
const OURS: Rule = Rule::Any(&[Rule::Roles(&[Role::Administrator]), Rule::Owner]);

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::List, Act::See, Act::CallOff, Act::Retry];

    fn words(self) -> &'static str {
        match self {
            Act::List => "see jobs",
            Act::See => "see this job",
            Act::CallOff => "call off this job",
            Act::Retry => "retry this job",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::List => Rule::SignedIn,
            Act::See | Act::CallOff => OURS,
            // Retrying is starting: who has lost the role that starts work cannot start it again.
            Act::Retry => Rule::All(&[OURS, Rule::Roles(&[Role::Administrator, Role::Analyst])]),
        }
    }

    /// Another's job is "not found". What may be seen may be refused openly.
    fn hides(self) -> bool {
        self == Act::See
    }
}
