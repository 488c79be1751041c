//! Files that come with an application: their kind is what their first bytes say, not what their name says.

use bellwether_kernel::{named, typed_id};
use sha2::{Digest, Sha256};

use crate::model::archive;
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

    /// The kind that the bytes are of.
    ///
    /// # Errors
    /// What they are instead, as far as that tells people what to do.
    pub fn of(bytes: &[u8]) -> Result<FileKind, FileRefused> {
        if bytes.starts_with(b"%PDF-") {
            Ok(FileKind::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Ok(FileKind::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Ok(FileKind::Jpeg)
        } else if bytes.starts_with(b"PK") {
            office(bytes)
        } else if ARCHIVES.iter().any(|start| bytes.starts_with(start)) || bytes.get(257..262) == Some(b"ustar") {
            Err(FileRefused::Archive)
        } else if PROGRAMS.iter().any(|start| bytes.starts_with(start)) {
            Err(FileRefused::Program)
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Err(FileRefused::Old)
        } else {
            Err(FileRefused::Kind)
        }
    }
}

/// RAR, 7-Zip, gzip, bzip2, xz, Zstandard.
const ARCHIVES: [&[u8]; 6] =
    [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"];
/// Programs for Windows, Linux and macOS, and scripts.
const PROGRAMS: [&[u8]; 5] = [b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!"];

/// Office documents are archives: of the right parts, without macros, without programs and other archives inside.
fn office(bytes: &[u8]) -> Result<FileKind, FileRefused> {
    let entries = archive::entries(bytes).ok_or(FileRefused::Archive)?;
    if entries.iter().any(|one| one.is_locked) {
        return Err(FileRefused::Locked);
    }
    let has = |name: &str| entries.iter().any(|one| one.name == name);
    let kind = match (has("[Content_Types].xml"), has("word/document.xml"), has("xl/workbook.xml")) {
        (true, true, false) => FileKind::Docx,
        (true, false, true) => FileKind::Xlsx,
        _ => return Err(FileRefused::Archive),
    };
    let ends = |name: &str, of: &[&str]| of.iter().any(|ending| name.to_lowercase().ends_with(ending));
    if entries.iter().any(|one| ends(&one.name, &["vbaproject.bin", "vbadata.xml"])) {
        return Err(FileRefused::Macros);
    }
    let is_more =
        |name: &str| ends(name, &[".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".zip", ".rar", ".7z"]);
    if entries.iter().any(|one| is_more(&one.name) || one.name.contains("..")) {
        return Err(FileRefused::Program);
    }
    Ok(kind)
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
    /// It is an archive; what is in it should be sent instead.
    #[error("the file is an archive")]
    Archive,
    /// It can be run, or holds something that can.
    #[error("the file is a program")]
    Program,
    /// It holds macros.
    #[error("the file has macros")]
    Macros,
    /// It is locked with a password.
    #[error("the file is locked")]
    Locked,
    /// It is an office document of the old kind, which may hold macros.
    #[error("the file is an office document of the old kind")]
    Old,
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
            FileRefused::Archive => "calls-file-archive",
            FileRefused::Program => "calls-file-program",
            FileRefused::Macros => "calls-file-macros",
            FileRefused::Locked => "calls-file-locked",
            FileRefused::Old => "calls-file-old",
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
    let kind = FileKind::of(bytes)?;
    if !kinds.contains(&kind) {
        return Err(FileRefused::Kind);
    }
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
        assert_eq!(taken("plan.pdf", b"MZ\x90\x00", &[FileKind::Pdf], 100), Err(FileRefused::Program));
        assert_eq!(taken("plan.pdf", b"words", &[FileKind::Pdf], 100), Err(FileRefused::Kind));
        assert_eq!(taken("plan.pdf", pdf, &[FileKind::Png], 100), Err(FileRefused::Kind));
        assert_eq!(taken("plan.pdf", pdf, &[FileKind::Pdf], 4), Err(FileRefused::Large));
        assert_eq!(taken("plan.pdf", b"", &[FileKind::Pdf], 4), Err(FileRefused::Empty));
    }

    #[test]
    fn archives_are_refused_with_their_reason_and_office_documents_are_looked_into() {
        let office = |inside: &[&str], flags| {
            let names: Vec<&str> = std::iter::once("[Content_Types].xml").chain(inside.iter().copied()).collect();
            FileKind::of(&archive::made(&names, flags))
        };
        assert_eq!(office(&["word/document.xml", "word/media/image1.png"], 0), Ok(FileKind::Docx));
        assert_eq!(office(&["xl/workbook.xml"], 0), Ok(FileKind::Xlsx));
        assert_eq!(office(&["word/document.xml", "word/vbaProject.bin"], 0), Err(FileRefused::Macros));
        assert_eq!(office(&["word/document.xml", "word/embeddings/run.EXE"], 0), Err(FileRefused::Program));
        assert_eq!(office(&["word/document.xml", "../escape.xml"], 0), Err(FileRefused::Program));
        assert_eq!(office(&["word/document.xml"], 1), Err(FileRefused::Locked));
        assert_eq!(office(&["anything"], 0), Err(FileRefused::Archive));
        // A name that only stands somewhere in the bytes makes no office document.
        let named = b"PK\x03\x04[Content_Types].xml word/document.xml";
        assert_eq!(FileKind::of(named), Err(FileRefused::Archive));
        let starts: [&[u8]; 4] = [b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c\x00", b"\x1f\x8b\x08", b"BZh9"];
        for start in starts {
            assert_eq!(FileKind::of(start), Err(FileRefused::Archive));
        }
        assert_eq!(FileKind::of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(FileRefused::Old));
        assert_eq!(FileKind::of(b"#!/bin/sh"), Err(FileRefused::Program));
    }

    #[test]
    fn names_have_no_folders_and_no_quotes() {
        assert_eq!(plain_name("C:\\plans\\a\"b\n.pdf"), "ab.pdf");
        assert_eq!(plain_name("../../etc/plan.pdf"), "plan.pdf");
    }
}
