//! A candidate person: authorships that were taken for one person, with the reasons.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::tally::{Peer, Topic, Year};

/// A candidate person. It is a grouping of authorships by a program, not a statement about somebody's identity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// Lasts from one build to the next while most of the works stay together.
    pub id: String,
    /// The fullest form of the name.
    pub name: String,
    /// Other forms under which works were published.
    pub other_names: Vec<String>,
    /// ORCID iD, where the sources give one.
    pub orcid: String,
    /// Works in all.
    pub works: u32,
    /// Works by year.
    pub years: Vec<Year>,
    /// The most frequent subjects.
    pub topics: Vec<Topic>,
    /// The most frequent co-authors.
    pub coauthors: Vec<Peer>,
    /// The most frequent institutions.
    pub institutions: Vec<Peer>,
    /// Countries of the institutions, as two letters.
    pub countries: Vec<String>,
    /// The probability that two of the works, drawn at random, are of one person; absent with a single work.
    pub confidence: Option<f64>,
    /// What speaks for one person.
    pub reasons: Reasons,
    /// The works, newest first.
    pub list: Vec<WorkLine>,
}

/// What speaks for the authorships being one person's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reasons {
    /// Authorships that carry the ORCID iD.
    pub with_orcid: u32,
    /// Co-authors who are on two works or more.
    pub shared_coauthors: u32,
    /// Institutions on two works or more.
    pub shared_institutions: u32,
    /// Is an e-mail address printed on two works or more? The address itself is not kept.
    pub shared_email: bool,
    /// Mean likeness of the subjects of two works, 0 to 1.
    pub subject_likeness: f64,
    /// Authorships with the first name written out.
    pub written_out: u32,
    /// Authorships in the whole corpus whose name looks alike: how common the name is.
    pub same_block: u32,
}

/// One work of a person or institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkLine {
    /// Key of the record, such as `pubmed:10704411`.
    pub key: String,
    /// Title.
    pub title: String,
    /// Year, or 0.
    pub year: i16,
    /// Journal.
    pub venue: String,
}

/// A line of the list of experts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PersonLine {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// ORCID iD, or empty.
    pub orcid: String,
    /// Works in all.
    pub works: u32,
    /// First and last year with a work, or 0.
    pub first_year: i16,
    /// See `first_year`.
    pub last_year: i16,
    /// The most frequent institution, or empty.
    pub institution: String,
    /// Its id, or empty.
    pub institution_id: String,
    /// The most frequent subjects.
    pub topics: Vec<String>,
    /// See [`Person::confidence`].
    pub confidence: Option<f64>,
}

impl Person {
    /// The line of the list.
    pub fn line(&self) -> PersonLine {
        let institution = self.institutions.first();
        PersonLine {
            id: self.id.clone(),
            name: self.name.clone(),
            orcid: self.orcid.clone(),
            works: self.works,
            first_year: self.years.first().map_or(0, |year| year.year),
            last_year: self.years.last().map_or(0, |year| year.year),
            institution: institution.map(|peer| peer.name.clone()).unwrap_or_default(),
            institution_id: institution.map(|peer| peer.id.clone()).unwrap_or_default(),
            topics: self.topics.iter().take(3).map(|topic| topic.name.clone()).collect(),
            confidence: self.confidence,
        }
    }
}
