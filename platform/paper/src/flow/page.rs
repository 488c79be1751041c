//! The page: A4, its margins, what stands at its foot.

use crate::drawing::Colour;
use crate::flow::words::Setting;
use crate::flow::{Flow, What};
use crate::model::{Align, Style};
use crate::text::lines::one_line;

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.276;
pub(crate) const HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 60.0;
/// Width of what stands on a page.
pub(super) const BODY: f32 = WIDTH - 2.0 * LEFT;
pub(super) const TOP: f32 = 62.0;
pub(super) const BOTTOM: f32 = HEIGHT - 66.0;
const FOOT: f32 = HEIGHT - 46.0;

impl Flow<'_, '_, '_> {
    /// The foot of all pages. It decorates: readers of the text do not want it between two lines.
    pub(super) fn feet(&mut self, footer: &str) {
        let pages = self.marks.iter().map(|mark| mark.page + 1).max().unwrap_or(1);
        let setting = Setting { size: 8.0, leading: 10.0, colour: Colour::GREY, ..Setting::BODY };
        for page in 0..pages {
            self.page = page;
            self.ground(LEFT, FOOT - 6.0, BODY, 0.5, Colour::RULE);
            let number = format!("{} / {pages}", page + 1);
            for (text, align, width) in [(footer, Align::Left, BODY - 70.0), (number.as_str(), Align::Right, BODY)] {
                let line = one_line(self.shaper, text, Style::Plain, setting.size, width);
                self.decoration(&line, &Setting { align, width, ..setting }, FOOT);
            }
        }
    }

    /// A line that belongs to no element.
    pub(super) fn decoration(&mut self, line: &crate::text::lines::Line, setting: &Setting, top: f32) {
        let free = setting.width - line.width;
        let x = setting.x + if setting.align == Align::Right { free } else { 0.0 };
        let y = top + setting.leading * 0.5 + setting.size * 0.33;
        for span in &line.spans {
            let what =
                What::Letters { x: x + span.x, y, size: setting.size, colour: setting.colour, span: span.clone() };
            self.mark(what, None);
        }
    }
}
