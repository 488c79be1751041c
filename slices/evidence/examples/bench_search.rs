//! Search under load: eight people at once over 50,000 to 2,000,000 records, with facets and snippets.
//!
//! Arguments: sizes (`50000 500000 2000000` without any; `--quick` is 50,000 alone) and `--queries N`. Stores are built
//! once in `data/bench` from the multiplied sample, and kept. MeSH is used where it is there.
//!
//! Queries are drawn from the records with a fixed seed, evenly from ten classes, and asked in mixed order by 8 threads, each
//! asking again as soon as it is answered. A warm-up round of other queries, as many as half the measured ones, comes
//! first. What is measured is what the search page asks for, up to its HTML: hits with snippets, total, facets, and a better
//! spelling where little is found. CPU time per query is measured afterwards, class by class, by one thread alone.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use bellwether_evidence::api::{
    Engine, Evidence, FileReport, IngestOptions, Outcome, SearchRequest, Snapshot, Sort, Unwatched, parse_query,
};
use bellwether_evidence::index::analyzer::English;
use bellwether_evidence::search::engine::shown;
use bellwether_evidence::search::request::Notice;
use bellwether_evidence::search::suggest::suggest;
use bellwether_evidence::search::terms::whole_words;
use bellwether_kernel::ctx::Ctx;
use bellwether_sources::record::Record;
use bellwether_vocabulary::Vocabulary;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tantivy::DocAddress;

const SIZES: [u64; 3] = [50_000, 500_000, 2_000_000];
const CLIENTS: usize = 8;
const QUERIES: usize = 2_000;
/// Queries of each class that are asked alone to measure their CPU time.
const ALONE: usize = 60;
const SEED: u64 = 26;
/// The page looks for a better spelling below so many hits.
const FEW_HITS: u64 = 3;
/// Milliseconds within which 99 of 100 queries should be answered, by number of records.
const TARGETS: [(u64, f64); 2] = [(50_000, 20.0), (2_000_000, 60.0)];

const CLASSES: [Class; 10] = [
    Class { name: "one word", draw: |draw| draw.words(1).pop() },
    Class { name: "three words", draw: |draw| Some(draw.words(3).join(" ")) },
    Class { name: "a whole title", draw: |draw| Some(draw.words(12).join(" ")) },
    Class { name: "phrase", draw: |draw| draw.phrase() },
    Class { name: "heading, exploded", draw: |draw| Some(format!("mesh:\"{}\"", draw.heading()?)) },
    Class { name: "boolean", draw: |draw| draw.boolean() },
    Class { name: "fields and years", draw: |draw| draw.fields() },
    Class { name: "prefix", draw: |draw| draw.prefix() },
    Class { name: "newest first", draw: |draw| draw.words(1).pop() },
    Class { name: "broad word", draw: |draw| draw.broad() },
];

/// A way of searching.
struct Class {
    name: &'static str,
    draw: fn(&mut Draw<'_>) -> Option<String>,
}

struct Question {
    class: usize,
    request: SearchRequest,
}

fn main() -> Result<()> {
    let (mut sizes, mut queries) = (Vec::new(), QUERIES);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => sizes.push(SIZES[0]),
            "--queries" => queries = arguments.next().context("--queries wants a number")?.parse()?,
            size => sizes.push(size.parse().context("arguments: SIZES… [--quick] [--queries N]")?),
        }
    }
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let mesh = mesh(&workspace)?;
    let cores = thread::available_parallelism()?;
    println!(
        "{CLIENTS} threads ask {queries} queries on {cores} cores; MeSH: {}",
        mesh.as_ref().map_or(0, |m| m.len())
    );
    for size in sizes {
        let evidence = store(&workspace, size)?;
        let snapshot = evidence.snapshot();
        let engine = Engine::over(&snapshot, mesh.clone());
        measure(&engine, &snapshot, queries)?;
    }
    Ok(())
}

/// Subject headings as `bellwether vocab pull mesh` keeps them, or as they lie beside the workspace.
fn mesh(workspace: &Path) -> Result<Option<Arc<Vocabulary>>> {
    let places = ["data/vocabularies/mesh", "../shared/data/vocabularies/mesh_descriptors.tsv.gz"];
    let file = places.iter().find_map(|place| fs::File::open(workspace.join(place)).ok());
    Ok(file.map(bellwether_vocabulary::file::read).transpose()?.map(Arc::new))
}

