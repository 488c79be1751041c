//! `cargo xtask bench NAME`: finds a benchmark by its name and runs it.
//!
//! Most benchmarks are examples of the crate they measure: the file `examples/bench_NAME.rs` of any crate is the
//! benchmark NAME, run in release; its first `//!` line says what it measures. Those that need no crate of ours, or
//! several, are functions in a file beside this one, entered in [`BUILT_IN`].

mod build;
mod evidence;
mod exchange;
mod load;
mod map;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::metadata::Graph;
use crate::workspace::{Workspace, run as run_command};

/// Arguments of `bench`.
#[derive(Args)]
pub struct Options {
    /// Which benchmark; without it they are listed.
    name: Option<String>,
    /// Arguments for the benchmark itself.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// A benchmark in this folder.
struct BuiltIn {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace, &[String]) -> Result<()>,
}

/// The benchmarks in this folder.
const BUILT_IN: &[BuiltIn] = &[
    BuiltIn { name: "build", about: "Cold and incremental build times of the workspace.", run: build::run },
    BuiltIn {
        name: "evidence",
        about: "Parsing, ingest, update and reading of records beside other programs, projected to all of PubMed.",
        run: evidence::run,
    },
    BuiltIn {
        name: "exchange",
        about: "Pages of calls, facilities and books on a running server, at three sizes, on SQLite or PostgreSQL.",
        run: exchange::run,
    },
    BuiltIn { name: "load", about: "How fast a running server answers under load.", run: load::run },
    BuiltIn { name: "map", about: "How smoothly the map moves in a browser, up to a million points.", run: map::run },
];

/// All benchmarks with what they measure.
pub fn all(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let mut all: BTreeMap<_, _> =
        BUILT_IN.iter().map(|bench| (bench.name.to_owned(), bench.about.to_owned())).collect();
    for (name, file) in examples(workspace)? {
        let source = workspace.read(&file)?;
        all.insert(name, source.lines().next().unwrap_or_default().trim_start_matches("//!").trim().to_owned());
    }
    Ok(all)
}

/// The benchmarks that are examples of a crate: name → file.
fn examples(workspace: &Workspace) -> Result<BTreeMap<String, PathBuf>> {
    let mut examples = BTreeMap::new();
    for file in workspace.files("", ".rs")? {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_example = file.parent().is_some_and(|folder| folder.ends_with("examples"));
        if let (true, Some(name)) = (is_example, stem.strip_prefix("bench_")) {
            examples.insert(name.replace('_', "-"), file.clone());
        }
    }
    Ok(examples)
}

/// Runs the benchmark, or lists them.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let Some(name) = &options.name else {
        for (name, about) in all(workspace)? {
            println!("{name:<16} {about}");
        }
        return Ok(());
    };
    if let Some(bench) = BUILT_IN.iter().find(|bench| bench.name == name) {
        return (bench.run)(workspace, &options.arguments);
    }
    let Some(file) = examples(workspace)?.remove(name) else {
        let names: Vec<_> = all(workspace)?.into_keys().collect();
        bail!("there is no benchmark {name}; there are: {}", names.join(", "));
    };
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--release", "--package", &package_of(workspace, &file)?]);
    cargo.args(["--example", file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default(), "--"]);
    run_command(cargo.args(&options.arguments))
}

fn package_of(workspace: &Workspace, file: &Path) -> Result<String> {
    let graph = Graph::load(workspace)?;
    let folder = file.parent().and_then(Path::parent);
    let package = graph.ours().find(|(_, package)| package.folder.as_deref() == folder).map(|(_, p)| p.name.clone());
    match package {
        Some(name) => Ok(name),
        None => bail!("{} lies in no crate of the workspace", file.display()),
    }
}
