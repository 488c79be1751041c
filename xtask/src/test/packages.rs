//! What the tests need from the machine: looked for, and installed by the system's packager where we may.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::workspace::{Workspace, output, program, run, works};

/// Chromium or Chrome; installed where that is possible.
pub fn chromium() -> Result<PathBuf, String> {
    let look = || program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], &[]);
    look().map_or_else(|| install("chromium").and_then(|()| look().ok_or("still not found".to_owned())), Ok)
}

/// The folder with PostgreSQL's `initdb` and `postgres`; installed where that is possible.
pub fn postgres() -> Result<PathBuf, String> {
    let look = || {
        let initdb = program(&["initdb"], &postgres_folders())?.canonicalize().ok()?;
        let folder = initdb.parent()?.to_path_buf();
        folder.join("postgres").is_file().then_some(folder)
    };
    look().map_or_else(|| install("postgresql").and_then(|()| look().ok_or("still not found".to_owned())), Ok)
}

/// Debian keeps the server's programs off the search path, in one folder for each version.
fn postgres_folders() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.reverse();
    folders
}

/// Installs a Debian package as root, or by `sudo` when that asks no password.
fn install(package: &str) -> Result<(), String> {
    if program(&["apt-get"], &[]).is_none() {
        return Err(format!("{package} is not installed, and there is no apt-get to install it with"));
    }
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    if !is_root() {
        if !works(Command::new("sudo").args(["-n", "true"])) {
            return Err(format!(
                "{package} is not installed, and only an administrator may: apt-get install {package}"
            ));
        }
        words.insert(0, "sudo");
    }
    println!("test: installing the package {package}");
    let apt = |rest: &[&str]| {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(["-o", "DPkg::Lock::Timeout=600", "--quiet", "--quiet"]).args(rest);
        command
    };
    let attempt = || run(&mut apt(&["install", "--yes", "--no-install-recommends", package]));
    attempt()
        .or_else(|_| run(&mut apt(&["update"])).and_then(|()| attempt()))
        .map_err(|error| format!("{package} could not be installed: {error}"))
}

/// Does this program run as root?
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// A Python environment in `data/venv` with what the differential tests compare with.
pub fn python(workspace: &Workspace) -> Result<PathBuf, String> {
    const PACKAGE: &str = "pubmed-parser==0.5.1";
    let venv = workspace.path("data/venv");
    let python = venv.join("bin/python");
    let has_package = || works(workspace.command(&python).args(["-c", "import pubmed_parser, lxml"]));
    if has_package() {
        return Ok(python);
    }
    println!("test: making a Python environment with {PACKAGE} in {}", venv.display());
    let make = || {
        output(workspace.command("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut pip = workspace.command(&python);
        output(pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]))
    };
    make().map_err(|error| format!("{error:#}"))?;
    if has_package() { Ok(python) } else { Err(format!("{PACKAGE} was installed but does not load")) }
}
