//! Who may do what on the exchange.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done on the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See which facilities there are, with their rules and rates.
    Look,
    /// See when a facility is taken, without by whom.
    SeeCalendar,
    /// Ask for time on a facility.
    Book,
    /// See a booking with its purpose.
    SeeBooking,
    /// Change or cancel a booking, begin and end its use.
    ChangeBooking,
    /// Keep a facility: approve, see who booked, take it out of service, say who is trained, go beyond its rules.
    Keep,
    /// Load facilities from a file, and write them to one.
    Load,
    /// Let the clock have its way: no-shows, requests whose time passed.
    Sweep,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[
        Act::Look,
        Act::SeeCalendar,
        Act::Book,
        Act::SeeBooking,
        Act::ChangeBooking,
        Act::Keep,
        Act::Load,
        Act::Sweep,
    ];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at shared facilities",
            Act::SeeCalendar => "see when a facility is taken",
            Act::Book => "book a facility",
            Act::SeeBooking => "see a booking",
            Act::ChangeBooking => "change a booking",
            Act::Keep => "keep a facility",
            Act::Load => "load facilities",
            Act::Sweep => "let requests lapse",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::SeeCalendar => Rule::SignedIn,
            // Partners see what they were given to see, and use nothing.
            Act::Book => {
                Rule::Roles(&[Role::Administrator, Role::Analyst, Role::Expert, Role::Council, Role::Resident])
            }
            // The owner of a booking is who booked. Keepers of the facility see it by `Keep`.
            Act::SeeBooking | Act::ChangeBooking => Rule::Any(&[Rule::Owner, Rule::Roles(&[Role::Administrator])]),
            // The owner of a facility, in the sense of the policy, is its keeper.
            Act::Keep => Rule::Any(&[Rule::Owner, Rule::Roles(&[Role::Administrator])]),
            Act::Load => Rule::Roles(&[Role::Administrator]),
            Act::Sweep => Rule::System,
        }
    }

    fn hides(self) -> bool {
        matches!(self, Act::SeeBooking | Act::ChangeBooking | Act::Load | Act::Sweep)
    }
}
