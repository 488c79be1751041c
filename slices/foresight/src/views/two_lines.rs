//! Two series over the years in one drawing: a whole and a dashed line, each named at its end.

use bellwether_web::api::Page;
use maud::{Markup, html};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;
/// Horizontal lines of the grid.
const LINES: u8 = 4;

/// A series with its name.
pub struct Line {
    /// What it is of.
    pub name: String,
    /// Years with values in per cent, the oldest first.
    pub points: Vec<(u16, f64)>,
}

/// The drawing with its title and key. Nothing where there are no years.
pub fn two_lines(page: &Page, title: &str, a: &Line, b: &Line) -> Markup {
    let all = || a.points.iter().chain(&b.points);
    let (Some(first), Some(last)) = (all().map(|point| point.0).min(), all().map(|point| point.0).max()) else {
        return html! {};
    };
    let highest = all().map(|point| point.1).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let top = round_up(highest);
    let span = f64::from(last - first).max(1.0);
    let x = |year: u16| tenth(LEFT + f64::from(year - first) / span * (WIDTH - LEFT - RIGHT));
    let y = |value: f64| tenth(HEIGHT - BOTTOM - (value / top).clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM));
    let path = |run: &[(u16, f64)]| {
        run.iter().map(|(year, value)| format!("{},{}", x(*year), y(*value))).collect::<Vec<_>>().join(" ")
    };
    let apart = ((last - first) / 6).max(1);
    let words = format!("{title}: {}, {}", a.name, b.name);
    html! {
        figure.fan {
            figcaption { strong { (title) } }
            p.fan-source {
                (key("fan-line")) " " (a.name) " · " (key("fan-middle")) " " (b.name)
            }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(words) {
                @for line in 0..=LINES {
                    @let value = top * f64::from(line) / f64::from(LINES);
                    line.fan-grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y(value)) y2=(y(value)) {}
                    text.fan-text x=(LEFT - 6.0) y=(y(value) + 4.0) text-anchor="end" { (page.number(value)) }
                }
                @for year in (first..=last).rev().step_by(usize::from(apart)) {
                    text.fan-text x=(x(year)) y=(HEIGHT - 8.0) text-anchor="middle" { (year) }
                }
                // A line across years that nobody counted would tell of values that were never seen.
                @for run in a.points.chunk_by(|a, b| b.0 <= a.0.saturating_add(1)) { polyline.fan-line points=(path(run)) {} }
                @for run in b.points.chunk_by(|a, b| b.0 <= a.0.saturating_add(1)) { polyline.fan-middle points=(path(run)) {} }
                @for (year, value) in all() {
                    circle.fan-dot cx=(x(*year)) cy=(y(*value)) r="2" {}
                }
            }
        }
    }
}

/// A piece of the line, for the key.
fn key(class: &str) -> Markup {
    html! { svg.line-key viewBox="0 0 28 8" width="28" height="8" aria-hidden="true" { polyline class=(class) points="0,4 28,4" {} } }
}

/// The nearest of 1, 2, 4 and 8 times a power of ten that is not smaller, so that quarters are round.
fn round_up(highest: f64) -> f64 {
    if highest <= 0.0 {
        return 1.0;
    }
    let power = 10.0_f64.powf(highest.log10().floor());
    [1.0, 2.0, 4.0, 8.0, 10.0].into_iter().map(|step| step * power).find(|top| *top >= highest).unwrap_or(highest)
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::round_up;

    proptest! {
        #[test]
        fn the_top_is_no_lower_than_anything_and_not_far_above(highest in 1e-6..1e9_f64) {
            let top = round_up(highest);
            prop_assert!(top >= highest && top <= highest * 2.5, "{top} for {highest}");
        }
    }
}
