//! A font in the file: the glyphs that were used, how wide they are, which letters they stand for.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Name, Pdf, Rect, Ref, Str};
use rustybuzz::Face;
use rustybuzz::ttf_parser::{GlyphId, name_id};
use subsetter::GlyphRemapper;

use crate::pdf::{Numbers, PaperError, packed};

const SYSTEM: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// One face, and what of it is used.
pub(super) struct Used<'f> {
    face: Face<'f>,
    file: &'f [u8],
    glyphs: GlyphRemapper,
    /// The letters that each glyph stands for, by its number in the file.
    letters: BTreeMap<u16, String>,
}

impl<'f> Used<'f> {
    pub fn new(face: Face<'f>, file: &'f [u8]) -> Used<'f> {
        Used { face, file, glyphs: GlyphRemapper::new(), letters: BTreeMap::new() }
    }

    /// The number of a glyph in the file.
    pub fn number(&mut self, glyph: u32) -> u16 {
        self.glyphs.remap(u16::try_from(glyph).unwrap_or(0))
    }

    /// Notes which letters a glyph stands for; `false` if the file already says others of it.
    pub fn says(&mut self, number: u16, letters: &str) -> bool {
        self.letters.entry(number).or_insert_with(|| letters.to_owned()) == letters
    }

    /// How wide a glyph is in thousandths of the size.
    pub fn width(&self, glyph: u32) -> f32 {
        let advance = self.face.glyph_hor_advance(GlyphId(u16::try_from(glyph).unwrap_or(0)));
        f32::from(advance.unwrap_or(0)) * self.scale()
    }

    pub fn is_used(&self) -> bool {
        !self.letters.is_empty()
    }

    fn scale(&self) -> f32 {
        1000.0 / self.face.units_per_em() as f32
    }

    fn name(&self, at: usize) -> String {
        let names = self.face.names().into_iter();
        let own = names.filter(|name| name.name_id == name_id::POST_SCRIPT_NAME).find_map(|name| name.to_string());
        let plain = |name: String| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        // Six letters and a plus say that this is a part of the font.
        let letter = char::from(b'A' + (at % 26) as u8);
        format!("PAPER{letter}+{}", own.map(plain).unwrap_or_default())
    }

    /// Writes the font.
    pub fn write(&self, at: usize, font: Ref, pdf: &mut Pdf, numbers: &mut Numbers) -> Result<(), PaperError> {
        let cut = subsetter::subset(self.file, 0, &self.glyphs).map_err(|error| PaperError::Font(error.to_string()))?;
        let [cid, descriptor, cmap, file] = [(); 4].map(|()| numbers.next());
        let name = self.name(at);
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut writer = pdf.cid_font(cid);
        writer.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
        writer.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let widths = self.glyphs.remapped_gids().map(|glyph| self.width(u32::from(glyph)));
        writer.widths().consecutive(0, widths);
        drop(writer);
        self.describe(name, descriptor, file, pdf);
        pdf.stream(file, &packed(&cut)).filter(Filter::FlateDecode).pair(Name(b"Length1"), cut.len() as i32);
        let mut codes = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
        for (number, letters) in &self.letters {
            codes.pair_with_multiple(*number, letters.chars());
        }
        pdf.cmap(cmap, &packed(&codes.finish())).filter(Filter::FlateDecode);
        Ok(())
    }

    fn describe(&self, name: Name<'_>, descriptor: Ref, file: Ref, pdf: &mut Pdf) {
        let scale = self.scale();
        let bounds = self.face.global_bounding_box();
        let edge = |value: i16| f32::from(value) * scale;
        let mut flags = FontFlags::SYMBOLIC;
        if self.face.is_italic() {
            flags |= FontFlags::ITALIC;
        }
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(flags)
            .bbox(Rect::new(edge(bounds.x_min), edge(bounds.y_min), edge(bounds.x_max), edge(bounds.y_max)))
            .italic_angle(self.face.italic_angle())
            .ascent(edge(self.face.ascender()))
            .descent(edge(self.face.descender()))
            .cap_height(edge(self.face.capital_height().unwrap_or_else(|| self.face.ascender())))
            .stem_v(if self.face.weight().to_number() >= 600 { 120.0 } else { 80.0 })
            .font_file2(file);
    }
}
