//! Who may do what with the register. Places and involvements are things of a cluster and either public or internal; an
//! actor is seen by whoever sees one of its places.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See that an actor is in a cluster, and its involvements there.
    See,
    /// Add and change actors of a cluster, import.
    Keep,
    /// Find duplicates, put records together and take them apart. A record is of all clusters that know the actor, also of
    /// those that do so internally: whoever keeps one cluster would learn from a refusal that there is another.
    Merge,
    /// See and record personal data that a cluster keeps.
    SeePersonal,
    /// Erase the data of a person, and what is kept for too long.
    Erase,
}

const ADMINISTRATORS: Rule = Rule::Roles(&[Role::Administrator]);
const OFFICERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer]), Rule::Cluster]);
const READERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer, Role::Council, Role::Analyst]), Rule::Cluster]);

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::See, Act::Keep, Act::Merge, Act::SeePersonal, Act::Erase];

    fn words(self) -> &'static str {
        match self {
            Act::See => "see who is in a cluster",
            Act::Keep => "keep the register of a cluster",
            Act::Merge => "put records of the register together",
            Act::SeePersonal => "see personal data",
            Act::Erase => "erase personal data",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::See => Rule::Any(&[Rule::State(&["public"]), ADMINISTRATORS, READERS]),
            Act::Keep | Act::SeePersonal => Rule::Any(&[ADMINISTRATORS, OFFICERS]),
            Act::Merge | Act::Erase => ADMINISTRATORS,
        }
    }

    /// What is internal to another cluster does not exist for one.
    fn hides(self) -> bool {
        self == Act::See
    }
}
