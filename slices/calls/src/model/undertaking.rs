//! What an award opens: a record with milestones, each with a date, an amount, a report and a payment.

use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::{named, typed_id};
use bellwether_ledger::api::TransferId;
use jiff::civil::Date;

use crate::model::application::{Application, ApplicationId};

typed_id!(
    /// An undertaking.
    UndertakingId
);

/// The longest report, in letters.
pub const REPORT: usize = 20_000;

named!(
    /// Where a milestone stands.
    MilestoneState {
        /// Nothing was reported.
        Planned = "planned",
        /// Reported, with a request to pay.
        Requested = "requested",
        /// Given back to be completed.
        Returned = "returned",
        /// Approved, and paid.
        Paid = "paid",
        /// It will not be: the money went back.
        Dropped = "dropped",
    }
);

named!(
    /// What can happen to a milestone.
    MilestoneStep {
        /// It is reported, with a request to pay.
        Request = "request",
        /// The report is given back.
        Return = "return",
        /// It is approved and paid.
        Pay = "pay",
        /// The award falls through.
        Drop = "drop",
    }
);

/// The state does not allow the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a milestone that is {} cannot {}", from.name(), step.name())]
pub struct MilestoneRefused {
    /// Where it stands.
    pub from: MilestoneState,
    /// What was tried.
    pub step: MilestoneStep,
}

impl MilestoneState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: MilestoneStep) -> Result<MilestoneState, MilestoneRefused> {
        use MilestoneState::{Dropped, Paid, Planned, Requested, Returned};
        match (self, step) {
            (Planned | Returned, MilestoneStep::Request) => Ok(Requested),
            (Requested, MilestoneStep::Return) => Ok(Returned),
            (Requested, MilestoneStep::Pay) => Ok(Paid),
            (Planned | Requested | Returned, MilestoneStep::Drop) => Ok(Dropped),
            (from, step) => Err(MilestoneRefused { from, step }),
        }
    }

    /// Can nothing happen to it any more?
    pub fn is_over(self) -> bool {
        matches!(self, MilestoneState::Paid | MilestoneState::Dropped)
    }
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its number, from 1.
    pub number: u32,
    /// What is reached.
    pub name: Text,
    /// When it is due.
    pub due: Date,
    /// What is paid then.
    pub amount_minor: i64,
    /// Where it stands.
    pub state: MilestoneState,
    /// The promise in the ledger.
    pub transfer: Option<TransferId>,
    /// What was reported.
    pub report: String,
    /// Why the report was given back.
    pub why: String,
}

/// An undertaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// Its id.
    pub id: UndertakingId,
    /// What was awarded.
    pub application: ApplicationId,
    /// How much.
    pub amount_minor: i64,
    /// In what.
    pub unit: Unit,
    /// When it was opened, in milliseconds UTC.
    pub opened_at_ms: i64,
    /// Its milestones.
    pub milestones: Vec<Milestone>,
}

impl Undertaking {
    /// How much was paid.
    pub fn paid_minor(&self) -> i64 {
        let paid = self.milestones.iter().filter(|one| one.state == MilestoneState::Paid);
        paid.map(|one| one.amount_minor).sum()
    }

    /// Is there nothing left to report?
    pub fn is_over(&self) -> bool {
        self.milestones.iter().all(|one| one.state.is_over())
    }
}

/// An undertaking with its application, as far as the policy looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// The application.
    pub application: Application,
    /// The undertaking.
    pub undertaking: Undertaking,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_with_every_step() {
        let mut table = String::new();
        for state in MilestoneState::ALL {
            let leads =
                |step: &MilestoneStep| state.after(*step).ok().map(|to| format!("{} → {}", step.name(), to.name()));
            let ways: Vec<String> = MilestoneStep::ALL.iter().filter_map(leads).collect();
            table.push_str(&format!("{:<10}{}\n", state.name(), ways.join(", ")));
        }
        insta::assert_snapshot!(table, @r"
        planned   request → requested, drop → dropped
        requested return → returned, pay → paid, drop → dropped
        returned  request → requested, drop → dropped
        paid      
        dropped   
        ");
    }
}
