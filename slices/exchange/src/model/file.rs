//! Photos and manuals of facilities: what they are is what their bytes say.
//!
//! Pictures are only measured, never decoded, so nothing of a wrong one is run here. Drawings in SVG and pages in HTML are no
//! pictures here: browsers run what is in them.

use bellwether_kernel::lang::Text;
use bellwether_kernel::{named, typed_id};
use sha2::{Digest, Sha256};

use crate::model::facility::ResourceId;

/// The largest photo.
pub const PHOTO_BYTES: usize = 4 << 20;
/// The largest manual.
pub const MANUAL_BYTES: usize = 12 << 20;
/// The least and the most that a side of a photo may have, in pixels.
pub const SIDE: std::ops::RangeInclusive<u32> = 16..=8_000;
/// The most photos of a facility.
pub const MOST_PHOTOS: usize = 12;
/// The most manuals of a facility, and the most versions of one.
pub const MOST_MANUALS: usize = 40;
/// The longest description of a photo and title of a manual, in letters.
pub const NAME: usize = 200;

typed_id!(
    /// A photo, or a version of a manual.
    FileId
);
typed_id!(
    /// A manual with its versions; each photo is one of its own.
    DocumentId
);

named!(
    /// What a file is for.
    FileSort {
        /// A photo of the facility.
        Photo = "photo",
        /// A manual for those who use it.
        Manual = "manual",
    }
);

named!(
    /// Kinds of files.
    FileKind {
        /// A picture.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
        /// A photograph.
        Webp = "webp",
        /// A printed document.
        Pdf = "pdf",
        /// Plain text.
        Text = "text",
    }
);

impl FileKind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Webp => "image/webp",
            FileKind::Pdf => "application/pdf",
            FileKind::Text => "text/plain; charset=utf-8",
        }
    }

    /// The ending of names.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Png => "png",
            FileKind::Jpeg => "jpg",
            FileKind::Webp => "webp",
            FileKind::Pdf => "pdf",
            FileKind::Text => "txt",
        }
    }
}

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityFile {
    /// Its id.
    pub id: FileId,
    /// The facility.
    pub resource: ResourceId,
    /// What it is for.
    pub sort: FileSort,
    /// The manual that it is a version of.
    pub document: DocumentId,
    /// Which version, from 1.
    pub version: u32,
    /// What a photo shows, or the title of a manual, in both languages.
    pub name: Text,
    /// What it is.
    pub kind: FileKind,
    /// Width and height of a photo in pixels.
    pub size: Option<(u32, u32)>,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// When it was sent, in milliseconds since 1970 UTC.
    pub sent_at_ms: i64,
}

/// The files of a facility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Photos, the first first.
    pub photos: Vec<FacilityFile>,
    /// Manuals by document, the latest version of each first; empty for those who may not read them.
    pub manuals: Vec<FacilityFile>,
}

impl Files {
    /// The latest version of each manual.
    pub fn latest(&self) -> Vec<&FacilityFile> {
        let mut latest: Vec<&FacilityFile> = Vec::new();
        for one in &self.manuals {
            if latest.last().is_none_or(|last| last.document != one.document) {
                latest.push(one);
            }
        }
        latest
    }
}

/// A file that somebody sends.
#[derive(Clone, Debug)]
pub struct NewFile<'a> {
    /// What it is for.
    pub sort: FileSort,
    /// What a photo shows, or the title of a manual.
    pub name: Text,
    /// The manual that it is the next version of.
    pub of: Option<DocumentId>,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl NewFile<'_> {
    /// What the bytes are.
    ///
    /// # Errors
    /// The field that cannot be taken, with the key of the sentence.
    pub fn checked(&self) -> Checked {
        let is_name = |words: &Option<String>| {
            words.as_ref().is_some_and(|words| !words.trim().is_empty() && words.chars().count() <= NAME)
        };
        if !is_name(&self.name.en) {
            return Err(("name_en", "exchange-fault-file-name"));
        }
        if !is_name(&self.name.ru) {
            return Err(("name_ru", "exchange-fault-file-name"));
        }
        if self.bytes.is_empty() {
            return Err(("file", "exchange-fault-file-empty"));
        }
        match self.sort {
            FileSort::Photo => photo(self.bytes),
            FileSort::Manual => manual(self.bytes),
        }
    }
}

/// What bytes are, with the size of a photo; or the field that cannot be taken, with the key of the sentence.
pub type Checked = Result<(FileKind, Option<(u32, u32)>), (&'static str, &'static str)>;

fn photo(bytes: &[u8]) -> Checked {
    if bytes.len() > PHOTO_BYTES {
        return Err(("file", "exchange-fault-photo-large"));
    }
    let (kind, size) = measured(bytes).ok_or(("file", "exchange-fault-photo-kind"))?;
    if !SIDE.contains(&size.0) || !SIDE.contains(&size.1) {
        return Err(("file", "exchange-fault-photo-size"));
    }
    Ok((kind, Some(size)))
}

fn manual(bytes: &[u8]) -> Checked {
    if bytes.len() > MANUAL_BYTES {
        return Err(("file", "exchange-fault-manual-large"));
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok((FileKind::Pdf, None));
    }
    let is_sign = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t' | '\u{c}');
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_sign));
    // Text that a browser might take for a page is sent as a download and as text, but is refused all the same.
    let begin =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(400)).unwrap_or_default()).trim_start().to_lowercase();
    let is_markup = ["<!doctype", "<html", "<svg", "<?xml", "<script"].iter().any(|word| begin.starts_with(word));
    if is_text && !is_markup { Ok((FileKind::Text, None)) } else { Err(("file", "exchange-fault-manual-kind")) }
}

