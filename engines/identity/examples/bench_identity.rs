//! Grouping of authors: quality on authorships whose hidden ORCID iDs are known, calibration, speed at three sizes.
//!
//! `cargo run --release -p bellwether-identity --example bench_identity -- [PUBMED.xml.gz] [--fit]`; without a file
//! the second sample file is read (`data/sample`).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bellwether_identity::logistic::{self, probability};
use bellwether_identity::persons::background::Background;
use bellwether_identity::persons::evaluate::{Quality, b_cubed, pairwise};
use bellwether_identity::persons::group::{Candidate, Options, group};
use bellwether_identity::persons::mention::{Authorship, Mention, Work};
use bellwether_identity::persons::name::PersonName;
use bellwether_identity::persons::pair::{self, Prepared};
use bellwether_identity::text;
use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::record::{Change, Record};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.iter().find(|argument| !argument.starts_with("--")).map_or_else(sample, PathBuf::from);
    let mentions = mentions(&file)?;
    let labelled = mentions.iter().filter(|mention| !mention.orcid.is_empty()).count();
    println!("{}: {} authorships, {labelled} with ORCID iD", file.display(), mentions.len());
    if arguments.iter().any(|argument| argument == "--fit") {
        fit(&mentions);
        return Ok(());
    }
    quality(&mentions);
    growth(&mentions);
    Ok(())
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample/pubmed21n1298.xml.gz")
}

fn mentions(file: &Path) -> Result<Vec<Mention>, Box<dyn Error>> {
    let mut mentions = Vec::new();
    for block in Blocks::new(Format::PubMedXml, gzip::reader(File::open(file)?)) {
        for change in parse_block(&block?)? {
            if let Change::Upsert(record) = change {
                mentions.extend(of_record(&record));
            }
        }
    }
    Ok(mentions)
}

fn of_record(record: &Record) -> Vec<Mention> {
    let persons = || record.authors.iter().filter(|author| author.collective.is_empty());
    let subjects = record.headings.iter().map(|heading| heading.name.as_str());
    let subjects = subjects.chain(record.keywords.iter().map(|keyword| keyword.text.as_str()));
    let names = persons().map(|a| PersonName::new(&a.last_name, &a.fore_name, &a.initials, &a.suffix));
    let year = record.date.as_ref().map_or(0, |date| date.year);
    let work = Work::new(names, subjects, &record.title, &record.venue.nlm_id, year);
    let key = record.key.to_string();
    let mention = |(position, author): (u32, &bellwether_sources::record::Author)| {
        let name = [&author.last_name, &author.fore_name, &author.initials, &author.suffix].map(String::as_str);
        let affiliations = author.affiliations.iter().map(|affiliation| affiliation.text.as_str());
        Mention::new(&work, &Authorship::printed(&key, position, name, &author.orcid, affiliations))
    };
    (0..).zip(persons()).map(mention).collect()
}

fn background(mentions: &[Mention]) -> Background {
    let mut background = Background::default();
    mentions.iter().for_each(|mention| background.add(mention));
    background
}

fn is_training(mention: &Mention) -> bool {
    text::hash(&mention.orcid).is_multiple_of(2)
}

/// Fits the weights of a pair on half of the ORCID iDs and prints them with their quality on the other half.
fn fit(mentions: &[Mention]) {
    let background = background(mentions);
    let mut blocks: BTreeMap<u64, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| !mention.orcid.is_empty()) {
        blocks.entry(mention.name.block()).or_default().push(mention);
    }
    let mut rows = [Vec::new(), Vec::new()];
    let mut truths = [Vec::new(), Vec::new()];
    for block in blocks.values() {
        for (at, one) in block.iter().enumerate() {
            for two in &block[at + 1..] {
                let hidden = [one, two].map(|mention| Mention { orcid: String::new(), ..(**mention).clone() });
                let half = usize::from(is_training(one));
                let [first, second] = [&hidden[0], &hidden[1]].map(|mention| Prepared::new(&background, mention));
                if is_training(one) != is_training(two) || pair::bond(&first, &second) != pair::Bond::Free {
                    continue;
                }
                rows[half].push(pair::features(&first, &second).to_vec());
                truths[half].push(one.orcid == two.orcid);
            }
        }
    }
    for half in [1, 0] {
        let yes = truths[half].iter().filter(|truth| **truth).count();
        println!("pairs: {}, of one person: {yes}", truths[half].len());
    }
    let logistic::Weights(weights) = logistic::fit(&rows[1], &truths[1], 2.0);
    for (name, weight) in pair::NAMES.iter().zip(&weights) {
        println!("    {weight:.3}, // {name}");
    }
    let guess = |row: &Vec<f64>| logistic::dot(&weights, row) > 0.0;
    let right = rows[0].iter().zip(&truths[0]).filter(|(row, truth)| guess(row) == **truth).count();
    println!("accuracy on pairs of the other half: {:.4}", right as f64 / rows[0].len() as f64);
}

