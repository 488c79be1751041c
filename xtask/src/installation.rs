//! An installation with data, for the demo and for the tests in a browser: what the program itself does, step by step.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::stamp::{Stamps, digest};
use crate::workspace::{Workspace, run};

/// Marks a folder as one that was made here and may be removed.
const MARK: &str = "made-by-xtask";
/// What decides how records are kept: when it changes, they are ingested again.
const EVIDENCE: &[&str] =
    &["engines/sources/src", "slices/evidence/src/index", "slices/evidence/src/columns", "slices/evidence/src/store"];

/// A data folder and the program that works on it.
pub struct Installation<'a> {
    workspace: &'a Workspace,
    program: PathBuf,
    data: PathBuf,
    stamps: Stamps,
}

impl<'a> Installation<'a> {
    /// An installation in this folder, which is made if it is not there.
    pub fn open(workspace: &'a Workspace, program: PathBuf, data: PathBuf) -> Result<Self> {
        fs::create_dir_all(&data).with_context(|| format!("making {}", data.display()))?;
        let mark = data.join(MARK);
        let is_new = data.read_dir()?.next().is_none();
        if is_new {
            fs::write(&mark, "cargo xtask made this folder and may remove it.\n")?;
        } else if !mark.is_file() {
            bail!("{} holds something else than a demo; choose another folder", data.display());
        }
        let stamps = Stamps::open(data.join("stamps"));
        Ok(Installation { workspace, program, data, stamps })
    }

    /// Removes an installation that was made here.
    pub fn remove(data: &Path) -> Result<()> {
        if !data.exists() {
            return Ok(());
        }
        if !data.join(MARK).is_file() {
            bail!("{} was not made by cargo xtask, so it is not removed", data.display());
        }
        fs::remove_dir_all(data).with_context(|| format!("removing {}", data.display()))
    }

    /// The program with this installation's data.
    pub fn program(&self) -> Command {
        let mut command = self.workspace.command(&self.program);
        command.arg("--data").arg(&self.data);
        command
    }

    /// Loads the two clusters of the founding documents.
    pub fn clusters(&mut self) -> Result<()> {
        let seeds = digest(self.workspace, &["slices/cluster/seeds", "slices/cluster/src/migrations"], &[])?;
        let mut load = self.program();
        self.stamps.once("clusters", &seeds, || run(load.args(["cluster", "load", "--demo"])))?;
        Ok(())
    }

    /// Ingests source files; `version` names what is in them.
    pub fn evidence(&mut self, files: &Path, version: &str) -> Result<()> {
        let inputs = digest(self.workspace, EVIDENCE, &[version])?;
        let mut ingest = self.program();
        let folder = self.data.join("evidence");
        self.stamps.once("evidence", &inputs, || {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
            }
            run(ingest.args(["evidence", "ingest"]).arg(files))
        })?;
        Ok(())
    }
}
