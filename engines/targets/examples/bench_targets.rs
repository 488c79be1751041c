//! Years from PMIDs on the sample: learnt from one half of the references that print a year, judged on the other.
//!
//! `cargo xtask bench targets [FILE]`: a PubMed file; the sample is made by `cargo xtask sample`. Baseline: the straight line through all known papers.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::record::{Change, Reference};
use bellwether_targets::years::{Years, printed};

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    let file = std::env::args().nth(1).map_or_else(|| folder.join("pubmed21n1298.xml.gz"), PathBuf::from);
    if !file.exists() {
        bail!("{} is not there; `cargo xtask sample` fetches it", file.display());
    }
    let (_, known) = read(&file)?;
    let (learnt, judged): (Vec<_>, Vec<_>) = known.iter().partition(|(pmid, _)| is_learnt(*pmid));
    let start = Instant::now();
    let years = Years::learn(learnt.iter().copied());
    println!(
        "{} references with PMID and year; learnt from {} in {:.3} s",
        known.len(),
        learnt.len(),
        start.elapsed().as_secs_f64()
    );
    print("references of the other half", &years, judged.iter().copied());
    for decade in (1970..2030).step_by(10) {
        let of_decade = judged.iter().copied().filter(|(_, year)| (decade..decade + 10).contains(year));
        print(&format!("  of {decade}-{}", decade + 9), &years, of_decade);
    }
    let line = line_through(&learnt);
    let exact = judged.iter().filter(|(pmid, year)| line(*pmid) == *year).count() as f64 / judged.len() as f64;
    println!("baseline, a straight line: {:.1} % exact", 100.0 * exact);
    let earlier = folder.join("pubmed20n0014.xml.gz");
    if earlier.exists() {
        let (records, _) = read(&earlier)?;
        print("records of pubmed20n0014, learnt from the references alone", &years, records.into_iter());
    }
    let (records, _) = read(&file)?;
    print("records of the file itself", &years, records.into_iter());
    Ok(())
}

/// By a hash of the PMID, so that no PMID is on both sides.
fn is_learnt(pmid: u32) -> bool {
    (u64::from(pmid).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).is_multiple_of(2)
}

fn print(what: &str, years: &Years, papers: impl Iterator<Item = (u32, i32)>) {
    match years.judge(papers) {
        Some(made) => println!(
            "{what}: {} papers, {:.1} % exact, {:.1} % within a year, off by {:.2} years on average",
            made.papers,
            100.0 * made.exact,
            100.0 * made.near,
            made.error
        ),
        None => println!("{what}: none has an estimate"),
    }
}

/// PMIDs with their years.
type Known = Vec<(u32, i32)>;

/// PMID and year of the records of a file, and of the references they cite.
fn read(file: &Path) -> Result<(Known, Known)> {
    let (mut records, mut references) = (Vec::new(), Vec::new());
    let open = File::open(file).with_context(|| format!("opening {}", file.display()))?;
    for block in Blocks::new(Format::PubMedXml, gzip::reader(open)) {
        for change in parse_block(&block?)? {
            let Change::Upsert(record) = change else { continue };
            if let (Ok(pmid), Some(date)) = (record.key.id.parse(), &record.date) {
                records.push((pmid, i32::from(date.year)));
            }
            references.extend(record.references.iter().filter_map(of_reference));
        }
    }
    references.sort_unstable();
    references.dedup();
    Ok((records, references))
}

/// The PMID, and the year that the citation prints.
fn of_reference(reference: &Reference) -> Option<(u32, i32)> {
    let pmid = reference.identifiers.iter().find(|identifier| identifier.scheme == "pubmed")?.value.parse().ok()?;
    let year = printed(&reference.citation, 2021)?;
    Some((pmid, year))
}

fn line_through(known: &[(u32, i32)]) -> impl Fn(u32) -> i32 {
    let count = known.len() as f64;
    let (x, y) = known.iter().fold((0.0, 0.0), |(x, y), (pmid, year)| (x + f64::from(*pmid), y + f64::from(*year)));
    let (x, y) = (x / count, y / count);
    let (product, square) = known.iter().fold((0.0, 0.0), |(product, square), (pmid, year)| {
        let off = f64::from(*pmid) - x;
        (product + off * (f64::from(*year) - y), square + off * off)
    });
    move |pmid| (y + product / square * (f64::from(pmid) - x)).round() as i32
}
