//! From blocks to marks on pages: what stands where, and what it is.

mod contents;
mod figure;
mod page;
mod table;
pub(crate) mod tree;
mod words;

pub(crate) use page::{HEIGHT, WIDTH};

use crate::drawing::{Colour, Drawing};
use crate::model::{Align, Block, Document, Numbering, Run, Style};
use crate::text::lines::{Line, Span, break_lines};
use crate::text::shape::Shaper;
use page::{BODY, BOTTOM, LEFT, TOP};
use tree::{Role, Tree};
use words::Setting;

/// Something on a page.
pub(crate) struct Mark<'d> {
    pub page: usize,
    pub what: What<'d>,
    /// The element that it belongs to; `None` for what only decorates.
    pub owner: Option<usize>,
}

/// What is drawn.
pub(crate) enum What<'d> {
    /// Letters, from the left end of their baseline.
    Letters { x: f32, y: f32, size: f32, colour: Colour, span: Span },
    /// A drawing, from its upper left corner.
    Drawing { x: f32, y: f32, scale: f32, drawing: &'d Drawing },
    /// A rectangle.
    Ground { x: f32, y: f32, width: f32, height: f32, colour: Colour },
}

/// A heading, for contents and bookmarks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub level: u8,
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// A document on pages.
pub(crate) struct Laid<'d> {
    pub pages: usize,
    pub marks: Vec<Mark<'d>>,
    pub tree: Tree,
    pub headings: Vec<Target>,
}

/// Where the next thing goes.
pub(crate) struct Flow<'d, 's, 'f> {
    shaper: &'s mut Shaper<'f>,
    marks: Vec<Mark<'d>>,
    tree: Tree,
    headings: Vec<Target>,
    page: usize,
    y: f32,
}

/// Lays a document out.
pub(crate) fn lay<'d>(document: &'d Document, shaper: &mut Shaper<'_>) -> Laid<'d> {
    let mut flow = Flow::new(shaper);
    flow.opening(document);
    let Some(contents) = &document.contents else {
        flow.blocks(&document.blocks);
        flow.feet(&document.footer);
        return flow.done();
    };
    // The contents know page numbers after the rest was laid out, and take the same room whatever the numbers are.
    let front = flow.page_after_contents(contents, document);
    let headings = {
        let mut trial = Flow { page: front, ..Flow::new(flow.shaper) };
        trial.blocks(&document.blocks);
        trial.headings
    };
    flow.contents(contents, &headings);
    flow.page = front;
    flow.y = TOP;
    flow.blocks(&document.blocks);
    flow.feet(&document.footer);
    flow.done()
}

