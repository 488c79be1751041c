//! Two mentions compared: are they one person, and what says so?
//!
//! The form is that of Fellegi and Sunter (1969) with weights fitted by logistic regression on pairs whose ORCID iDs
//! are known. Organisations are not a feature of their own: the words of the affiliations already carry them, and
//! weights must also hold where no registry is at hand.

use crate::logistic::dot;
use crate::persons::background::{Background, Of};
use crate::persons::mention::Mention;
use crate::persons::name::{Given, GivenForms, Middle};

/// How many features a pair has.
pub const COUNT: usize = 17;

/// Names of the features, for reports.
pub const NAMES: [&str; COUNT] = [
    "constant",
    "first names near",
    "only initials",
    "middle names agree",
    "middle names differ",
    "log of mentions with this name",
    "log of mentions in the block",
    "family names differ",
    "shared co-authors, by rarity",
    "no shared co-author of several",
    "likeness of affiliations",
    "an affiliation is missing",
    "same e-mail address",
    "likeness of subjects",
    "same journal, by rarity",
    "years apart",
    "e-mail addresses differ",
];

/// What must hold for a pair whatever the rest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// Same ORCID iD.
    Must,
    /// Different ORCID iDs, one work, or names that exclude each other.
    Cannot,
    /// Open.
    Free,
}

/// Whether the pair must or cannot be one person.
pub fn bond(first: &Prepared<'_>, second: &Prepared<'_>) -> Bond {
    let (one, two) = (first.mention, second.mention);
    if !one.orcid.is_empty() && !two.orcid.is_empty() {
        return if one.orcid == two.orcid { Bond::Must } else { Bond::Cannot };
    }
    let excluded = one.work == two.work
        || one.name.suffixes_differ(&two.name)
        || first.given.compare(&second.given) == Given::Conflict;
    if excluded { Bond::Cannot } else { Bond::Free }
}

/// A mention with what comparing asks again and again, looked up once.
pub struct Prepared<'a> {
    /// The mention.
    pub mention: &'a Mention,
    given: GivenForms,
    coauthors: Vec<f64>,
    affiliation: Weighted,
    topics: Weighted,
    venue: f64,
    log_name: f64,
    log_block: f64,
}

/// Squared rarities of a sorted list, and the length of the vector.
struct Weighted {
    squares: Vec<f64>,
    length: f64,
}

impl<'a> Prepared<'a> {
    /// Looks up how rare everything about the mention is.
    pub fn new(background: &Background, mention: &'a Mention) -> Self {
        let rarities = |of: Of, keys: &[u64]| keys.iter().map(|key| background.rarity(of, *key)).collect::<Vec<f64>>();
        let weighted = |of: Of, keys: &[u64]| {
            let squares: Vec<f64> = rarities(of, keys).into_iter().map(|rarity| rarity * rarity).collect();
            Weighted { length: squares.iter().sum::<f64>().sqrt(), squares }
        };
        let log = |count: u32| f64::from(count.max(1)).ln();
        Prepared {
            mention,
            given: mention.name.given_forms(),
            coauthors: rarities(Of::Coauthor, &mention.coauthors),
            affiliation: weighted(Of::AffiliationWord, &mention.affiliation),
            topics: weighted(Of::Topic, &mention.topics),
            venue: background.rarity(Of::Venue, mention.venue),
            log_name: log(name_frequency(background, mention)),
            log_block: log(background.frequency(Of::Block, mention.name.block())),
        }
    }

    /// Likeness of the subjects of two works, 0 to 1.
    pub fn subject_likeness(&self, other: &Prepared<'_>) -> f64 {
        likeness((&self.mention.topics, &self.topics), (&other.mention.topics, &other.topics))
    }
}

