//! The landscape of the sample beside scikit-learn, igraph, leidenalg and openTSNE: quality, speed and growth.
//!
//! `cargo xtask bench landscape [graphs] [quality] [stability] [whole] [growth] [--alone]`; without names all are
//! run, `--alone` leaves the Python stack out. Data is written to `data/bench/landscape`.

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bellwether_landscape::build::{self, Landscape};
use bellwether_landscape::graph::Graph;
use bellwether_landscape::leiden::levels;
use bellwether_landscape::leiden::quality::Quality;
use bellwether_landscape::leiden::{self};
use bellwether_landscape::map::Place;
use bellwether_landscape::neighbours::{Index, Options as SearchOptions, mixed};
use bellwether_landscape::progress::{Progress, Step};
use bellwether_landscape::space::vectors::Vectors;
use bellwether_numerics::sparse::Sparse;

#[path = "landscape/graphs.rs"]
mod graphs;
#[path = "landscape/measures.rs"]
mod measures;
#[path = "landscape/python.rs"]
mod python;
#[path = "landscape/sample.rs"]
mod sample;
#[path = "landscape/threads.rs"]
mod threads;

use graphs::Planted;
use measures::Watch;
use sample::{Sample, Text};
use threads::Threads;

type Failure = Box<dyn Error>;
type Part = fn(&Bench) -> Result<(), Failure>;

const FILES: [&str; 2] = ["pubmed20n0014.xml.gz", "pubmed21n1298.xml.gz"];
const POOL: Threads = Threads(2);
/// Seeds over which Leiden is judged.
const SEEDS: u64 = 3;

struct Bench {
    workspace: PathBuf,
    sample: PathBuf,
    scratch: PathBuf,
    with_python: bool,
}

fn main() -> Result<(), Failure> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let sample = std::env::var_os("BELLWETHER_SAMPLE").map_or_else(|| workspace.join("data/sample"), PathBuf::from);
    let scratch = workspace.join("data/bench/landscape");
    fs::create_dir_all(&scratch)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let with_python = !arguments.iter().any(|argument| argument == "--alone");
    let bench = Bench { workspace, sample, scratch, with_python };
    if let [first, count] = arguments.as_slice()
        && first == "--grow"
    {
        return bench.grown(count.parse()?);
    }
    let named = |name: &str| {
        let names = || arguments.iter().filter(|argument| !argument.starts_with("--"));
        names().count() == 0 || names().any(|argument| argument == name)
    };
    let parts: [(&str, Part); 5] = [
        ("graphs", Bench::graphs),
        ("quality", Bench::quality),
        ("stability", Bench::stability),
        ("whole", Bench::whole),
        ("growth", Bench::growth),
    ];
    for (name, run) in parts {
        if named(name) {
            println!("\n== {name}");
            run(&bench)?;
        }
    }
    Ok(())
}

fn go_on(_: Progress) -> bool {
    true
}

impl Bench {
    fn python(&self, arguments: &[&str]) -> Result<(), Failure> {
        if self.with_python {
            print!("{}", python::run(&self.workspace, arguments)?);
        }
        Ok(())
    }

    /// Leiden on graphs with known groups, beside igraph.
    fn graphs(&self) -> Result<(), Failure> {
        let graphs: [fn() -> Planted; 4] = [
            || graphs::lfr(10_000, (10.0, 100.0), (20.0, 500.0), 0.3, 1),
            || graphs::lfr(200_000, (10.0, 200.0), (20.0, 1000.0), 0.5, 2),
            || graphs::planted_partition(100_000, 100, 10.0, 0.2, 3),
            || graphs::planted_partition(500_000, 1000, 19.13, 0.3, 4),
        ];
        for make in graphs {
            let planted = make();
            let graph = Graph::from_edges(planted.group.len(), &planted.edges)?;
            println!("\n{}: {} nodes, {} edges", planted.name, graph.nodes(), graph.edges());
            let (mut modularity, mut likeness) = (0.0, 0.0);
            let watch = Watch::start();
            let found: Vec<leiden::Partition> = (0..SEEDS)
                .map(|seed| leiden::groups(&graph, &leiden::Options { seed, ..leiden::Options::default() }, &mut go_on))
                .collect::<Result<_, _>>()?;
            println!("ours CPU s\t{:.2}", watch.cpu() / SEEDS as f64);
            for found in &found {
                modularity += Quality::Modularity { resolution: 1.0 }.of(&graph, &found.group) / SEEDS as f64;
                likeness += graphs::nmi(&found.group, &planted.group) / SEEDS as f64;
            }
            println!("ours modularity\t{modularity:.6}\nours NMI\t{likeness:.6}");
            let planted_modularity = Quality::Modularity { resolution: 1.0 }.of(&graph, &planted.group);
            println!("planted modularity\t{planted_modularity:.6}");
            let (edges, groups) = (self.scratch.join("edges.bin"), self.scratch.join("groups.bin"));
            graphs::write(&planted, &edges, &groups)?;
            self.python(&["graph", &text(&edges)?, &text(&groups)?, &SEEDS.to_string()])?;
        }
        Ok(())
    }

