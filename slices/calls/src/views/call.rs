//! The page of a call, for everybody: what it gives, to whom, until when; and the way to apply.

use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::{consortium, parts, sample, stages};
use crate::model::application::Application;
use crate::model::call::{Call, Instalment};
use crate::urls;

/// The page.
pub struct CallPage {
    /// The call.
    pub call: Call,
    /// Where it stands now.
    pub state: OfferState,
    /// The name of its area.
    pub area: Option<Text>,
    /// May the reader keep it?
    pub keeps: bool,
    /// May the reader decide about its applications?
    pub decides: bool,
    /// Has the reader signed in?
    pub is_known: bool,
    /// The reader's own applications to it.
    pub own: Vec<Application>,
    /// Why the reader cannot apply, after having tried.
    pub refused: Vec<Refusal>,
    /// What keeps it from being published: field and message.
    pub wrong: Vec<&'static str>,
}

impl View for CallPage {
    fn title(&self, page: &Page) -> Title {
        let (words, lang) = self.call.content.title.best(page.lang());
        let words = parts::title(page, words);
        let title = Title::new(words).crumb(page.t("calls-title"), urls::CALLS).in_place(Place::Decide);
        if lang == page.lang() { title } else { title.in_language(lang.code()) }
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            div.stack {
                p { (parts::offer_state(page, self.state)) (parts::sample(page, self.call.sample)) }
                (parts::refusals(page, &self.call, &self.refused))
                @if self.keeps || self.decides { (self.office(page)) }
                p.lead { (page.text(&self.call.content.summary)) }
                (facts(&self.facts(page)))
                (parts::paragraphs(page, &self.call.content.text))
                (stages::all(page, &self.call.content, None))
                @if let Some(rule) = &self.call.content.consortium { (consortium::rule(page, rule)) }
                (self.judged(page))
            }
            section {
                h2 { (page.t("calls-apply-title")) }
                @for one in &self.own {
                    p { a href=(urls::application(one.id)) { (parts::title(page, &one.title)) } " " (parts::state(page, one.state)) }
                }
                (self.apply(page))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |call: Call| CallPage {
            state: call.written,
            area: Some(Text::both("Foresight", "Форсайт")),
            keeps: false,
            decides: false,
            is_known: true,
            own: Vec::new(),
            refused: Vec::new(),
            wrong: Vec::new(),
            call,
        };
        let own = vec![sample::application(1, bellwether_exchange_rules::lifecycle::request::RequestState::Draft)];
        vec![
            ("visitor", CallPage { is_known: false, ..of(sample::call(OfferState::Open)) }),
            ("typical", CallPage { own, ..of(sample::call(OfferState::Open)) }),
            ("office", CallPage { keeps: true, decides: true, ..of(sample::call(OfferState::Closed)) }),
            ("draft", CallPage { keeps: true, wrong: vec!["calls-wrong-text"], ..of(sample::call(OfferState::Draft)) }),
            ("stages", of(sample::staged(OfferState::Open))),
            ("hostile", of(sample::hostile())),
        ]
    }
}

impl CallPage {
    fn facts(&self, page: &Page) -> Vec<(String, Markup)> {
        let (call, content) = (&self.call, &self.call.content);
        let zone = call.time_zone();
        let bounds = [("least", content.least_minor), ("most", content.most_minor)];
        let bounds: Vec<_> =
            bounds.iter().map(|(name, minor)| (*name, parts::amount(page, call.amount(*minor)).into())).collect();
        let mut all = vec![
            (page.t("calls-opens"), html! { (parts::moment(page, call.opens_ms, &zone)) }),
            (page.t("calls-closes"), html! { (parts::moment(page, call.closes_ms, &zone)) }),
            (page.t("calls-budget"), html! { (parts::amount(page, call.amount(call.budget_minor))) }),
            (page.t("calls-bounds"), html! { (page.t_with("calls-bounds-are", &bounds)) }),
            (page.t("calls-per-person"), html! { (content.per_person) }),
            (
                page.t("calls-blindness"),
                html! { (page.t(&format!("calls-blindness-{}", content.blindness.name().replace('_', "-")))) },
            ),
        ];
        if let Some(area) = &self.area {
            all.insert(0, (page.t("calls-area"), page.text(area)));
        }
        all
    }

    fn judged(&self, page: &Page) -> Markup {
        let instalment = |one: &Instalment| {
            let args = [("n", one.months.into()), ("percent", one.percent.into())];
            html! { (page.text(&one.name)) ": " (page.t_with("calls-instalment-is", &args)) }
        };
        html! {
            section {
                h2 { (page.t("calls-criteria")) }
                ul { @for one in &self.call.content.rubric.criteria { li { (page.text(&one.label)) " (0–" (one.most) ")" } } }
                h2 { (page.t("calls-instalments")) }
                ol { @for one in &self.call.content.instalments { li { (instalment(one)) } } }
            }
        }
    }

    fn apply(&self, page: &Page) -> Markup {
        if self.state != OfferState::Open {
            return html! { p { (page.t(&format!("calls-apply-{}", self.state.name()))) } };
        }
        if !self.is_known {
            return html! { p { (page.t("calls-apply-sign-in")) " " a href="/sign-in" { (page.t("calls-sign-in")) } } };
        }
        let yes_no = || vec![Choice::new("yes", page.t("calls-yes")), Choice::new("no", page.t("calls-no"))];
        html! {
            (forms::post_form(page, &urls::of_call(&self.call, "apply"), html! {
                @if !self.call.content.quiz.is_empty() { p { (page.t("calls-quiz-lead")) } }
                @for one in &self.call.content.quiz {
                    (Field::radios(format!("quiz.{}", one.code), one.text.best(page.lang()).0, yes_no()).required())
                }
                (forms::submit(&page.t("calls-apply-begin")))
            }))
        }
    }

    /// What those who run it do with it.
    fn office(&self, page: &Page) -> Markup {
        let call = &self.call;
        let step = |name: &'static str, label: &str, class: &str| {
            html! {
                form.inline method="post" action=(urls::of_call(call, "steps")) {
                    (page.csrf_field())
                    input type="hidden" name="step" value=(name);
                    button.btn.(class) type="submit" { (page.t(label)) }
                }
            }
        };
        let may_publish = call.version == 0 || call.is_changed;
        html! {
            nav.ways aria-label=(page.t("calls-office")) {
                @if self.keeps {
                    a href=(urls::of_call(call, "edit")) { (page.t("calls-edit")) }
                    a href=(urls::of_call(call, "form")) { (page.t("calls-form")) }
                }
                @if call.version > 0 && self.decides {
                    a href=(urls::of_call(call, "applications")) { (page.t("calls-applications")) }
                    a href=(urls::of_call(call, "decisions")) { (page.t("calls-pack")) }
                }
            }
            @if self.keeps {
                @if !self.wrong.is_empty() {
                    (alert(Tone::Warn, html! {
                        h2.alert-title { (page.t("calls-not-ready")) }
                        ul { @for key in &self.wrong { li { (page.t(key)) } } }
                    }))
                }
                div.row-line {
                    @if may_publish && self.state != OfferState::Settled {
                        @let key = if call.version == 0 { "calls-publish" } else { "calls-publish-again" };
                        (step("publish", key, "btn-primary"))
                    }
                    @if matches!(self.state, OfferState::Published | OfferState::Open) { (step("close", "calls-close", "")) }
                    @if self.state == OfferState::Closed { (step("settle", "calls-settle", "")) }
                }
                @if call.version > 0 {
                    p.form-hint { (page.t_with("calls-version-is", &[("n", (call.version as f64).into())])) }
                }
            }
        }
    }
}