fn hide(mentions: &[Mention]) -> Vec<Mention> {
    mentions.iter().map(|mention| Mention { orcid: String::new(), ..mention.clone() }).collect()
}

fn quality(mentions: &[Mention]) {
    let hidden = hide(mentions);
    let background = background(&hidden);
    for threshold in [-1.0, 0.0, 1.0] {
        let candidates = group(&background, &hidden, &Options { threshold, ..Options::default() });
        println!("threshold {threshold}: {} candidates", candidates.len());
        report(mentions, &candidates, "all ORCID iDs", |_| true);
        report(mentions, &candidates, "half not used for fitting", |mention| !is_training(mention));
        if threshold == Options::default().threshold {
            calibration(mentions, &candidates);
        }
    }
    let naive: Vec<u64> = mentions.iter().map(|mention| mention.name.full_key()).collect();
    judge(mentions, &naive, "baseline: equal full names", |_| true);
    let naive: Vec<u64> = mentions.iter().map(|mention| mention.name.short_key()).collect();
    judge(mentions, &naive, "baseline: family name and first initial", |_| true);
}

fn report(mentions: &[Mention], candidates: &[Candidate], title: &str, wanted: impl Fn(&Mention) -> bool) {
    let mut found = vec![0; mentions.len()];
    for (number, candidate) in (0..).zip(candidates) {
        candidate.mentions.iter().for_each(|at| found[*at] = number);
    }
    judge(mentions, &found, title, wanted);
}

fn judge(mentions: &[Mention], found: &[u64], title: &str, wanted: impl Fn(&Mention) -> bool) {
    let judged = mentions.iter().zip(found).filter(|(mention, _)| !mention.orcid.is_empty() && wanted(mention));
    let (found, truth): (Vec<u64>, Vec<u64>) = judged.map(|(m, group)| (*group, text::hash(&m.orcid))).unzip();
    let show = |q: Quality| format!("precision {:.4} recall {:.4} F1 {:.4}", q.precision, q.recall, q.f1());
    println!(
        "  {title} ({} authorships): pairwise {}; B-cubed {}",
        found.len(),
        show(pairwise(&found, &truth)),
        show(b_cubed(&found, &truth))
    );
}

/// Stated confidence of candidates against the share of their labelled pairs that are one person.
fn calibration(mentions: &[Mention], candidates: &[Candidate]) {
    let mut bins: BTreeMap<u32, (f64, u32, u32)> = BTreeMap::new();
    for candidate in candidates {
        let Some(confidence) = candidate.confidence else { continue };
        let labelled: Vec<&str> = candidate
            .mentions
            .iter()
            .map(|at| mentions[*at].orcid.as_str())
            .filter(|orcid| !orcid.is_empty())
            .collect();
        for (at, one) in labelled.iter().enumerate() {
            for two in &labelled[at + 1..] {
                let edge = [0.6, 0.7, 0.8, 0.9, 0.95, 0.99].iter().filter(|edge| confidence >= **edge).count();
                let bin = bins.entry(edge as u32).or_default();
                *bin = (bin.0 + confidence, bin.1 + u32::from(one == two), bin.2 + 1);
            }
        }
    }
    println!("  calibration: stated confidence, observed share, labelled pairs");
    for (sum, right, pairs) in bins.values() {
        let pairs = f64::from(*pairs);
        println!("    {:.3} {:.3} {pairs}", sum / pairs, f64::from(*right) / pairs);
    }
}

/// Time at one, two and four times the sample: copies have other names (the same letters, shifted) and other works.
fn growth(mentions: &[Mention]) {
    for copies in [1_u64, 2, 4] {
        let all: Vec<Mention> = (0..copies).flat_map(|copy| mentions.iter().map(move |m| shifted(m, copy))).collect();
        let started = Instant::now();
        let background = background(&all);
        let candidates = group(&background, &all, &Options::default());
        println!(
            "{} authorships of about {} records: {} candidates in {:.1} s",
            all.len(),
            copies * 20_788,
            candidates.len(),
            started.elapsed().as_secs_f64()
        );
    }
    let certain = probability(7.0);
    println!("(a must-link counts as {certain:.4})");
}

/// Half of the copies' authors keep their names, so that blocks grow as they do in a larger corpus.
fn shifted(mention: &Mention, copy: u64) -> Mention {
    let mut copied = mention.clone();
    copied.work = text::mix(mention.work.wrapping_add(copy));
    copied.orcid.clear();
    if mention.name.block().is_multiple_of(2) {
        for part in &mut copied.name.family {
            *part = part.bytes().map(|byte| char::from(b'a' + (byte.wrapping_add(copy as u8)) % 26)).collect();
        }
    }
    copied
}
