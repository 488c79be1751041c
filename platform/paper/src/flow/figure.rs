//! Figures with their words, and tiles of large numbers.

use crate::drawing::Colour;
use crate::flow::page::{BODY, BOTTOM, LEFT, TOP};
use crate::flow::tree::{Role, Tree};
use crate::flow::words::Setting;
use crate::flow::{Flow, What};
use crate::model::{Figure, Run};
use crate::text::lines::{Line, break_lines};

/// Tiles beside each other.
const BESIDE: usize = 4;
const SPACE: f32 = 10.0;

impl<'d> Flow<'d, '_, '_> {
    pub(super) fn figure(&mut self, figure: &'d Figure) {
        let titles = Setting { after: 4.0, ..Setting::BODY };
        let title = break_lines(self.shaper, &[Run::bold(figure.title.as_str())], titles.size, BODY);
        let caption = break_lines(self.shaper, &[Run::plain(figure.caption.as_str())], Setting::NOTE.size, BODY);
        let words = title.len() as f32 * titles.leading + caption.len() as f32 * Setting::NOTE.leading + 8.0;
        let drawing = &figure.drawing;
        let room = (BOTTOM - TOP - words).max(40.0);
        let scale = (BODY / drawing.width.max(1.0)).min(room / drawing.height.max(1.0)).min(1.0);
        self.gap(4.0);
        self.need(words + drawing.height * scale);
        let node = self.tree.add(Tree::ROOT, Role::Paragraph);
        self.lines(node, &title, &titles);
        self.y += titles.after;
        let alt = if figure.alt.trim().is_empty() { &figure.title } else { &figure.alt };
        let node = self.tree.add(Tree::ROOT, Role::Figure(alt.clone()));
        self.mark(What::Drawing { x: LEFT, y: self.y, scale, drawing }, Some(node));
        self.y += drawing.height * scale + 4.0;
        let node = self.tree.add(node, Role::Caption);
        self.lines(node, &caption, &Setting::NOTE);
        self.y += 12.0;
    }

    pub(super) fn tiles(&mut self, tiles: &[(String, String)]) {
        for row in tiles.chunks(BESIDE) {
            self.tile_row(row);
        }
        self.y += 4.0;
    }

    fn tile_row(&mut self, row: &[(String, String)]) {
        let width = (BODY - SPACE * (BESIDE - 1) as f32) / BESIDE as f32;
        let set = |at: usize| LEFT + at as f32 * (width + SPACE);
        let large = Setting { size: 19.0, leading: 24.0, colour: Colour::ACCENT, width: width - 20.0, ..Setting::BODY };
        let small = Setting { width: width - 20.0, ..Setting::NOTE };
        let tiles: Vec<(Vec<Line>, Vec<Line>)> = row
            .iter()
            .map(|(value, what)| {
                let value = break_lines(self.shaper, &[Run::bold(value.as_str())], large.size, large.width);
                let what = break_lines(self.shaper, &[Run::plain(what.as_str())], small.size, small.width);
                (value, what)
            })
            .collect();
        let high = |(value, what): &(Vec<Line>, Vec<Line>)| {
            value.len() as f32 * large.leading + what.len() as f32 * small.leading
        };
        let height = tiles.iter().map(high).fold(0.0, f32::max) + 18.0;
        self.need(height);
        let top = self.y;
        for (at, (value, what)) in tiles.iter().enumerate() {
            self.ground(set(at), top, width, height, Colour::MIST);
            self.ground(set(at), top, 2.5, height, Colour::ACCENT);
            let node = self.tree.add(Tree::ROOT, Role::Paragraph);
            let mut y = top + 8.0;
            for line in value {
                self.line(node, line, &Setting { x: set(at) + 11.0, ..large }, y);
                y += large.leading;
            }
            for line in what {
                self.line(node, line, &Setting { x: set(at) + 11.0, ..small }, y);
                y += small.leading;
            }
        }
        self.y = top + height + SPACE;
    }
}
