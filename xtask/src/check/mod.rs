//! `cargo xtask check`: everything about the code that a machine can judge without running its tests.
//!
//! Each check is a pure function from what it read to a list of findings, so that its own tests can show it a violation.

mod docs;
mod files;
mod ladder;
mod layers;
mod licences;
mod messages;
mod permits;
mod policy;
mod tokens;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::metadata::Graph;
use crate::workspace::{Workspace, works};

/// Arguments of `check`.
#[derive(Args)]
pub struct Options {
    /// Leaves out clippy, which is the slow part: the rest takes a few seconds.
    #[arg(long)]
    pub quick: bool,
}

impl Options {
    /// Everything is checked.
    pub fn all() -> Self {
        Options { quick: false }
    }
}

/// The rules in `architecture.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Architecture {
    layers: layers::Layers,
    #[serde(default, rename = "edge")]
    edges: Vec<layers::Edge>,
    pure: layers::Pure,
    #[serde(default, rename = "naming")]
    naming: Vec<ladder::Naming>,
    ladder: ladder::Ladder,
    #[serde(default)]
    unasked: Vec<permits::Unasked>,
}

/// Runs all checks; fails when one finds something.
pub fn run(workspace: &Workspace, options: &Options, xtask: &clap::Command) -> Result<()> {
    let architecture: Architecture = toml::from_str(&workspace.read("architecture.toml")?)?;
    let graph = Graph::load(workspace)?;
    let mut report = Report::default();
    report.check("format", || {
        let clean = works(workspace.cargo().args(["fmt", "--all", "--check"]));
        Ok(if clean { vec![] } else { vec!["some files are not formatted; run cargo fmt".to_owned()] })
    })?;
    report.check("layers", || {
        Ok(layers::findings(&graph, &architecture.layers, &architecture.edges, &architecture.pure))
    })?;
    report.check("names", || ladder::findings(workspace, &architecture.naming, &architecture.ladder))?;
    report.check("permission", || permits::findings(workspace, &architecture.unasked))?;
    report.check("dependency policy", || policy::findings(workspace, &graph))?;
    report.check("files", || files::findings(workspace))?;
    report.check("languages", || messages::findings(workspace))?;
    report.check("documents", || docs::findings(workspace, &graph, xtask))?;
    if options.quick {
        println!("  --  clippy               left out (--quick)");
    } else {
        report.check("clippy", || clippy(workspace))?;
    }
    report.end()
}

fn clippy(workspace: &Workspace) -> Result<Vec<String>> {
    let mut cargo = workspace.cargo();
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    Ok(if cargo.status()?.success() { vec![] } else { vec!["clippy has findings, see above".to_owned()] })
}

#[derive(Default)]
struct Report {
    findings: usize,
}

impl Report {
    fn check(&mut self, name: &str, check: impl FnOnce() -> Result<Vec<String>>) -> Result<()> {
        let start = Instant::now();
        let findings = check()?;
        let mark = if findings.is_empty() { "ok" } else { "NO" };
        println!("  {mark}  {name:<20} {:>6.1} s", start.elapsed().as_secs_f64());
        for finding in &findings {
            println!("      {finding}");
        }
        self.findings += findings.len();
        Ok(())
    }

    fn end(self) -> Result<()> {
        match self.findings {
            0 => Ok(()),
            n => bail!("{n} findings"),
        }
    }
}
