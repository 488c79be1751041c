//! Who may do what on the exchange.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done on the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See which facilities there are, with their rules and rates.
    Look,
    /// See when the facilities of a cluster are taken, without by whom.
    SeeCalendar,
    /// Read the manuals of the facilities of a cluster.
    ReadManuals,
    /// Ask for time on a facility.
    Book,
    /// Be a member of the cluster for its facilities, where nobody said another class.
    CountAsMember,
    /// See one's own bookings, and what waits for one's decision.
    SeeOwn,
    /// See a booking with its purpose.
    SeeBooking,
    /// Change or cancel a booking, begin and end its use.
    ChangeBooking,
    /// Keep a facility: approve, see who booked, take it out of service, say who is trained, go beyond its rules.
    Keep,
    /// Say what facilities cost and which accounts and codes pay; try again what the books did not take.
    KeepMoney,
    /// See what a charge code, or all of a cluster, is to pay for facilities.
    SeeStatements,
    /// See how facilities of a cluster are used.
    SeeUse,
    /// Load facilities from a file, and write them to one.
    Load,
    /// Let the clock have its way: no-shows, requests whose time passed.
    Sweep,
}

const ADMINISTRATORS: Rule = Rule::Roles(&[Role::Administrator]);
/// Those who use facilities: all who work for a cluster, but for its partners.
const USERS: Rule = Rule::Roles(&[Role::Analyst, Role::Officer, Role::Expert, Role::Council, Role::Resident]);

/// Those who read the books of their cluster.
const READERS: Rule = Rule::Roles(&[Role::Officer, Role::Council, Role::Analyst]);

impl policy::Act for Act {
    const ALL: &'static [Act] = &[
        Act::Look,
        Act::SeeCalendar,
        Act::ReadManuals,
        Act::Book,
        Act::CountAsMember,
        Act::SeeOwn,
        Act::SeeBooking,
        Act::ChangeBooking,
        Act::Keep,
        Act::KeepMoney,
        Act::SeeStatements,
        Act::SeeUse,
        Act::Load,
        Act::Sweep,
    ];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at shared facilities",
            Act::SeeCalendar => "see when a facility is taken",
            Act::ReadManuals => "read the manuals of a facility",
            Act::Book => "book a facility",
            Act::CountAsMember => "count as a member",
            Act::SeeOwn => "see one's own bookings",
            Act::SeeBooking => "see a booking",
            Act::ChangeBooking => "change a booking",
            Act::Keep => "keep a facility",
            Act::KeepMoney => "keep the money of facilities",
            Act::SeeStatements => "see statements of facilities",
            Act::SeeUse => "see how facilities are used",
            Act::Load => "load facilities",
            Act::Sweep => "let requests lapse",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            // Whoever works for the cluster, and whoever it let in by a class: the owner, in the sense of the policy, of an
            // `Admission`. Members of other clusters see what the public sees.
            Act::SeeCalendar | Act::ReadManuals => Rule::Any(&[ADMINISTRATORS, Rule::Cluster, Rule::Owner]),
            // Partners see what they were given to see, and use nothing, unless a keeper let them in.
            Act::Book => Rule::Any(&[ADMINISTRATORS, Rule::All(&[USERS, Rule::Cluster]), Rule::Owner]),
            Act::CountAsMember => Rule::All(&[USERS, Rule::Cluster]),
            Act::SeeOwn => Rule::SignedIn,
            // The owner of a booking is who booked. Keepers of the facility see it by `Keep`.
            Act::SeeBooking | Act::ChangeBooking => Rule::Any(&[Rule::Owner, ADMINISTRATORS]),
            // The owner of a facility, in the sense of the policy, is its keeper.
            Act::Keep => Rule::Any(&[Rule::Owner, ADMINISTRATORS]),
            Act::KeepMoney => Rule::Any(&[ADMINISTRATORS, Rule::All(&[Rule::Roles(&[Role::Officer]), Rule::Cluster])]),
            // Those who read the books of the cluster, and the people of a charge code: the owners of its statement.
            Act::SeeStatements => Rule::Any(&[ADMINISTRATORS, Rule::All(&[READERS, Rule::Cluster]), Rule::Owner]),
            // Those who read the books, and the keeper of the facility.
            Act::SeeUse => Rule::Any(&[ADMINISTRATORS, Rule::All(&[READERS, Rule::Cluster]), Rule::Owner]),
            Act::Load => ADMINISTRATORS,
            Act::Sweep => Rule::System,
        }
    }

    fn hides(self) -> bool {
        matches!(
            self,
            Act::ReadManuals | Act::SeeBooking | Act::ChangeBooking | Act::SeeStatements | Act::Load | Act::Sweep
        )
    }
}
