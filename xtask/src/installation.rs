//! An installation with data, for the demo and for the tests in a browser: what the program itself does, step by step.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::genes::{self, Package};
use crate::stamp::{Stamps, digest};
use crate::workspace::{Workspace, output, run};

/// Marks a folder as one that was made here and may be removed.
const MARK: &str = "made-by-xtask";
/// What decides how records are kept: when it changes, they are ingested again.
const EVIDENCE: &[&str] =
    &["engines/sources/src", "slices/evidence/src/index", "slices/evidence/src/columns", "slices/evidence/src/store"];

/// What decides which persons and institutions are found in the same records.
const EXPERTS: &[&str] = &["engines/identity/src", "slices/experts/src"];
/// What decides which landscape is built from the same records.
const LANDSCAPE: &[&str] = &[
    "engines/landscape/src",
    "engines/indicators/src",
    "engines/forecast/src",
    "slices/foresight/src/model",
    "slices/foresight/src/service",
    "slices/foresight/src/store",
];
/// What decides which targets are built from the same links and records.
const TARGETS: &[&str] = &[
    "engines/targets/src",
    "engines/indicators/src",
    "engines/forecast/src",
    "slices/targets/src/model",
    "slices/targets/src/service",
    "slices/targets/src/store",
];
/// What decides which release of the headings is got and how it is kept.
const HEADINGS: &[&str] = &["apps/bellwether/src/commands/vocab.rs", "engines/vocabulary/src"];

/// Where the passwords of the demo's people are kept.
const SIGN_INS: &str = "sign-ins";
/// Invented people, one for each role.
const PEOPLE: [(&str, &str, &str); 6] = [
    ("admin@demo.example", "Demo Administrator", "administrator"),
    ("analyst@demo.example", "Demo Analyst", "analyst"),
    ("expert@demo.example", "Demo Expert", "expert"),
    ("officer@demo.example", "Demo Officer", "officer"),
    ("council@demo.example", "Demo Council Member", "council"),
    ("resident@demo.example", "Demo Resident", "resident"),
];