/// The store with so many records; built if it is not there or of another version.
fn store(workspace: &Path, size: u64) -> Result<Evidence> {
    let folder = workspace.join(format!("data/bench/store-{size}"));
    let complete = folder.with_extension("complete");
    if complete.exists()
        && let Ok(evidence) = Evidence::open(&folder)
    {
        return Ok(evidence);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let source = workspace.join(format!("data/bench/multiplied-{size}"));
    multiply(workspace, size, &source)?;
    let evidence = Evidence::open(&folder)?;
    let started = Instant::now();
    let report = evidence.ingest(&Ctx::system(), &[source], &IngestOptions::default(), &Unwatched)?;
    for file in &report.files {
        let read = matches!(file, FileReport::Read(file) if matches!(file.outcome, Outcome::Ingested(_)));
        ensure!(read, "a file of the multiplied sample was not ingested");
    }
    println!("built {} in {:.0} s", folder.display(), started.elapsed().as_secs_f64());
    fs::write(complete, "")?;
    Ok(evidence)
}

fn multiply(workspace: &Path, size: u64, folder: &Path) -> Result<()> {
    // Written last, so the folder is whole.
    if folder.join("multiplied.txt").exists() {
        return Ok(());
    }
    let sample = ["pubmed20n0014.xml.gz", "pubmed21n1298.xml.gz"].map(|name| workspace.join("data/sample").join(name));
    ensure!(sample.iter().all(|file| file.exists()), "the sample is not there; run `cargo xtask sample`");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace).args(["run", "--release", "--package", "bellwether-sources", "--example", "multiply"]);
    let status = cargo.arg("--").arg(size.to_string()).arg(folder).args(sample).status()?;
    ensure!(status.success(), "multiplying the sample failed");
    Ok(())
}

fn measure(engine: &Engine, snapshot: &Snapshot, queries: usize) -> Result<()> {
    let records = snapshot.count();
    let segments = engine.searcher.segment_readers().len();
    let mut draw = Draw::new(engine, snapshot)?;
    let warm_up = draw.questions(queries / 2)?;
    let questions = draw.questions(queries)?;
    ask(engine, &warm_up)?;
    let started = Instant::now();
    let (cpu, answered) = (cpu_seconds()?, ask(engine, &questions)?);
    let (seconds, cpu) = (started.elapsed().as_secs_f64(), cpu_seconds()? - cpu);
    let target = TARGETS.iter().find(|(size, _)| *size >= records).map_or(TARGETS[1].1, |(_, target)| *target);
    println!("\n{records} records, {segments} segments; load average {}", load()?);
    println!("target: p99 within {target} ms; the answers took {:.1} ms of CPU on average", cpu * 1e3 / queries as f64);
    println!("| queries | number | queries/s | p50 ms | p99 ms | max ms | CPU ms alone |");
    println!("|---|---|---|---|---|---|---|");
    for (class, Class { name, .. }) in CLASSES.iter().enumerate() {
        let times = answered.iter().filter(|(of, _)| *of == class).map(|(_, time)| *time);
        let alone: Vec<&Question> = questions.iter().filter(|question| question.class == class).take(ALONE).collect();
        let before = cpu_seconds()?;
        alone.iter().try_for_each(|question| answer(engine, question))?;
        let alone = (cpu_seconds()? - before) * 1e3 / alone.len().max(1) as f64;
        print_row(name, times.collect(), seconds, &format!("{alone:.1}"));
    }
    print_row("all", answered.iter().map(|(_, time)| *time).collect(), seconds, "");
    Ok(())
}

fn print_row(name: &str, mut times: Vec<Duration>, seconds: f64, alone: &str) {
    times.sort_unstable();
    let rate = times.len() as f64 / seconds;
    let at = |share: f64| {
        let place = (times.len().saturating_sub(1) as f64 * share).round() as usize;
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    let (middle, slow, slowest) = (at(0.5), at(0.99), at(1.0));
    println!("| {name} | {} | {rate:.0} | {middle:.1} | {slow:.1} | {slowest:.1} | {alone} |", times.len());
}

/// All questions, asked by all clients at once: the class and time of each.
fn ask(engine: &Engine, questions: &[Question]) -> Result<Vec<(usize, Duration)>> {
    let next = AtomicUsize::new(0);
    let client = || -> Result<Vec<(usize, Duration)>> {
        let mut times = Vec::new();
        while let Some(question) = questions.get(next.fetch_add(1, Ordering::Relaxed)) {
            let started = Instant::now();
            answer(engine, question)?;
            times.push((question.class, started.elapsed()));
        }
        Ok(times)
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        let mut times = Vec::with_capacity(questions.len());
        for client in clients {
            let Ok(answered) = client.join() else { bail!("a client panicked") };
            times.extend(answered?);
        }
        Ok(times)
    })
}

/// What the search page does before it renders.
fn answer(engine: &Engine, question: &Question) -> Result<()> {
    let results = engine.search(&question.request)?;
    if results.total.hits < FEW_HITS || results.notices.contains(&Notice::AnyWord) {
        std::hint::black_box(suggest(engine, &question.request.query)?);
    }
    std::hint::black_box(results);
    Ok(())
}

/// Draws queries from the records of a store.
struct Draw<'a> {
    engine: &'a Engine,
    snapshot: &'a Snapshot,
    english: English,
    random: StdRng,
    /// The words in most of some hundred records.
    broad: Vec<String>,
}

