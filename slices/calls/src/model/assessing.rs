//! The seam of assessing: one plain rubric with scores and a recommendation, and what decisions see of it.
//!
//! Everything else of this slice knows assessments by [`Summary`] alone. Rounds, matching and calibration will replace what
//! stands here and in `service::assess`, and give the same summary.

use std::collections::BTreeMap;

use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::{named, typed_id};
use serde::{Deserialize, Serialize};

use crate::model::application::ApplicationId;
use crate::model::form::{is_code, is_said};

typed_id!(
    /// An assessment.
    AssessmentId
);

/// The longest comment, in letters.
pub const COMMENT: usize = 10_000;

named!(
    /// What an assessor recommends.
    Recommendation {
        /// Fund it.
        Fund = "fund",
        /// Fund it if something changes.
        FundIf = "fund_if",
        /// Do not fund it.
        Reject = "reject",
    }
);

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name in files.
    pub code: String,
    /// Its words.
    pub label: Text,
    /// The best score; the worst is 0.
    pub most: u8,
}

/// By what applications are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

impl Rubric {
    /// The rubric that a new call begins with.
    pub fn first() -> Rubric {
        let criterion =
            |code: &str, en: &str, ru: &str| Criterion { code: code.to_owned(), label: Text::both(en, ru), most: 5 };
        Rubric {
            criteria: vec![
                criterion("quality", "Scientific quality", "Научный уровень"),
                criterion("feasibility", "Feasibility", "Реализуемость"),
                criterion("impact", "Impact on patients", "Польза для пациентов"),
            ],
        }
    }

    /// Can somebody judge by it?
    pub fn is_whole(&self) -> bool {
        let codes: std::collections::BTreeSet<&str> = self.criteria.iter().map(|one| one.code.as_str()).collect();
        let are_fine =
            self.criteria.iter().all(|one| is_code(&one.code) && is_said(&one.label) && (1..=100).contains(&one.most));
        (1..=20).contains(&self.criteria.len()) && codes.len() == self.criteria.len() && are_fine
    }

    /// The sum of all best scores.
    pub fn most(&self) -> u32 {
        self.criteria.iter().map(|one| u32::from(one.most)).sum()
    }
}

/// Scores by the codes of criteria.
pub type Scores = BTreeMap<String, u8>;

/// One person's judgement of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// What is judged.
    pub application: ApplicationId,
    /// The number of the stage in which it is judged.
    pub stage: u32,
    /// Who judges.
    pub assessor: UserId,
    /// Where it stands.
    pub state: AssessmentState,
    /// The scores so far.
    pub scores: Scores,
    /// The recommendation, once there is one.
    pub recommendation: Option<Recommendation>,
    /// The reasons, for the applicants and the decision.
    pub comment: String,
    /// When it was asked for, in milliseconds UTC.
    pub asked_at_ms: i64,
}

impl Thing for Assessment {
    fn owner(&self) -> Option<UserId> {
        Some(self.assessor)
    }

    fn state(&self) -> &str {
        self.state.name()
    }
}

impl Assessment {
    /// Is everything said that is needed to hand it in?
    pub fn is_whole(&self, rubric: &Rubric) -> bool {
        let is_scored = |one: &Criterion| self.scores.get(&one.code).is_some_and(|score| *score <= one.most);
        rubric.criteria.iter().all(is_scored) && self.recommendation.is_some() && !self.comment.trim().is_empty()
    }
}

/// What a decision sees of the assessments of one application.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many were asked and did not decline.
    pub asked: u32,
    /// How many are handed in.
    pub handed_in: u32,
    /// The mean of the sums of scores, in percent of the best.
    pub mean_percent: Option<f64>,
    /// The sums of scores of the strictest and of the mildest, in percent of the best: how far opinions are apart.
    pub spread_percent: Option<(f64, f64)>,
    /// How many recommend funding, with and without changes, and rejecting.
    pub recommend: [u32; 3],
}

impl Summary {
    /// The summary of these assessments of one application.
    pub fn of(rubric: &Rubric, all: &[&Assessment]) -> Summary {
        let asked = all.iter().filter(|one| one.state.shows_the_request()).count();
        let handed_in: Vec<&&Assessment> = all.iter().filter(|one| one.state.counts()).collect();
        let sum: u32 = handed_in.iter().flat_map(|one| one.scores.values()).map(|score| u32::from(*score)).sum();
        let best = rubric.most().saturating_mul(u32::try_from(handed_in.len()).unwrap_or(u32::MAX));
        let percents = || {
            let each = handed_in.iter().filter(|_| rubric.most() > 0).map(|one| {
                let own: u32 = one.scores.values().map(|score| u32::from(*score)).sum();
                f64::from(own) * 100.0 / f64::from(rubric.most())
            });
            each.map(|percent| (percent, percent)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        let number = |wanted: Recommendation| {
            let n = handed_in.iter().filter(|one| one.recommendation == Some(wanted)).count();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        Summary {
            asked: u32::try_from(asked).unwrap_or(u32::MAX),
            handed_in: u32::try_from(handed_in.len()).unwrap_or(u32::MAX),
            mean_percent: (best > 0).then(|| f64::from(sum) * 100.0 / f64::from(best)),
            spread_percent: percents(),
            recommend: [Recommendation::Fund, Recommendation::FundIf, Recommendation::Reject].map(number),
        }
    }
}
