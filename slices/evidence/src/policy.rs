//! Who may do what with the evidence.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Search, open records, take results away as files.
    Read,
    /// See which source files were read, and what came of them.
    SeeSources,
    /// See the inbox and ingests with their progress.
    SeeIngests,
    /// Start and stop ingests.
    Ingest,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Read, Act::SeeSources, Act::SeeIngests, Act::Ingest];

    fn words(self) -> &'static str {
        match self {
            Act::Read => "read the evidence",
            Act::SeeSources => "see the sources of the evidence",
            Act::SeeIngests => "see ingests",
            Act::Ingest => "ingest evidence",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Read | Act::SeeSources => Rule::Everybody,
            Act::SeeIngests | Act::Ingest => Rule::Roles(&[Role::Administrator, Role::Analyst]),
        }
    }
}
