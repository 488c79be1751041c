//! What speaks for and against a found name, as numbers, and the fitted weight of each.

use crate::organisations::candidates::{Candidate, PlaceAgreement, Reading, is_whole_span};
use crate::organisations::index::{Form, Organisations};
use crate::registry::NameKind;

/// How many features there are.
pub const COUNT: usize = 32;

/// Names of the features, for reports.
pub const NAMES: [&str; COUNT] = [
    "constant",
    "weight of the words",
    "weight, squared",
    "one word",
    "two words",
    "whole span",
    "share of the span",
    "words out of order",
    "label",
    "alias",
    "acronym",
    "without city",
    "without country",
    "school",
    "succeeded",
    "region agrees",
    "city agrees",
    "country unknown",
    "rivals",
    "part-word in span",
    "care in span, not care",
    "learning in span, not learning",
    "is learning",
    "is care",
    "is company",
    "is government",
    "parent of a found one",
    "part of a found one",
    "related to a found one",
    "others found",
    "inside a wider name",
    "affiliated hospital in span, not care",
];

/// The features of each candidate, given all candidates of the affiliation.
pub(crate) fn features(organisations: &Organisations, reading: &Reading, all: &[Candidate]) -> Vec<[f64; COUNT]> {
    all.iter().map(|candidate| of_one(organisations, reading, all, candidate)).collect()
}

fn of_one(organisations: &Organisations, reading: &Reading, all: &[Candidate], candidate: &Candidate) -> [f64; COUNT] {
    let entry = organisations.entry(candidate.entry);
    let facts = organisations.facts(candidate.organisation);
    let span = SpanAround::of(reading, candidate);
    let others = || all.iter().filter(|other| other.organisation != candidate.organisation);
    let is_parent =
        others().any(|other| organisations.facts(other.organisation).parents.contains(&candidate.organisation));
    let is_part = others().any(|other| facts.parents.contains(&other.organisation));
    let is_related = others().any(|other| facts.related.contains(&other.organisation));
    let elsewhere = others().filter(|other| other.start >= candidate.end || other.end <= candidate.start).count();
    let weight = f64::from(entry.weight).min(40.0) / 10.0;
    let yes = |truth: bool| f64::from(u8::from(truth));
    [
        1.0,
        weight,
        weight * weight / 4.0,
        yes(entry.words.len() == 1),
        yes(entry.words.len() == 2),
        yes(is_whole_span(reading, candidate.start, candidate.end)),
        (candidate.end - candidate.start) as f64 / span.words as f64,
        yes(!candidate.in_order),
        yes(entry.kind == NameKind::Label),
        yes(entry.kind == NameKind::Alias),
        yes(entry.kind == NameKind::Acronym),
        yes(entry.form == Form::WithoutCity),
        yes(entry.form == Form::WithoutCountry),
        yes(entry.form == Form::School),
        yes(entry.form == Form::Succeeded),
        yes(candidate.place == PlaceAgreement::Region),
        yes(candidate.place == PlaceAgreement::City),
        yes(candidate.place == PlaceAgreement::Unknown),
        (1.0 + f64::from(candidate.rivals)).ln(),
        yes(span.names_part),
        yes(span.names_care && !facts.care),
        yes(span.names_learning && !facts.learning),
        yes(facts.learning),
        yes(facts.care),
        yes(facts.company),
        yes(facts.government),
        yes(is_parent),
        yes(is_part),
        yes(is_related),
        (1.0 + elsewhere as f64).ln(),
        yes(others().any(|other| {
            let inside = other.start <= candidate.start && candidate.end <= other.end;
            inside && other.end - other.start > candidate.end - candidate.start
        })),
        yes(span.names_care && span.names_affiliation && !facts.care),
    ]
}

/// The words around a name, up to the separators on both sides.
struct SpanAround {
    words: usize,
    names_part: bool,
    names_care: bool,
    names_learning: bool,
    names_affiliation: bool,
}

impl SpanAround {
    fn of(reading: &Reading, candidate: &Candidate) -> Self {
        let first = reading.tokens[candidate.start].span;
        let last = reading.tokens[candidate.end - 1].span;
        let mut around = SpanAround {
            words: 0,
            names_part: false,
            names_care: false,
            names_learning: false,
            names_affiliation: false,
        };
        for (at, token) in reading.tokens.iter().enumerate() {
            if !(first..=last).contains(&token.span) {
                continue;
            }
            around.words += 1;
            if !(candidate.start..candidate.end).contains(&at) {
                around.names_part |= token.names_part;
                around.names_care |= token.names_care;
                around.names_learning |= token.names_learning;
                around.names_affiliation |= token.names_affiliation;
            }
        }
        around
    }
}

/// Fitted by `cargo run --example bench_affiliations -- --fit` on the registry's Springer set; see the README of this crate.
pub const WEIGHTS: [f64; COUNT] = [
    -2.424, // constant
    2.449,  // weight of the words
    -2.094, // weight, squared
    -0.340, // one word
    -0.315, // two words
    1.846,  // whole span
    0.219,  // share of the span
    -0.983, // words out of order
    -1.790, // label
    -1.283, // alias
    -1.261, // acronym
    -1.077, // without city
    -2.009, // without country
    0.754,  // school
    -3.605, // succeeded
    0.504,  // region agrees
    1.287,  // city agrees
    0.000,  // country unknown
    -3.747, // rivals
    0.396,  // part-word in span
    -0.640, // care in span, not care
    0.287,  // learning in span, not learning
    0.741,  // is learning
    -0.073, // is care
    0.461,  // is company
    -0.123, // is government
    0.569,  // parent of a found one
    -0.848, // part of a found one
    0.121,  // related to a found one
    -1.529, // others found
    -2.489, // inside a wider name
    -1.092, // affiliated hospital in span, not care
];
