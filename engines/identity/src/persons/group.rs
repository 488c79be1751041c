//! Mentions grouped into candidate persons: blocks, agglomeration, confidence and reasons.

use std::collections::BTreeMap;

use crate::logistic::probability;
use crate::persons::agglomerate::{agglomerate, pair_log_odds};
use crate::persons::background::{Background, Of};
use crate::persons::mention::Mention;
use crate::persons::pair::Prepared;
use crate::text;

/// How to group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Average log-odds above which two groups are one person.
    pub threshold: f64,
    /// The most mentions that are compared with each other; larger blocks are cut by given names, then by organisation.
    pub largest_block: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { threshold: 0.0, largest_block: 400 }
    }
}

/// Mentions that are taken for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Positions in the given slice, ordered by year, work and place.
    pub mentions: Vec<usize>,
    /// The probability that two of the mentions, drawn at random, are one person; `None` with a single mention.
    pub confidence: Option<f64>,
    /// What speaks for one person.
    pub reasons: Reasons,
}

/// What speaks for the mentions being one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// Mentions that carry the same ORCID iD.
    pub with_orcid: u32,
    /// Co-authors (by name) who are on two works or more.
    pub shared_coauthors: u32,
    /// Organisations on two works or more.
    pub shared_organisations: u32,
    /// E-mail addresses on two works or more.
    pub shared_emails: u32,
    /// Mean likeness of the subjects of two works, 0 to 1.
    pub subject_likeness: f64,
    /// Mentions whose first name is written out.
    pub written_out: u32,
    /// Mentions in the corpus whose names fall into the same block: how common the name is.
    pub same_block: u32,
}

/// Groups all mentions. Costs O(n log n) plus O(b²) for each block of b mentions, b at most `options.largest_block`.
///
/// The answer depends neither on the order of the mentions nor on mentions in other blocks (given the background);
/// candidates are ordered by their first mention.
pub fn group(background: &Background, mentions: &[Mention], options: &Options) -> Vec<Candidate> {
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let homes = orcid_homes(mentions);
    for (at, mention) in mentions.iter().enumerate() {
        let home = homes.get(mention.orcid.as_str()).copied();
        blocks.entry(home.unwrap_or_else(|| mention.name.block())).or_default().push(at);
    }
    let mut candidates: Vec<Candidate> =
        blocks.into_values().flat_map(|block| group_block(background, mentions, block, options)).collect();
    candidates.sort_by_key(|candidate| candidate.mentions.first().map(|at| order(&mentions[*at])));
    candidates
}

/// Where all mentions of an ORCID iD are grouped: the commonest of their blocks, of equals the smallest.
///
/// An iD on two names that have nothing in common is a mistake of the source as often as a change of name; the
/// statement of the iD is followed.
fn orcid_homes(mentions: &[Mention]) -> BTreeMap<&str, u64> {
    let mut blocks: BTreeMap<&str, BTreeMap<u64, u32>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| !mention.orcid.is_empty()) {
        *blocks.entry(&mention.orcid).or_default().entry(mention.name.block()).or_default() += 1;
    }
    let home = |counts: BTreeMap<u64, u32>| {
        counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map_or(0, |(block, _)| block)
    };
    blocks.into_iter().map(|(orcid, counts)| (orcid, home(counts))).collect()
}

/// What mentions are ordered by: year, work, place on it.
fn order(mention: &Mention) -> (i16, u64, u32) {
    (mention.year, mention.work, mention.position)
}

fn group_block(
    background: &Background,
    mentions: &[Mention],
    mut block: Vec<usize>,
    options: &Options,
) -> Vec<Candidate> {
    block.sort_by_key(|at| order(&mentions[*at]));
    let mut candidates = Vec::new();
    for part in cut(mentions, block, options.largest_block, 0) {
        let found: Vec<Prepared<'_>> = part.iter().map(|at| Prepared::new(background, &mentions[*at])).collect();
        for cluster in agglomerate(&found, options.threshold) {
            let members: Vec<&Prepared<'_>> = cluster.iter().map(|at| &found[*at]).collect();
            candidates.push(Candidate {
                confidence: confidence(&members),
                reasons: reasons(background, &members),
                mentions: cluster.iter().map(|at| part[*at]).collect(),
            });
        }
    }
    candidates
}

