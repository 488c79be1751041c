//! What the pages of calls share: amounts, moments, states and refusals in words.

use bellwether_exchange_rules::explanation::{Refusal, Value};
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Arg, Page, Words};
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::format;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::model::application::Application;
use crate::model::call::{Call, Content};
use crate::model::stage::StageKind;

/// An amount with its currency.
pub fn amount(page: &Page, amount: Amount) -> String {
    amount_in(page.words(), amount)
}

/// The same where there is no page.
pub fn amount_in(words: &Words, amount: Amount) -> String {
    format!("{}\u{a0}{}", format::minor_units(words.lang, amount.minor, amount.unit.digits()), amount.unit.code())
}

/// A moment in the zone of the call, with the name of the zone.
pub fn moment(page: &Page, ms: i64, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or_default();
    format!("{} ({})", format::moment(page.lang(), at, zone), zone.iana_name().unwrap_or("UTC"))
}

/// A moment in the reader's zone.
pub fn at(page: &Page, ms: i64) -> Markup {
    html! { @if let Ok(at) = Timestamp::from_millisecond(ms) { (page.moment(at)) } }
}

/// A day.
pub fn date(words: &Words, day: Date) -> String {
    format::date(words.lang, day.year(), day.month().try_into().ok(), day.day().try_into().ok())
}

/// Where a call stands.
pub fn offer_state(page: &Page, state: OfferState) -> Markup {
    let tone = match state {
        OfferState::Open => Tone::Good,
        OfferState::Published => Tone::Info,
        OfferState::Draft => Tone::Warn,
        OfferState::Closed | OfferState::Settled => Tone::Plain,
    };
    badge(tone, &page.t(&format!("calls-offer-{}", state.name())))
}

/// Where an application stands.
pub fn state(page: &Page, state: RequestState) -> Markup {
    let tone = match state {
        RequestState::Accepted | RequestState::Active | RequestState::Completed => Tone::Good,
        RequestState::Returned | RequestState::Appealed | RequestState::Waitlisted | RequestState::Decided => {
            Tone::Warn
        }
        RequestState::Rejected | RequestState::RejectedFinally | RequestState::Lapsed => Tone::Bad,
        RequestState::Submitted | RequestState::InReview | RequestState::Advanced => Tone::Info,
        RequestState::Draft | RequestState::Withdrawn => Tone::Plain,
    };
    badge(tone, &state_words(page, state))
}

/// Where an application stands, with its stage in a call that has some.
pub fn standing(page: &Page, one: &Application) -> Markup {
    html! { (state(page, one.state)) @if one.stage.is_named() { " " (page.text(&one.stage.name)) } }
}

/// What happens in a stage, in words.
pub fn stage_kind(page: &Page, kind: StageKind) -> String {
    page.t(&format!("calls-stage-kind-{}", kind.name()))
}

/// The same in words.
pub fn state_words(page: &Page, state: RequestState) -> String {
    page.t(&format!("calls-state-{}", state.name().replace('_', "-")))
}

/// That something is invented.
pub fn sample(page: &Page, is_sample: bool) -> Markup {
    html! { @if is_sample { " " (badge(Tone::Warn, &page.t("calls-sample"))) } }
}

/// A title that may be empty.
pub fn title(page: &Page, words: &str) -> String {
    if words.trim().is_empty() { page.t("calls-untitled") } else { words.to_owned() }
}

/// Text of several paragraphs, as it was written.
pub fn paragraphs(page: &Page, text: &Text) -> Markup {
    let (words, lang) = text.best(page.lang());
    let lang = (lang != page.lang()).then(|| lang.code());
    html! { div.prose lang=[lang] { (lines(words)) } }
}

/// Words of several paragraphs.
pub fn lines(words: &str) -> Markup {
    html! { @for part in words.split("\n\n").filter(|part| !part.trim().is_empty()) { p { (part) } } }
}

/// The sentence of a refusal.
pub fn refusal(page: &Page, content: &Content, refusal: &Refusal, of: &Call) -> String {
    let zone = content.time_zone();
    let say = |(name, value): &(&'static str, Value)| {
        let words = match value {
            Value::Word(code) if *name == "question" => {
                let question = content.quiz.iter().find(|one| one.code == *code);
                question.map_or(code.clone(), |one| one.text.best(page.lang()).0.to_owned())
            }
            Value::Word(words) => words.clone(),
            Value::Number(minor) if matches!(*name, "asked" | "left" | "least" | "most") => {
                amount(page, of.amount(*minor))
            }
            Value::Number(number) => return (*name, Arg::Number(*number as f64)),
            Value::Moment(at) => moment(page, at.as_millisecond(), &zone),
            Value::Day(day) => date(page.words(), *day),
            Value::Minutes(minutes) => minutes.to_string(),
        };
        (*name, Arg::Text(words.into()))
    };
    let args: Vec<(&str, Arg<'_>)> = refusal.values.iter().map(say).collect();
    page.t_with(&format!("calls-refused-{}", refusal.key), &args)
}

/// All reasons in an alert; nothing where there are none.
pub fn refusals(page: &Page, call: &Call, all: &[Refusal]) -> Markup {
    html! {
        @if !all.is_empty() {
            (alert(Tone::Bad, html! {
                h2.alert-title { (page.t("calls-refused-title")) }
                ul { @for one in all { li { (refusal(page, &call.content, one, call)) } } }
            }))
        }
    }
}
