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
    /// Keep a list of topics of one's own.
    Watch,
    /// Propose a topic to a cluster as a priority area.
    Propose,
    /// See what was proposed.
    SeeProposals,
    /// Withdraw a proposal.
    Withdraw,
}

impl policy::Act for Act {
    const ALL: &'static [Act] = &[Act::Look, Act::Build, Act::Watch, Act::Propose, Act::SeeProposals, Act::Withdraw];

    fn words(self) -> &'static str {
        match self {
            Act::Look => "look at the landscape",
            Act::Build => "build the landscape",
            Act::Watch => "watch topics",
            Act::Propose => "propose a priority area",
            Act::SeeProposals => "see proposed areas",
            Act::Withdraw => "withdraw a proposed area",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::Look => Rule::Everybody,
            Act::Build | Act::Propose => Rule::Roles(&[Role::Administrator, Role::Analyst]),
            Act::Watch => Rule::SignedIn,
            // Those who prepare, judge and decide in the cluster, and whoever proposed it.
            Act::SeeProposals => Rule::Any(&[
                Rule::Roles(&[Role::Administrator]),
                Rule::All(&[Rule::Roles(&[Role::Analyst]), Rule::Owner]),
                Rule::All(&[Rule::Roles(&[Role::Analyst, Role::Expert, Role::Council]), Rule::Cluster]),
            ]),
            Act::Withdraw => Rule::Any(&[Rule::Owner, Rule::Roles(&[Role::Administrator])]),
        }
    }

    fn hides(self) -> bool {
        matches!(self, Act::SeeProposals | Act::Withdraw)
    }
}
