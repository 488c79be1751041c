//! `cargo xtask bench evidence`: what reading, ingesting, updating and looking up records costs, beside other programs.
//!
//! Runs the benchmarks `evidence-parse` and `ingest` and puts what they found into one report, with a projection to all of
//! PubMed. Sizes are arguments; files with so many distinct records are made from the sample, about 2 KB each.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::sample;
use crate::workspace::{Workspace, run as run_command};

/// What is measured when nothing is said; 2,000,000 takes half an hour and 10 GB.
const SIZES: [u64; 2] = [50_000, 500_000];
/// Records in PubMed, of which the projection speaks.
const PUBMED: f64 = 38e6;

/// Runs the benchmark. Arguments are the sizes of the growing store.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut sizes = arguments
        .iter()
        .map(|size| {
            size.replace([',', '_'], "").parse::<u64>().with_context(|| format!("{size} is no number of records"))
        })
        .collect::<Result<Vec<_>>>()?;
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    sizes.sort_unstable();
    let folder = sample::fetch(workspace)?;
    let build = ["build", "--quiet", "--release", "--examples", "--package", "bellwether-sources"];
    run_command(workspace.cargo().args(build))?;
    let build = ["build", "--quiet", "--release", "--example", "bench_ingest", "--package", "bellwether-evidence"];
    run_command(workspace.cargo().args(build))?;

    println!("Parsing one file; each program as its users call it\n");
    let parsed = lines(workspace, "bench_evidence_parse", &["--json".into()])?;
    print_parsing(&parsed);

    let largest = sizes.last().copied().unwrap_or_default();
    let files = workspace.path(format!("data/bench/multiplied-{largest}"));
    let samples = sample::FILES.map(|(name, _)| folder.join(name));
    let made = workspace
        .command(example(workspace, "multiply"))
        .arg(largest.to_string())
        .arg(&files)
        .args(samples)
        .status()?;
    if !made.success() {
        bail!("multiplying the sample ended with {made}");
    }
    let work = workspace.path("data/bench/evidence");
    let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
    let arguments = [work.clone().into_os_string(), sizes.join(",").into(), files.into_os_string()];
    let ingested = lines(workspace, "bench_ingest", &arguments)?;
    std::fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))?;
    print_growth(&ingested, slowest_other(&parsed));
    print_updates_and_reads(&ingested);
    print_projection(&ingested);
    Ok(())
}

fn example(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.path("target/release/examples").join(name)
}

/// Runs an example to its end; each line of its answer is a measurement.
fn lines(workspace: &Workspace, name: &str, arguments: &[std::ffi::OsString]) -> Result<Vec<Value>> {
    let mut command = workspace.command(example(workspace, name));
    let mut child =
        command.args(arguments).stdout(Stdio::piped()).spawn().with_context(|| format!("starting {name}"))?;
    let mut found = Vec::new();
    for line in BufReader::new(child.stdout.take().context("it has no output")?).lines() {
        let line = line?;
        match serde_json::from_str(&line) {
            Ok(measurement) => found.push(measurement),
            Err(_) => println!("{line}"),
        }
    }
    let ended = child.wait()?;
    if !ended.success() {
        bail!("{name} ended with {ended}");
    }
    Ok(found)
}

fn number(line: &Value, name: &str) -> f64 {
    line[name].as_f64().unwrap_or(f64::NAN)
}

fn steps<'a>(lines: &'a [Value], step: &'a str) -> impl Iterator<Item = &'a Value> {
    lines.iter().filter(move |line| line["step"] == step)
}

fn print_parsing(parsed: &[Value]) {
    println!(
        "{:<22} {:<14} {:>8} {:>8} {:>11} {:>11} {:>8} {:>13}",
        "file", "program", "wall s", "CPU s", "records/s", "per CPU s", "peak MB", "ours is faster"
    );
    for line in parsed {
        let ours = parsed.iter().find(|other| other["file"] == line["file"] && other["program"] == "bellwether");
        let times = number(line, "cpu_seconds") / ours.map_or(f64::NAN, |ours| number(ours, "cpu_seconds"));
        println!(
            "{:<22} {:<14} {:>8.2} {:>8.2} {:>11.0} {:>11.0} {:>8} {:>12.1}x",
            line["file"].as_str().unwrap_or_default(),
            line["program"].as_str().unwrap_or_default(),
            number(line, "seconds"),
            number(line, "cpu_seconds"),
            number(line, "records") / number(line, "seconds"),
            number(line, "records") / number(line, "cpu_seconds"),
            number(line, "peak_mb"),
            times,
        );
    }
}

