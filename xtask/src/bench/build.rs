//! How long the workspace takes to build: cold in dev and in release, and one crate again after an edit.
//!
//! Builds into a folder of its own, so that the usual build stays warm; the packages must have been fetched before.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::workspace::{Workspace, run as run_command};

/// Runs `cargo build` from nothing and after an edit; `--dev` or `--release` alone leaves out the other.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let asked = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    run_command(workspace.cargo().args(["fetch", "--quiet"]))?;
    if asked("--dev") {
        cold(workspace, "dev", &["build", "--workspace"])?;
        again(workspace)?;
    }
    if asked("--release") {
        cold(workspace, "release", &["build", "--release", "--package", "bellwether"])?;
    }
    let _ = fs::remove_dir_all(workspace.path("target/bench-build"));
    Ok(())
}

fn cold(workspace: &Workspace, profile: &str, words: &[&str]) -> Result<()> {
    let target = workspace.path("target/bench-build");
    let _ = fs::remove_dir_all(&target);
    let start = Instant::now();
    run_command(workspace.cargo().args(words).arg("--quiet").env("CARGO_TARGET_DIR", &target))?;
    println!("cold {profile:<12} {:>7.1} s   cargo {}", start.elapsed().as_secs_f64(), words.join(" "));
    Ok(())
}

/// The edit-test loop of one slice: its file is touched, its tests are built again.
fn again(workspace: &Workspace) -> Result<()> {
    let target = workspace.path("target/bench-build");
    let words = ["test", "--no-run", "--package", "bellwether-query"];
    run_command(workspace.cargo().args(words).arg("--quiet").env("CARGO_TARGET_DIR", &target))?;
    let file = workspace.path("engines/query/src/lib.rs");
    let touched =
        fs::File::options().append(true).open(&file).with_context(|| format!("opening {}", file.display()))?;
    touched.set_modified(std::time::SystemTime::now())?;
    let start = Instant::now();
    run_command(workspace.cargo().args(words).arg("--quiet").env("CARGO_TARGET_DIR", &target))?;
    println!("one edit          {:>7.1} s   cargo {}", start.elapsed().as_secs_f64(), words.join(" "));
    Ok(())
}
