//! Hindcast of growth on papers per human gene and year: the combination of indicators beside simple rules.
//!
//! `cargo xtask bench hindcast [FILE]`: a table of genes by years with a last row TOTAL. Fits on years up to each cut-off, judges
//! the three years after it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use bellwether_indicators::estimate::Interval;
use bellwether_indicators::hindcast::{Measure, Options, Question, run};

fn main() -> Result<()> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/series/gene_year_counts_dev.tsv");
    let file = std::env::args().nth(1).map_or(shared, PathBuf::from);
    if !file.exists() {
        bail!("{} is not there; give the table as argument", file.display());
    }
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let mut lines = text.lines();
    let years: Vec<i32> =
        lines.next().context("the file is empty")?.split('\t').skip(2).map(str::parse).collect::<Result<_, _>>()?;
    let mut genes: Vec<Vec<f64>> = lines
        .map(|line| line.split('\t').skip(2).map(str::parse).collect::<Result<_, _>>())
        .collect::<Result<_, _>>()?;
    let totals = genes.pop().context("the file has no rows")?;
    for measure in [Measure::Share, Measure::Count] {
        println!(
            "\n{} genes; does the {measure:?} grow at least 8 % a year over three years? [95 % intervals]",
            genes.len()
        );
        let question = Question { measure, ..Question::default() };
        for (cutoff, year) in years.iter().enumerate().skip(8).step_by(2) {
            let start = Instant::now();
            let Ok(report) = run(&genes, &totals, cutoff, question, Options::default()) else { continue };
            println!(
                "{year}: {} of {} genes grew, learnt from {} examples, {:.2} s; AUROC above the best simple rule: {:+.3} {}",
                report.grew,
                report.topics,
                report.examples,
                start.elapsed().as_secs_f64(),
                report.advantage.0,
                shown(report.advantage.1)
            );
            for judged in &report.judged {
                println!(
                    "  {:<12} AUROC {:.3} {}  precision@50 {:.2} {}  threat {:5.1} {}",
                    format!("{:?}", judged.rule),
                    judged.auroc.0,
                    shown(judged.auroc.1),
                    judged.precision_at_50.0,
                    shown(judged.precision_at_50.1),
                    judged.threat.0,
                    shown(judged.threat.1)
                );
            }
            let heaviest: Vec<String> =
                report.weights.iter().take(5).map(|(name, weight)| format!("{name} {weight:+.2}")).collect();
            println!("  heaviest: {}", heaviest.join(", "));
        }
    }
    Ok(())
}

fn shown(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |interval| format!("[{:.3}, {:.3}]", interval.low, interval.high))
}
