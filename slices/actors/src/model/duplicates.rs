//! Which records may be of one actor, with the reasons. Suggestions only: people decide.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_kernel::lang::Text;

use super::actor::{Actor, ActorId};
use super::fold::folded;
use super::identifier::{Identifier, IdentifierScheme};

/// Why two records may be of one actor.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Both have it.
    SameIdentifier(Identifier),
    /// Both are called so.
    SameName(String),
    /// Most words of two names are the same; of all words so much.
    SimilarName(String, String, f64),
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::SameIdentifier(id) => write!(f, "both have the {} {}", id.scheme.name(), id.value),
            Reason::SameName(name) => write!(f, "both are called {name:?}"),
            Reason::SimilarName(one, other, share) => write!(f, "{one:?} is like {other:?} ({:.0} %)", share * 100.0),
        }
    }
}

/// Two records that may be of one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The older record.
    pub first: ActorId,
    /// The other.
    pub second: ActorId,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Two records that may be of one actor, with their names.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The older record.
    pub first: (ActorId, Text),
    /// The other.
    pub second: (ActorId, Text),
    /// Why.
    pub reasons: Vec<Reason>,
}

/// So much of all words must be the same.
const SIMILAR: f64 = 0.75;
/// A word that so many records have tells nothing.
const COMMON: usize = 200;
/// More pairs than people look through at once.
const MOST: usize = 500;

/// The pairs among these actors, the surest first. Records with different identifiers of one register are of two actors,
/// whatever they are called. Costs about the number of records times those that share a rare word.
pub fn pairs(actors: &[Actor]) -> Vec<Pair> {
    let names: Vec<Vec<(String, BTreeSet<String>)>> = actors.iter().map(words).collect();
    let mut pairs = Vec::new();
    for (a, b) in near(actors, &names) {
        let (first, second) = (&actors[a], &actors[b]);
        if first.kind != second.kind || contradict(first, second) {
            continue;
        }
        let mut reasons: Vec<Reason> = Vec::new();
        for (_, id) in &first.identifiers {
            if second.identifiers.iter().any(|(_, other)| other == id)
                && !reasons.contains(&Reason::SameIdentifier(id.clone()))
            {
                reasons.push(Reason::SameIdentifier(id.clone()));
            }
        }
        reasons.extend(by_name(&names[a], &names[b]));
        if !reasons.is_empty() {
            let (first, second) = if first.id < second.id { (first.id, second.id) } else { (second.id, first.id) };
            pairs.push(Pair { first, second, reasons });
        }
    }
    pairs.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.first.cmp(&b.first)).then(a.second.cmp(&b.second)));
    pairs.truncate(MOST);
    pairs
}

fn strength(pair: &Pair) -> f64 {
    let of = |reason: &Reason| match reason {
        Reason::SameIdentifier(_) => 3.0,
        Reason::SameName(_) => 2.0,
        Reason::SimilarName(_, _, share) => *share,
    };
    pair.reasons.iter().map(of).fold(0.0, f64::max)
}

/// The names as people write them, each with its words.
fn words(actor: &Actor) -> Vec<(String, BTreeSet<String>)> {
    let one = |name: &str| {
        (name.to_owned(), folded(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    };
    actor.all_names().map(one).filter(|(_, words): &(String, BTreeSet<String>)| !words.is_empty()).collect()
}

/// The pairs that share an identifier or a word that is not common.
fn near(actors: &[Actor], names: &[Vec<(String, BTreeSet<String>)>]) -> BTreeSet<(usize, usize)> {
    let mut having: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, actor) in actors.iter().enumerate() {
        for (_, id) in &actor.identifiers {
            having.entry(format!("{} {}", id.scheme.name(), id.value)).or_default().insert(at);
        }
        for word in names[at].iter().flat_map(|(_, words)| words) {
            having.entry(word.clone()).or_default().insert(at);
        }
    }
    let mut near = BTreeSet::new();
    for of in having.values().filter(|of| of.len() <= COMMON) {
        for a in of {
            near.extend(of.range(a + 1..).map(|b| (*a, *b)));
        }
    }
    near
}

fn contradict(first: &Actor, second: &Actor) -> bool {
    let of = |actor: &Actor, scheme: IdentifierScheme| -> BTreeSet<String> {
        let own = actor.identifiers.iter().filter(|(_, id)| id.scheme == scheme);
        own.map(|(_, id)| id.value.clone()).collect()
    };
    IdentifierScheme::ALL.iter().any(|scheme| {
        let (a, b) = (of(first, *scheme), of(second, *scheme));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    })
}

fn by_name(first: &[(String, BTreeSet<String>)], second: &[(String, BTreeSet<String>)]) -> Option<Reason> {
    let mut best: Option<Reason> = None;
    for (name, words) in first {
        for (other, others) in second {
            if words == others {
                return Some(Reason::SameName(name.clone()));
            }
            let common = words.intersection(others).count() as f64;
            let share = common / (words.len() + others.len()) as f64 * 2.0;
            let better = match &best {
                Some(Reason::SimilarName(_, _, known)) => share > *known,
                _ => share >= SIMILAR,
            };
            // One or two words in common are too few to tell by.
            if better && words.len().min(others.len()) >= 3 {
                best = Some(Reason::SimilarName(name.clone(), other.clone(), share));
            }
        }
    }
    best
}
