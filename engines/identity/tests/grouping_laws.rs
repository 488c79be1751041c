//! Laws of grouping: order, unrelated mentions, forbidden and forced pairs, lasting ids.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_identity::persons::background::Background;
use bellwether_identity::persons::group::{Candidate, Options, group};
use bellwether_identity::persons::mention::{Authorship, Mention, Work};
use bellwether_identity::persons::name::PersonName;
use bellwether_identity::persons::stable;
use proptest::prelude::*;

const ORCIDS: [&str; 3] = ["0000-0001-0000-0001", "0000-0002-0000-0002", "0000-0003-0000-0003"];

/// An invented authorship, in few words, so that mentions meet in blocks and share features often.
#[derive(Clone, Debug)]
struct Draft {
    family: &'static str,
    given: &'static str,
    orcid: &'static str,
    affiliation: &'static str,
    others: Vec<&'static str>,
    year: i16,
}

fn draft() -> impl Strategy<Value = Draft> {
    (
        prop::sample::select(vec!["Exampleova", "Sample", "Prova"]),
        prop::sample::select(vec!["Anna", "Andrei", "A", "Anna B", "Boris"]),
        prop::sample::select(vec!["", "", "", ORCIDS[0], ORCIDS[1], ORCIDS[2]]),
        prop::sample::select(vec!["", "Institute One, North Town", "Clinic Two, South Town, ann@example.org"]),
        prop::collection::vec(prop::sample::select(vec!["Alpha C", "Beta D", "Gamma E"]), 0..3),
        2000..2024_i16,
    )
        .prop_map(|(family, given, orcid, affiliation, others, year)| Draft {
            family,
            given,
            orcid,
            affiliation,
            others,
            year,
        })
}

fn mention(number: usize, draft: &Draft) -> Mention {
    let key = format!("pubmed:{number}");
    let other = |name: &&str| {
        let (last, initial) = name.split_once(' ').unwrap_or((name, ""));
        PersonName::new(last, initial, initial, "")
    };
    let own = PersonName::new(draft.family, draft.given, "", "");
    let names = std::iter::once(own).chain(draft.others.iter().map(other));
    let work = Work::new(names, ["Subject"], "An invented title", "journal", draft.year);
    let authorship = Authorship {
        work: &key,
        last: draft.family,
        fore: draft.given,
        orcid: draft.orcid,
        affiliations: vec![draft.affiliation],
        ..Authorship::default()
    };
    Mention::new(&work, &authorship)
}

fn mentions(drafts: &[Draft]) -> Vec<Mention> {
    drafts.iter().enumerate().map(|(number, draft)| mention(number, draft)).collect()
}

fn background(mentions: &[Mention]) -> Background {
    let mut background = Background::with_bits(12);
    mentions.iter().for_each(|mention| background.add(mention));
    background
}

/// Groups as sets of mention keys, with their confidence in millionths.
fn shape(mentions: &[Mention], candidates: &[Candidate]) -> BTreeSet<(BTreeSet<u64>, Option<u64>)> {
    let keys = |candidate: &Candidate| candidate.mentions.iter().map(|at| mentions[*at].key()).collect();
    candidates
        .iter()
        .map(|candidate| (keys(candidate), candidate.confidence.map(|p| (p * 1e6).round() as u64)))
        .collect()
}

fn refs(groups: &[Vec<Mention>]) -> Vec<Vec<&Mention>> {
    groups.iter().map(|group| group.iter().collect()).collect()
}

