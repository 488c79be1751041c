//! What a document says, without where it stands on pages.

use crate::drawing::Drawing;

/// A document to print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its name; also the title of the file.
    pub title: String,
    /// A line under the title.
    pub subtitle: String,
    /// Names and values under the title: for whom, from what, when.
    pub facts: Vec<(String, String)>,
    /// Code of the language, such as `en`.
    pub language: &'static str,
    /// Who made it, for the metadata.
    pub author: String,
    /// What it is about, for the metadata.
    pub subject: String,
    /// Words to find it by, for the metadata.
    pub keywords: Vec<String>,
    /// When it was made, for the metadata; documents have no clock of their own.
    pub made: Option<Moment>,
    /// Heading of the table of contents, which then fills the rest of the first page; `None` for short documents.
    pub contents: Option<String>,
    /// Stands at the foot of each page, beside the page number.
    pub footer: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A second in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3; those of levels 1 and 2 stand in contents and bookmarks.
    Heading(u8, String),
    /// Running text.
    Paragraph(Vec<Run>),
    /// Small grey text: how something was computed, where it comes from.
    Note(Vec<Run>),
    /// Points, or numbered steps.
    List(Numbering, Vec<Vec<Run>>),
    /// Numbers that matter most, large, each with what it is.
    Tiles(Vec<(String, String)>),
    /// Rows and columns.
    Table(Table),
    /// A drawing with words.
    Figure(Figure),
    /// What follows begins on a new page.
    NewPage,
}

/// How the points of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// With dots.
    Dots,
    /// With 1, 2, 3.
    Numbers,
}

/// Some words that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: Style,
    /// Where they lead: an address, absolute with its scheme.
    pub link: Option<String>,
    /// Code of their language, where it is not the document's.
    pub language: Option<&'static str>,
}

/// A face of the font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Upright.
    #[default]
    Plain,
    /// For what matters.
    Bold,
    /// For what is quoted.
    Italic,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    /// Words that matter.
    pub fn bold(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: Style::Bold, ..Run::default() }
    }

    /// The same, leading somewhere.
    pub fn leading_to(self, address: impl Into<String>) -> Run {
        Run { link: Some(address.into()), ..self }
    }

    /// The same, in another language.
    pub fn in_language(self, code: &'static str) -> Run {
        Run { language: Some(code), ..self }
    }
}

impl From<&str> for Run {
    fn from(text: &str) -> Run {
        Run::plain(text)
    }
}

impl From<String> for Run {
    fn from(text: String) -> Run {
        Run::plain(text)
    }
}

/// A table. It breaks over pages between rows, and within rows that are higher than a page; its head is repeated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows; stands above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub type Cell = Vec<Run>;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub head: String,
    /// Its share of the width, compared with the others'.
    pub width: f32,
    /// Where its cells stand.
    pub align: Align,
}

/// Where text stands between left and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// At the right, for numbers.
    Right,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>, width: f32) -> Column {
        Column { head: head.into(), width, align: Align::Left }
    }

    /// A column of numbers.
    pub fn numbers(head: impl Into<String>, width: f32) -> Column {
        Column { head: head.into(), width, align: Align::Right }
    }
}

/// A drawing with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The finding, as a sentence; stands above the drawing.
    pub title: String,
    /// Measure, unit, period and source; stands under it.
    pub caption: String,
    /// The same in words, for who cannot see it.
    pub alt: String,
    /// The drawing.
    pub drawing: Drawing,
}
