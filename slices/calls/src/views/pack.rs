//! The decision pack: all that is judged or decided, best first, with what is left of the budget; and the announcement.

use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::actor::UserId;
use bellwether_web::api::{Page, Place, Title, View, Words};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms;
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::{Column, table};
use bellwether_web::links::Link;
use maud::{Markup, html};

use super::applications::judged;
use super::{parts, sample};
use crate::model::application::Application;
use crate::model::assessing::{Recommendation, Summary};
use crate::model::decision::Decision;
use crate::model::pack::Pack;
use crate::model::people::PeopleNames;
use crate::urls;

/// The page.
pub struct PackPage {
    /// The pack.
    pub pack: Pack,
    /// Names of those with a conflict of interest.
    pub names: PeopleNames,
}

/// So many of the ranking stand on the page; the paper has all of it.
const ON_PAGE: usize = 300;

impl View for PackPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-pack"))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(self.pack.call.content.title.best(page.lang()).0, urls::call(&self.pack.call))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let (pack, call) = (&self.pack, &self.pack.call);
        let money = |minor| html! { (parts::amount(page, call.amount(minor))) };
        let mut rows = vec![
            (page.t("calls-budget"), money(call.budget_minor)),
            (page.t("calls-committed"), money(call.committed_minor)),
            (page.t("calls-left"), money(call.budget_minor - call.committed_minor)),
        ];
        if let Some(stage) = call.content.stage(pack.stage) {
            rows.insert(0, (page.t("calls-stage"), page.text(&stage.name)));
        }
        html! {
            (self.stages(page))
            (facts(&rows))
            @if pack.rows.is_empty() {
                (empty_state(&page.t("calls-pack-none"), &page.t("calls-pack-none-help"), None))
            } @else {
                p.row-line {
                    a href=(self.paper("en")) { (page.t("calls-pack-en")) }
                    a href=(self.paper("ru")) { (page.t("calls-pack-ru")) }
                }
                (self.table(page))
            }
            (self.announcement(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::offer::OfferState;
        let names: PeopleNames = [(sample::person(3), sample::HOSTILE.to_owned())].into();
        let of = |pack| PackPage { pack, names: names.clone() };
        let mut empty = sample::pack(sample::call(OfferState::Closed), 0);
        empty.rows.clear();
        empty.decisions.clear();
        vec![
            ("empty", of(empty)),
            ("typical", of(sample::pack(sample::call(OfferState::Closed), 0))),
            ("stages", of(sample::pack(sample::staged(OfferState::Closed), 1))),
        ]
    }
}

impl PackPage {
    fn key(&self) -> &str {
        self.pack.call.content.stage(self.pack.stage).map_or("", |stage| stage.key.as_str())
    }

    fn paper(&self, lang: &'static str) -> String {
        let link = Link::to(urls::of_call(&self.pack.call, "decisions.pdf")).with("lang", lang);
        if self.key().is_empty() { link.to_string() } else { link.with("stage", self.key()).to_string() }
    }

    /// The way to the packs of other stages.
    fn stages(&self, page: &Page) -> Markup {
        let stages = &self.pack.call.content.stages;
        html! {
            @if !stages.is_empty() {
                nav.ways aria-label=(page.t("calls-stages")) {
                    @for (at, one) in (0..).zip(stages) {
                        a href=(Link::to(urls::of_call(&self.pack.call, "decisions")).with("stage", &one.key))
                            aria-current=[(at == self.pack.stage).then_some("page")] { (page.text(&one.name)) }
                    }
                }
            }
        }
    }

    fn announcement(&self, page: &Page) -> Markup {
        let pending = self.pack.pending();
        let number = |outcome: Outcome| pending.iter().filter(|one| one.outcome == outcome).count();
        let args = [
            ("yes", number(Outcome::Accepted).into()),
            ("later", number(Outcome::Waitlisted).into()),
            ("no", number(Outcome::Rejected).into()),
        ];
        let (what, help) = if self.pack.is_last() {
            ("calls-announce-what", "calls-announce-help")
        } else {
            ("calls-announce-what-stage", "calls-announce-help-stage")
        };
        html! {
            @if !pending.is_empty() {
                section {
                    h2 { (page.t("calls-announce-title")) }
                    p { (page.t_with(what, &args)) }
                    p.form-hint { (page.t(help)) }
                    (forms::post_form(page, &urls::of_call(&self.pack.call, "decisions/announce"), html! {
                        @if !self.key().is_empty() { input type="hidden" name="stage" value=(self.key()); }
                        (forms::submit(&page.t("calls-announce")))
                    }))
                }
            }
        }
    }

    fn table(&self, page: &Page) -> Markup {
        let pack = &self.pack;
        let mut columns = vec![
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-judged")),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-decision")),
        ];
        // Only the last stage gives money.
        if pack.is_last() {
            columns.insert(3, Column::new(page.t("calls-pack-running")).numeric());
        }
        let money = |minor| parts::amount(page, pack.call.amount(minor));
        let (running, above) = (pack.running_minor(), pack.above_the_line());
        let row = |(at, one): (usize, &Application)| {
            let summary = pack.summaries.get(&one.id).copied().unwrap_or_default();
            let decision = pack.decisions.get(&one.id);
            let given = decision.filter(|of| of.amount_minor > 0).map(|of| money(of.amount_minor));
            let is_line = above == Some(at) && at > 0;
            let mut row = vec![
                html! {
                    @if is_line || (above == Some(0) && at == 0) { (badge(Tone::Warn, &page.t("calls-pack-line"))) " " }
                    a href=(urls::application(one.id)) { (one.number) ". " (parts::title(page, &one.title)) }
                    (self.beside(page, one))
                },
                html! {
                    (judged(page, &summary)) (spread(page, &summary))
                    @let recommends = recommended(page.words(), &summary);
                    @if !recommends.is_empty() { br; small { (recommends) } }
                },
                html! { (one.asked_minor.map(money).unwrap_or_default()) },
                html! {
                    (parts::state(page, one.state))
                    @if let Some(of) = decision { " " (outcome(page, of)) }
                    @if let Some(given) = given { ", " (given) }
                },
            ];
            if pack.is_last() {
                row.insert(3, html! { (running.get(at).copied().map(money).unwrap_or_default()) });
            }
            row
        };
        let rows: Vec<Vec<Markup>> = pack.rows.iter().take(ON_PAGE).enumerate().map(row).collect();
        let of = [("shown", rows.len().into()), ("n", pack.rows.len().into())];
        html! {
            (table(page, &page.t("calls-pack"), &columns, &rows))
            @if pack.rows.len() > rows.len() { p { (page.t_with("calls-pack-on-page", &of)) } }
            @if pack.is_cut { p { (page.t_with("calls-pack-cut", &[("n", pack.rows.len().into())])) } }
        }
    }

    /// Organisations and conflicts of interest of an application.
    fn beside(&self, page: &Page, one: &Application) -> Markup {
        let partners = self.pack.partners.get(&one.id).map_or(&[][..], Vec::as_slice);
        let conflicts = self.pack.conflicts.get(&one.id).map_or(&[][..], Vec::as_slice);
        let name = |person: &UserId| self.names.get(person).cloned().unwrap_or_else(|| page.t("calls-somebody"));
        html! {
            @if !partners.is_empty() { br; small { (partners.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; ")) } }
            @if !conflicts.is_empty() {
                br; small { (page.t("calls-pack-conflicts")) ": " (conflicts.iter().map(name).collect::<Vec<_>>().join(", ")) }
            }
        }
    }
}

/// How far opinions are apart, where there are several.
fn spread(page: &Page, of: &Summary) -> Markup {
    html! {
        @if let Some((least, most)) = of.spread_percent.filter(|_| of.handed_in > 1) {
            " (" (page.number(least.round())) "–" (page.number(most.round())) "\u{a0}%)"
        }
    }
}

/// What was decided, in words.
pub fn outcome(page: &Page, of: &Decision) -> String {
    outcome_in(page.words(), of)
}

/// The same where there is no page.
pub fn outcome_in(page: &Words, of: &Decision) -> String {
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

/// What assessors recommend, in one line.
pub fn recommended(words: &Words, of: &Summary) -> String {
    let one = |(kind, n): (&Recommendation, u32)| {
        format!("{}: {n}", words.t(&format!("calls-recommend-{}", kind.name().replace('_', "-"))))
    };
    let all: Vec<String> = Recommendation::ALL.iter().zip(of.recommend).filter(|(_, n)| *n > 0).map(one).collect();
    all.join(", ")
}