impl<'a> Draw<'a> {
    fn new(engine: &'a Engine, snapshot: &'a Snapshot) -> Result<Draw<'a>> {
        let random = StdRng::seed_from_u64(SEED);
        let mut draw = Draw { engine, snapshot, english: English::default(), random, broad: Vec::new() };
        let mut found = HashMap::<String, usize>::new();
        for _ in 0..300 {
            let record = draw.record()?;
            let text: String = record.sections.iter().map(|section| section.text.as_str()).collect();
            let mut words = draw.words_of(&text);
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *found.entry(word).or_default() += 1);
        }
        let mut found: Vec<_> = found.into_iter().map(|(word, count)| (std::cmp::Reverse(count), word)).collect();
        found.sort_unstable();
        draw.broad = found.into_iter().take(40).map(|(_, word)| word).collect();
        Ok(draw)
    }

    /// So many questions, class after class.
    fn questions(&mut self, count: usize) -> Result<Vec<Question>> {
        let mut questions = Vec::with_capacity(count);
        let mut tries = 0;
        while questions.len() < count {
            tries += 1;
            ensure!(tries < count * 50, "the records give no queries");
            let class = questions.len() % CLASSES.len();
            let Some(query) = (CLASSES[class].draw)(self).filter(|text| !text.is_empty()) else { continue };
            let sort = if CLASSES[class].name == "newest first" { Sort::Newest } else { Sort::Relevance };
            let Ok(query) = parse_query(&query) else { continue };
            questions.push(Question { class, request: SearchRequest { sort, ..SearchRequest::new(query) } });
        }
        Ok(questions)
    }

    fn record(&mut self) -> Result<Record> {
        loop {
            let segments = self.engine.searcher.segment_readers();
            let segment = self.random.random_range(0..segments.len());
            let doc = self.random.random_range(0..segments[segment].max_doc());
            let segment_ord = u32::try_from(segment)?;
            let found = shown(&self.engine.searcher, &self.engine.fields, DocAddress { segment_ord, doc_id: doc })?;
            if let Some(record) = found.key().map(|key| self.snapshot.record(&key)).transpose()?.flatten() {
                return Ok(record);
            }
        }
    }

    /// The words of a text that tell something, as they are written.
    fn words_of(&mut self, text: &str) -> Vec<String> {
        let plain = |word: &&str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(plain);
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        words.into_iter().filter(|word| !whole_words(word, &mut self.english).is_empty()).collect()
    }

    /// Up to so many words of a title, from a place in it that leaves enough.
    fn words(&mut self, count: usize) -> Vec<String> {
        let Ok(record) = self.record() else { return Vec::new() };
        let mut words = self.words_of(&record.title);
        let from = self.random.random_range(0..=words.len().saturating_sub(count));
        words.drain(..from);
        words.truncate(count);
        words
    }

    fn phrase(&mut self) -> Option<String> {
        let title = self.record().ok()?.title;
        let words: Vec<&str> = title.split(' ').collect();
        let pairs = words.windows(2).filter(|pair| {
            pair.iter().all(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
        });
        let pairs: Vec<_> = pairs.collect();
        let pair = pairs.get(self.random.random_range(0..pairs.len().max(1)))?;
        Some(format!("\"{}\"", pair.join(" ")))
    }

    fn heading(&mut self) -> Option<String> {
        let headings = self.record().ok()?.headings;
        let at = self.random.random_range(0..headings.len().max(1));
        headings.get(at).map(|heading| heading.name.clone())
    }

    fn boolean(&mut self) -> Option<String> {
        let words = self.words(3);
        let [first, second, third] = words.as_slice() else { return None };
        let other = self.words(1).pop()?;
        Some(format!("({first} OR {second}) AND ({third} OR {other}) NOT mesh:\"{}\"", self.heading()?))
    }

    fn fields(&mut self) -> Option<String> {
        let record = self.record().ok()?;
        let year = record.date.as_ref()?.number() / 10_000;
        let word = self.words_of(&record.title).pop()?;
        let author = record.authors.first().filter(|author| !author.last_name.is_empty())?;
        let years = format!("year:{}..{}", year - 3, year + 3);
        Some(match self.random.random_range(0..3) {
            0 => format!("author:\"{}\" AND {years}", author.last_name),
            1 => format!("title:{word} AND {years}"),
            _ => format!("{word} AND {years} AND language:eng"),
        })
    }

    fn prefix(&mut self) -> Option<String> {
        let word = self.words(1).pop().filter(|word| word.len() > 6)?;
        Some(format!("{}*", &word[..5]))
    }

    fn broad(&mut self) -> Option<String> {
        self.broad.get(self.random.random_range(0..self.broad.len().max(1))).cloned()
    }
}

fn load() -> Result<String> {
    let load = fs::read_to_string("/proc/loadavg")?;
    Ok(load.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

/// User and system time of this process; the kernel counts in hundredths.
fn cpu_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks =
        fields.get(11).context("no utime")?.parse::<u64>()? + fields.get(12).context("no stime")?.parse::<u64>()?;
    Ok(ticks as f64 / 100.0)
}
