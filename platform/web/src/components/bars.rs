//! A small bar chart without scripts: counts over years or other steps, drawn as SVG, with the same as words.

use maud::{Markup, html};

const HEIGHT: f64 = 72.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it counts: `2019`.
    pub label: String,
    /// How many, ready to show: `1,204`.
    pub shown: String,
    /// How many.
    pub value: f64,
    /// Where a click leads, such as the list of that year.
    pub href: Option<String>,
}

/// Bars from a zero line. `title` names what is counted.
pub fn bars(title: &str, bars: &[Bar]) -> Markup {
    let top = bars.iter().map(|bar| bar.value).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let step = 100.0 / bars.len().max(1) as f64;
    html! {
        figure.bars {
            figcaption { (title) }
            svg.bars-chart viewBox={ "0 0 100 " (HEIGHT) } preserveAspectRatio="none" role="group" aria-label=(title) {
                @for (at, bar) in bars.iter().enumerate() {
                    @let height = if bar.value > 0.0 { (bar.value / top * (HEIGHT - 2.0)).max(1.0) } else { 0.0 };
                    @let shape = html! {
                        title { (bar.label) ": " (bar.shown) }
                        rect.bars-hit x=(round(at as f64 * step)) y="0" width=(round(step)) height=(HEIGHT) {}
                        rect.bars-bar x=(round(at as f64 * step + step * 0.1)) y=(round(HEIGHT - height)) width=(round(step * 0.8)) height=(round(height)) {}
                    };
                    @if let Some(href) = &bar.href {
                        a href=(href) aria-label={ (bar.label) ": " (bar.shown) } { (shape) }
                    } @else {
                        g role="img" aria-label={ (bar.label) ": " (bar.shown) } { (shape) }
                    }
                }
            }
            @if let (Some(first), Some(last)) = (bars.first(), bars.last()) {
                div.bars-ends aria-hidden="true" {
                    span { (first.label) }
                    @if bars.len() > 1 { span { (last.label) } }
                }
            }
        }
    }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
