//! The opening of a document, and its table of contents.

use crate::drawing::Colour;
use crate::flow::page::{BODY, BOTTOM, LEFT, TOP};
use crate::flow::tree::{Role, To, Tree};
use crate::flow::words::Setting;
use crate::flow::{Flow, Target};
use crate::model::{Align, Block, Document, Run, Style};
use crate::text::lines::break_lines;

/// Kept free for page numbers.
const NUMBERS: f32 = 36.0;
/// Width of the names of facts.
const NAMES: f32 = 120.0;

impl<'d> Flow<'d, '_, '_> {
    /// Title, subtitle and facts.
    pub(super) fn opening(&mut self, document: &Document) {
        let title = [Run::bold(document.title.as_str())];
        let lines = break_lines(self.shaper, &title, Setting::TITLE.size, BODY);
        if !lines.is_empty() {
            self.ground(LEFT, TOP, 46.0, 4.0, Colour::ACCENT);
            self.y += 16.0;
            let node = self.tree.add(Tree::ROOT, Role::Title);
            self.lines(node, &lines, &Setting::TITLE);
            self.y += Setting::TITLE.after;
        }
        let setting = Setting { size: 13.0, leading: 17.0, colour: Colour::GREY, after: 12.0, ..Setting::BODY };
        self.paragraph(&[Run::plain(document.subtitle.as_str())], setting);
        if document.facts.is_empty() {
            return;
        }
        self.y += 4.0;
        for (name, value) in &document.facts {
            self.fact(name, value);
        }
        self.y += 10.0;
    }

    fn fact(&mut self, name: &str, value: &str) {
        let setting = Setting { size: 9.0, leading: 12.5, ..Setting::BODY };
        let names = Setting { width: NAMES - 10.0, colour: Colour::GREY, ..setting };
        let values = Setting { x: LEFT + NAMES, width: BODY - NAMES, ..setting };
        let name = break_lines(self.shaper, &[Run::plain(name)], names.size, names.width);
        let value = break_lines(self.shaper, &[Run::plain(value)], values.size, values.width);
        self.need(setting.leading * name.len().max(value.len()) as f32);
        let node = self.tree.add(Tree::ROOT, Role::Paragraph);
        let (page, top) = (self.page, self.y);
        self.lines(node, &name, &names);
        let after = (self.page, self.y);
        (self.page, self.y) = (page, top);
        self.lines(node, &value, &values);
        if after > (self.page, self.y) {
            (self.page, self.y) = after;
        }
        self.y += 2.0;
    }

    /// The page after the contents, found by setting them without numbers.
    pub(super) fn page_after_contents(&mut self, heading: &str, document: &Document) -> usize {
        let entry = |block: &Block| match block {
            Block::Heading(level, text) => Some(Target { level: *level, text: text.clone(), page: 0, y: 0.0 }),
            _ => None,
        };
        let entries: Vec<Target> = document.blocks.iter().filter_map(entry).collect();
        let (page, y) = (self.page, self.y);
        let mut trial = Flow { page, y, ..Flow::new(self.shaper) };
        trial.contents(heading, &entries);
        trial.page + 1
    }

    /// The table of contents.
    pub(super) fn contents(&mut self, heading: &str, entries: &[Target]) {
        let setting = Setting::heading(2);
        self.y += 8.0;
        let lines = break_lines(self.shaper, &[Run::bold(heading)], setting.size, BODY);
        let node = self.tree.add(Tree::ROOT, Role::Paragraph);
        self.lines(node, &lines, &setting);
        self.y += setting.after;
        let list = self.tree.add(Tree::ROOT, Role::Contents);
        for entry in entries.iter().filter(|entry| entry.level <= 2) {
            self.entry(list, entry);
        }
    }

    fn entry(&mut self, list: usize, entry: &Target) {
        let indent = if entry.level <= 1 { 0.0 } else { 14.0 };
        let style = if entry.level <= 1 { Style::Bold } else { Style::Plain };
        let run = Run { text: entry.text.clone(), style, ..Run::default() };
        let setting =
            Setting { size: 9.5, leading: 14.0, x: LEFT + indent, width: BODY - indent - NUMBERS, ..Setting::BODY };
        let lines = break_lines(self.shaper, &[run], setting.size, setting.width);
        if lines.is_empty() {
            return;
        }
        if entry.level <= 1 {
            self.y += 3.0;
        }
        // Entries stay whole, so that their number is beside them.
        let height = setting.leading * lines.len() as f32;
        if self.y + height > BOTTOM {
            self.new_page();
        }
        let item = self.tree.add(list, Role::ContentsItem);
        let node = self.tree.add(item, Role::Link(To::Place(entry.page, entry.y, entry.text.clone())));
        self.lines(node, &lines, &setting);
        let number = [Run::plain((entry.page + 1).to_string())];
        let number = break_lines(self.shaper, &number, setting.size, NUMBERS);
        let right = Setting { x: LEFT + BODY - NUMBERS, width: NUMBERS, align: Align::Right, ..setting };
        for line in &number {
            self.line(node, line, &right, self.y - setting.leading);
        }
    }
}