/// The kind of a picture with its width and height, from its head.
pub fn measured(bytes: &[u8]) -> Option<(FileKind, (u32, u32))> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (bytes.get(12..16)? == b"IHDR").then_some(())?;
        return Some((FileKind::Png, (big32(bytes, 16)?, big32(bytes, 20)?)));
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some((FileKind::Jpeg, jpeg(bytes)?));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP" {
        return Some((FileKind::Webp, webp(bytes)?));
    }
    None
}

fn big32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn big16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(count)?)?;
    Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// Goes from segment to segment up to the one that begins a frame (ITU T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            // Filling before a marker.
            0xff => at += 1,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((big16(bytes, at + 7)?, big16(bytes, at + 5)?));
            }
            // Markers without a length.
            0x01 | 0xd0..=0xd7 => at += 2,
            // The end, or the picture itself before any frame.
            0xd9 | 0xda => return None,
            _ => at = at.checked_add(2 + usize::try_from(big16(bytes, at + 2)?.max(2)).ok()?)?,
        }
    }
}

/// The three kinds of first chunks (RFC 9649).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"VP8L" => {
            (*bytes.get(20)? == 0x2f).then_some(())?;
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            (bytes.get(23..26)? == b"\x9d\x01\x2a").then_some(())?;
            Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff))
        }
        _ => None,
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn checked(sort: FileSort, bytes: &[u8]) -> Checked {
        NewFile { sort, name: Text::both("A", "А"), of: None, bytes }.checked()
    }

    #[test]
    fn pictures_are_measured_by_their_heads() {
        assert_eq!(measured(&png(640, 400)), Some((FileKind::Png, (640, 400))));
        // A comment, a filler, and a frame of 3 rows and 5 columns.
        let jpeg = b"\xff\xd8\xff\xfe\0\x04hi\xff\xff\xc2\0\x11\x08\0\x03\0\x05\x03";
        assert_eq!(measured(jpeg), Some((FileKind::Jpeg, (5, 3))));
        let webp = |chunk: &[u8]| [b"RIFF\0\0\0\0WEBP".as_slice(), chunk].concat();
        assert_eq!(measured(&webp(b"VP8X\0\0\0\0\0\0\0\0\x7f\x02\0\x8f\x01\0")), Some((FileKind::Webp, (640, 400))));
        assert_eq!(
            measured(&webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\x90\x01")),
            Some((FileKind::Webp, (640, 400)))
        );
        let packed = (639_u32 | 399 << 14).to_le_bytes();
        let lossless = [b"VP8L\0\0\0\0\x2f".as_slice(), &packed].concat();
        assert_eq!(measured(&webp(&lossless)), Some((FileKind::Webp, (640, 400))));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let photo = |bytes: &[u8]| checked(FileSort::Photo, bytes).expect_err("a fault").1;
        assert_eq!(photo(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "exchange-fault-photo-kind");
        assert_eq!(photo(b"GIF89a\x10\0\x10\0"), "exchange-fault-photo-kind");
        assert_eq!(photo(b"\xff\xd8\xff\xd9"), "exchange-fault-photo-kind");
        assert_eq!(photo(&png(8, 400)), "exchange-fault-photo-size");
        assert_eq!(photo(&png(640, 80_000)), "exchange-fault-photo-size");
        assert_eq!(photo(&vec![0; PHOTO_BYTES + 1]), "exchange-fault-photo-large");
        assert_eq!(photo(b""), "exchange-fault-file-empty");
        assert_eq!(checked(FileSort::Photo, &png(640, 400)), Ok((FileKind::Png, Some((640, 400)))));
    }

    #[test]
    fn manuals_are_pdf_or_plain_text_and_never_pages() {
        let manual = |bytes: &[u8]| checked(FileSort::Manual, bytes);
        assert_eq!(manual(b"%PDF-1.7\n"), Ok((FileKind::Pdf, None)));
        assert_eq!(manual("Включить: 1 < 2\n".as_bytes()), Ok((FileKind::Text, None)));
        for bad in [b" <!DOCTYPE html><p>".as_slice(), b"<svg>", b"\xff\xfe", b"a\0b", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(manual(bad), Err(("file", "exchange-fault-manual-kind")), "{bad:?}");
        }
        let unnamed = NewFile { sort: FileSort::Manual, name: Text::default(), of: None, bytes: b"a" };
        assert_eq!(unnamed.checked(), Err(("name_en", "exchange-fault-file-name")));
    }

    proptest::proptest! {
        /// What follows what was measured changes nothing, and no bytes make it panic.
        #[test]
        fn the_head_alone_is_measured(
            head in 0_usize..4,
            rest in proptest::collection::vec(0_u8.., 0..80),
            more in proptest::collection::vec(0_u8.., 0..40),
        ) {
            let heads: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b""];
            let bytes = [heads[head], &rest].concat();
            if let Some(size) = measured(&bytes) {
                proptest::prop_assert_eq!(measured(&[bytes, more].concat()), Some(size));
            }
        }
    }
}
