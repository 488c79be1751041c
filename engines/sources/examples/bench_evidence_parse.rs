//! Parsing of PubMed files: ours beside pubmed_parser and, where installed, Entrez Direct's xtract; growth to 2 million records.
//!
//! `cargo xtask bench evidence-parse [--quick]`; `--quick` leaves out the growth, which writes 4 GB to `data/bench`. With
//! `--json` it says the same, without the growth, for the benchmark `evidence`.
//!
//! Every program reads the same file from the disk in the same run, one after the other. CPU time is of the whole
//! process with its children; memory is the peak of the process.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const FILES: [(&str, f64); 2] = [("pubmed20n0014.xml.gz", 30_000.0), ("pubmed21n1298.xml.gz", 20_788.0)];
const SIZES: [u64; 3] = [50_000, 500_000, 2_000_000];
/// Rounds of ours on each file, of which the median counts; the others run once, for long enough.
const ROUNDS: usize = 5;

/// Reads all records with all fields that pubmed_parser has, as its users do.
const PUBMED_PARSER: &str = "import sys, pubmed_parser
count = sum(1 for _ in pubmed_parser.parse_medline_xml(sys.argv[1], year_info_only=False, author_list=True, reference_list=True))
print(count)";

/// About the fields of a `Record`; xtract looks each of them up in its tree. Without `-mixed` it complains of inline markup.
const XTRACT: &str = "gunzip -c \"$1\" | xtract -mixed -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle AbstractText \
    LastName ForeName Affiliation DescriptorName Keyword NameOfSubstance ArticleId Year Language Citation | wc -l";

type Failure = Box<dyn Error>;

/// What one run cost.
struct Cost {
    wall: Duration,
    cpu: Duration,
    peak_mb: u64,
    output: String,
}

fn main() -> Result<(), Failure> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let sample = std::env::var_os("BELLWETHER_SAMPLE").map_or_else(|| workspace.join("data/sample"), PathBuf::from);
    let asked = |name: &str| std::env::args().any(|argument| argument == name);
    let (quick, json) = (asked("--quick"), asked("--json"));
    build_examples(&workspace)?;
    if !json {
        println!(
            "{:<22} {:<14} {:>8} {:>8} {:>11} {:>11} {:>8} {:>7}",
            "file", "program", "wall s", "CPU s", "records/s", "per CPU s", "peak MB", "ratio"
        );
    }
    for (name, records) in FILES {
        let path = sample.join(name);
        if !path.exists() {
            return Err(format!("{} is missing; `cargo xtask sample` fetches it", path.display()).into());
        }
        let rows = beside_others(&workspace, &path)?;
        if json { print_json(name, records, &rows) } else { print_rows(name, records, &rows) }
    }
    if !quick && !json {
        growth(&workspace, &sample)?;
    }
    Ok(())
}

/// The programs that this one calls lie beside it.
fn build_examples(workspace: &Path) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--quiet", "--release", "--package", "bellwether-sources", "--examples"];
    let status = Command::new(cargo).current_dir(workspace).args(arguments).status()?;
    if status.success() { Ok(()) } else { Err("building the examples failed".into()) }
}

fn example(name: &str) -> Result<Command, Failure> {
    Ok(Command::new(std::env::current_exe()?.with_file_name(name)))
}