    /// Labels of journals and subject headings among neighbours. Headings are not read here, since they are asked for.
    fn quality(&self) -> Result<(), Failure> {
        for file in FILES {
            let texts = sample::read(&self.sample.join(file))?;
            let labelled: Vec<bool> = texts.iter().map(|text| text.label.is_some()).collect();
            let count = labelled.iter().filter(|labelled| **labelled).count();
            println!("\n{file}: {} documents, {count} with label", texts.len());
            let made = landscape(&texts, texts.len(), false, &sample::citations(&texts))?;
            if count > 1000 {
                accuracies(&made, &texts, &labelled)?;
            }
            let headings: Vec<HashSet<&str>> =
                texts.iter().map(|text| text.headings.iter().map(String::as_str).collect()).collect();
            let jaccard = |lists: &[Vec<u32>]| measures::heading_likeness(lists, &headings, 10);
            let options = SearchOptions { exact_up_to: usize::MAX, ..SearchOptions::default() };
            let vectors = Index::build(&made.vectors, &options, &POOL, &mut go_on)?.of_all(10, &POOL, &mut go_on)?;
            println!("ours vectors heading Jaccard\t{:.4}", jaccard(&measures::indices(&vectors)));
            println!("ours neighbours heading Jaccard\t{:.4}", jaccard(&measures::indices(&made.neighbours)));
            let file = self.scratch.join("corpus.tsv");
            write_corpus(&texts, &file)?;
            self.python(&["corpus", &text(&file)?])?;
        }
        Ok(())
    }

    /// How alike topics are for two seeds, and after the corpus grew by a twentieth.
    fn stability(&self) -> Result<(), Failure> {
        let texts = self.both()?;
        let fewer = texts.len() * 20 / 21;
        let whole = landscape(&texts, texts.len(), true, &[])?;
        let before = landscape(&texts, fewer, true, &[])?;
        let options = build::Options::default();
        let other_seed = leiden::Options { seed: 2, ..options.leiden };
        let other = levels::nested(&whole.graph, &options.levels, &other_seed, None, &mut go_on)?;
        // Old documents begin in their old topic, new ones alone.
        let groups = before.labels.last().map_or(0, Vec::len) as u32;
        let start: Vec<u32> = (0..texts.len())
            .map(|document| {
                let old = before.topics.last().and_then(|finest| *finest.get(document)?);
                old.unwrap_or(groups + document as u32)
            })
            .collect();
        let updated = levels::nested(&whole.graph, &options.levels, &options.leiden, Some(&start), &mut go_on)?;
        for (level, other) in other.iter().enumerate() {
            let of = |topics: &[Option<u32>]| -> Vec<u32> {
                topics.iter().map(|topic| topic.map_or(0, |t| t + 1)).collect()
            };
            let (now, then) = (of(&whole.topics[level]), of(&before.topics[level]));
            println!("level {level}: {} topics", other.groups);
            println!("  NMI of two seeds\t{:.4}", graphs::nmi(&now, &other.group));
            println!("  NMI before and after an update of 5 %, built anew\t{:.4}", graphs::nmi(&now[..fewer], &then));
            let updated = &updated[level].group[..fewer];
            println!("  NMI before and after an update of 5 %, begun with the old\t{:.4}", graphs::nmi(updated, &then));
        }
        Ok(())
    }

    fn both(&self) -> Result<Vec<Text>, Failure> {
        let mut texts = sample::read(&self.sample.join(FILES[0]))?;
        texts.extend(sample::read(&self.sample.join(FILES[1]))?);
        Ok(texts)
    }

    /// The whole landscape of both files, step by step, beside the Python stack.
    fn whole(&self) -> Result<(), Failure> {
        let texts = self.both()?;
        let watch = Watch::start();
        let made = landscape(&texts, texts.len(), true, &sample::citations(&texts))?;
        println!("ours whole wall s\t{:.1}\nours whole CPU s\t{:.1}", watch.wall(), watch.cpu());
        println!("ours peak MB\t{}", measures::peak_mb());
        for (level, labels) in made.labels.iter().enumerate() {
            println!("level {level}: {} topics", labels.len());
            for (topic, label) in labels.iter().enumerate().take(25) {
                let size = made.topics[level].iter().filter(|of| **of == Some(topic as u32)).count();
                println!("  {size:>6}  {}", label.text);
            }
        }
        let file = self.scratch.join("whole.tsv");
        write_corpus(&texts, &file)?;
        self.python(&["corpus", &text(&file)?])
    }

