//! How text is set: sizes, spaces, colours.

use crate::drawing::Colour;
use crate::flow::page::{BODY, LEFT};
use crate::model::Align;

/// How lines are set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub size: f32,
    /// From one line to the next.
    pub leading: f32,
    pub before: f32,
    pub after: f32,
    pub colour: Colour,
    pub x: f32,
    pub width: f32,
    pub align: Align,
}

impl Setting {
    /// Running text.
    pub const BODY: Setting = Setting {
        size: 10.0,
        leading: 14.2,
        before: 0.0,
        after: 7.0,
        colour: Colour::INK,
        x: LEFT,
        width: BODY,
        align: Align::Left,
    };

    /// Small text beside the main thing.
    pub const NOTE: Setting = Setting { size: 8.5, leading: 11.5, after: 7.0, colour: Colour::GREY, ..Setting::BODY };

    /// Text in tables.
    pub const CELL: Setting = Setting { size: 8.5, leading: 11.5, after: 0.0, ..Setting::BODY };

    /// The document's name.
    pub const TITLE: Setting = Setting { size: 26.0, leading: 31.0, after: 6.0, colour: Colour::INK, ..Setting::BODY };

    /// A heading of this level.
    pub fn heading(level: u8) -> Setting {
        let (size, leading, before, after) = match level {
            0 | 1 => (17.0, 22.0, 24.0, 8.0),
            2 => (12.5, 16.5, 15.0, 5.0),
            _ => (10.5, 14.5, 10.0, 3.0),
        };
        let colour = if level <= 1 { Colour::ACCENT } else { Colour::INK };
        Setting { size, leading, before, after, colour, ..Setting::BODY }
    }
}
