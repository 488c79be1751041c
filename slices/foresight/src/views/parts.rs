//! What several pages of this slice share: numbers as people read them.

use bellwether_web::api::Page;
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use crate::model::topic::Indicator;

/// A share as per cent, with one decimal.
pub fn percent(page: &Page, share: f64) -> String {
    page.t_with("foresight-percent", &[("n", round(share * 100.0, 1).into())])
}

/// An indicator's value, or an end of its interval, in its unit.
pub fn value(page: &Page, name: &str, value: f64) -> String {
    match name {
        "growth" => page.t_with("foresight-percent-a-year", &[("n", round(value * 100.0, 1).into())]),
        "drift" => page.t_with("foresight-points-a-year", &[("n", round(value * 100.0, 2).into())]),
        "novelty" | "distance" => percent(page, value),
        "burst" => page.number(round(value, 1)),
        _ => page.number(round(value, 2)),
    }
}

/// The value with its interval.
pub fn estimate(page: &Page, indicator: &Indicator) -> Markup {
    let shown = |number: f64| value(page, &indicator.name, number);
    html! {
        // One element, so that it stays together where cells are cards.
        span {
            (shown(indicator.value))
            @if let Some((low, high)) = indicator.interval {
                " " span.interval { (shown(low)) " … " (shown(high)) }
            }
        }
    }
}

/// What stands where nothing was built yet.
pub fn unbuilt(page: &Page) -> Markup {
    empty_state(&page.t("foresight-unbuilt"), &page.t("foresight-unbuilt-help"), None)
}

fn round(value: f64, digits: i32) -> f64 {
    let scale = 10.0_f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    // No "-0".
    if rounded == 0.0 { 0.0 } else { rounded }
}
