//! One evidence record, whatever source it came from.
//!
//! Field names follow PubMed where PubMed has the field; other sources are mapped onto them.
//! The stored form (Parquet columns, index fields) belongs to the evidence slice, not here.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;

/// Where a record comes from. The short name is the first half of every record key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// PubMed baseline and update files.
    PubMed,
    /// OpenAlex works.
    OpenAlex,
    /// ClinicalTrials.gov, API version 2.
    ClinicalTrials,
    /// EU Clinical Trials Register (EUCTR).
    Euctr,
    /// EU Clinical Trials Information System (CTIS).
    Ctis,
    /// ISRCTN registry.
    Isrctn,
    /// A file of references in RIS.
    Ris,
    /// A file of references in BibTeX.
    BibTex,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A paper, book, thesis, preprint or data set.
    #[default]
    Publication,
    /// A registered clinical trial or study.
    Trial,
    /// An award of research money.
    Grant,
    /// A patent or application.
    Patent,
    /// A practice guideline.
    Guideline,
}

/// The identity of a record: its source and its id there, such as `pubmed:10704411`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// The source.
    pub source: Source,
    /// The id that the source gave, without prefixes or addresses.
    pub id: String,
}

/// One record, as complete as its source makes it. Absent text is an empty string, an absent list is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Source and id.
    pub key: Key,
    /// Version in the source; a higher one replaces a lower one. 1 where the source has none.
    pub version: u32,
    /// Publication, trial, grant, patent or guideline.
    pub kind: Kind,
    /// Title in English or, where there is none, in the original language. Inline markup kept as text.
    pub title: String,
    /// Title in the language of the work, where the source has it besides `title`.
    pub title_original: String,
    /// Abstract in order; one section without label when it is not structured.
    pub sections: Vec<Section>,
    /// Abstracts in other languages or from other parties (`OtherAbstract`).
    pub other_abstracts: Vec<OtherAbstract>,
    /// The date by which the record is sorted and counted (publication, trial start, award).
    pub date: Option<PartialDate>,
    /// Further dates, each with what it means.
    pub dates: Vec<DatedEvent>,
    /// ISO 639-2 codes as in MEDLINE (`eng`, `rus`), in order.
    pub languages: Vec<String>,
    /// Journal, book series, register or conference.
    pub venue: Venue,
    /// Authors, investigators or inventors in order.
    pub authors: Vec<Author>,
    /// False where the source says that the author list was cut.
    pub authors_complete: bool,
    /// Subject headings.
    pub headings: Vec<Heading>,
    /// Author or indexer keywords.
    pub keywords: Vec<Keyword>,
    /// Substances named by the indexer.
    pub substances: Vec<Substance>,
    /// Publication types, or the study types of a trial.
    pub types: Vec<Term>,
    /// Grants that paid for the work.
    pub grants: Vec<Grant>,
    /// Registry and data bank accessions, such as `ClinicalTrials.gov` `NCT00000102`.
    pub registrations: Vec<Registration>,
    /// Works that this one cites, in order.
    pub references: Vec<Reference>,
    /// Other identifiers of the same work: DOI, PMC, PII.
    pub identifiers: Vec<Identifier>,
    /// Links to retractions, errata, comments, updates.
    pub links: Vec<Link>,
    /// Country of the venue or sponsor, as the source writes it.
    pub country: String,
    /// Status in the source (`MEDLINE`, `PubMed-not-MEDLINE`, `Recruiting` …).
    pub status: String,
    /// Facts of a trial; absent for other kinds.
    pub trial: Option<Trial>,
}

/// One part of an abstract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Heading as printed (`METHODS`), or empty.
    pub label: String,
    /// Heading as NLM normalised it (`BACKGROUND`, `OBJECTIVE`, `METHODS`, `RESULTS`, `CONCLUSIONS`), or empty.
    pub category: String,
    /// The text.
    pub text: String,
}

