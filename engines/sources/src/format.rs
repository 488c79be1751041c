//! The file formats that can be read. To add one, write its module and extend the matches here.

use crate::blocks::Cutter;
use crate::problem::Fault;
use crate::record::Change;
use crate::{bibtex, openalex, pubmed, ris, trials};

/// How a source file is written.
///
/// Each format is one module that gives three things: `looks_like(first text) -> bool`, a [`Cutter`] that finds the
/// ends of records, and `parse(text of whole records) -> Result<Vec<Change>, Fault>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// PubMed XML: baseline and update files, and what E-utilities return.
    PubMedXml,
    /// OpenAlex works: snapshot lines, pages of the API, lists.
    OpenAlexJson,
    /// Trials of ClinicalTrials.gov, EUCTR, CTIS and ISRCTN.
    TrialsJson,
    /// References in RIS, as every reference manager exports them.
    Ris,
    /// References in BibTeX.
    BibTex,
}

impl Format {
    /// Every format, in the order in which [`Format::detect`] tries them.
    pub const ALL: [Format; 5] =
        [Format::PubMedXml, Format::OpenAlexJson, Format::TrialsJson, Format::Ris, Format::BibTex];

    /// The format of a file with this name whose uncompressed text begins with these bytes (1 KiB is enough).
    pub fn detect(_file_name: &str, first_bytes: &[u8]) -> Option<Format> {
        let first = String::from_utf8_lossy(first_bytes);
        let first = first.trim_start_matches('\u{feff}').trim_start();
        Format::ALL.into_iter().find(|format| match format {
            Format::PubMedXml => pubmed::looks_like(first),
            Format::OpenAlexJson => openalex::looks_like(first),
            Format::TrialsJson => trials::looks_like(first),
            Format::Ris => ris::looks_like(first),
            Format::BibTex => bibtex::looks_like(first),
        })
    }

    /// A fresh cutter for one file.
    pub(crate) fn cutter(self) -> Box<dyn Cutter> {
        match self {
            Format::PubMedXml => Box::new(pubmed::cutter::Cutter::default()),
            Format::OpenAlexJson => Box::new(openalex::cutter()),
            Format::TrialsJson => Box::new(trials::cutter()),
            Format::Ris => Box::new(ris::cutter::Cutter::default()),
            Format::BibTex => Box::new(bibtex::cutter::Cutter::default()),
        }
    }

    /// Parses whole records.
    pub(crate) fn parse(self, text: &str) -> Result<Vec<Change>, Fault> {
        match self {
            Format::PubMedXml => pubmed::parse(text),
            Format::OpenAlexJson => openalex::parse(text),
            Format::TrialsJson => trials::parse(text),
            Format::Ris => ris::parse(text),
            Format::BibTex => bibtex::parse(text),
        }
    }
}