type Rows = Vec<(&'static str, Cost)>;

fn beside_others(workspace: &Path, file: &Path) -> Result<Rows, Failure> {
    let mut rows = Vec::new();
    let mut ours = (0..ROUNDS).map(|_| run(example("parse_pubmed")?.arg(file))).collect::<Result<Vec<_>, _>>()?;
    ours.sort_by_key(|cost| cost.wall);
    rows.push(("bellwether", ours.swap_remove(ROUNDS / 2)));
    let python = workspace.join("data/venv/bin/python");
    if python.exists() {
        rows.push(("pubmed_parser", run(Command::new(python).args(["-c", PUBMED_PARSER]).arg(file))?));
    } else {
        println!("pubmed_parser is left out: data/venv is missing; `cargo xtask test` makes it");
    }
    if run(Command::new("xtract").arg("-version")).is_ok() {
        rows.push(("xtract", run(Command::new("sh").args(["-c", XTRACT, "sh"]).arg(file))?));
    } else {
        println!("xtract is left out: it is not installed (Debian: ncbi-entrez-direct)");
    }
    Ok(rows)
}

fn print_json(name: &str, records: f64, rows: &Rows) {
    for (program, cost) in rows {
        let (seconds, cpu) = (cost.wall.as_secs_f64(), cost.cpu.as_secs_f64());
        println!(
            "{{\"step\":\"parse\",\"file\":\"{name}\",\"program\":\"{program}\",\"records\":{records},\"seconds\":{seconds},\
             \"cpu_seconds\":{cpu},\"peak_mb\":{}}}",
            cost.peak_mb
        );
    }
}

fn print_rows(name: &str, records: f64, rows: &Rows) {
    let base = rows.iter().find(|(program, _)| *program == "pubmed_parser").map(|(_, cost)| cost.wall);
    for (program, cost) in rows {
        let wall = cost.wall.as_secs_f64();
        let cpu = cost.cpu.as_secs_f64();
        let ratio = base.map_or(f64::NAN, |base| base.as_secs_f64() / wall);
        let (per_second, per_cpu) = (records / wall, records / cpu);
        println!(
            "{name:<22} {program:<14} {wall:>8.2} {cpu:>8.2} {per_second:>11.0} {per_cpu:>11.0} {:>8} {ratio:>7.1}",
            cost.peak_mb
        );
    }
}

/// Ours on the multiplied sample, file after file as an ingest reads them.
fn growth(workspace: &Path, sample: &Path) -> Result<(), Failure> {
    println!(
        "\n{:<10} {:>8} {:>8} {:>11} {:>11} {:>8}",
        "records", "wall s", "CPU s", "records/s", "per CPU s", "peak MB"
    );
    for size in SIZES {
        let folder = workspace.join(format!("data/bench/multiplied-{size}"));
        let files = FILES.map(|(name, _)| sample.join(name));
        run(example("multiply")?.arg(size.to_string()).arg(&folder).args(files))?;
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "gz"));
        files.sort();
        let cost = run(example("parse_pubmed")?.args(&files))?;
        let parsed: u64 =
            cost.output.lines().skip(1).filter_map(|line| line.split('\t').nth(1)?.parse::<u64>().ok()).sum();
        if parsed != size {
            return Err(format!("{parsed} records were parsed of {size}").into());
        }
        let (wall, cpu) = (cost.wall.as_secs_f64(), cost.cpu.as_secs_f64());
        let (per_second, per_cpu) = (size as f64 / wall, size as f64 / cpu);
        println!("{size:<10} {wall:>8.2} {cpu:>8.2} {per_second:>11.0} {per_cpu:>11.0} {:>8}", cost.peak_mb);
    }
    Ok(())
}

/// Runs a program to its end.
fn run(command: &mut Command) -> Result<Cost, Failure> {
    let before = children_cpu();
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
    let id = child.id();
    let mut stdout = child.stdout.take().ok_or("no output")?;
    let reader = thread::spawn(move || std::io::read_to_string(&mut stdout));
    let mut peak_mb = 0;
    let status = loop {
        peak_mb = peak_mb.max(family_peak_mb(id));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let wall = start.elapsed();
    let output = reader.join().map_err(|_| "reading the output failed")??;
    if !status.success() {
        return Err(format!("{command:?} ended with {status}").into());
    }
    Ok(Cost { wall, cpu: children_cpu() - before, peak_mb, output })
}

/// CPU time of all children that have ended, from the 16th and 17th field of `/proc/self/stat`, in hundredths of seconds.
fn children_cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The largest peak of a process and its children, in megabytes.
fn family_peak_mb(id: u32) -> u64 {
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let of_children = children.split_whitespace().filter_map(|child| child.parse().ok()).map(family_peak_mb);
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let own =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
    of_children.max().unwrap_or_default().max(own.unwrap_or_default() / 1024)
}
