//! A line over time, and what may follow as bands around a middle.

use crate::charts::axis::Axis;
use crate::drawing::{Colour, Drawing, Label, Place, Shape};
use crate::model::Align;

const LEFT: f32 = 40.0;
const TOP: f32 = 8.0;
const BOTTOM: f32 = 20.0;
/// Kept for the names of the bands.
const NAMES: f32 = 62.0;

/// What is drawn.
pub struct Fan<'a> {
    /// Width and height of the drawing.
    pub size: (f32, f32),
    /// What was counted: steps in time, such as years, with their values, in order.
    pub seen: &'a [(i32, f64)],
    /// What is expected, in order.
    pub expected: &'a [Expected],
    /// Names of the 80 % and the 95 % band.
    pub bands: (&'a str, &'a str),
    /// The name of a step, such as `2021`.
    pub step: &'a dyn Fn(i32) -> String,
    /// A value as people read it.
    pub number: &'a dyn Fn(f64) -> String,
}

/// What is expected of one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The step.
    pub at: i32,
    /// The middle.
    pub middle: f64,
    /// Holds four of five outcomes.
    pub wide80: (f64, f64),
    /// Holds nineteen of twenty outcomes.
    pub wide95: (f64, f64),
}

struct Scale {
    axis: Axis,
    first: i32,
    steps: f32,
    right: f32,
}

impl Scale {
    fn place(&self, at: i32, value: f64) -> Place {
        let along = (at - self.first) as f32 / self.steps;
        (LEFT + along * (self.right - LEFT), self.axis.place(value))
    }
}

/// The drawing; empty where nothing was counted.
pub fn fan(chart: &Fan<'_>) -> Drawing {
    let (width, height) = chart.size;
    let mut drawing = Drawing::new(width, height);
    let (Some((first, _)), Some(last_seen)) = (chart.seen.first(), chart.seen.last()) else { return drawing };
    let last = chart.expected.last().map_or(last_seen.0, |expected| expected.at);
    let values = chart.seen.iter().map(|(_, value)| *value).chain(chart.expected.iter().map(|one| one.wide95.1));
    let right = width - if chart.expected.is_empty() { 12.0 } else { NAMES };
    let axis = Axis::holding(values, TOP, height - BOTTOM);
    let scale = Scale { axis, first: *first, steps: (last - first).max(1) as f32, right };
    scale.axis.draw(&mut drawing, LEFT, right, chart.number);
    steps(&mut drawing, chart, &scale, last, height);
    bands(&mut drawing, chart, &scale, *last_seen);
    // A line across steps that nobody counted would tell of values that were never seen.
    for run in chart.seen.chunk_by(|a, b| b.0 - a.0 <= 1) {
        let through: Vec<Place> = run.iter().map(|(at, value)| scale.place(*at, *value)).collect();
        drawing.line(through, 1.4, Colour::ACCENT);
    }
    let at = chart.seen.iter().map(|(at, value)| scale.place(*at, *value)).collect();
    drawing.shapes.push(Shape::Dots { at, size: 3.2, colour: Colour::ACCENT, opacity: 1.0 });
    names(&mut drawing, chart, &scale);
    drawing
}

fn steps(drawing: &mut Drawing, chart: &Fan<'_>, scale: &Scale, last: i32, height: f32) {
    let widest = 34.0;
    let fit = ((scale.right - LEFT) / widest).max(1.0) as i32;
    let apart = ((last - scale.first) / fit + 1).max(1);
    for at in (scale.first..=last).rev().step_by(apart as usize) {
        let (x, _) = scale.place(at, 0.0);
        drawing.label(Label::new((x, height - 7.0), (chart.step)(at), Align::Middle));
    }
}

fn bands(drawing: &mut Drawing, chart: &Fan<'_>, scale: &Scale, from: (i32, f64)) {
    if chart.expected.is_empty() {
        return;
    }
    for (of, opacity) in [(false, 0.16), (true, 0.26)] {
        let band = |one: &Expected| if of { one.wide80 } else { one.wide95 };
        let mut corners = vec![scale.place(from.0, from.1)];
        corners.extend(chart.expected.iter().map(|one| scale.place(one.at, band(one).1)));
        corners.extend(chart.expected.iter().rev().map(|one| scale.place(one.at, band(one).0)));
        drawing.area(corners, Colour::ACCENT, opacity);
    }
    let mut middle = vec![scale.place(from.0, from.1)];
    middle.extend(chart.expected.iter().map(|one| scale.place(one.at, one.middle)));
    drawing.shapes.push(Shape::Line { through: middle, width: 1.2, colour: Colour::ACCENT, dash: Some(3.0) });
}

fn names(drawing: &mut Drawing, chart: &Fan<'_>, scale: &Scale) {
    let Some(last) = chart.expected.last() else { return };
    let x = scale.right + 4.0;
    let middle = scale.place(last.at, last.middle).1 + 2.7;
    let (upper, outer) = (scale.place(last.at, last.wide80.1).1, scale.place(last.at, last.wide95.1).1);
    let (narrow, wide) = chart.bands;
    // Names that would lie on each other move apart, upwards.
    let narrow_at = (upper + 2.7).min(middle - 9.0);
    let wide_at = (outer + 2.7).min(narrow_at - 9.0);
    drawing.label(Label::new((x, middle), (chart.number)(last.middle), Align::Left).coloured(Colour::ACCENT));
    drawing.label(Label::new((x, narrow_at), narrow, Align::Left));
    drawing.label(Label::new((x, wide_at), wide, Align::Left));
}
