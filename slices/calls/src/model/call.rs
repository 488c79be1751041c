//! A call: money of a budget, offered on conditions, in a window of time, with a form and a rubric.

use bellwether_exchange_rules::call::{CallCondition, by_the_clock};
use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::{named, typed_id};
use bellwether_ledger::api::AccountId;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::model::assessing::Rubric;
use crate::model::consortium::ConsortiumRule;
use crate::model::form::{Form, is_code, is_said};
use crate::model::stage::Stage;

typed_id!(
    /// A call.
    CallId
);

named!(
    /// Who knows whom while applications are judged.
    Blindness {
        /// Neither do assessors know who applies, nor applicants who judges.
        DoubleBlind = "double_blind",
        /// Assessors know who applies; applicants do not know who judges.
        SingleBlind = "single_blind",
        /// Both know.
        Open = "open",
    }
);

/// A question of the eligibility quiz.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in files.
    pub code: String,
    /// The question.
    pub text: Text,
    /// The answer that lets one apply.
    pub yes: bool,
}

/// A part of an award: paid when its milestone is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// What is reached.
    pub name: Text,
    /// How many months after the announcement.
    pub months: u16,
    /// How much of the award, in percent.
    pub percent: u8,
}

/// What a call says. A version of it is frozen whenever it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its title.
    pub title: Text,
    /// A paragraph about it.
    pub summary: Text,
    /// All that applicants should know.
    pub text: Text,
    /// The area of the cluster that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Who knows whom.
    pub blindness: Blindness,
    /// The time zone of its window.
    pub zone: String,
    /// When applications are taken from, by the clock of the zone.
    pub opens: DateTime,
    /// Until when, by the clock of the zone.
    pub closes: DateTime,
    /// At most so many applications of one person.
    pub per_person: u32,
    /// The least that one application may ask for, in minor units.
    pub least_minor: i64,
    /// The most.
    pub most_minor: i64,
    /// Who may apply.
    #[serde(default)]
    pub quiz: Vec<Question>,
    /// What is asked.
    pub form: Form,
    /// By what it is judged.
    pub rubric: Rubric,
    /// How awards are paid.
    pub instalments: Vec<Instalment>,
    /// What it asks of organisations that apply together; people apply by themselves if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consortium: Option<ConsortiumRule>,
    /// Its stages in their order; none for a call with one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// The slug of its cluster.
    pub cluster: String,
    /// Its name in addresses.
    pub slug: String,
    /// Where it stands, as it was written down.
    pub written: OfferState,
    /// Is it invented, for a demonstration?
    pub sample: bool,
    /// What it says: of the version that is published, or the draft where that was asked for.
    pub content: Content,
    /// Counts changes of the draft.
    pub revision: i64,
    /// The version that is published; 0 for none.
    pub version: i64,
    /// Was the draft changed since it was published?
    pub is_changed: bool,
    /// The account of the budget that its money comes from.
    pub source: AccountId,
    /// Its own account, once it is published.
    pub account: Option<AccountId>,
    /// The account of those that are paid, once it is published.
    pub payee: Option<AccountId>,
    /// The unit of its money.
    pub unit: Unit,
    /// How much it can give.
    pub budget_minor: i64,
    /// How much of that is promised to awards, announced or not.
    pub committed_minor: i64,
    /// When its window begins, in milliseconds UTC.
    pub opens_ms: i64,
    /// When its window ends.
    pub closes_ms: i64,
}

/// A budget that a call can be paid from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetChoice {
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: Text,
    /// The area.
    pub area: Text,
    /// The slug of the area.
    pub concept: String,
    /// In what.
    pub unit: Unit,
    /// How much is free.
    pub free_minor: i64,
}

/// What somebody wants a call to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says.
    pub content: Content,
    /// The budget that it is paid from.
    pub source: AccountId,
    /// How much of it.
    pub budget_minor: i64,
}

impl Thing for Call {
    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }

    fn state(&self) -> &str {
        self.written.name()
    }
}

impl Call {
    /// Where it stands at this moment.
    pub fn state_at(&self, now_ms: i64) -> OfferState {
        by_the_clock(self.written, self.opens_ms, self.closes_ms, now_ms)
    }

    /// So much of its money.
    pub fn amount(&self, minor: i64) -> Amount {
        Amount::new(minor, self.unit)
    }

    /// Its time zone.
    pub fn time_zone(&self) -> TimeZone {
        self.content.time_zone()
    }

    /// The conditions that calls share with other kinds of exchange.
    pub fn common_conditions(&self) -> Vec<Condition> {
        vec![
            Condition::Deadline { at: self.content.closes },
            Condition::Budget { currency: self.unit.code().to_owned() },
        ]
    }
}

impl Content {
    /// A new call's.
    pub fn first(opens: DateTime, closes: DateTime, zone: &str) -> Content {
        let instalment = |en: &str, ru: &str, months, percent| Instalment { name: Text::both(en, ru), months, percent };
        Content {
            title: Text::default(),
            summary: Text::default(),
            text: Text::default(),
            area: None,
            blindness: Blindness::SingleBlind,
            zone: zone.to_owned(),
            opens,
            closes,
            per_person: 1,
            least_minor: 0,
            most_minor: 0,
            quiz: Vec::new(),
            form: Form::first(),
            rubric: Rubric::first(),
            instalments: vec![
                instalment("Start of the project", "Начало проекта", 0, 40),
                instalment("Interim report", "Промежуточный отчёт", 6, 40),
                instalment("Final report", "Итоговый отчёт", 12, 20),
            ],
            consortium: None,
            stages: Vec::new(),
        }
    }

