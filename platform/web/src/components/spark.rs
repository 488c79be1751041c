//! A line over time, small enough for a cell of a table: how something went, at a glance.

use maud::{Markup, html};

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 24.0;
/// Room for the line's own width.
const EDGE: f64 = 2.0;

/// Values from zero up, the oldest first; `words` say the same to those who do not see it.
pub fn spark(words: &str, values: &[f64]) -> Markup {
    let top = values.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max);
    let step = (WIDTH - 2.0 * EDGE) / values.len().saturating_sub(1).max(1) as f64;
    let y = |value: f64| {
        let share = if top > 0.0 && value.is_finite() { (value / top).clamp(0.0, 1.0) } else { 0.0 };
        tenth(HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE))
    };
    let places: Vec<(f64, f64)> =
        values.iter().enumerate().map(|(at, value)| (tenth(EDGE + at as f64 * step), y(*value))).collect();
    let points: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    html! {
        @if let Some((x, y)) = places.last() {
            svg.spark viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(words) {
                polyline.spark-line points=(points.join(" ")) {}
                circle.spark-end cx=(x) cy=(y) r="2" {}
            }
        }
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HEIGHT, WIDTH, spark};

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(spark("none", &[]).into_string(), "");
    }

    proptest! {
        #[test]
        fn the_line_stays_on_the_drawing(values in prop::collection::vec(prop::num::f64::ANY, 1..40)) {
            let drawn = spark("trend", &values).into_string();
            let points = drawn.split("points=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            prop_assert_eq!(points.split(' ').count(), values.len());
            for point in points.split(' ') {
                let (x, y) = point.split_once(',').expect("two numbers");
                prop_assert!((0.0..=WIDTH).contains(&x.parse::<f64>().expect("a number")));
                prop_assert!((0.0..=HEIGHT).contains(&y.parse::<f64>().expect("a number")));
            }
        }
    }
}