proptest! {
    #[test]
    fn every_mention_is_in_exactly_one_candidate(drafts in prop::collection::vec(draft(), 0..40)) {
        let all = mentions(&drafts);
        let candidates = group(&background(&all), &all, &Options::default());
        let mut seen: Vec<usize> = candidates.iter().flat_map(|candidate| candidate.mentions.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..all.len()).collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_mentions_does_not_matter(
        (drafts, shuffled) in prop::collection::vec(draft(), 0..40)
            .prop_flat_map(|drafts| {
                let order = Just((0..drafts.len()).collect::<Vec<_>>()).prop_shuffle();
                (Just(drafts), order)
            })
    ) {
        let all = mentions(&drafts);
        let other: Vec<Mention> = shuffled.iter().map(|at| all[*at].clone()).collect();
        let background = background(&all);
        let (one, two) = (group(&background, &all, &Options::default()), group(&background, &other, &Options::default()));
        prop_assert_eq!(shape(&all, &one), shape(&other, &two));
    }

    #[test]
    fn an_unrelated_mention_changes_nothing(drafts in prop::collection::vec(draft(), 0..30)) {
        let all = mentions(&drafts);
        let background = background(&all);
        let stranger = Draft {
            family: "Zzyzx", given: "Quentin", orcid: "", affiliation: "Institute One, North Town", others: vec!["Alpha C"], year: 2010,
        };
        let mut more = all.clone();
        more.push(mention(9_999, &stranger));
        let before = shape(&all, &group(&background, &all, &Options::default()));
        let mut after = shape(&more, &group(&background, &more, &Options::default()));
        after.retain(|(keys, _)| !keys.contains(&more[all.len()].key()));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn orcid_decides_and_names_exclude(drafts in prop::collection::vec(draft(), 0..40), largest_block in 3..50_usize) {
        let all = mentions(&drafts);
        let candidates = group(&background(&all), &all, &Options { largest_block, ..Options::default() });
        let mut homes: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (number, candidate) in candidates.iter().enumerate() {
            let orcids: BTreeSet<&str> =
                candidate.mentions.iter().map(|at| drafts[*at].orcid).filter(|orcid| !orcid.is_empty()).collect();
            prop_assert!(orcids.len() <= 1, "different ORCID iDs in one candidate: {:?}", orcids);
            orcids.iter().for_each(|orcid| { homes.entry(orcid).or_default().insert(number); });
            let free: BTreeSet<&str> = candidate.mentions.iter().filter(|at| drafts[**at].orcid.is_empty())
                .map(|at| drafts[*at].given).collect();
            prop_assert!(!(free.contains("Andrei") && (free.contains("Anna") || free.contains("Anna B"))));
        }
        if largest_block >= all.len() {
            prop_assert!(homes.values().all(|numbers| numbers.len() == 1), "an ORCID iD was split: {:?}", homes);
        }
    }

    #[test]
    fn a_rebuild_keeps_the_ids(drafts in prop::collection::vec(draft(), 1..30), more in prop::collection::vec(draft(), 0..10)) {
        let all = mentions(&drafts);
        let first = group(&background(&all), &all, &Options::default());
        let members = |all: &[Mention], found: &[Candidate]| -> Vec<Vec<Mention>> {
            found.iter().map(|candidate| candidate.mentions.iter().map(|at| all[*at].clone()).collect()).collect()
        };
        let first_members = members(&all, &first);
        let first_ids = stable::assign(&BTreeMap::new(), &refs(&first_members));
        prop_assert_eq!(first_ids.iter().collect::<BTreeSet<_>>().len(), first_ids.len());
        let earlier: BTreeMap<u64, u64> = first_members.iter().zip(&first_ids)
            .flat_map(|(group, id)| group.iter().map(move |mention| (mention.key(), *id))).collect();

        // The same grouping again keeps every id.
        prop_assert_eq!(&stable::assign(&earlier, &refs(&first_members)), &first_ids);

        // With more mentions a candidate that only grew keeps its id, unless an ORCID iD now names it.
        let mut grown = all.clone();
        grown.extend(more.iter().enumerate().map(|(number, draft)| mention(1_000 + number, draft)));
        let second = group(&background(&all), &grown, &Options::default());
        let second_members = members(&grown, &second);
        let second_ids = stable::assign(&earlier, &refs(&second_members));
        prop_assert_eq!(second_ids.iter().collect::<BTreeSet<_>>().len(), second_ids.len());
        for (group, id) in second_members.iter().zip(&second_ids) {
            let earlier_ids: BTreeSet<u64> = group.iter().filter_map(|mention| earlier.get(&mention.key()).copied()).collect();
            let anonymous = group.iter().all(|mention| mention.orcid.is_empty());
            let old = group.iter().filter(|mention| earlier.contains_key(&mention.key())).count();
            let whole = |wanted: u64| earlier.values().filter(|found| **found == wanted).count() == old;
            if let (true, [only]) = (anonymous, earlier_ids.iter().copied().collect::<Vec<_>>().as_slice())
                && whole(*only)
            {
                prop_assert_eq!(id, only);
            }
        }
    }
}

#[test]
fn the_same_orcid_joins_even_a_changed_name() {
    let draft = |family, given| Draft { family, given, orcid: ORCIDS[0], affiliation: "", others: vec![], year: 2020 };
    let all = mentions(&[draft("Exampleova", "Anna"), draft("Newname", "Anna"), draft("Exampleova", "A")]);
    let candidates = group(&background(&all), &all, &Options::default());
    assert_eq!(candidates.len(), 1);
    assert_eq!(candidates[0].reasons.with_orcid, 3);
    assert!(candidates[0].confidence.is_some_and(|confidence| confidence > 0.99));
}

#[test]
fn two_authors_of_one_work_are_two_persons() {
    let draft =
        |given| Draft { family: "Sample", given, orcid: "", affiliation: "Institute One", others: vec![], year: 2020 };
    let mut all = mentions(&[draft("Anna"), draft("Anna")]);
    all[1].work = all[0].work;
    all[1].position = 1;
    assert_eq!(group(&background(&all), &all, &Options::default()).len(), 2);
}
