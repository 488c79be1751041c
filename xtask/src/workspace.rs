//! The workspace on disk, and calling other programs in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The folder that holds the workspace's `Cargo.toml`.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built in.
    pub fn find() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest.parent().context("xtask lies in the workspace's folder")?;
        Ok(Workspace { root: root.canonicalize().with_context(|| format!("finding {}", root.display()))? })
    }

    /// A path in the workspace.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A program, to be run in the workspace's root.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }

    /// Cargo, the one that runs this program.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from))
    }

    /// All files of the repository below `folder` whose names end so, as paths relative to the root, sorted;
    /// build output, downloaded data and hidden folders are left out.
    pub fn files(&self, folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let start = self.path(folder);
        if start.is_dir() {
            self.collect(&start, ending, &mut found)?;
        }
        found.sort();
        Ok(found)
    }

    fn collect(&self, folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> Result<()> {
        const LEFT_OUT: [&str; 4] = ["target", "data", "node_modules", "dist"];
        for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type()?;
            if kind.is_dir() && !name.starts_with('.') && !LEFT_OUT.contains(&name.as_str()) {
                self.collect(&entry.path(), ending, found)?;
            } else if kind.is_file() && name.ends_with(ending) {
                found.push(entry.path().strip_prefix(&self.root)?.to_path_buf());
            }
        }
        Ok(())
    }

    /// The text of a file in the workspace.
    pub fn read(&self, relative: impl AsRef<Path>) -> Result<String> {
        let path = self.path(relative);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    }
}

/// Runs a command with its output shown; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", words(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", words(command));
    }
    Ok(())
}

/// Runs a command quietly and returns what it wrote to standard output; fails, with what it said, when it does.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {}", words(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}\n{}", words(command), output.status, said.trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("reading the output of {}", words(command)))
}

/// Does the command start and end well? Nothing is shown.
pub fn works(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The first program of these names on the search path, or in these folders.
pub fn program(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let everywhere: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names.iter().flat_map(|name| everywhere.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// The command as a person would type it.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
