//! Names under which people may put files into the inbox.
//!
//! A name is refused rather than repaired: two files must not end up under one name, and people should find what they
//! sent under the name that they know.

use unicode_normalization::UnicodeNormalization;

/// The longest name in bytes; file systems take 255, and unfinished files have longer names.
const LONGEST: usize = 200;
/// Endings that an ingest passes over, because they mark checksums, unfinished files and pages about files.
const NOT_SOURCES: [&str; 6] = ["part", "tmp", "md5", "sha256", "html", "txt"];

/// A name that is safe in every folder and on every command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

/// Why a name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing, or nothing but blanks.
    #[error("a file needs a name")]
    Empty,
    /// More than file systems take.
    #[error("a name has at most {LONGEST} bytes")]
    Long,
    /// Signs that mean something to a shell or a file system, or that cannot be seen.
    #[error("a name consists of letters, digits, blanks and . _ - ( ) + , = @ #")]
    Signs,
    /// Hidden files and options of commands begin so.
    #[error("a name begins with a letter or digit, and does not end with a blank or dot")]
    Ends,
    /// It would never be ingested.
    #[error("files with the ending .{0} are no sources")]
    NoSource(&'static str),
}

impl FileName {
    /// Takes a name as a browser or program sends it. Composed and decomposed letters are the same name.
    pub fn parse(text: &str) -> Result<FileName, NameProblem> {
        let name: String = text.nfc().collect();
        let plain = |c: char| c.is_alphanumeric() || " ._-()+,=@#".contains(c);
        if name.trim().is_empty() {
            return Err(NameProblem::Empty);
        }
        if name.len() > LONGEST {
            return Err(NameProblem::Long);
        }
        if !name.chars().all(plain) {
            return Err(NameProblem::Signs);
        }
        if !name.starts_with(char::is_alphanumeric) || name.ends_with([' ', '.']) {
            return Err(NameProblem::Ends);
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        match NOT_SOURCES.into_iter().find(|other| *other == ending) {
            Some(other) => Err(NameProblem::NoSource(other)),
            None => Ok(FileName(name)),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_names_are_taken_as_they_are() {
        for name in ["pubmed21n1298.xml.gz", "Ответы (2).ris", "a", "works 2024-01-01, part 1.jsonl", "x.bib"] {
            assert_eq!(FileName::parse(name).map(|name| name.0), Ok(name.to_owned()));
        }
        // What macOS sends for "й".
        assert_eq!(FileName::parse("и\u{306}.ris").map(|name| name.0), Ok("й.ris".to_owned()));
    }

    #[test]
    fn hostile_names_are_refused() {
        for name in
            ["../a.xml", "/etc/passwd", "a/b.xml", "a\\b.xml", "C:a.xml", "a\0.xml", "a\n.xml", "a\u{202e}lmx.ris"]
        {
            assert_eq!(FileName::parse(name), Err(NameProblem::Signs), "{name:?}");
        }
        for name in [".hidden.xml", "-rf.xml", "..", ".", " a.xml", "a.xml.", "a.xml ", "~a"] {
            assert!(matches!(FileName::parse(name), Err(NameProblem::Ends | NameProblem::Signs)), "{name:?}");
        }
        for name in ["$(reboot).xml", "`a`.xml", "a;b.xml", "a|b", "a&b", "*.xml", "a?.xml", "\"a\".xml", "<b>.xml"] {
            assert_eq!(FileName::parse(name), Err(NameProblem::Signs), "{name:?}");
        }
        assert_eq!(FileName::parse(" "), Err(NameProblem::Empty));
        assert_eq!(FileName::parse(&"ы".repeat(101)), Err(NameProblem::Long));
        assert_eq!(FileName::parse("a.xml.PART"), Err(NameProblem::NoSource("part")));
        assert_eq!(FileName::parse("a.xml.gz.md5"), Err(NameProblem::NoSource("md5")));
    }

    proptest! {
        #[test]
        fn a_taken_name_is_one_visible_file_of_its_folder(text in "\\PC{0,40}|[./\\\\~a-z \\x00-\\x1f-]{0,12}") {
            if let Ok(name) = FileName::parse(&text) {
                let path = Path::new("inbox").join(name.as_str());
                prop_assert_eq!(path.components().count(), 2);
                prop_assert!(path.components().all(|part| matches!(part, Component::Normal(_))));
                prop_assert!(!name.as_str().starts_with('.'));
                prop_assert!(!name.as_str().chars().any(char::is_control));
                prop_assert_eq!(FileName::parse(name.as_str()), Ok(name.clone()));
            }
        }
    }
}
