//! Who may do what with the books of a cluster.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with the books of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See funds, budgets, accounts, statements and transfers.
    LookAtBooks,
    /// Open funds and accounts; propose, post and void transfers.
    KeepBooks,
    /// Approve, or turn down, transfers that another person proposed.
    ApproveTransfers,
    /// Say above which amount a second person is needed.
    SetThresholds,
    /// Replay the journal and compare.
    VerifyBooks,
}

/// Administrators keep the books of all clusters of their installation.
const ADMINISTRATORS: Rule = Rule::Roles(&[Role::Administrator]);
const OFFICERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer]), Rule::Cluster]);
const READERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer, Role::Council, Role::Analyst]), Rule::Cluster]);
const COUNCIL: Rule = Rule::All(&[Rule::Roles(&[Role::Council]), Rule::Cluster]);

impl policy::Act for Act {
    const ALL: &'static [Act] =
        &[Act::LookAtBooks, Act::KeepBooks, Act::ApproveTransfers, Act::SetThresholds, Act::VerifyBooks];

    fn words(self) -> &'static str {
        match self {
            Act::LookAtBooks => "look at the books",
            Act::KeepBooks => "keep the books",
            Act::ApproveTransfers => "approve transfers",
            Act::SetThresholds => "set thresholds of approval",
            Act::VerifyBooks => "verify the books",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::LookAtBooks => Rule::Any(&[ADMINISTRATORS, READERS]),
            Act::KeepBooks => Rule::Any(&[ADMINISTRATORS, OFFICERS]),
            // Not the administrators: whoever writes must not be able to approve, or to lift the threshold.
            Act::ApproveTransfers | Act::SetThresholds => COUNCIL,
            Act::VerifyBooks => ADMINISTRATORS,
        }
    }

    /// The books of another cluster do not exist for one. Other refusals do not depend on what there is, only on the
    /// address, so they tell nothing.
    fn hides(self) -> bool {
        self == Act::LookAtBooks
    }
}
