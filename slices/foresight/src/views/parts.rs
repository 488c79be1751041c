//! What several pages of this slice share: numbers as people read them.

use bellwether_web::api::{Arg, Page, Words};
use bellwether_web::components::states::empty_state;
use bellwether_web::format;
use maud::{Markup, html};

use crate::model::emerging::Bounded;
use crate::model::status::YEARS_NEEDED;
use crate::model::topic::Indicator;
use crate::views::sentence;

/// A share as per cent, with one decimal.
pub fn percent(page: &Page, share: f64) -> String {
    percent_in(page.words(), share)
}

/// The same in these words, for what is no page.
pub fn percent_in(words: &Words, share: f64) -> String {
    words.t_with("foresight-percent", &[("n", rounded(share * 100.0, 1).into())])
}

/// An indicator's value in its unit.
pub fn value(page: &Page, name: &str, value: f64) -> String {
    value_in(page.words(), name, value)
}

/// The same in these words.
pub fn value_in(words: &Words, name: &str, value: f64) -> String {
    let number = in_unit(name, value);
    match name {
        "growth" => words.t_with("foresight-percent-a-year", &[("n", number.into())]),
        "drift" => words.t_with("foresight-points-a-year", &[("n", number.into())]),
        "novelty" | "distance" | "top" => words.t_with("foresight-percent", &[("n", number.into())]),
        _ => format::number(words.lang, number),
    }
}

/// The value with its interval as words.
pub fn estimate_in(words: &Words, indicator: &Indicator) -> String {
    let value = value_in(words, &indicator.name, indicator.value);
    let bare = |number: f64| format::number(words.lang, in_unit(&indicator.name, number));
    match indicator.interval {
        Some((low, high)) => format!("{value} ({} … {})", bare(low), bare(high)),
        None => value,
    }
}

/// Why topics have no forecast, from the years in a row that the landscape has.
pub fn no_outlook_in(words: &Words, run: Option<(u16, u16)>) -> String {
    let Some((first, last)) = run else { return words.t("foresight-outlook-no-years") };
    let years = last - first + 1;
    let args = [
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
        ("years", u32::from(years).into()),
        ("needed", u32::from(YEARS_NEEDED).into()),
    ];
    words.t_with(if years < YEARS_NEEDED { "foresight-outlook-short" } else { "foresight-outlook-unsure" }, &args)
}

/// The sentence that an indicator's numbers make: how it was computed.
pub fn because_in(words: &Words, indicator: &Indicator) -> String {
    let names = ["a", "b", "c", "d"];
    // Years and counts alike; years are written without a thousands separator by the messages.
    let because: Vec<(&str, Arg<'_>)> = names
        .into_iter()
        .zip(&indicator.because)
        .map(|(name, number)| {
            let year = (1500.0..2200.0).contains(number) && is_year(&indicator.name, name);
            (name, if year { format!("{number}").into() } else { (*number).into() })
        })
        .collect();
    words.t_with(&format!("foresight-because-{}", indicator.name), &because)
}

/// Which numbers of an explanation are years.
fn is_year(indicator: &str, place: &str) -> bool {
    matches!((indicator, place), ("growth", "c" | "d") | ("burst" | "drift", "a" | "b"))
}

/// The number that stands before the unit, with as many digits as mean something.
fn in_unit(name: &str, value: f64) -> f64 {
    match name {
        "growth" | "novelty" | "distance" | "top" => rounded(value * 100.0, 1),
        "drift" => rounded(value * 100.0, 2),
        "burst" => rounded(value, 1),
        _ => rounded(value, 2),
    }
}

/// The value with its interval.
pub fn estimate(page: &Page, indicator: &Indicator) -> Markup {
    // The unit stands at the value; at each end of the interval it would only widen tables.
    let bare = |number: f64| page.number(in_unit(&indicator.name, number));
    html! {
        // One element, so that it stays together where cells are cards.
        span.estimate {
            (value(page, &indicator.name, indicator.value))
            @if let Some((low, high)) = indicator.interval {
                " " span.interval { (bare(low)) " … " (bare(high)) }
            }
        }
    }
}

/// A standing among topics, as a number from 0 to 100 with its interval.
pub fn standing(page: &Page, score: Bounded) -> Markup {
    let whole = |share: f64| page.number((share * 100.0).round());
    html! { span.estimate { (whole(score.value)) " " span.interval { (whole(score.low)) " … " (whole(score.high)) } } }
}

/// How many times something is, with its interval.
pub fn times(page: &Page, times: Bounded) -> Markup {
    let number = |value: f64| page.number(sentence::short(value));
    html! { span.estimate { "× " (number(times.value)) " " span.interval { (number(times.low)) " … " (number(times.high)) } } }
}

/// What stands where nothing was built yet.
pub fn unbuilt(page: &Page) -> Markup {
    empty_state(&page.t("foresight-unbuilt"), &page.t("foresight-unbuilt-help"), None)
}

/// A number with so many decimals at most.
pub fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10.0_f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    // No "-0".
    if rounded == 0.0 { 0.0 } else { rounded }
}
