//! Measures affiliation matching on a file of affiliations with gold ROR ids, and fits its weights anew.
//!
//! `cargo run --release --example bench_affiliations -- ROR.jsonl GOLD.json [--fit] [--errors]`

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use bellwether_identity::logistic;
use bellwether_identity::organisations::features::{COUNT, NAMES, WEIGHTS};
use bellwether_identity::organisations::index::Organisations;
use bellwether_identity::organisations::matching::{THRESHOLD, Weighed, choose};
use bellwether_identity::registry;
use bellwether_identity::text;

#[derive(serde::Deserialize)]
struct Gold {
    affiliation: String,
    ror_ids: Vec<String>,
}

/// Counts of one affiliation: right, found, wanted.
type Counts = (u32, u32, u32);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let [records, gold] = &arguments[..2] else { return Err("give ROR.jsonl and GOLD.json".into()) };
    let started = Instant::now();
    let organisations = Organisations::new(registry::read(BufReader::new(File::open(records)?))?);
    println!("{} organisations indexed in {:.1} s", organisations.len(), started.elapsed().as_secs_f64());
    let gold: Vec<Gold> = serde_json::from_reader(BufReader::new(File::open(gold)?))?;

    let started = Instant::now();
    let weighed: Vec<Vec<Weighed>> = gold.iter().map(|row| organisations.weigh_candidates(&row.affiliation)).collect();
    let rate = gold.len() as f64 / started.elapsed().as_secs_f64();
    println!("{rate:.0} affiliations a second on one core");

    let halves: Vec<bool> = gold.iter().map(|row| text::hash(&row.affiliation).is_multiple_of(2)).collect();
    if has("--fit") {
        for half in [true, false] {
            let weights = fit(&gold, &weighed, |at| halves[at] == half);
            report(
                &format!("fitted on the other half ({half})"),
                &counts(&gold, &weighed, &weights, |at| halves[at] != half),
            );
        }
        let weights = fit(&gold, &weighed, |_| true);
        for (name, weight) in NAMES.iter().zip(weights) {
            println!("    {weight:.3}, // {name}");
        }
        for threshold in [0.4, 0.5, 0.55, 0.6, 0.65, 0.7] {
            let counts = counts_at(&gold, &weighed, &weights, threshold, |_| true);
            report(&format!("threshold {threshold}"), &counts);
        }
    }
    for half in [true, false] {
        report(&format!("half {half}"), &counts(&gold, &weighed, &WEIGHTS, |at| halves[at] == half));
    }
    report("all", &counts(&gold, &weighed, &WEIGHTS, |_| true));
    if has("--errors") {
        errors(&organisations, &gold, &weighed);
    }
    Ok(())
}

fn fit(gold: &[Gold], weighed: &[Vec<Weighed>], wanted: impl Fn(usize) -> bool) -> [f64; COUNT] {
    let mut rows = Vec::new();
    let mut truths = Vec::new();
    for (row, candidates) in gold.iter().zip(weighed).enumerate().filter(|(at, _)| wanted(*at)).map(|(_, found)| found)
    {
        for candidate in candidates {
            rows.push(candidate.features.to_vec());
            truths.push(row.ror_ids.iter().any(|id| registry::bare_id(id) == candidate.ror));
        }
    }
    let logistic::Weights(weights) = logistic::fit(&rows, &truths, 1.0);
    weights.try_into().unwrap_or(WEIGHTS)
}

fn counts(
    gold: &[Gold],
    weighed: &[Vec<Weighed>],
    weights: &[f64; COUNT],
    wanted: impl Fn(usize) -> bool,
) -> Vec<Counts> {
    counts_at(gold, weighed, weights, THRESHOLD, wanted)
}

fn counts_at(
    gold: &[Gold],
    weighed: &[Vec<Weighed>],
    weights: &[f64; COUNT],
    threshold: f64,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Counts> {
    let rows = gold.iter().zip(weighed).enumerate().filter(|(at, _)| wanted(*at));
    rows.map(|(_, (row, candidates))| {
        let found = choose(candidates.clone(), weights, threshold);
        let right = found.iter().filter(|one| row.ror_ids.iter().any(|id| registry::bare_id(id) == one.ror)).count();
        (right as u32, found.len() as u32, row.ror_ids.len() as u32)
    })
    .collect()
}

/// Micro precision and recall over pairs of affiliation and id, with 95 % bootstrap intervals over affiliations.
fn report(title: &str, counts: &[Counts]) {
    let measure = |rows: &mut dyn Iterator<Item = Counts>| {
        let sum = rows.fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
        (f64::from(sum.0) / f64::from(sum.1.max(1)), f64::from(sum.0) / f64::from(sum.2.max(1)))
    };
    let (precision, recall) = measure(&mut counts.iter().copied());
    let mut precisions = Vec::new();
    let mut recalls = Vec::new();
    for round in 0..500_u64 {
        let draw = |at: usize| counts[(text::mix(round << 32 | at as u64) % counts.len() as u64) as usize];
        let (p, r) = measure(&mut (0..counts.len()).map(draw));
        precisions.push(p);
        recalls.push(r);
    }
    precisions.sort_by(f64::total_cmp);
    recalls.sort_by(f64::total_cmp);
    println!(
        "{title}: precision {precision:.3} [{:.3}, {:.3}], recall {recall:.3} [{:.3}, {:.3}], {} affiliations",
        precisions[12],
        precisions[487],
        recalls[12],
        recalls[487],
        counts.len()
    );
}

fn errors(organisations: &Organisations, gold: &[Gold], weighed: &[Vec<Weighed>]) {
    let name = |ror: &str| {
        organisations
            .get(ror)
            .map_or("(not in the registry file)".to_owned(), |o| format!("{} / {}", o.name, o.places[0].city))
    };
    let mut kinds: HashMap<&str, u32> = HashMap::new();
    for (row, candidates) in gold.iter().zip(weighed) {
        let wanted: Vec<String> = row.ror_ids.iter().map(|id| registry::bare_id(id)).collect();
        let found = choose(candidates.clone(), &WEIGHTS, THRESHOLD);
        let wrong: Vec<_> = found.iter().filter(|one| !wanted.contains(&one.ror)).collect();
        let missed: Vec<_> = wanted
            .iter()
            .filter(|id| organisations.get(id).is_some() && !found.iter().any(|one| one.ror == **id))
            .collect();
        if wrong.is_empty() && missed.is_empty() {
            continue;
        }
        println!("\n{}", row.affiliation);
        for id in &wanted {
            println!("   gold   {}", name(id));
        }
        for one in wrong {
            *kinds.entry("wrong").or_default() += 1;
            println!("   WRONG  {} p={:.2} {:?}", name(&one.ror), one.confidence, one.reason);
        }
        for id in missed {
            let seen = candidates.iter().any(|candidate| candidate.ror == **id);
            *kinds.entry(if seen { "missed, seen" } else { "missed, unseen" }).or_default() += 1;
            println!("   MISSED {} {}", name(id), if seen { "(seen)" } else { "(unseen)" });
        }
    }
    println!("{kinds:?}");
}
