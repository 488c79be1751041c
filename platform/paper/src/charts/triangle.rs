//! Places between three corners.

use crate::drawing::{Colour, Drawing, Label, Place, Shape};
use crate::model::Align;

/// Places between three corners, by their shares of each.
pub struct Triangle<'a> {
    /// Length of a side.
    pub side: f32,
    /// Names of the upper, the left and the right corner.
    pub corners: [&'a str; 3],
    /// Shares of the upper, the left and the right corner, with a colour and a size.
    pub dots: &'a [([f32; 3], Colour, f32)],
    /// What the first dots are: names beside the triangle.
    pub names: &'a [String],
    /// Code of the language of these names, where it is not the document's.
    pub language: Option<&'static str>,
}

const AIR: f32 = 18.0;
const SIDE_AIR: f32 = 46.0;
/// Width of the names beside the triangle, and from one to the next.
const NAMES: f32 = 163.0;
const APART: f32 = 14.0;

/// The drawing.
pub fn triangle(chart: &Triangle<'_>) -> Drawing {
    let high = chart.side * 3.0_f32.sqrt() / 2.0;
    let beside = chart.side + 2.0 * SIDE_AIR;
    let mut drawing = Drawing::new(beside + NAMES, high + 2.0 * AIR);
    let middle = SIDE_AIR + chart.side / 2.0;
    let corners: [Place; 3] = [(middle, AIR), (SIDE_AIR, AIR + high), (SIDE_AIR + chart.side, AIR + high)];
    for inner in [0.25_f32, 0.5, 0.75] {
        let between = |a: Place, b: Place| (a.0 + (b.0 - a.0) * inner, a.1 + (b.1 - a.1) * inner);
        for (from, to, other) in [(0, 1, 2), (1, 2, 0), (2, 0, 1)] {
            let line = [between(corners[from], corners[to]), between(corners[from], corners[other])];
            drawing.line(line, 0.3, Colour::RULE);
        }
    }
    drawing.line([corners[0], corners[1], corners[2], corners[0]], 0.8, Colour::GREY);
    for (shares, colour, size) in chart.dots {
        let sum: f32 = shares.iter().sum();
        if sum <= 0.0 || !sum.is_finite() {
            continue;
        }
        let axis = |of: fn(&Place) -> f32| shares.iter().zip(&corners).map(|(share, at)| share / sum * of(at)).sum();
        let at = vec![(axis(|at| at.0), axis(|at| at.1))];
        drawing.shapes.push(Shape::Dots { at, size: *size, colour: *colour, opacity: 0.75 });
    }
    for (at, (name, (_, colour, _))) in chart.names.iter().zip(chart.dots).enumerate() {
        let y = AIR + 6.0 + at as f32 * APART;
        drawing.shapes.push(Shape::Dots { at: vec![(beside, y)], size: 6.0, colour: *colour, opacity: 0.75 });
        let label = Label::new((beside + 7.0, y + 2.7), name, Align::Left).coloured(Colour::INK);
        drawing.label(Label { language: chart.language, ..label });
    }
    let names = [(middle, AIR - 6.0), (SIDE_AIR, AIR + high + 12.0), (SIDE_AIR + chart.side, AIR + high + 12.0)];
    for (at, name) in names.into_iter().zip(chart.corners) {
        drawing.label(Label::new(at, name, Align::Middle));
    }
    drawing
}
