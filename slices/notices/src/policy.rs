//! Who may do what with notices and letters.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with notices and letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Choose what comes by mail.
    Choose,
    /// Turn a kind of letters off, with the token that a letter holds.
    Stop,
    /// See which letters were sent and which were not, and send them again.
    SeeLetters,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Choose, Act::Stop, Act::SeeLetters];

    fn words(self) -> &'static str {
        match self {
            Act::Choose => "choose what comes by mail",
            Act::Stop => "turn letters off",
            Act::SeeLetters => "see letters",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Choose => Rule::Owner,
            // The token decides.
            Act::Stop => Rule::Everybody,
            Act::SeeLetters => Rule::Roles(&[Role::Administrator]),
        }
    }

    fn hides(self) -> bool {
        true
    }
}
