//! A line over time with what may follow: the forecast and its intervals as bands, drawn as SVG, with the same as a table.
//!
//! It needs no script and prints. The title states the finding, the subtitle the measure, unit and period; the bands
//! carry their levels as words, so nothing depends on colour alone.

use maud::{Markup, html};

use crate::components::tables::{Column, table};
use crate::page::Page;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 52.0;
/// Room for the names of the bands, in the wider of the two languages.
const RIGHT: f64 = 108.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;
/// Steps of the vertical axis that are wished for.
const STEPS: f64 = 4.0;

/// A value that was counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// The year.
    pub year: u16,
    /// The value.
    pub value: f64,
}

/// A value that is expected, with its intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The year.
    pub year: u16,
    /// The middle of what is expected.
    pub middle: f64,
    /// The interval that holds four of five outcomes.
    pub wide80: (f64, f64),
    /// The interval that holds nineteen of twenty outcomes.
    pub wide95: (f64, f64),
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Fan<'a> {
    /// The finding, as a sentence.
    pub title: &'a str,
    /// Measure, unit and period.
    pub subtitle: &'a str,
    /// Where the numbers come from, and when.
    pub source: &'a str,
    /// What was counted, oldest first.
    pub seen: &'a [Seen],
    /// What is expected, nearest year first; may be empty.
    pub expected: &'a [Expected],
}

/// The chart, its words and its table. Nothing where nothing was counted.
pub fn fan(page: &Page, chart: &Fan<'_>) -> Markup {
    fan_named(page, chart, &|year| year.to_string())
}

/// The same over other steps than years, such as quarters: `year` counts them, and `name` says what each is called.
pub fn fan_named(page: &Page, chart: &Fan<'_>, name: &dyn Fn(u16) -> String) -> Markup {
    let (Some(first), Some(last_seen)) = (chart.seen.first(), chart.seen.last()) else { return html! {} };
    let last = chart.expected.last().map_or(last_seen.year, |expected| expected.year);
    let highest = chart.expected.iter().map(|expected| expected.wide95.1);
    let scale = Scale::new(first.year, last, chart.seen.iter().map(|seen| seen.value).chain(highest));
    html! {
        figure.fan {
            figcaption { strong { (chart.title) } br; (chart.subtitle) }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label={ (chart.title) ". " (chart.subtitle) } {
                (axes(page, &scale, first.year, last, name))
                (bands(&scale, last_seen, chart.expected))
                // A line across years that nobody counted would tell of values that were never seen.
                @for run in chart.seen.chunk_by(|a, b| b.year <= a.year.saturating_add(1)) {
                    polyline.fan-line points=(points(&scale, run.iter().map(|seen| (seen.year, seen.value)))) {}
                }
                @for seen in chart.seen {
                    circle.fan-dot cx=(scale.x(seen.year)) cy=(scale.y(seen.value)) r="2.2" {
                        title { (name(seen.year)) ": " (page.number(seen.value)) }
                    }
                }
                (names(page, &scale, chart.expected))
            }
            p.fan-source { (chart.source) }
            details {
                summary { (page.t("chart-as-table")) }
                (as_table(page, chart, name))
            }
        }
    }
}

/// Places of years and values on the drawing.
struct Scale {
    first: f64,
    years: f64,
    top: f64,
    step: f64,
}

impl Scale {
    fn new(first: u16, last: u16, values: impl Iterator<Item = f64>) -> Scale {
        let highest = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
        let step = round_step(highest / STEPS);
        let top = (highest / step).ceil().max(1.0) * step;
        Scale { first: f64::from(first), years: f64::from(last.saturating_sub(first)).max(1.0), top, step }
    }

    fn x(&self, year: u16) -> f64 {
        tenth(LEFT + (f64::from(year) - self.first) / self.years * (WIDTH - LEFT - RIGHT))
    }

    fn y(&self, value: f64) -> f64 {
        tenth(HEIGHT - BOTTOM - (value / self.top).clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM))
    }
}

/// The nearest of 1, 2 and 5 times a power of ten that is not smaller.
fn round_step(rough: f64) -> f64 {
    if rough <= 0.0 {
        return 1.0;
    }
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * power >= rough * (1.0 - 1e-9)).unwrap_or(10.0);
    step * power
}