/// An abstract in another language or by another party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherAbstract {
    /// Language code, as the source writes it.
    pub language: String,
    /// Who wrote it (`Publisher`, `plain-language-summary`).
    pub kind: String,
    /// The text, by sections.
    pub sections: Vec<Section>,
}

/// A date and what happened on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedEvent {
    /// Such as `received`, `accepted`, `epublish`, `electronic`, `completed`, `citation_revised`, `entrez`, `pubmed`, `medline`, `start`, `end`.
    pub what: String,
    /// When.
    pub date: PartialDate,
}

/// Where a work appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Full name.
    pub name: String,
    /// Short name (ISO or MEDLINE abbreviation), or empty.
    pub abbreviation: String,
    /// ISSN of the issue's medium, `1234-567X`, or empty.
    pub issn: String,
    /// Linking ISSN, or empty.
    pub issn_linking: String,
    /// NLM unique id of the journal, or empty.
    pub nlm_id: String,
    /// Volume.
    pub volume: String,
    /// Issue.
    pub issue: String,
    /// Pages as printed.
    pub pages: String,
}

/// One author: a person or a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Family name, or empty for a group.
    pub last_name: String,
    /// Given names, as printed.
    pub fore_name: String,
    /// Initials without dots.
    pub initials: String,
    /// `Jr`, `3rd`.
    pub suffix: String,
    /// Name of a group author, or empty for a person.
    pub collective: String,
    /// ORCID iD in the form `0000-0002-1825-0097`, or empty.
    pub orcid: String,
    /// Affiliations as printed, each with the organisation ids that the source gave.
    pub affiliations: Vec<Affiliation>,
    /// True when other authors are marked as having contributed equally with this one.
    pub equal_contribution: bool,
}

/// One affiliation of one author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// As printed.
    pub text: String,
    /// ROR, GRID, ISNI ids given by the source.
    pub identifiers: Vec<Identifier>,
}

/// A subject heading with its qualifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// MeSH descriptor id, `D006801`.
    pub id: String,
    /// Name of the descriptor.
    pub name: String,
    /// Is the descriptor itself a main point of the work?
    pub major: bool,
    /// Qualifiers in order.
    pub qualifiers: Vec<Qualifier>,
}

/// A qualifier (subheading) of a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualifier {
    /// MeSH qualifier id, `Q000378`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it a main point of the work?
    pub major: bool,
}

/// A keyword.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyword {
    /// The word or phrase.
    pub text: String,
    /// Marked as a main point of the work.
    pub major: bool,
}

/// A substance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substance {
    /// MeSH id (`D…` or `C…`), or empty.
    pub id: String,
    /// Name.
    pub name: String,
    /// CAS registry number, UNII or EC number; `0` where the source has none.
    pub registry_number: String,
}

/// A term of a controlled list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Id, or empty.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A grant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Number as printed.
    pub id: String,
    /// Acronym of the funder's programme.
    pub acronym: String,
    /// Funder.
    pub agency: String,
    /// Country of the funder.
    pub country: String,
}

/// An accession in a register or data bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The register (`ClinicalTrials.gov`, `GENBANK`).
    pub registry: String,
    /// The number.
    pub number: String,
}

/// A cited work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Citation as printed, or empty.
    pub citation: String,
    /// Its identifiers (`pubmed`, `doi`, `pmc`, `openalex`).
    pub identifiers: Vec<Identifier>,
}

/// An identifier in some scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Lower-case scheme: `doi`, `pmc`, `pubmed`, `pii`, `openalex`, `ror`, `isni`, `grid`.
    pub scheme: String,
    /// The value without address prefix, so `10.1000/x` and `0108mwc04`.
    pub value: String,
}

/// A link to another record about the same work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What the other record is to this one.
    pub relation: Relation,
    /// PubMed id of the other record, or empty.
    pub pmid: String,
    /// Citation as printed.
    pub citation: String,
    /// Note of the indexer, or empty.
    pub note: String,
}

