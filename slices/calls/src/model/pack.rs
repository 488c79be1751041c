//! The decision pack: what is judged or decided in one stage of a call, best first, with the line that the budget draws.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_kernel::actor::UserId;

use crate::model::answers::Answers;
use crate::model::application::{Application, ApplicationId};
use crate::model::assessing::{Assessment, Summary};
use crate::model::call::{Call, Content};
use crate::model::consortium::Partner;
use crate::model::decision::Decision;
use crate::model::people::PeopleNames;

/// A decision pack, as its reader may see it.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The call.
    pub call: Call,
    /// What the call says to those in the stage.
    pub content: Content,
    /// The number of the stage.
    pub stage: u32,
    /// What is judged or decided, best first.
    pub rows: Vec<Application>,
    /// What assessments say.
    pub summaries: HashMap<ApplicationId, Summary>,
    /// What was decided.
    pub decisions: HashMap<ApplicationId, Decision>,
    /// The organisations of consortia.
    pub partners: HashMap<ApplicationId, Vec<Partner>>,
    /// Who declared a conflict of interest.
    pub conflicts: HashMap<ApplicationId, Vec<UserId>>,
    /// Are there more, which are not in it?
    pub is_cut: bool,
}

/// What stands beside a pack on paper.
#[derive(Clone, Debug)]
pub struct PackDetails {
    /// What was handed in.
    pub answers: HashMap<ApplicationId, Answers>,
    /// The assessments of the stage.
    pub assessments: HashMap<ApplicationId, Vec<Assessment>>,
    /// Names of who applies and judges.
    pub names: PeopleNames,
}

impl Pack {
    /// Puts the rows in their order: the best first, those nobody judged last; the same marks stand by their numbers.
    pub fn ranked(mut self) -> Pack {
        let mean = |one: &Application| self.summaries.get(&one.id).and_then(|of| of.mean_percent).unwrap_or(-1.0);
        self.rows.sort_by(|a, b| mean(b).total_cmp(&mean(a)).then(a.number.cmp(&b.number)));
        self
    }

    /// Does the stage decide on awards?
    pub fn is_last(&self) -> bool {
        self.call.content.is_last_stage(self.stage)
    }

    /// What is decided and not announced.
    pub fn pending(&self) -> Vec<&Decision> {
        self.decisions.values().filter(|one| one.state == DecisionState::Carried).collect()
    }

    /// What an application would cost: what was decided, or what it asks for.
    fn cost(&self, one: &Application) -> i64 {
        match self.decisions.get(&one.id) {
            Some(of) if of.outcome == Outcome::Rejected => 0,
            Some(of) => of.amount_minor,
            None => one.asked_minor.unwrap_or(0),
        }
    }

    /// What all down to each row would cost together, in their order.
    pub fn running_minor(&self) -> Vec<i64> {
        let mut sum = 0_i64;
        self.rows
            .iter()
            .map(|one| {
                sum = sum.saturating_add(self.cost(one));
                sum
            })
            .collect()
    }

    /// How many of the rows, from the best, stand above the line: what is promised to others is not there for them, nor are
    /// more places than a stage has. `None` where nothing draws a line.
    pub fn above_the_line(&self) -> Option<usize> {
        if !self.is_last() {
            let most = self.call.content.stage(self.stage)?.most?;
            return Some((most as usize).min(self.rows.len()));
        }
        let promised = |one: &&Decision| one.outcome == Outcome::Accepted;
        let shown: i64 = self.decisions.values().filter(promised).map(|one| one.amount_minor).sum();
        let others = (self.call.committed_minor - shown).max(0);
        let there = self.call.budget_minor - others;
        Some(self.running_minor().iter().take_while(|sum| **sum <= there).count())
    }
}
