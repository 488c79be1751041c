//! Draws words and shapes into the content of a page; keeps what the whole file must hold for them.

use std::collections::BTreeSet;
use std::rc::Rc;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Dict, Name, Pdf, Ref, Str, TextStr};

use crate::drawing::{Colour, Label, Place, Shape};
use crate::fonts::Fonts;
use crate::model::Align;
use crate::pdf::face::Used;
use crate::pdf::{Numbers, PaperError, face_of};
use crate::text::lines::one_line;
use crate::text::shape::{Glyph, Shaper, Word};

/// How faces are called in the file.
const FACES: [&[u8]; 3] = [b"F0", b"F1", b"F2"];

/// What the pages draw with.
pub(super) struct Canvas<'c, 's, 'f> {
    faces: [Used<'f>; 3],
    shaper: &'c mut Shaper<'s>,
    /// Degrees of opacity that were used, in hundredths.
    opacities: BTreeSet<u8>,
}

/// Glyphs that are shown together; with the letters where the glyphs alone do not tell them.
struct Shown {
    letters: Option<String>,
    glyphs: Vec<Glyph>,
}

impl<'c, 's, 'f> Canvas<'c, 's, 'f> {
    pub fn new(fonts: &'f Fonts, shaper: &'c mut Shaper<'s>) -> Canvas<'c, 's, 'f> {
        let [plain, bold, italic] = fonts.files();
        let [a, b, c] = fonts.faces();
        Canvas {
            faces: [Used::new(a, plain), Used::new(b, bold), Used::new(c, italic)],
            shaper,
            opacities: BTreeSet::new(),
        }
    }

    /// Words after each other from the left end of their baseline.
    pub fn words(&mut self, content: &mut Content, at: Place, size: f32, colour: Colour, words: &[Rc<Word>]) {
        let Some(first) = words.first() else { return };
        let face = face_of(first.style);
        let shown = self.shown(face, words);
        fill(content, colour);
        content.begin_text().set_font(Name(FACES[face]), size);
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, tidy(at.0), tidy(at.1)]);
        for part in shown {
            if let Some(letters) = &part.letters {
                let mut marked = content.begin_marked_content_with_properties(Name(b"Span"));
                marked.properties().actual_text(TextStr(letters));
            }
            self.glyphs(content, face, size, &part.glyphs);
            if part.letters.is_some() {
                content.end_marked_content();
            }
        }
        content.end_text();
    }

    /// Parts the glyphs into those that tell their letters and those that need telling.
    fn shown(&mut self, face: usize, words: &[Rc<Word>]) -> Vec<Shown> {
        let used = &mut self.faces[face];
        let mut parts: Vec<Shown> = Vec::new();
        for word in words {
            for cluster in word.glyphs.chunk_by(|a, b| a.from == b.from) {
                let letters = &word.text[cluster[0].from..cluster[0].to];
                let alone = cluster.len() == 1 && !cluster[0].stands_in;
                let number = used.number(cluster[0].id);
                let plain = alone && used.says(number, letters);
                match parts.last_mut() {
                    Some(Shown { letters: None, glyphs }) if plain => glyphs.extend_from_slice(cluster),
                    Some(Shown { letters: Some(before), glyphs }) if !plain => {
                        before.push_str(letters);
                        glyphs.extend_from_slice(cluster);
                    }
                    _ => parts.push(Shown { letters: (!plain).then(|| letters.to_owned()), glyphs: cluster.to_vec() }),
                }
            }
        }
        parts
    }

    /// Shows glyphs where the shaping put them: by steps beside their own widths, and raised ones apart.
    fn glyphs(&mut self, content: &mut Content, face: usize, size: f32, glyphs: &[Glyph]) {
        for level in glyphs.chunk_by(|a, b| a.dy == b.dy) {
            let rise = level[0].dy;
            if rise != 0.0 {
                content.set_rise(rise * size);
            }
            let mut shown = content.show_positioned();
            let mut items = shown.items();
            let mut bytes: Vec<u8> = Vec::new();
            for glyph in level {
                let number = self.faces[face].number(glyph.id);
                let before = glyph.dx * 1000.0;
                let after = glyph.advance * 1000.0 - self.faces[face].width(glyph.id) - before;
                if before.abs() > 0.05 {
                    flush(&mut items, &mut bytes);
                    items.adjust(-tidy(before));
                }
                bytes.extend_from_slice(&number.to_be_bytes());
                if after.abs() > 0.05 {
                    flush(&mut items, &mut bytes);
                    items.adjust(-tidy(after));
                }
            }
            flush(&mut items, &mut bytes);
            drop(items);
            drop(shown);
            if rise != 0.0 {
                content.set_rise(0.0);
            }
        }
    }

    /// A label of a drawing that is so high.
    pub fn label(&mut self, content: &mut Content, label: &Label, height: f32) {
        let line = one_line(self.shaper, &label.text, label.style, label.size, f32::INFINITY);
        let shift = match label.align {
            Align::Left => 0.0,
            Align::Middle => line.width / 2.0,
            Align::Right => line.width,
        };
        let (x, y) = (label.at.0 - shift, height - label.at.1);
        if label.halo && line.width > 0.0 {
            let ground = [(x - 1.5, y - 2.2), (x + line.width + 1.5, y - 2.2)];
            let top = y + label.size * 0.78;
            let corners = vec![ground[0], ground[1], (ground[1].0, top), (ground[0].0, top)];
            self.area(content, &corners, Colour(255, 255, 255), 0.78);
        }
        for span in &line.spans {
            self.words(content, (x + span.x, y), label.size, label.colour, &span.words);
        }
    }

    /// A shape of a drawing that is so high.
    pub fn shape(&mut self, content: &mut Content, shape: &Shape, height: f32) {
        let up = |places: &[Place]| -> Vec<Place> { places.iter().map(|(x, y)| (*x, height - y)).collect() };
        match shape {
            Shape::Line { through, width, colour, dash } => {
                stroke(content, *colour, *width);
                content.set_line_cap(LineCapStyle::ButtCap).set_line_join(LineJoinStyle::RoundJoin);
                content.set_dash_pattern(dash.iter().copied(), 0.0);
                path(content, &up(through));
                content.stroke().set_dash_pattern([], 0.0);
            }
            Shape::Area { corners, colour, opacity } => self.area(content, &up(corners), *colour, *opacity),
            Shape::Dots { at, size, colour, opacity } => {
                let state = self.opacity(*opacity);
                content.save_state().set_parameters(Name(state.as_bytes()));
                stroke(content, *colour, *size);
                // A line of no length with round ends is a dot, in a third of the bytes of a circle.
                content.set_line_cap(LineCapStyle::RoundCap);
                for (x, y) in up(at) {
                    let (x, y) = (tidy(x), tidy(y));
                    content.move_to(x, y).line_to(x, y);
                }
                content.stroke().restore_state();
            }
            Shape::Label(_) => {}
        }
    }

    pub fn rect(&mut self, content: &mut Content, (x, y): Place, width: f32, height: f32, colour: Colour) {
        fill(content, colour);
        content.rect(tidy(x), tidy(y), tidy(width), tidy(height)).fill_nonzero();
    }

    fn area(&mut self, content: &mut Content, corners: &[Place], colour: Colour, opacity: f32) {
        let state = self.opacity(opacity);
        content.save_state().set_parameters(Name(state.as_bytes()));
        fill(content, colour);
        path(content, corners);
        content.close_path().fill_nonzero().restore_state();
    }

    fn opacity(&mut self, opacity: f32) -> String {
        let hundredths = (opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
        self.opacities.insert(hundredths);
        format!("G{hundredths}")
    }

    /// Writes fonts and degrees of opacity, which all pages share.
    pub fn finish(self, resources: Ref, pdf: &mut Pdf, numbers: &mut Numbers) -> Result<(), PaperError> {
        let fonts: Vec<(usize, Ref)> =
            (0..3).filter(|at| self.faces[*at].is_used()).map(|at| (at, numbers.next())).collect();
        let states: Vec<(u8, Ref)> = self.opacities.iter().map(|opacity| (*opacity, numbers.next())).collect();
        let mut all: Dict<'_> = pdf.indirect(resources).dict();
        let mut names = all.insert(Name(b"Font")).dict();
        for (at, font) in &fonts {
            names.pair(Name(FACES[*at]), *font);
        }
        drop(names);
        let mut names = all.insert(Name(b"ExtGState")).dict();
        for (opacity, state) in &states {
            names.pair(Name(format!("G{opacity}").as_bytes()), *state);
        }
        drop(names);
        drop(all);
        for (opacity, state) in states {
            let part = f32::from(opacity) / 100.0;
            pdf.ext_graphics(state).stroking_alpha(part).non_stroking_alpha(part);
        }
        for (at, font) in fonts {
            self.faces[at].write(at, font, pdf, numbers)?;
        }
        Ok(())
    }
}

fn flush(items: &mut pdf_writer::writers::PositionedItems<'_>, bytes: &mut Vec<u8>) {
    if !bytes.is_empty() {
        items.show(Str(bytes));
        bytes.clear();
    }
}

fn path(content: &mut Content, places: &[Place]) {
    for (at, (x, y)) in places.iter().enumerate() {
        let (x, y) = (tidy(*x), tidy(*y));
        if at == 0 {
            content.move_to(x, y);
        } else {
            content.line_to(x, y);
        }
    }
}

fn fill(content: &mut Content, Colour(red, green, blue): Colour) {
    let part = |value: u8| tidy(f32::from(value) / 255.0);
    content.set_fill_rgb(part(red), part(green), part(blue));
}

fn stroke(content: &mut Content, Colour(red, green, blue): Colour, width: f32) {
    let part = |value: u8| tidy(f32::from(value) / 255.0);
    content.set_stroke_rgb(part(red), part(green), part(blue)).set_line_width(width);
}

/// Hundredths of a point are finer than any printer, and short to write. What is no number stands at zero.
fn tidy(value: f32) -> f32 {
    if value.is_finite() { (value.clamp(-30_000.0, 30_000.0) * 100.0).round() / 100.0 } else { 0.0 }
}