impl<'d, 's, 'f> Flow<'d, 's, 'f> {
    fn new(shaper: &'s mut Shaper<'f>) -> Flow<'d, 's, 'f> {
        Flow { shaper, marks: Vec::new(), tree: Tree::new(), headings: Vec::new(), page: 0, y: TOP }
    }

    fn done(self) -> Laid<'d> {
        let pages = self.marks.iter().map(|mark| mark.page + 1).max().unwrap_or(1);
        Laid { pages, marks: self.marks, tree: self.tree, headings: self.headings }
    }

    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match block {
                Block::Heading(level, text) => self.heading(*level, text),
                Block::Paragraph(runs) => self.paragraph(runs, Setting::BODY),
                Block::Note(runs) => self.paragraph(runs, Setting::NOTE),
                Block::List(numbering, items) => self.list(*numbering, items),
                Block::Tiles(tiles) => self.tiles(tiles),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::NewPage => self.new_page(),
            }
        }
    }

    fn new_page(&mut self) {
        self.page += 1;
        self.y = TOP;
    }

    fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Goes to the next page if there is less room than this, unless a page has just begun.
    fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.new_page();
        }
    }

    /// Space, where a page does not just begin.
    fn gap(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let setting = Setting::heading(level);
        let run = [Run { text: text.to_owned(), style: Style::Bold, ..Run::default() }];
        let lines = break_lines(self.shaper, &run, setting.size, BODY);
        if lines.is_empty() {
            return;
        }
        self.gap(setting.before);
        // A heading at the foot of a page would stand alone.
        self.need(setting.leading * lines.len() as f32 + setting.after + 64.0);
        self.headings.push(Target { level, text: text.to_owned(), page: self.page, y: self.y });
        let node = self.tree.add(Tree::ROOT, Role::Heading(level, text.to_owned()));
        self.lines(node, &lines, &setting);
        self.y += setting.after;
    }

    fn paragraph(&mut self, runs: &[Run], setting: Setting) {
        let lines = break_lines(self.shaper, runs, setting.size, setting.width);
        if lines.is_empty() {
            return;
        }
        let node = self.tree.add(Tree::ROOT, Role::Paragraph);
        self.lines(node, &lines, &setting);
        self.y += setting.after;
    }

    fn list(&mut self, numbering: Numbering, items: &[Vec<Run>]) {
        if items.is_empty() {
            return;
        }
        let list = self.tree.add(Tree::ROOT, Role::List(numbering));
        let setting = Setting { x: LEFT + 18.0, width: BODY - 18.0, after: 3.0, ..Setting::BODY };
        for (at, runs) in items.iter().enumerate() {
            let lines = break_lines(self.shaper, runs, setting.size, setting.width);
            if lines.is_empty() {
                continue;
            }
            let item = self.tree.add(list, Role::Item);
            let sign = match numbering {
                Numbering::Dots => "•".to_owned(),
                Numbering::Numbers => format!("{}.", at + 1),
            };
            let sign = break_lines(self.shaper, &[Run::plain(sign)], setting.size, BODY);
            self.need(setting.leading * 2.0_f32.min(lines.len() as f32));
            let label = self.tree.add(item, Role::Label);
            let (page, y) = (self.page, self.y);
            self.lines(label, &sign, &Setting { x: LEFT + 4.0, ..setting });
            (self.page, self.y) = (page, y);
            let body = self.tree.add(item, Role::ItemBody);
            self.lines(body, &lines, &setting);
            self.y += setting.after;
        }
        self.y += Setting::BODY.after - setting.after;
    }

    /// Draws lines under each other, over pages where they must.
    fn lines(&mut self, node: usize, lines: &[Line], setting: &Setting) {
        for (at, line) in lines.iter().enumerate() {
            // No single first or last line on another page than its neighbour.
            let alone = at == 0 && lines.len() > 1 || at + 2 == lines.len() && lines.len() > 2;
            self.need(if alone { setting.leading * 2.0 } else { setting.leading });
            self.line(node, line, setting, self.y);
            self.y += setting.leading;
        }
    }

    /// Draws one line whose room begins at `top`.
    fn line(&mut self, node: usize, line: &Line, setting: &Setting, top: f32) {
        let free = setting.width - line.width;
        let x = setting.x
            + match setting.align {
                Align::Left => 0.0,
                Align::Middle => free / 2.0,
                Align::Right => free,
            };
        let y = top + setting.leading * 0.5 + setting.size * 0.33;
        for span in &line.spans {
            let owner = self.owner(node, span);
            let colour = if span.link.is_some() { Colour::ACCENT } else { setting.colour };
            self.mark(What::Letters { x: x + span.x, y, size: setting.size, colour, span: span.clone() }, Some(owner));
        }
    }

    /// The element for a span: of its own where the span leads somewhere or is in another language.
    fn owner(&mut self, node: usize, span: &Span) -> usize {
        let mut owner = node;
        if let Some(code) = span.language {
            owner = self.tree.add(owner, Role::Foreign(code));
        }
        if let Some(address) = &span.link {
            owner = self.tree.add(owner, Role::Link(tree::To::Address(address.clone())));
        }
        owner
    }

    fn mark(&mut self, what: What<'d>, owner: Option<usize>) {
        if let Some(owner) = owner {
            self.tree.hold(owner, self.marks.len());
        }
        self.marks.push(Mark { page: self.page, what, owner });
    }

    fn ground(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.mark(What::Ground { x, y, width, height, colour }, None);
    }
}
