//! What is looked for among the applications of a call.

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::amount::Amount;

use crate::model::call::Call;

/// What is looked for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Words.
    pub q: String,
    /// A state.
    pub state: String,
    /// The key of a stage.
    pub stage: String,
    /// At least so many percent.
    pub score: String,
    /// Asking for at least so much.
    pub least: String,
    /// Asking for at most so much.
    pub most: String,
    /// The e-mail address of a member of the team.
    pub member: String,
}

impl Typed {
    /// What is looked for in this call. What cannot be read is not asked for; members are the caller's to find.
    pub fn search(&self, call: &Call) -> Search {
        let minor = |typed: &str| Amount::parse(typed, call.unit).ok().map(|amount| amount.minor);
        let percent = self.score.trim().replace(',', ".").parse::<f64>().ok().filter(|of| (0.0..=100.0).contains(of));
        Search {
            words: self.q.clone(),
            states: RequestState::from_name(&self.state).into_iter().collect(),
            stage: call.content.stage_of(&self.stage),
            // Between nothing and ten thousand.
            least_score: percent.map(|percent| (percent * 100.0).round() as i64),
            least_minor: minor(&self.least),
            most_minor: minor(&self.most),
            ..Search::default()
        }
    }
}

/// What is looked for; everything if nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// With these words in title, answers or names of organisations.
    pub words: String,
    /// In one of these states.
    pub states: Vec<RequestState>,
    /// In the stage with this number.
    pub stage: Option<u32>,
    /// Judged by at least so many hundredths of a percent of the best.
    pub least_score: Option<i64>,
    /// Asking for at least so many minor units.
    pub least_minor: Option<i64>,
    /// Asking for at most so many.
    pub most_minor: Option<i64>,
    /// With this person in the team.
    pub member: Option<UserId>,
    /// After this number.
    pub after: Option<i64>,
}
