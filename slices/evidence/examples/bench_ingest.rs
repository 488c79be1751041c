//! Measures the whole ingest: rate, memory, growth, the cost of a daily update, and the reading of single records.
//!
//! `cargo run --release -p bellwether-evidence --example bench_ingest -- WORK_DIR SIZES FILE_OR_FOLDER…`
//!
//! The store in `WORK_DIR/store` grows from file to file until it has each of `SIZES` (`50000,500000`) records. At each size it
//! is given an update of 30,000 records that it has (a copy of the first file with one byte added), in a copy of the store.
//! Each step is a process of its own, so that its peak memory (`VmHWM`, which counts mapped files too) is its own. One JSON object per line.

use std::error::Error;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use bellwether_evidence::api::{Evidence, FileReport, IngestOptions, Outcome, Unwatched};
use bellwether_evidence::ingest::inputs::inputs;
use bellwether_kernel::ctx::Ctx;
use serde_json::{Value, json};

/// As in the program, so that what is measured is what people get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let paths = |from: usize| arguments.iter().skip(from).map(PathBuf::from).collect::<Vec<_>>();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["step", store, _, ..] => print_line(&step(Path::new(store), &paths(2))?),
        ["read", store, count] => print_line(&read(Path::new(store), count.parse()?)?),
        [work, sizes, _, ..] => {
            let sizes = sizes.split(',').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
            grow(Path::new(work), &sizes, &paths(2))
        }
        _ => Err("usage: bench_ingest WORK_DIR SIZES FILE_OR_FOLDER…".into()),
    }
}

/// Grows a store through all sizes.
fn grow(work: &Path, sizes: &[u64], sources: &[PathBuf]) -> Result<(), Failure> {
    let store = work.join("store");
    fs::create_dir_all(work)?;
    if store.exists() {
        fs::remove_dir_all(&store)?;
    }
    let files: Vec<PathBuf> = inputs(sources).into_iter().map(|input| input.path).collect();
    let update = work.join("update.xml.gz");
    revise(files.first().ok_or("there are no source files")?, &update)?;
    let (mut have, mut next) = (0, 0);
    for &size in sizes {
        let (mut records, mut seconds, mut cpu, mut peak, from) = (0, 0.0, 0.0, 0, have);
        while have < size && next < files.len() {
            // As many files as are needed if each has the 30,000 records of a baseline file, mostly all in one process.
            let step = files.len().min(next + usize::try_from((size - have).div_ceil(30_000))?);
            let measured = run("step", &store, &files[next..step])?;
            records += number(&measured, "records");
            seconds += measured["seconds"].as_f64().unwrap_or_default();
            cpu += measured["cpu_seconds"].as_f64().unwrap_or_default();
            peak = peak.max(number(&measured, "peak_memory_kib"));
            have = number(&measured, "records_in_store");
            next = step;
        }
        let rate = records as f64 / seconds;
        print_line(&json!({
            "step": "grow", "from": from, "to": have, "records": records, "seconds": seconds, "cpu_seconds": cpu,
            "records_per_second": rate,
            "peak_memory_kib": peak, "bytes_per_record": length(&store)? / have.max(1),
        }))?;
        let copy = work.join("updated");
        copy_store(&store, &copy)?;
        let mut updated = run("step", &copy, std::slice::from_ref(&update))?;
        updated["step"] = json!("update");
        print_line(&updated)?;
        fs::remove_dir_all(&copy)?;
        print_line(&run("read", &store, &[PathBuf::from("500")])?)?;
    }
    Ok(())
}