/// The clusters of the demo, which all its people work for.
const CLUSTERS: &str = "translational-medicine,skolkovo-biomedical";

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
        let seeds = digest(self.workspace, &["slices/ledger/seeds", "slices/ledger/src/migrations"], &[])?;
        let mut load = self.program();
        self.stamps.once("ledger", &seeds, || run(load.args(["ledger", "load-sample", "--demo"])))?;
        Ok(())
    }

    /// Loads the facilities of both clusters with some bookings; the administrator keeps them.
    pub fn facilities(&mut self) -> Result<()> {
        let seeds = digest(self.workspace, &["slices/exchange/seeds", "slices/exchange/src/migrations"], &[])?;
        let (keeper, _, _) = PEOPLE[0];
        let mut import = self.program();
        let import = import.args(["facilities", "import", "--demo", "--keeper", keeper]);
        self.stamps.once("facilities", &seeds, || run(import))?;
        Ok(())
    }

    /// Books in the name of the expert, with messages about it.
    pub fn messages(&mut self) -> Result<()> {
        let (email, _, _) = PEOPLE[2];
        let talks = digest(self.workspace, &["apps/bellwether/src/commands/messages.rs"], &[])?;
        let mut write = self.program();
        let write = write.args(["messages", "demo", email]);
        self.stamps.once("messages", &talks, || run(write))?;
        Ok(())
    }

    /// Loads the calls of both clusters with invented applications; a demo resident leads those.
    pub fn calls(&mut self) -> Result<()> {
        let seeds = digest(self.workspace, &["slices/calls/seeds", "slices/calls/src/migrations"], &[])?;
        let (lead, _, _) = PEOPLE[5];
        let mut import = self.program();
        let import = import.args(["calls", "import", "--demo", "--lead", lead]);
        self.stamps.once("calls", &seeds, || run(import))?;
        let (responsible, _, _) = PEOPLE[3];
        let mut bring = self.program();
        let bring = bring.args(["calls", "outbound", "import", "translational-medicine", "--demo", "--bring"]);
        let bring = bring.args(["--responsible", responsible]);
        self.stamps.once("outbound", &seeds, || run(bring))?;
        Ok(())
    }

    /// Makes an account for each of the demo's people, with a password that is made up once and kept beside the data.
    pub fn people(&mut self) -> Result<()> {
        let file = self.data.join(SIGN_INS);
        for (email, name, role) in PEOPLE {
            let mut add = self.program();
            let kept = &file;
            self.stamps.once(&format!("person-{role}"), email, || {
                let password = random_word()?;
                add.args(["user", "add", email, "--name", name, "--roles", role, "--clusters", CLUSTERS])
                    .env("BELLWETHER_PASSWORD", &password);
                output(&mut add)?;
                let mut lines = private(kept)?;
                writeln!(lines, "  {email:<26} {password}   {role}")
                    .with_context(|| format!("writing {}", kept.display()))
            })?;
        }
        Ok(())
    }

    /// Who can sign in, with passwords and roles.
    pub fn sign_ins(&self) -> Result<String> {
        let file = self.data.join(SIGN_INS);
        fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
    }

    /// The address and password of the administrator.
    pub fn administrator(&self) -> Result<Option<(String, String)>> {
        let sign_ins = self.sign_ins()?;
        let line = sign_ins.lines().find(|line| line.ends_with("administrator"));
        let mut words = line.unwrap_or_default().split_whitespace().map(str::to_owned);
        Ok(words.next().zip(words.next()))
    }

    /// Ingests source files; `version` names what is in them. Returns what names the evidence that came of it.
    pub fn evidence(&mut self, files: &[PathBuf], version: &str) -> Result<String> {
        let inputs = digest(self.workspace, EVIDENCE, &[version])?;
        let mut ingest = self.program();
        let folder = self.data.join("evidence");
        self.stamps.once("evidence", &inputs, || {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
            }
            run(ingest.args(["evidence", "ingest"]).args(files))
        })?;
        Ok(inputs)
    }

    /// Gets the subject headings. Searches work without them, so a failure is told and not fatal; the next start tries again.
    pub fn headings(&mut self) -> Result<()> {
        let inputs = digest(self.workspace, HEADINGS, &[])?;
        let mut pull = self.program();
        let got = self.stamps.once("headings", &inputs, || run(pull.args(["vocab", "pull", "mesh"])));
        if let Err(error) = got {
            println!("subject headings could not be got, so searches do without synonyms of MeSH: {error:#}");
        }
        Ok(())
    }

    /// Finds experts and institutions in the evidence that [`Installation::evidence`] named.
    pub fn experts(&mut self, evidence: &str) -> Result<()> {
        let inputs = digest(self.workspace, EXPERTS, &[evidence])?;
        let mut build = self.program();
        self.stamps.once("experts", &inputs, || run(build.args(["experts", "build"])))?;
        Ok(())
    }

    /// Builds the landscape of the evidence that [`Installation::evidence`] named.
    pub fn landscape(&mut self, evidence: &str) -> Result<()> {
        let inputs = digest(self.workspace, LANDSCAPE, &[evidence])?;
        let mut build = self.program();
        self.stamps.once("landscape", &inputs, || run(build.args(["landscape", "build"])))?;
        Ok(())
    }

    /// Builds the targets from the annotation of this package and the evidence that [`Installation::evidence`] named.
    pub fn targets(&mut self, evidence: &str, package: &Package) -> Result<()> {
        let inputs = digest(self.workspace, TARGETS, &[evidence, &package.sha256])?;
        let (mut build, workspace) = (self.program(), self.workspace);
        self.stamps.once("targets", &inputs, || {
            genes::unpacked(workspace, package, |file| run(build.args(["targets", "build"]).arg(file)))
        })?;
        Ok(())
    }

    /// Builds the targets from a table of links, for tests.
    pub fn invented_targets(&mut self, evidence: &str, links: &Path, names: &Path) -> Result<()> {
        let inputs = digest(self.workspace, TARGETS, &[evidence])?;
        let mut build = self.program();
        let build = build.args(["targets", "build"]).arg(links).arg("--names").arg(names);
        self.stamps.once("targets", &inputs, || run(build))?;
        Ok(())
    }
}

/// A file for adding lines that only its owner may read.
fn private(file: &Path) -> Result<File> {
    let opened = OpenOptions::new().create(true).append(true).mode(0o600).open(file);
    opened.with_context(|| format!("opening {}", file.display()))
}

/// 128 random bits as hexadecimal digits.
pub fn random_word() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).context("reading /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
