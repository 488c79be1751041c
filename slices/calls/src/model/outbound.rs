//! An application of the cluster to another funder: whom, until when, for how much, who answers for it, and what came of it.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::money::Unit;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::{named, typed_id};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::answers::Answers;
use crate::model::draft::Kept;
use crate::model::file::Attached;
use crate::model::form::Form;
use crate::model::people::PeopleNames;
use crate::model::submission::{Frozen, FrozenFile};

typed_id!(
    /// An application to another funder.
    OutboundId
);

/// The longest name of a funder or programme, and the longest reference number, in letters.
pub const NAME: usize = 300;
/// The most members of a team.
pub const MOST_TEAM: usize = 50;
/// The most reports.
pub const MOST_REPORTS: usize = 40;

named!(
    /// Where it stands.
    OutboundState {
        /// It is being written.
        Preparing = "preparing",
        /// Somebody else checks it.
        Checking = "checking",
        /// It may be sent.
        Approved = "approved",
        /// The funder has it.
        Sent = "sent",
        /// The funder gives money.
        Granted = "granted",
        /// The funder does not.
        Refused = "refused",
        /// It was given up, or taken back.
        Withdrawn = "withdrawn",
    }
);

named!(
    /// What can happen to it.
    OutboundStep {
        /// It is given to be checked.
        Ask = "ask",
        /// It is given back to be changed.
        Return = "return",
        /// It may be sent.
        Approve = "approve",
        /// It was sent, and what was sent is frozen.
        Send = "send",
        /// The funder gives money.
        Grant = "grant",
        /// The funder does not.
        Refuse = "refuse",
        /// It is given up, or taken back.
        Withdraw = "withdraw",
    }
);

/// The state does not allow the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an application that is {} cannot {}", from.name(), step.name())]
pub struct OutboundRefused {
    /// Where it stands.
    pub from: OutboundState,
    /// What was tried.
    pub step: OutboundStep,
}

impl OutboundState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: OutboundStep) -> Result<OutboundState, OutboundRefused> {
        use OutboundState::{Approved, Checking, Granted, Preparing, Refused, Sent, Withdrawn};
        match (self, step) {
            (Preparing, OutboundStep::Ask) => Ok(Checking),
            (Checking | Approved, OutboundStep::Return) => Ok(Preparing),
            (Checking, OutboundStep::Approve) => Ok(Approved),
            (Approved, OutboundStep::Send) => Ok(Sent),
            (Sent, OutboundStep::Grant) => Ok(Granted),
            (Sent, OutboundStep::Refuse) => Ok(Refused),
            (Preparing | Checking | Approved | Sent, OutboundStep::Withdraw) => Ok(Withdrawn),
            (from, step) => Err(OutboundRefused { from, step }),
        }
    }

    /// Is its deadline still ahead of those who write it?
    pub fn is_ahead(self) -> bool {
        matches!(self, OutboundState::Preparing | OutboundState::Checking | OutboundState::Approved)
    }
}

/// An application to another funder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// Its id.
    pub id: OutboundId,
    /// The slug of the cluster.
    pub cluster: String,
    /// Where it stands.
    pub state: OutboundState,
    /// Is it invented, for a demonstration?
    pub sample: bool,
    /// What is known of it beside the answers.
    pub facts: Facts,
    /// What is asked.
    pub form: Form,
    /// Its title.
    pub title: String,
    /// How much it asks for, once that is known.
    pub asked_minor: Option<i64>,
    /// How much was granted.
    pub granted_minor: Option<i64>,
    /// Who answers for it.
    pub responsible: UserId,
    /// The number that the funder gave it.
    pub reference: String,
    /// Why it was returned, refused or withdrawn.
    pub why: String,
    /// Who gave it to be checked: somebody else approves it.
    pub asked_by: Option<UserId>,
    /// When it was sent, in milliseconds UTC.
    pub sent_at_ms: Option<i64>,
    /// The day of the funder's decision.
    pub decided_on: Option<Date>,
    /// When it was begun, in milliseconds UTC.
    pub begun_at_ms: i64,
    /// The person that looks, if they are of the team.
    pub viewer: Option<UserId>,
}