/// Records a second that pubmed_parser only parses, over all files, if it was there.
fn slowest_other(parsed: &[Value]) -> Option<f64> {
    let theirs = || parsed.iter().filter(|line| line["program"] == "pubmed_parser");
    let seconds: f64 = theirs().map(|line| number(line, "seconds")).sum();
    (seconds > 0.0).then(|| theirs().map(|line| number(line, "records")).sum::<f64>() / seconds)
}

fn print_growth(lines: &[Value], other: Option<f64>) {
    println!("\nWhole ingest (parsing, Parquet, index) into one growing store\n");
    println!(
        "{:>10} {:>10} {:>8} {:>8} {:>11} {:>10} {:>8} {:>10} {:>15}",
        "from", "to", "wall s", "CPU s", "records/s", "CPU ms/rec", "peak MB", "KiB/record", "pubmed_parser x"
    );
    for line in steps(lines, "grow") {
        let records = number(line, "records");
        let times =
            other.map_or("left out".to_owned(), |other| format!("{:.1}", number(line, "records_per_second") / other));
        println!(
            "{:>10} {:>10} {:>8.1} {:>8.1} {:>11.0} {:>10.3} {:>8.0} {:>10.2} {times:>15}",
            number(line, "from"),
            number(line, "to"),
            number(line, "seconds"),
            number(line, "cpu_seconds"),
            number(line, "records_per_second"),
            1_000.0 * number(line, "cpu_seconds") / records,
            number(line, "peak_memory_kib") / 1_024.0,
            number(line, "bytes_per_record") / 1_024.0,
        );
    }
    println!("(pubmed_parser x: records a second of the whole ingest beside those that pubmed_parser only parses)");
}

fn print_updates_and_reads(lines: &[Value]) {
    println!("\nAn update of a store, and one record by its key\n");
    println!(
        "{:>10} {:>16} {:>8} {:>8} {:>10} {:>11} {:>11} {:>11}",
        "records", "of these updated", "wall s", "CPU s", "CPU ms/rec", "read CPU ms", "read p50 ms", "read p99 ms"
    );
    for (update, read) in steps(lines, "update").zip(steps(lines, "read")) {
        println!(
            "{:>10} {:>16} {:>8.1} {:>8.1} {:>10.3} {:>11.2} {:>11.2} {:>11.2}",
            number(read, "records_in_store"),
            number(update, "records"),
            number(update, "seconds"),
            number(update, "cpu_seconds"),
            1_000.0 * number(update, "cpu_seconds") / number(update, "records"),
            number(read, "cpu_us") / 1_000.0,
            number(read, "p50_us") / 1_000.0,
            number(read, "p99_us") / 1_000.0,
        );
    }
}

/// All of PubMed at the cost of the last step, and at the cost that the last two steps would lead to.
fn print_projection(lines: &[Value]) {
    let grown: Vec<&Value> = steps(lines, "grow").collect();
    let Some(last) = grown.last() else { return };
    let cost = |line: &Value, name: &str| number(line, name) / number(line, "records");
    let (wall, cpu) = (cost(last, "seconds"), cost(last, "cpu_seconds"));
    println!("\nProjection to {} million records on this machine\n", PUBMED / 1e6);
    println!(
        "at the cost of the last step: {:.1} h ({:.1} CPU-h), {:.0} GB on the disk",
        wall * PUBMED / 3_600.0,
        cpu * PUBMED / 3_600.0,
        number(last, "bytes_per_record") * PUBMED / 1e9
    );
    if let [.., before, last] = grown.as_slice() {
        // Merging of segments is what grows: by a step for each eightfold size, up to segments of four million documents.
        let eightfold = |to: f64, from: f64| (to / from).ln() / 8_f64.ln();
        let sizes = eightfold(number(last, "to"), number(before, "to"));
        let growth = (wall - cost(before, "seconds")).max(0.0) / sizes;
        let ahead = eightfold(4e6, number(last, "to")).max(0.0);
        println!(
            "if each eightfold size costs {:.0} µs a record more, as between the last two steps, until segments have 4 million \
             documents: {:.1} h",
            growth * 1e6,
            (wall + growth * ahead) * PUBMED / 3_600.0
        );
    }
}