fn axes(page: &Page, scale: &Scale, first: u16, last: u16, name: &dyn Fn(u16) -> String) -> Markup {
    let lines = (scale.top / scale.step).round() as u32;
    let apart = ((last - first) / 6).max(1);
    let years = (first..=last).rev().step_by(usize::from(apart));
    html! {
        @for line in 0..=lines {
            @let value = f64::from(line) * scale.step;
            line.fan-grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(scale.y(value)) y2=(scale.y(value)) {}
            text.fan-text x=(LEFT - 6.0) y=(scale.y(value) + 4.0) text-anchor="end" { (page.number(value)) }
        }
        @for year in years {
            text.fan-text x=(scale.x(year)) y=(HEIGHT - 8.0) text-anchor="middle" { (name(year)) }
        }
    }
}

fn bands(scale: &Scale, from: &Seen, expected: &[Expected]) -> Markup {
    let band = |of: fn(&Expected) -> (f64, f64)| {
        let upper = expected.iter().map(|one| (one.year, of(one).1));
        let lower = expected.iter().rev().map(|one| (one.year, of(one).0));
        points(scale, std::iter::once((from.year, from.value)).chain(upper).chain(lower))
    };
    let middle = std::iter::once((from.year, from.value)).chain(expected.iter().map(|one| (one.year, one.middle)));
    html! {
        @if !expected.is_empty() {
            polygon.fan-95 points=(band(|one| one.wide95)) {}
            polygon.fan-80 points=(band(|one| one.wide80)) {}
            polyline.fan-middle points=(points(scale, middle)) {}
        }
    }
}

/// The levels beside the ends of their bands; those that would touch are left to the table.
fn names(page: &Page, scale: &Scale, expected: &[Expected]) -> Markup {
    let Some(last) = expected.last() else { return html! {} };
    let wanted = [(last.middle, "chart-forecast"), (last.wide80.1, "chart-80"), (last.wide95.1, "chart-95")];
    let mut shown: Vec<(f64, &str)> = Vec::new();
    for (value, key) in wanted {
        let y = scale.y(value);
        if shown.iter().all(|(other, _)| (other - y).abs() >= 13.0) {
            shown.push((y, key));
        }
    }
    html! {
        @for (y, key) in shown {
            text.fan-text x=(WIDTH - RIGHT + 6.0) y=(tenth(y + 4.0)) { (page.t(key)) }
        }
    }
}

fn as_table(page: &Page, chart: &Fan<'_>, name: &dyn Fn(u16) -> String) -> Markup {
    let columns = [
        Column::new(page.t("chart-year")),
        Column::new(page.t("chart-value")).numeric(),
        Column::new(page.t("chart-80")).numeric(),
        Column::new(page.t("chart-95")).numeric(),
    ];
    let range = |(low, high): (f64, f64)| html! { (page.number(low.round())) " – " (page.number(high.round())) };
    let seen = chart
        .seen
        .iter()
        .map(|seen| vec![html! { (name(seen.year)) }, html! { (page.number(seen.value)) }, html! {}, html! {}]);
    let expected = chart.expected.iter().map(|one| {
        let middle = html! { (page.number(one.middle.round())) " (" (page.t("chart-forecast")) ")" };
        vec![html! { (name(one.year)) }, middle, range(one.wide80), range(one.wide95)]
    });
    let rows: Vec<Vec<Markup>> = seen.chain(expected).collect();
    table(page, chart.title, &columns, &rows)
}

fn points(scale: &Scale, values: impl Iterator<Item = (u16, f64)>) -> String {
    let places: Vec<String> = values.map(|(year, value)| format!("{},{}", scale.x(year), scale.y(value))).collect();
    places.join(" ")
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HEIGHT, LEFT, RIGHT, Scale, WIDTH, round_step};

    #[test]
    fn steps_are_round_numbers() {
        let rough = [0.0, 0.03, 1.0, 3.0, 42.0, 51.0, 1_999.0];
        assert_eq!(rough.map(round_step), [1.0, 0.05, 1.0, 5.0, 50.0, 100.0, 2_000.0]);
    }

    proptest! {
        #[test]
        fn everything_lies_on_the_drawing(first in 1900_u16..2030, years in 0_u16..80, values in prop::collection::vec(0.0..1e9, 1..40)) {
            let scale = Scale::new(first, first + years, values.iter().copied());
            for (at, value) in values.iter().enumerate() {
                let year = first + (at as u16).min(years);
                prop_assert!((0.0..=HEIGHT).contains(&scale.y(*value)));
                prop_assert!((LEFT..=WIDTH - RIGHT).contains(&scale.x(year)));
            }
            prop_assert!(scale.top >= values.iter().copied().fold(0.0, f64::max));
            prop_assert!(scale.top / scale.step <= 8.0);
        }
    }
}
