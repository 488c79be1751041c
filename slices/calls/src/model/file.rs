//! Files that come with an application: their kind is what their first bytes say, not what their name says.

use bellwether_kernel::{named, typed_id};
use sha2::{Digest, Sha256};

use crate::model::holder::Holder;

/// The largest file of all.
pub const MOST_BYTES: u64 = 8 << 20;

typed_id!(
    /// A file of an application.
    FileId
);

named!(
    /// Kinds of files that can be sent.
    FileKind {
        /// Portable documents.
        Pdf = "pdf",
        /// Pictures.
        Png = "png",
        /// Photographs.
        Jpeg = "jpeg",
        /// Documents of word processors.
        Docx = "docx",
        /// Spreadsheets.
        Xlsx = "xlsx",
    }
);

impl FileKind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The endings of names.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            FileKind::Pdf => &["pdf"],
            FileKind::Png => &["png"],
            FileKind::Jpeg => &["jpg", "jpeg"],
            FileKind::Docx => &["docx"],
            FileKind::Xlsx => &["xlsx"],
        }
    }

    /// The kind that the bytes are of, if it is one of these.
    pub fn of(bytes: &[u8]) -> Option<FileKind> {
        const ZIP: &[u8] = b"PK\x03\x04";
        if bytes.starts_with(b"%PDF-") {
            Some(FileKind::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(FileKind::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(FileKind::Jpeg)
        } else if bytes.starts_with(ZIP) && has(bytes, b"[Content_Types].xml") {
            // Names of entries are not compressed. A file with macros would name them as well.
            match (has(bytes, b"word/document.xml"), has(bytes, b"xl/workbook.xml"), has(bytes, b"vbaProject.bin")) {
                (true, false, false) => Some(FileKind::Docx),
                (false, true, false) => Some(FileKind::Xlsx),
                _ => None,
            }
        } else {
            None
        }
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its id.
    pub id: FileId,
    /// Whose it is.
    pub of: Holder,
    /// The field that it answers.
    pub field: String,
    /// Its name as it was sent.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than the field takes.
    #[error("the file is too large")]
    Large,
    /// Its bytes are of no kind that the field takes.
    #[error("the bytes of the file are of another kind")]
    Kind,
    /// Its name says another kind than its bytes.
    #[error("the name of the file says another kind than its bytes")]
    Name,
}

impl FileRefused {
    /// The message that says so.
    pub fn key(self) -> &'static str {
        match self {
            FileRefused::Empty => "calls-file-empty",
            FileRefused::Large => "calls-file-large",
            FileRefused::Kind => "calls-file-kind",
            FileRefused::Name => "calls-file-name",
        }
    }
}

/// The kind of a file that a field takes.
///
/// # Errors
/// Why it is not taken.
pub fn taken(name: &str, bytes: &[u8], kinds: &[FileKind], most_bytes: u64) -> Result<FileKind, FileRefused> {
    if bytes.is_empty() {
        return Err(FileRefused::Empty);
    }
    if bytes.len() as u64 > most_bytes.min(MOST_BYTES) {
        return Err(FileRefused::Large);
    }
    let kind = FileKind::of(bytes).filter(|kind| kinds.contains(kind)).ok_or(FileRefused::Kind)?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if kind.endings().contains(&ending.as_str()) { Ok(kind) } else { Err(FileRefused::Name) }
}

/// A name without folders and signs that would be taken for something else.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|sign| !sign.is_control() && *sign != '"').collect();
    let from = kept.chars().count().saturating_sub(120);
    kept.chars().skip(from).collect::<String>().trim().to_owned()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is_and_its_name_must_agree() {
        let pdf = b"%PDF-1.7 and more".as_slice();
        assert_eq!(taken("plan.PDF", pdf, &[FileKind::Pdf], 100), Ok(FileKind::Pdf));
        assert_eq!(taken("plan.png", pdf, &[FileKind::Pdf, FileKind::Png], 100), Err(FileRefused::Name));
        assert_eq!(taken("plan.pdf", b"MZ\x90\x00", &[FileKind::Pdf], 100), Err(FileRefused::Kind));
        assert_eq!(taken("plan.pdf", pdf, &[FileKind::Png], 100), Err(FileRefused::Kind));
        assert_eq!(taken("plan.pdf", pdf, &[FileKind::Pdf], 4), Err(FileRefused::Large));
        assert_eq!(taken("plan.pdf", b"", &[FileKind::Pdf], 4), Err(FileRefused::Empty));
        let office = |inside: &str| format!("PK\x03\x04[Content_Types].xml {inside}").into_bytes();
        assert_eq!(FileKind::of(&office("word/document.xml")), Some(FileKind::Docx));
        assert_eq!(FileKind::of(&office("xl/workbook.xml")), Some(FileKind::Xlsx));
        assert_eq!(FileKind::of(&office("word/document.xml word/vbaProject.bin")), None);
        assert_eq!(FileKind::of(&office("anything")), None);
    }

    #[test]
    fn names_have_no_folders_and_no_quotes() {
        assert_eq!(plain_name("C:\\plans\\a\"b\n.pdf"), "ab.pdf");
        assert_eq!(plain_name("../../etc/plan.pdf"), "plan.pdf");
    }
}