/// What a linked record is to this one (PubMed `RefType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the PubMed documentation")]
pub enum Relation {
    AssociatedDataset,
    AssociatedPublication,
    CommentIn,
    CommentOn,
    CorrectedAndRepublishedFrom,
    CorrectedAndRepublishedIn,
    ErratumFor,
    ErratumIn,
    ExpressionOfConcernFor,
    ExpressionOfConcernIn,
    OriginalReportIn,
    PartialRetractionIn,
    PartialRetractionOf,
    PreprintIn,
    PreprintOf,
    ReprintIn,
    ReprintOf,
    RepublishedFrom,
    RepublishedIn,
    RetractedAndRepublishedFrom,
    RetractedAndRepublishedIn,
    RetractionIn,
    RetractionOf,
    SummaryForPatientsIn,
    UpdateIn,
    UpdateOf,
    Cites,
    Other,
}

/// What only a trial has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// Phase as the register writes it.
    pub phase: String,
    /// Number of participants, planned or actual.
    pub enrolment: Option<u64>,
    /// Conditions studied.
    pub conditions: Vec<String>,
    /// Interventions.
    pub interventions: Vec<String>,
    /// Sponsor.
    pub sponsor: String,
    /// Countries of the sites.
    pub countries: Vec<String>,
}

/// What a source file says, one at a time and in the file's order.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The record is new, or replaces an earlier version.
    Upsert(Box<Record>),
    /// The source withdrew the record (PubMed `DeleteCitation`).
    Delete(Key),
}

impl Record {
    /// An empty record with this identity; parsers fill the rest.
    pub fn new(source: Source, id: impl Into<String>) -> Self {
        Record {
            key: Key { source, id: id.into() },
            version: 1,
            kind: Kind::default(),
            title: String::new(),
            title_original: String::new(),
            sections: Vec::new(),
            other_abstracts: Vec::new(),
            date: None,
            dates: Vec::new(),
            languages: Vec::new(),
            venue: Venue::default(),
            authors: Vec::new(),
            authors_complete: true,
            headings: Vec::new(),
            keywords: Vec::new(),
            substances: Vec::new(),
            types: Vec::new(),
            grants: Vec::new(),
            registrations: Vec::new(),
            references: Vec::new(),
            identifiers: Vec::new(),
            links: Vec::new(),
            country: String::new(),
            status: String::new(),
            trial: None,
        }
    }

    /// The first identifier of this scheme.
    pub fn identifier(&self, scheme: &str) -> Option<&str> {
        self.identifiers.iter().find(|found| found.scheme == scheme).map(|found| found.value.as_str())
    }

    /// Has the work been retracted?
    pub fn is_retracted(&self) -> bool {
        self.links.iter().any(|link| link.relation == Relation::RetractionIn)
            || self.types.iter().any(|term| term.id == "D016441" || term.name == "Retracted Publication")
    }
}

impl Source {
    /// Every source, in the order in which people see them.
    pub const ALL: [Source; 8] = [
        Source::PubMed,
        Source::OpenAlex,
        Source::ClinicalTrials,
        Source::Euctr,
        Source::Ctis,
        Source::Isrctn,
        Source::Ris,
        Source::BibTex,
    ];

    /// The short name used in keys, links and files.
    pub fn name(self) -> &'static str {
        match self {
            Source::PubMed => "pubmed",
            Source::OpenAlex => "openalex",
            Source::ClinicalTrials => "clinicaltrials",
            Source::Euctr => "euctr",
            Source::Ctis => "ctis",
            Source::Isrctn => "isrctn",
            Source::Ris => "ris",
            Source::BibTex => "bibtex",
        }
    }

    /// The source with this short name.
    pub fn from_name(name: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.name() == name)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.source.name(), self.id)
    }
}

/// The text was not `source:id`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a record key; expected source:id, such as pubmed:10704411")]
pub struct KeyError(pub String);

impl std::str::FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || KeyError(text.to_owned());
        let (source, id) = text.split_once(':').ok_or_else(refused)?;
        let source = Source::from_name(source).ok_or_else(refused)?;
        if id.is_empty() {
            return Err(refused());
        }
        Ok(Key { source, id: id.to_owned() })
    }
}