/// Cuts a block that is too large: by the first given name, all given names, the family name in full, the ORCID iD or
/// organisation, the year; and at last into runs of the largest size.
fn cut(mentions: &[Mention], block: Vec<usize>, largest: usize, step: u32) -> Vec<Vec<usize>> {
    if block.len() <= largest {
        return vec![block];
    }
    let key = |mention: &Mention| match step {
        0 => text::hash(mention.name.given.first().map_or("", String::as_str)),
        1 => text::hash(&mention.name.given.concat()),
        2 => text::hash(&mention.name.family.concat()),
        3 => mention.organisations.first().copied().unwrap_or(0),
        4 => mention.affiliation.first().copied().unwrap_or(0),
        _ => mention.year as u64,
    };
    // Mentions of one ORCID iD stay together: they go where the first of them goes.
    let mut leaders: BTreeMap<&str, u64> = BTreeMap::new();
    let mut parts: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for at in block {
        let mention = &mentions[at];
        let own = key(mention);
        let key = if mention.orcid.is_empty() { own } else { *leaders.entry(&mention.orcid).or_insert(own) };
        parts.entry(key).or_default().push(at);
    }
    if step >= 5 {
        return parts.into_values().flat_map(|part| runs(&part, largest)).collect();
    }
    parts.into_values().flat_map(|part| cut(mentions, part, largest, step + 1)).collect()
}

fn runs(part: &[usize], largest: usize) -> Vec<Vec<usize>> {
    part.chunks(largest).map(<[usize]>::to_vec).collect()
}

/// Mean probability over the pairs; at most 2,000 pairs are taken, evenly.
fn confidence(members: &[&Prepared<'_>]) -> Option<f64> {
    if members.len() < 2 {
        return None;
    }
    let pairs = members.len() * (members.len() - 1) / 2;
    let stride = pairs.div_ceil(2_000);
    let all = (0..members.len()).flat_map(|one| (one + 1..members.len()).map(move |two| (one, two)));
    let chances: Vec<f64> =
        all.step_by(stride).map(|(one, two)| probability(pair_log_odds(members[one], members[two]))).collect();
    Some(chances.iter().sum::<f64>() / chances.len() as f64)
}

fn reasons(background: &Background, prepared: &[&Prepared<'_>]) -> Reasons {
    let members: Vec<&Mention> = prepared.iter().map(|one| one.mention).collect();
    let count = |list: fn(&Mention) -> &Vec<u64>| {
        let mut works: BTreeMap<u64, u32> = BTreeMap::new();
        for member in &members {
            list(member).iter().for_each(|key| *works.entry(*key).or_default() += 1);
        }
        works.values().filter(|works| **works > 1).count() as u32
    };
    let with_orcid = members.iter().filter(|member| !member.orcid.is_empty()).count() as u32;
    // Neighbours in time stand for all pairs: the cost stays linear.
    let likeness: Vec<f64> = prepared.windows(2).map(|two| two[0].subject_likeness(two[1])).collect();
    Reasons {
        with_orcid,
        shared_coauthors: count(|member| &member.coauthors),
        shared_organisations: count(|member| &member.organisations),
        shared_emails: count(|member| &member.emails),
        subject_likeness: likeness.iter().sum::<f64>() / likeness.len().max(1) as f64,
        written_out: members.iter().filter(|member| member.name.written_out().is_some()).count() as u32,
        same_block: members.first().map_or(0, |first| background.frequency(Of::Block, first.name.block())),
    }
}
