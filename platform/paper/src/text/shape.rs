//! Words to glyphs, by the rules of the font: kerning, marks over letters. Each word is shaped once.

use std::collections::HashMap;
use std::rc::Rc;

use rustybuzz::{Direction, Face, UnicodeBuffer};

use crate::fonts::Fonts;
use crate::model::Style;

/// Words kept; a document with more different ones shapes some of them again.
const KEPT: usize = 50_000;
/// Drawn where no face has the letter; the file still says which letter it is.
const SUBSTITUTES: [char; 4] = ['\u{fffd}', '\u{25a1}', '\u{b7}', '?'];

/// A glyph of a word; measures are parts of the size of the letters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub id: u32,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// The bytes of the word that it stands for.
    pub from: usize,
    pub to: usize,
    /// Is it drawn for a letter that the font lacks?
    pub stands_in: bool,
}

/// Some letters of one style, with the spaces after them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub text: String,
    /// The face that has its letters.
    pub style: Style,
    pub glyphs: Vec<Glyph>,
    pub advance: f32,
    /// How much of that is spaces at its end.
    pub trailing: f32,
}

/// Shapes words of one document.
pub(crate) struct Shaper<'f> {
    faces: [Face<'f>; 3],
    kept: HashMap<(Style, String), Rc<Word>>,
}

impl<'f> Shaper<'f> {
    pub fn new(fonts: &'f Fonts) -> Shaper<'f> {
        Shaper { faces: fonts.faces(), kept: HashMap::new() }
    }

    /// Shapes letters, in a face that has them.
    pub fn word(&mut self, style: Style, text: &str) -> Rc<Word> {
        let key = (style, text.to_owned());
        if let Some(word) = self.kept.get(&key) {
            return word.clone();
        }
        let (mut word, missing) = self.shape(style, text);
        if missing && style != Style::Plain {
            let (plain, missing) = self.shape(Style::Plain, text);
            if !missing {
                word = plain;
            }
        }
        let word = Rc::new(word);
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        self.kept.insert(key, word.clone());
        word
    }

    /// How wide letters are at size 1.
    pub fn width(&mut self, style: Style, text: &str) -> f32 {
        self.word(style, text).advance
    }

    /// The word, and whether the face lacks letters of it.
    fn shape(&self, style: Style, text: &str) -> (Word, bool) {
        let face = &self.faces[style as usize];
        let em = face.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // Text that is read from right to left stands in its logical order, letters unjoined: it can be copied and
        // searched, which matters more here than its look.
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(face, &[], buffer);
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut missing = false;
        let mut glyphs = Vec::with_capacity(infos.len());
        for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
            let from = info.cluster as usize;
            let next = infos[at..].iter().find(|other| other.cluster != info.cluster);
            let to = next.map_or(text.len(), |other| other.cluster as usize);
            let mut glyph = Glyph {
                id: info.glyph_id,
                advance: position.x_advance as f32 / em,
                dx: position.x_offset as f32 / em,
                dy: position.y_offset as f32 / em,
                from,
                to,
                stands_in: false,
            };
            if glyph.id == 0 {
                missing = true;
                substitute(face, em, &mut glyph);
            }
            glyphs.push(glyph);
        }
        let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
        let spaces = text.len() - text.trim_end_matches(' ').len();
        let trailing = glyphs.iter().filter(|glyph| glyph.from >= text.len() - spaces).map(|glyph| glyph.advance).sum();
        (Word { text: text.to_owned(), style, glyphs, advance, trailing }, missing)
    }
}

/// Draws a sign for "a letter that this font lacks" in place of the glyph that stands for none.
fn substitute(face: &Face<'_>, em: f32, glyph: &mut Glyph) {
    let found = SUBSTITUTES.iter().find_map(|sign| face.glyph_index(*sign));
    glyph.stands_in = true;
    if let Some(id) = found {
        glyph.id = u32::from(id.0);
        glyph.advance = f32::from(face.glyph_hor_advance(id).unwrap_or(500)) / em;
    }
}

impl Word {
    /// The same letters one by one, for words that are wider than a line.
    pub fn letters(&self) -> Vec<Rc<Word>> {
        let clusters = self.glyphs.chunk_by(|a, b| a.from == b.from);
        clusters
            .map(|cluster| {
                let (from, to) = (cluster[0].from, cluster[0].to);
                let moved = |glyph: &Glyph| Glyph { from: 0, to: to - from, ..glyph.clone() };
                let advance = cluster.iter().map(|glyph| glyph.advance).sum();
                let text = self.text[from..to].to_owned();
                let trailing = if text == " " { advance } else { 0.0 };
                Rc::new(Word {
                    text,
                    style: self.style,
                    glyphs: cluster.iter().map(moved).collect(),
                    advance,
                    trailing,
                })
            })
            .collect()
    }
}
