//! Many dots in groups of colours, with the names of places among them: a map.

use crate::drawing::{Colour, Drawing, Label, Shape};
use crate::model::{Align, Style};

/// A map.
pub struct Scatter<'a> {
    /// Width and height of the drawing.
    pub size: (f32, f32),
    /// Dots by colour, each from 0 to 1 right and down.
    pub groups: &'a [(Colour, Vec<(f32, f32)>)],
    /// Names, the most important first; those that would lie on earlier ones are left out.
    pub names: &'a [Name],
    /// Code of the language of the names, where it is not the document's.
    pub language: Option<&'static str>,
}

/// A name on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its middle, from 0 to 1 right and down.
    pub at: (f32, f32),
    /// What it says.
    pub text: String,
    /// Height of the letters.
    pub size: f32,
}

/// The drawing.
pub fn scatter(chart: &Scatter<'_>) -> Drawing {
    let (width, height) = chart.size;
    let mut drawing = Drawing::new(width, height);
    drawing.rect((0.0, 0.0), width, height, Colour::MIST);
    let dots: usize = chart.groups.iter().map(|(_, dots)| dots.len()).sum();
    let size = if dots > 4_000 { 1.5 } else { 2.2 };
    for (colour, places) in chart.groups {
        let at = places.iter().map(|(x, y)| (x.clamp(0.0, 1.0) * width, y.clamp(0.0, 1.0) * height)).collect();
        drawing.shapes.push(Shape::Dots { at, size, colour: *colour, opacity: 0.7 });
    }
    let mut taken: Vec<[f32; 4]> = Vec::new();
    for name in chart.names {
        let half = name.text.chars().count() as f32 * name.size * 0.26;
        let x = (name.at.0 * width).clamp(half.min(width / 2.0), (width - half).max(width / 2.0));
        let y = (name.at.1 * height).clamp(name.size, height - 4.0);
        let place = [x - half - 2.0, y - name.size, x + half + 2.0, y + 3.0];
        let hit =
            |other: &[f32; 4]| place[0] < other[2] && other[0] < place[2] && place[1] < other[3] && other[1] < place[3];
        if taken.iter().any(hit) {
            continue;
        }
        taken.push(place);
        let label = Label::new((x, y), &name.text, Align::Middle).coloured(Colour::INK);
        drawing.label(Label { size: name.size, style: Style::Bold, halo: true, language: chart.language, ..label });
    }
    drawing
}
