//! `cargo xtask test`: gets or starts what the tests need, says so, runs them all, and sums up what ran.
//!
//! Where something may not be installed, what needs it is skipped, and the summary says so; only failures fail.

mod browser;
pub mod packages;
mod postgres;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use self::postgres::Postgres;
use crate::check;
use crate::sample;
use crate::web;
use crate::workspace::{Workspace, run as run_command, works};

const POSTGRES: &str = "BELLWETHER_TEST_POSTGRES";

/// Arguments of `test`.
#[derive(Args)]
pub struct Options {
    /// Leaves out these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    skip: Vec<Part>,
}

/// Arguments of `postgres`.
#[derive(Args)]
pub struct PostgresOptions {
    /// The command and its arguments.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// Runs a command beside a throw-away server.
pub fn with_postgres(workspace: &Workspace, options: &PostgresOptions) -> Result<()> {
    let server = Postgres::start(&packages::postgres().map_err(anyhow::Error::msg)?)?;
    let mut command = workspace.command(&options.command[0]);
    run_command(command.args(&options.command[1..]).env(POSTGRES, &server.url))
}

/// The parts that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Check,
    Postgres,
    Python,
    Doctests,
    Browser,
}

/// What became of one part.
enum Outcome {
    Passed,
    Skipped(String),
    Failed(String),
}

/// Runs everything; fails when a part fails.
pub fn run(workspace: &Workspace, options: &Options, xtask: &clap::Command) -> Result<()> {
    let mut summary = Summary { options, parts: Vec::new() };
    let sample =
        summary.tool(None, "sample of PubMed files", || sample::fetch(workspace).map_err(|e| format!("{e:#}")));
    let python = summary.tool(Some(Part::Python), "Python to compare with", || packages::python(workspace));
    summary.part(None, "web assets", || web::build(workspace).map_err(told));
    summary.part(Some(Part::Check), "check", || check::run(workspace, &check::Options::all(), xtask).map_err(failed));
    let postgres = summary.tool(Some(Part::Postgres), "PostgreSQL for the tests", || {
        packages::postgres().and_then(|programs| Postgres::start(&programs).map_err(|error| format!("{error:#}")))
    });
    let environment = Environment { postgres: postgres.as_ref().map(|server| server.url.clone()), python };
    summary.part(None, "tests in Rust", || rust_tests(workspace, &environment).map_err(failed));
    summary.part(Some(Part::Doctests), "examples in documents", || doctests(workspace, &environment).map_err(failed));
    drop(postgres);
    summary.part(Some(Part::Browser), "pages in a browser", || {
        let sample = sample.ok_or_else(|| Outcome::Skipped("there is no sample".to_owned()))?;
        let chromium = packages::chromium().map_err(Outcome::Skipped)?;
        browser::run_tests(workspace, &sample, &chromium).map_err(failed)
    });
    summary.end()
}

fn told(error: anyhow::Error) -> Outcome {
    Outcome::Skipped(format!("{error:#}"))
}

fn failed(error: anyhow::Error) -> Outcome {
    Outcome::Failed(format!("{error:#}"))
}

/// What the tests are told through environment variables.
struct Environment {
    postgres: Option<String>,
    python: Option<PathBuf>,
}

impl Environment {
    fn variables(&self) -> impl Iterator<Item = (&'static str, String)> {
        let python = self.python.as_ref().map(|python| ("BELLWETHER_TEST_PYTHON", python.display().to_string()));
        let postgres = self.postgres.clone().map(|url| (POSTGRES, url));
        [python, postgres].into_iter().flatten()
    }
}

fn rust_tests(workspace: &Workspace, environment: &Environment) -> Result<()> {
    let mut cargo = workspace.cargo();
    if works(workspace.cargo().args(["nextest", "--version"])) {
        cargo.args(["nextest", "run", "--workspace"]);
    } else {
        println!("test: cargo-nextest is not installed; cargo test is used, which is slower");
        cargo.args(["test", "--workspace", "--lib", "--bins", "--tests"]);
    }
    run_command(cargo.envs(environment.variables()))
}

fn doctests(workspace: &Workspace, environment: &Environment) -> Result<()> {
    run_command(workspace.cargo().args(["test", "--quiet", "--workspace", "--doc"]).envs(environment.variables()))
}

/// What has run so far.
struct Summary<'a> {
    options: &'a Options,
    parts: Vec<(String, f64, Outcome)>,
}

impl Summary<'_> {
    fn part(&mut self, part: Option<Part>, name: &str, work: impl FnOnce() -> Result<(), Outcome>) {
        let outcome = if part.is_some_and(|part| self.options.skip.contains(&part)) {
            (0.0, Outcome::Skipped("left out by --skip".to_owned()))
        } else {
            println!("\ntest: {name}");
            let start = Instant::now();
            let outcome = work().err().unwrap_or(Outcome::Passed);
            (start.elapsed().as_secs_f64(), outcome)
        };
        self.parts.push((name.to_owned(), outcome.0, outcome.1));
    }

    /// A part that other parts use: without it they go on with less.
    fn tool<T>(&mut self, part: Option<Part>, name: &str, get: impl FnOnce() -> Result<T, String>) -> Option<T> {
        let mut tool = None;
        self.part(part, name, || {
            tool = Some(get().map_err(Outcome::Skipped)?);
            Ok(())
        });
        tool
    }

    fn end(self) -> Result<()> {
        println!("\nSummary");
        for (name, seconds, outcome) in &self.parts {
            let (mark, reason) = match outcome {
                Outcome::Passed => ("passed ", ""),
                Outcome::Skipped(reason) => ("skipped", reason.as_str()),
                Outcome::Failed(reason) => ("FAILED ", reason.as_str()),
            };
            println!("  {mark}  {name:<28} {seconds:>7.1} s  {}", reason.replace('\n', "\n      "));
        }
        let failed = self.parts.iter().filter(|(_, _, outcome)| matches!(outcome, Outcome::Failed(_))).count();
        if failed > 0 {
            bail!("{failed} parts failed");
        }
        Ok(())
    }
}
