//! An institution named in affiliations, with what is known about it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::person::WorkLine;
use crate::model::tally::{Peer, Topic, Year};

/// What the registry, or else the affiliations themselves, say about an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InstitutionFacts {
    /// ROR id, or `x` and a number where the registry does not know it.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the registry? Else the name was read off affiliations.
    pub registered: bool,
    /// Other names.
    pub other_names: Vec<String>,
    /// City, or empty.
    pub city: String,
    /// Country as two letters, or empty.
    pub country: String,
    /// `education`, `healthcare` …
    pub types: Vec<String>,
    /// Year of foundation.
    pub established: Option<i16>,
    /// Web addresses.
    pub links: Vec<String>,
}

/// An institution with its people and works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Institution {
    /// What it is.
    #[serde(flatten)]
    pub facts: InstitutionFacts,
    /// Works in all.
    pub works: u32,
    /// Candidate persons in all.
    pub people: u32,
    /// Works by year.
    pub years: Vec<Year>,
    /// The most frequent subjects.
    pub topics: Vec<Topic>,
    /// The people with most works here.
    pub top_people: Vec<Peer>,
    /// The institutions with most works in common.
    pub collaborators: Vec<Peer>,
    /// The newest works.
    pub list: Vec<WorkLine>,
}

/// A line of the list of institutions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InstitutionLine {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the registry?
    pub registered: bool,
    /// City, or empty.
    pub city: String,
    /// Country as two letters, or empty.
    pub country: String,
    /// Works in all.
    pub works: u32,
    /// Candidate persons in all.
    pub people: u32,
}

impl Institution {
    /// The line of the list.
    pub fn line(&self) -> InstitutionLine {
        InstitutionLine {
            id: self.facts.id.clone(),
            name: self.facts.name.clone(),
            registered: self.facts.registered,
            city: self.facts.city.clone(),
            country: self.facts.country.clone(),
            works: self.works,
            people: self.people,
        }
    }
}