/// One ingest in this process.
fn step(store: &Path, sources: &[PathBuf]) -> Result<Value, Failure> {
    let evidence = Evidence::open(store)?;
    let before = evidence.snapshot().count();
    let started = Instant::now();
    let report = evidence.ingest(&Ctx::system(), sources, &IngestOptions::default(), &Unwatched)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut records = 0;
    for file in &report.files {
        match file {
            FileReport::Read(file) => match &file.outcome {
                Outcome::Ingested(counts) => records += counts.records,
                Outcome::Refused { reason } => return Err(format!("{}: {reason}", file.name).into()),
            },
            FileReport::Known { name, .. } => return Err(format!("{name} was ingested before").into()),
            FileReport::Unreadable { name, reason } => return Err(format!("{name}: {reason}").into()),
        }
    }
    let snapshot = evidence.snapshot();
    Ok(json!({
        "step": "ingest", "records": records, "seconds": seconds, "records_per_second": records as f64 / seconds,
        "records_before": before, "records_in_store": snapshot.count(), "segments": snapshot.searcher().segment_readers().len(),
        "cpu_seconds": cpu_seconds()?, "peak_memory_kib": peak_memory_kib()?,
    }))
}

/// Reads records all over the store by their keys, in an order that no cache foresees.
fn read(store: &Path, count: usize) -> Result<Value, Failure> {
    let evidence = Evidence::open(store)?;
    let snapshot = evidence.snapshot();
    let mut keys = Vec::new();
    let every = (snapshot.count() as usize / count).max(1);
    let mut seen = 0;
    snapshot.for_each_record(&mut |record| {
        if seen % every == 0 {
            keys.push(record.key);
        }
        seen += 1;
        std::ops::ControlFlow::Continue(())
    })?;
    let (mut micros, cpu) = (Vec::with_capacity(keys.len()), cpu_seconds()?);
    for at in 0..keys.len() {
        // 7,919 is prime, so every key comes once.
        let key = &keys[at * 7_919 % keys.len()];
        let started = Instant::now();
        snapshot.record(key)?.ok_or("a record that was just read is gone")?;
        micros.push(started.elapsed().as_micros());
    }
    micros.sort_unstable();
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
    let cpu_us = 1e6 * (cpu_seconds()? - cpu) / micros.len() as f64;
    Ok(json!({
        "step": "read", "records_in_store": snapshot.count(), "reads": micros.len(), "cpu_us": cpu_us,
        "p50_us": at(0.5), "p99_us": at(0.99),
    }))
}

/// A copy of a gzip file with another SHA-256 and the same records: a second, empty gzip member follows.
fn revise(from: &Path, to: &Path) -> Result<(), Failure> {
    const EMPTY_MEMBER: [u8; 20] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let mut bytes = fs::read(from)?;
    bytes.extend_from_slice(&EMPTY_MEMBER);
    Ok(fs::write(to, bytes)?)
}

fn run(what: &str, store: &Path, arguments: &[PathBuf]) -> Result<Value, Failure> {
    let output = Command::new(std::env::current_exe()?).arg(what).arg(store).args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn number(value: &Value, name: &str) -> u64 {
    value[name].as_u64().unwrap_or_default()
}

fn print_line(value: &Value) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
}

/// Links files that never change, copies the rest; the measured update works on the copy.
fn copy_store(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, copy) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        let whole = path.extension().is_some_and(|ending| matches!(ending.to_str(), Some("json" | "lock")));
        if path.is_dir() {
            copy_store(&path, &copy)?;
        } else if whole || path.file_name().is_some_and(|name| name == ".in-use" || name == "CURRENT") {
            fs::copy(&path, &copy)?;
        } else {
            fs::hard_link(&path, &copy)?;
        }
    }
    Ok(())
}

fn length(folder: &Path) -> Result<u64, Failure> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.path().is_dir() { length(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

fn peak_memory_kib() -> Result<u64, Failure> {
    let mut status = String::new();
    File::open("/proc/self/status")?.read_to_string(&mut status)?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}

/// User and system time of this process; the kernel counts in hundredths.
fn cpu_seconds() -> Result<f64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = fields.get(11).ok_or("no utime")?.parse::<u64>()? + fields.get(12).ok_or("no stime")?.parse::<u64>()?;
    Ok(ticks as f64 / 100.0)
}
