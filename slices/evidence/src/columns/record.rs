//! Every type of a record with its columns, each listed once.

use bellwether_sources::date::PartialDate;
use bellwether_sources::record::{
    Affiliation, Author, DatedEvent, Grant, Heading, Identifier, Key, Keyword, Kind, Link, OtherAbstract, Qualifier,
    Record, Reference, Registration, Relation, Section, Source, Substance, Term, Trial, Venue,
};

use super::cell::struct_cells;

struct_cells! {
    Key { source: Source, id: String }
    PartialDate { year: i16, month: Option<u8>, day: Option<u8>, verbatim: String }
    DatedEvent { what: String, date: PartialDate }
    Section { label: String, category: String, text: String }
    OtherAbstract { language: String, kind: String, sections: Vec<Section> }
    Venue {
        name: String,
        abbreviation: String,
        issn: String,
        issn_linking: String,
        nlm_id: String,
        volume: String,
        issue: String,
        pages: String,
    }
    Identifier { scheme: String, value: String }
    Affiliation { text: String, identifiers: Vec<Identifier> }
    Author {
        last_name: String,
        fore_name: String,
        initials: String,
        suffix: String,
        collective: String,
        orcid: String,
        affiliations: Vec<Affiliation>,
        equal_contribution: bool,
    }
    Qualifier { id: String, name: String, major: bool }
    Heading { id: String, name: String, major: bool, qualifiers: Vec<Qualifier> }
    Keyword { text: String, major: bool }
    Substance { id: String, name: String, registry_number: String }
    Term { id: String, name: String }
    Grant { id: String, acronym: String, agency: String, country: String }
    Registration { registry: String, number: String }
    Reference { citation: String, identifiers: Vec<Identifier> }
    Link { relation: Relation, pmid: String, citation: String, note: String }
    Trial {
        phase: String,
        enrolment: Option<u64>,
        conditions: Vec<String>,
        interventions: Vec<String>,
        sponsor: String,
        countries: Vec<String>,
    }
    Record {
        key: Key,
        version: u32,
        kind: Kind,
        title: String,
        title_original: String,
        sections: Vec<Section>,
        other_abstracts: Vec<OtherAbstract>,
        date: Option<PartialDate>,
        dates: Vec<DatedEvent>,
        languages: Vec<String>,
        venue: Venue,
        authors: Vec<Author>,
        authors_complete: bool,
        headings: Vec<Heading>,
        keywords: Vec<Keyword>,
        substances: Vec<Substance>,
        types: Vec<Term>,
        grants: Vec<Grant>,
        registrations: Vec<Registration>,
        references: Vec<Reference>,
        identifiers: Vec<Identifier>,
        links: Vec<Link>,
        country: String,
        status: String,
        trial: Option<Trial>,
    }
}