/// To whom it goes, for what, until when, in which currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The name of the funder.
    pub funder: String,
    /// The funder in the register, where it is there.
    pub funder_actor: Option<Uuid>,
    /// The programme of the funder.
    pub programme: String,
    /// Until when, by the clock of the zone.
    pub deadline: DateTime,
    /// The time zone.
    pub zone: String,
    /// The funder's currency.
    pub unit: Unit,
}

impl Facts {
    /// Its time zone; UTC for one that is not known any more.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The deadline in milliseconds UTC; `None` if there is no such zone.
    pub fn deadline_ms(&self) -> Option<i64> {
        let zone = TimeZone::get(&self.zone).ok()?;
        zone.to_ambiguous_timestamp(self.deadline).compatible().ok().map(|at| at.as_millisecond())
    }

    /// What is wrong with it: the field, and the message.
    pub fn wrong(&self) -> Vec<(&'static str, &'static str)> {
        let mut all = Vec::new();
        let is_name = |words: &str| !words.trim().is_empty() && words.chars().count() <= NAME;
        if !is_name(&self.funder) {
            all.push(("funder", "calls-wrong-funder"));
        }
        if self.programme.chars().count() > NAME {
            all.push(("programme", "calls-wrong-long"));
        }
        if self.deadline_ms().is_none() {
            all.push(("zone", "calls-wrong-zone"));
        }
        if !matches!(self.unit, Unit::Money(_)) {
            all.push(("currency", "calls-wrong-currency"));
        }
        all
    }
}

impl Thing for Outbound {
    /// Whoever looks, where they are of the team: to each of them it belongs.
    fn owner(&self) -> Option<UserId> {
        self.viewer
    }

    fn state(&self) -> &str {
        self.state.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// A report that the funder wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number, from 1.
    pub number: u32,
    /// What it is.
    pub name: String,
    /// When it is due.
    pub due: Date,
    /// When it was sent.
    pub done_on: Option<Date>,
}

/// All of one application.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The application.
    pub one: Outbound,
    /// The answers, as they are being written.
    pub kept: Vec<Kept>,
    /// The files.
    pub files: Vec<Attached>,
    /// The team.
    pub team: Vec<UserId>,
    /// The reports.
    pub reports: Vec<Report>,
    /// What was sent.
    pub frozen: Option<Frozen>,
    /// Names of those in it.
    pub names: PeopleNames,
}

impl Whole {
    /// The answers by their fields.
    pub fn answers(&self) -> Answers {
        self.kept.iter().map(|kept| (kept.field.clone(), kept.typed.clone())).collect()
    }
}

/// What was sent, as it is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The application.
    pub application: OutboundId,
    /// Slug of the cluster.
    pub cluster: String,
    /// The funder.
    pub funder: String,
    /// The programme.
    pub programme: String,
    /// The number that the funder gave it, if it was known.
    pub reference: String,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who noted that it was sent.
    pub by: Option<UserId>,
    /// How much is asked for, in minor units.
    pub asked_minor: i64,
    /// The currency.
    pub currency: String,
    /// What was asked.
    pub form: Form,
    /// The answers.
    pub answers: Answers,
    /// The files.
    pub files: Vec<FrozenFile>,
}

/// What was asked for and granted in one currency. Currencies are never added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The currency.
    pub unit: Unit,
    /// How many were sent, whatever came of them.
    pub sent: u64,
    /// How much these asked for.
    pub asked_minor: i64,
    /// How much was granted.
    pub granted_minor: i64,
}

/// How many of those that were decided were granted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Success {
    /// Granted.
    pub granted: u64,
    /// Granted or refused.
    pub decided: u64,
    /// The interval of 95 % of the share (Wilson); `None` where nothing was decided.
    pub interval: Option<(f64, f64)>,
}

impl Success {
    /// Of so many.
    pub fn of(granted: u64, decided: u64) -> Success {
        let interval = bellwether_indicators::estimate::wilson(granted as f64, decided as f64);
        Success { granted, decided, interval: interval.map(|of| (of.low, of.high)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_with_every_step() {
        let mut table = String::new();
        for state in OutboundState::ALL {
            let leads =
                |step: &OutboundStep| state.after(*step).ok().map(|to| format!("{} → {}", step.name(), to.name()));
            let ways: Vec<String> = OutboundStep::ALL.iter().filter_map(leads).collect();
            table.push_str(format!("{:<10}{}", state.name(), ways.join(", ")).trim_end());
            table.push('\n');
        }
        insta::assert_snapshot!(table);
    }
}
