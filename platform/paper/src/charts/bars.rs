//! Horizontal bars with their names, largest first as the caller orders them; with intervals where there are some.

use crate::drawing::{Colour, Drawing, Label};
use crate::model::Align;

const HIGH: f32 = 15.0;
/// Kept for the numbers at the right.
const NUMBERS: f32 = 74.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// How long it is; may be below zero.
    pub value: f64,
    /// Ends of its interval.
    pub interval: Option<(f64, f64)>,
    /// The value as people read it.
    pub number: String,
    /// Its colour.
    pub colour: Colour,
}

/// Bars under each other.
pub struct Bars<'a> {
    /// Width of the drawing.
    pub width: f32,
    /// Width of the names.
    pub names: f32,
    /// The bars.
    pub bars: &'a [Bar],
    /// Code of the language of the names, where it is not the document's.
    pub language: Option<&'static str>,
}

/// The drawing, as high as the bars need.
pub fn bars(chart: &Bars<'_>) -> Drawing {
    let mut drawing = Drawing::new(chart.width, chart.bars.len() as f32 * HIGH + 6.0);
    let ends =
        |bar: &Bar| [bar.value, bar.interval.map_or(bar.value, |i| i.0), bar.interval.map_or(bar.value, |i| i.1)];
    let all = || chart.bars.iter().flat_map(ends).filter(|value| value.is_finite());
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let (left, right) = (chart.names + 8.0, chart.width - NUMBERS);
    let reach = if high > low { high - low } else { 1.0 };
    let x = |value: f64| left + ((value.clamp(low, high) - low) / reach) as f32 * (right - left);
    for (at, bar) in chart.bars.iter().enumerate() {
        let y = at as f32 * HIGH + 3.0;
        let middle = y + HIGH / 2.0;
        let name = Label::new((0.0, middle + 2.8), cut(&bar.name, chart.names), Align::Left).coloured(Colour::INK);
        drawing.label(Label { language: chart.language, ..name });
        let (from, to) = (x(0.0).min(x(bar.value)), x(0.0).max(x(bar.value)));
        drawing.rect((from, y + 2.5), (to - from).max(0.6), HIGH - 5.0, bar.colour);
        if let Some((low, high)) = bar.interval {
            let (low, high) = (x(low), x(high));
            drawing.line([(low, middle), (high, middle)], 0.9, Colour::INK);
            for end in [low, high] {
                drawing.line([(end, middle - 2.2), (end, middle + 2.2)], 0.9, Colour::INK);
            }
        }
        drawing.label(Label::new((chart.width, middle + 2.8), &bar.number, Align::Right));
    }
    drawing.line([(x(0.0), 0.0), (x(0.0), drawing.height)], 0.6, Colour::GREY);
    drawing
}

/// The letters of a name that surely fit: those of the font are half as wide as high, on average.
fn cut(name: &str, width: f32) -> String {
    let most = (width / 4.1) as usize;
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches([' ', ',']))
}
