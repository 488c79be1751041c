//! The decision pack: all that is judged or decided, best first, with what is left of the budget; and the announcement.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::applications::judged;
use super::{parts, sample};
use crate::model::application::{Application, ApplicationId};
use crate::model::assessing::{Recommendation, Summary};
use crate::model::call::Call;
use crate::model::decision::Decision;
use crate::urls;

/// The page.
pub struct PackPage {
    /// The call.
    pub call: Call,
    /// What is judged or decided.
    pub rows: Vec<Application>,
    /// What assessments say.
    pub summaries: HashMap<ApplicationId, Summary>,
    /// What was decided.
    pub decisions: HashMap<ApplicationId, Decision>,
}

impl PackPage {
    /// The rows, best first; those nobody judged last. The same marks stand in the order of their numbers.
    pub fn ranked(&self) -> Vec<&Application> {
        let mean = |one: &Application| self.summaries.get(&one.id).and_then(|of| of.mean_percent).unwrap_or(-1.0);
        let mut rows: Vec<&Application> = self.rows.iter().collect();
        rows.sort_by(|a, b| mean(b).total_cmp(&mean(a)).then(a.number.cmp(&b.number)));
        rows
    }

    fn pending(&self) -> Vec<&Decision> {
        self.decisions.values().filter(|one| one.state == DecisionState::Carried).collect()
    }
}

impl View for PackPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-pack"))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(self.call.content.title.best(page.lang()).0, urls::call(&self.call))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let call = &self.call;
        let pending = self.pending();
        let money = |minor| html! { (parts::amount(page, call.amount(minor))) };
        let number = |outcome: Outcome| pending.iter().filter(|one| one.outcome == outcome).count();
        let rows = [
            (page.t("calls-budget"), money(call.budget_minor)),
            (page.t("calls-committed"), money(call.committed_minor)),
            (page.t("calls-left"), money(call.budget_minor - call.committed_minor)),
        ];
        let args = [
            ("yes", number(Outcome::Accepted).into()),
            ("later", number(Outcome::Waitlisted).into()),
            ("no", number(Outcome::Rejected).into()),
        ];
        html! {
            (facts(&rows))
            @if self.rows.is_empty() {
                (empty_state(&page.t("calls-pack-none"), &page.t("calls-pack-none-help"), None))
            } @else { (self.table(page)) }
            @if !pending.is_empty() {
                section {
                    h2 { (page.t("calls-announce-title")) }
                    p { (page.t_with("calls-announce-what", &args)) }
                    p.form-hint { (page.t("calls-announce-help")) }
                    (forms::post_form(page, &urls::of_call(call, "decisions/announce"), forms::submit(&page.t("calls-announce"))))
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::offer::OfferState;
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let call = sample::call(OfferState::Closed);
        let rows = vec![sample::application(1, RequestState::InReview), sample::application(2, RequestState::Decided)];
        let judged = |mean| Summary { asked: 2, handed_in: 2, mean_percent: mean, recommend: [1, 0, 1] };
        let summaries = HashMap::from([(rows[0].id, judged(None)), (rows[1].id, judged(Some(88.0)))]);
        let decided =
            Decision { application: rows[1].id, ..sample::decision(Outcome::Waitlisted, DecisionState::Carried) };
        let decisions = HashMap::from([(rows[1].id, decided)]);
        let empty =
            PackPage { call: call.clone(), rows: Vec::new(), summaries: HashMap::new(), decisions: HashMap::new() };
        vec![("empty", empty), ("typical", PackPage { call, rows, summaries, decisions })]
    }
}

impl PackPage {
    fn table(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-judged")),
            Column::new(page.t("calls-recommended")),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-state")),
            Column::new(page.t("calls-decision")),
            Column::new(page.t("calls-given")).numeric(),
        ];
        let row = |one: &&Application| {
            let summary = self.summaries.get(&one.id).copied().unwrap_or_default();
            let decision = self.decisions.get(&one.id);
            let given = decision
                .filter(|of| of.outcome != Outcome::Rejected)
                .map(|of| parts::amount(page, self.call.amount(of.amount_minor)));
            vec![
                html! { a href=(urls::application(one.id)) { (one.number) ". " (parts::title(page, &one.title)) } },
                judged(page, &summary),
                recommended(page, &summary),
                html! { (one.asked_minor.map(|minor| parts::amount(page, self.call.amount(minor))).unwrap_or_default()) },
                parts::state(page, one.state),
                html! { @if let Some(of) = decision { (outcome(page, of)) } },
                html! { (given.unwrap_or_default()) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.ranked().iter().map(row).collect();
        table(page, &page.t("calls-pack"), &columns, &rows)
    }
}

/// What was decided, in words.
pub fn outcome(page: &Page, of: &Decision) -> String {
    // An award is above zero: a yes without money is to go on.
    if of.outcome == Outcome::Accepted && of.amount_minor == 0 {
        return page.t("calls-outcome-advanced");
    }
    let words = page.t(&format!("calls-outcome-{}", of.outcome.name()));
    if of.outcome == Outcome::Waitlisted {
        page.t_with("calls-outcome-place", &[("outcome", words.into()), ("place", of.place.into())])
    } else {
        words
    }
}

fn recommended(page: &Page, of: &Summary) -> Markup {
    let one = |(kind, n): (&Recommendation, u32)| {
        format!("{}: {n}", page.t(&format!("calls-recommend-{}", kind.name().replace('_', "-"))))
    };
    let all: Vec<String> = Recommendation::ALL.iter().zip(of.recommend).filter(|(_, n)| *n > 0).map(one).collect();
    html! { (all.join(", ")) }
}
