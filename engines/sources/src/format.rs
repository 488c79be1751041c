//! The file formats that can be read. To add one, write its module and extend the matches here.

use crate::blocks::Cutter;
use crate::problem::Fault;
use crate::pubmed;
use crate::record::Change;

/// How a source file is written.
///
/// Each format is one module that gives three things: `looks_like(first text) -> bool`, a [`Cutter`] that finds the
/// ends of records, and `parse(text of whole records) -> Result<Vec<Change>, Fault>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// PubMed XML: baseline and update files, and what E-utilities return.
    PubMedXml,
}

impl Format {
    /// Every format, in the order in which [`Format::detect`] tries them.
    pub const ALL: [Format; 1] = [Format::PubMedXml];

    /// The format of a file with this name whose uncompressed text begins with these bytes (1 KiB is enough).
    pub fn detect(_file_name: &str, first_bytes: &[u8]) -> Option<Format> {
        let first = String::from_utf8_lossy(first_bytes);
        let first = first.trim_start_matches('\u{feff}').trim_start();
        Format::ALL.into_iter().find(|format| match format {
            Format::PubMedXml => pubmed::looks_like(first),
        })
    }

    /// A fresh cutter for one file.
    pub(crate) fn cutter(self) -> Box<dyn Cutter> {
        match self {
            Format::PubMedXml => Box::new(pubmed::cutter::Cutter::default()),
        }
    }

    /// Parses whole records.
    pub(crate) fn parse(self, text: &str) -> Result<Vec<Change>, Fault> {
        match self {
            Format::PubMedXml => pubmed::parse(text),
        }
    }
}