/// The features of a pair.
pub fn features(first: &Prepared<'_>, second: &Prepared<'_>) -> [f64; COUNT] {
    let (one, two) = (first.mention, second.mention);
    let yes = |truth: bool| f64::from(u8::from(truth));
    let given = first.given.compare(&second.given);
    let middle = one.name.compare_middle(&two.name);
    let coauthors = shared_rarity(&one.coauthors, &first.coauthors, &two.coauthors);
    let affiliations = likeness((&one.affiliation, &first.affiliation), (&two.affiliation, &second.affiliation));
    let both = |list: fn(&Mention) -> &Vec<u64>| !list(one).is_empty() && !list(two).is_empty();
    let same_email = shares(&one.emails, &two.emails);
    let log_name = first.log_name.max(second.log_name);
    let years = if one.year > 0 && two.year > 0 { f64::from((one.year - two.year).abs()) } else { 3.0 };
    let same_venue = one.venue != 0 && one.venue == two.venue;
    [
        1.0,
        yes(given == Given::Near),
        yes(given == Given::Initial),
        yes(middle == Middle::Same),
        yes(middle == Middle::Conflict),
        log_name,
        first.log_block,
        yes(one.name.family != two.name.family),
        (1.0 + coauthors).ln(),
        yes(coauthors == 0.0 && one.coauthors.len() >= 3 && two.coauthors.len() >= 3),
        affiliations,
        yes(!both(|mention| &mention.affiliation)),
        yes(same_email),
        first.subject_likeness(second),
        if same_venue { first.venue / 10.0 } else { 0.0 },
        (1.0 + years).ln(),
        yes(!same_email && both(|mention| &mention.emails)),
    ]
}

/// Log-odds that a pair is one person, from its features.
pub fn log_odds(features: &[f64; COUNT]) -> f64 {
    dot(&WEIGHTS, features)
}

/// How many mentions have this very name; a bare initial is as common as its block.
fn name_frequency(background: &Background, mention: &Mention) -> u32 {
    match mention.name.written_out() {
        Some(_) => background.frequency(Of::FullName, mention.name.full_key()),
        None => background.frequency(Of::Block, mention.name.block()),
    }
}

/// Sum of the rarities of what both lists hold. Lists are sorted; the rarities belong to the first.
fn shared_rarity(one: &[u64], rarities: &[f64], two: &[u64]) -> f64 {
    shared(one, two).map(|at| rarities[at]).sum()
}

/// Cosine of two sets weighted by rarity; 0 where one is empty.
fn likeness(one: (&[u64], &Weighted), two: (&[u64], &Weighted)) -> f64 {
    let lengths = one.1.length * two.1.length;
    if lengths > 0.0 { shared_rarity(one.0, &one.1.squares, two.0) / lengths } else { 0.0 }
}

/// Do two sorted lists share an entry?
pub fn shares(one: &[u64], two: &[u64]) -> bool {
    shared(one, two).next().is_some()
}

/// Places in the first list of what both sorted lists hold.
fn shared<'a>(one: &'a [u64], two: &'a [u64]) -> impl Iterator<Item = usize> + 'a {
    let mut rest = two;
    one.iter().enumerate().filter_map(move |(at, key)| {
        while rest.first().is_some_and(|first| first < key) {
            rest = &rest[1..];
        }
        (rest.first() == Some(key)).then_some(at)
    })
}

/// Fitted by `cargo run --release --example bench_identity -- --fit`; see the README of this crate.
pub const WEIGHTS: [f64; COUNT] = [
    0.617,  // constant
    -1.546, // first names near
    -1.152, // only initials
    1.324,  // middle names agree
    -1.186, // middle names differ
    -0.270, // log of mentions with this name
    -0.747, // log of mentions in the block
    -0.798, // family names differ
    0.706,  // shared co-authors, by rarity
    0.436,  // no shared co-author of several
    3.184,  // likeness of affiliations
    -0.078, // an affiliation is missing
    0.764,  // same e-mail address
    0.306,  // likeness of subjects
    1.600,  // same journal, by rarity
    -0.247, // years apart
    0.123,  // e-mail addresses differ
];