    /// Its time zone; UTC for one that is not known any more.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The window in milliseconds UTC.
    pub fn window_ms(&self) -> Option<(i64, i64)> {
        let zone = TimeZone::get(&self.zone).ok()?;
        let at = |local: DateTime| zone.to_ambiguous_timestamp(local).compatible().ok().map(|at| at.as_millisecond());
        Some((at(self.opens)?, at(self.closes)?))
    }

    /// The conditions that only calls have.
    pub fn own_conditions(&self) -> Vec<CallCondition> {
        let mut all: Vec<CallCondition> =
            self.quiz.iter().map(|one| CallCondition::Answer { question: one.code.clone(), yes: one.yes }).collect();
        all.push(CallCondition::Applications { most: self.per_person });
        all.push(CallCondition::Amount { least_minor: self.least_minor, most_minor: self.most_minor });
        all
    }

    /// What keeps it from being published: the field, and the message.
    pub fn wrong(&self, budget_minor: i64) -> Vec<(&'static str, &'static str)> {
        let mut all = Vec::new();
        let texts = [("title", &self.title), ("summary", &self.summary), ("text", &self.text)];
        all.extend(texts.iter().filter(|(_, text)| !is_long_said(text)).map(|(field, _)| (*field, "calls-wrong-text")));
        match self.window_ms() {
            None => all.push(("zone", "calls-wrong-zone")),
            Some((opens, closes)) if opens >= closes => all.push(("closes", "calls-wrong-window")),
            Some(_) => {}
        }
        if !(1..=1000).contains(&self.per_person) {
            all.push(("per_person", "calls-wrong-per-person"));
        }
        if self.least_minor < 0
            || self.least_minor > self.most_minor
            || self.most_minor > budget_minor
            || self.most_minor == 0
        {
            all.push(("most", "calls-wrong-bounds-of-amount"));
        }
        let codes: std::collections::BTreeSet<&str> = self.quiz.iter().map(|one| one.code.as_str()).collect();
        if codes.len() != self.quiz.len() || !self.quiz.iter().all(|one| is_code(&one.code) && is_said(&one.text)) {
            all.push(("quiz", "calls-wrong-quiz"));
        }
        let percent: u32 = self.instalments.iter().map(|one| u32::from(one.percent)).sum();
        let are_fine = self.instalments.iter().all(|one| is_said(&one.name) && one.percent > 0 && one.months <= 120);
        if percent != 100 || !are_fine || !self.instalments.is_sorted_by_key(|one| one.months) {
            all.push(("instalments", "calls-wrong-instalments"));
        }
        if !self.rubric.is_whole() {
            all.push(("rubric", "calls-wrong-rubric"));
        }
        if self.consortium.as_ref().is_some_and(|rule| !rule.is_possible()) {
            all.push(("consortium", "calls-wrong-consortium"));
        }
        all.extend(self.stages_wrong().into_iter().map(|key| ("stages", key)));
        if !self.form_wrong().is_empty() {
            all.push(("form", "calls-wrong-form"));
        }
        all
    }
}

fn is_long_said(text: &Text) -> bool {
    let is_one = |words: &Option<String>| {
        words.as_deref().is_some_and(|words| !words.trim().is_empty() && words.len() <= 60_000)
    };
    is_one(&text.en) && is_one(&text.ru)
}

/// The parts of an amount by the percents of its instalments: whole minor units that add up to it exactly.
pub fn parts(minor: i64, instalments: &[Instalment]) -> Vec<i64> {
    let mut left = minor;
    let last = instalments.len().saturating_sub(1);
    let part = |(at, one): (usize, &Instalment)| {
        let exact = i128::from(minor) * i128::from(one.percent) / 100;
        // What rounding leaves over goes to the last.
        let part = if at == last { left } else { i64::try_from(exact).unwrap_or(0).min(left) };
        left -= part;
        part
    };
    instalments.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_parts_of_an_award_are_the_award(minor in 1..i64::MAX, cuts in prop::collection::btree_set(1..100_u8, 0..6)) {
            let mut bounds: Vec<u8> = std::iter::once(0).chain(cuts).chain(std::iter::once(100)).collect();
            bounds.dedup();
            let one = |pair: &[u8]| Instalment { name: Text::default(), months: 0, percent: pair[1] - pair[0] };
            let instalments: Vec<Instalment> = bounds.windows(2).map(one).collect();
            let parts = parts(minor, &instalments);
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(minor));
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }

    #[test]
    fn a_new_call_says_what_is_missing() {
        let at = |text: &str| text.parse().expect("a moment");
        let content = Content::first(at("2026-12-01T09:00"), at("2026-12-01T09:00"), "Europe/Moscow");
        let fields: Vec<&str> = content.wrong(100).iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["title", "summary", "text", "closes", "most"]);
    }
}