    /// Larger corpora made from the sample, each in a process of its own.
    fn growth(&self) -> Result<(), Failure> {
        for count in ["50000", "200000", "1000000"] {
            let status = std::process::Command::new(std::env::current_exe()?).args(["--grow", count]).status()?;
            if !status.success() {
                return Err(format!("the run with {count} documents failed").into());
            }
        }
        Ok(())
    }

    fn grown(&self, count: usize) -> Result<(), Failure> {
        let texts = self.both()?;
        let watch = Watch::start();
        let made = landscape(&texts, count, true, &[])?;
        let topics: Vec<usize> = made.labels.iter().map(Vec::len).collect();
        println!(
            "{count} documents: wall {:.0} s, CPU {:.0} s, peak {} MB, topics {topics:?}",
            watch.wall(),
            watch.cpu(),
            measures::peak_mb()
        );
        Ok(())
    }
}

/// Builds a landscape, and prints when each step began.
fn landscape(texts: &[Text], count: usize, headings: bool, citations: &[(u32, u32)]) -> Result<Landscape, Failure> {
    let corpus = Sample { texts, count, headings };
    let watch = Watch::start();
    let mut last: Option<Step> = None;
    let mut note = |progress: Progress| {
        if last != Some(progress.step) {
            eprintln!(
                "  {:?} from {:.1} s, {:.1} CPU-s, {} MB",
                progress.step,
                watch.wall(),
                watch.cpu(),
                measures::peak_mb()
            );
            last = Some(progress.step);
        }
        true
    };
    let made = build::build(&corpus, citations, &build::Options::default(), &POOL, &mut note)?;
    let far = made.places.iter().flatten().flatten().fold(0.0_f32, |far, along| far.max(along.abs()));
    eprintln!("  the map reaches to {far:.0}");
    eprintln!("  done at {:.1} s, {:.1} CPU-s; {} terms", watch.wall(), watch.cpu(), made.vocabulary.terms.len());
    Ok(made)
}

/// Label accuracy among labelled documents: of the vectors, of the neighbours by both likenesses, and of the map.
fn accuracies(made: &Landscape, texts: &[Text], labelled: &[bool]) -> Result<(), Failure> {
    let rows: Vec<usize> = (0..texts.len()).filter(|row| labelled[*row]).collect();
    let labels: Vec<Option<usize>> = rows.iter().map(|row| texts[*row].label).collect();
    let values = rows.iter().flat_map(|row| made.vectors.row(*row)).copied().collect();
    let vectors = Vectors::new(made.vectors.dimensions(), values);
    let mut matrix = Sparse::new(made.matrix.columns());
    for row in &rows {
        let (columns, values) = made.matrix.row(*row);
        matrix.push(columns.iter().copied().zip(values.iter().copied()));
    }
    let options = SearchOptions { exact_up_to: usize::MAX, ..SearchOptions::default() };
    let candidates = Index::build(&vectors, &options, &POOL, &mut go_on)?.of_all(200, &POOL, &mut go_on)?;
    let accuracy = |lists: &[Vec<u32>]| measures::label_accuracy(lists, &labels, 10);
    println!("ours vectors label accuracy\t{:.4}", accuracy(&measures::indices(&candidates)));
    for weight_of_terms in [0.3, 0.5, 0.7] {
        let options = mixed::Options { weight_of_terms, ..mixed::Options::default() };
        let lists = mixed::ordered(&candidates, &matrix, &options, &POOL, &mut go_on)?;
        println!("ours mixed {weight_of_terms} label accuracy\t{:.4}", accuracy(&measures::indices(&lists)));
    }
    let places: Vec<Place> = rows.iter().map(|row| made.places[*row].unwrap_or_default()).collect();
    let placed: Vec<bool> = rows.iter().map(|row| made.places[*row].is_some()).collect();
    println!("ours map label accuracy\t{:.4}", accuracy(&measures::nearest_places(&places, &placed, 10)));
    Ok(())
}

/// For the Python stack: label or -1, headings, text with keywords.
fn write_corpus(texts: &[Text], path: &Path) -> Result<(), Failure> {
    let mut out = std::io::BufWriter::new(fs::File::create(path)?);
    for text in texts {
        let label = text.label.map_or(-1, |label| label as i64);
        let words = [text.title.clone(), text.body.join(" "), text.keywords.join(" ")].join(" ");
        let words: Vec<&str> = words.split_whitespace().collect();
        writeln!(out, "{label}\t{}\t{}", text.headings.join("|"), words.join(" "))?;
    }
    Ok(out.flush()?)
}

fn text(path: &Path) -> Result<String, Failure> {
    Ok(path.to_str().ok_or("a path is no text")?.to_owned())
}
