//! Who may do what with messages.

use bellwether_kernel::policy::{self, Rule};

/// What can be done with messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Open the list of threads that one takes part in.
    ListThreads,
    /// Read a thread, and write into it as far as the seat allows.
    TakePart,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::ListThreads, Act::TakePart];

    fn words(self) -> &'static str {
        match self {
            Act::ListThreads => "list threads",
            Act::TakePart => "take part in a thread",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::ListThreads => Rule::SignedIn,
            // The owner, in the sense of the policy, of a place in a thread is whoever the record gives a seat.
            Act::TakePart => Rule::Owner,
        }
    }

    fn hides(self) -> bool {
        self == Act::TakePart
    }
}
