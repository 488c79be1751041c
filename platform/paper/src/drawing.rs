//! Vector drawings: lines, areas, dots and labels on a rectangle, in points (1/72 inch) from its upper left corner.

use crate::model::{Align, Style};

/// A colour of the screen: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Text.
    pub const INK: Colour = Colour(0x1f, 0x2a, 0x37);
    /// Text beside the main thing.
    pub const GREY: Colour = Colour(0x5b, 0x67, 0x75);
    /// Lines behind the data.
    pub const RULE: Colour = Colour(0xd5, 0xdb, 0xe1);
    /// Ground under what belongs together.
    pub const MIST: Colour = Colour(0xf2, 0xf5, 0xf8);
    /// Headings, links, the main line of a chart.
    pub const ACCENT: Colour = Colour(0x0b, 0x5c, 0xa8);
    /// Eight that people with any colour sight tell apart (Okabe and Ito 2008, black and yellow darkened for paper).
    pub const EIGHT: [Colour; 8] = [
        Colour(0x00, 0x72, 0xb2),
        Colour(0xd5, 0x5e, 0x00),
        Colour(0x00, 0x9e, 0x73),
        Colour(0xcc, 0x79, 0xa7),
        Colour(0xe6, 0x9f, 0x00),
        Colour(0x56, 0xb4, 0xe9),
        Colour(0x8c, 0x6d, 0x31),
        Colour(0x5b, 0x67, 0x75),
    ];
}

/// A place: to the right, and down.
pub type Place = (f32, f32);

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// What is drawn, the lowest first.
    pub shapes: Vec<Shape>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through places.
    Line {
        /// Through these.
        through: Vec<Place>,
        /// How thick.
        width: f32,
        /// Its colour.
        colour: Colour,
        /// Broken into dashes?
        dash: Option<f32>,
    },
    /// An area within places.
    Area {
        /// Its corners.
        corners: Vec<Place>,
        /// Its colour.
        colour: Colour,
        /// 0 to 1.
        opacity: f32,
    },
    /// Many dots.
    Dots {
        /// Their middles.
        at: Vec<Place>,
        /// How far across.
        size: f32,
        /// Their colour.
        colour: Colour,
        /// 0 to 1.
        opacity: f32,
    },
    /// Words.
    Label(Label),
}

/// Words on a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where their line begins, is centred or ends.
    pub at: Place,
    /// The words; they are on one line.
    pub text: String,
    /// Height of the letters.
    pub size: f32,
    /// Which of these the place is.
    pub align: Align,
    /// Their colour.
    pub colour: Colour,
    /// How they look.
    pub style: Style,
    /// White around the letters, so that they can be read over data.
    pub halo: bool,
    /// Code of their language, where it is not the document's.
    pub language: Option<&'static str>,
}

impl Label {
    /// Small grey words.
    pub fn new(at: Place, text: impl Into<String>, align: Align) -> Label {
        Label {
            at,
            text: text.into(),
            size: 8.0,
            align,
            colour: Colour::GREY,
            style: Style::Plain,
            halo: false,
            language: None,
        }
    }

    /// The same in another colour.
    pub fn coloured(self, colour: Colour) -> Label {
        Label { colour, ..self }
    }
}

impl Drawing {
    /// Nothing yet.
    pub fn new(width: f32, height: f32) -> Drawing {
        Drawing { width, height, shapes: Vec::new() }
    }

    /// Adds words.
    pub fn label(&mut self, label: Label) {
        self.shapes.push(Shape::Label(label));
    }

    /// Adds a line.
    pub fn line(&mut self, through: impl Into<Vec<Place>>, width: f32, colour: Colour) {
        self.shapes.push(Shape::Line { through: through.into(), width, colour, dash: None });
    }

    /// Adds an area.
    pub fn area(&mut self, corners: impl Into<Vec<Place>>, colour: Colour, opacity: f32) {
        self.shapes.push(Shape::Area { corners: corners.into(), colour, opacity });
    }

    /// Adds an upright rectangle from its upper left corner.
    pub fn rect(&mut self, (x, y): Place, width: f32, height: f32, colour: Colour) {
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, 1.0);
    }
}
