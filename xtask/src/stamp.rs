//! What was made, and from what: a step whose inputs have not changed is not done again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace::Workspace;

/// The steps that were done, in a file beside what they made.
pub struct Stamps {
    file: PathBuf,
    done: BTreeMap<String, String>,
}

impl Stamps {
    /// The stamps in this file; none if it is not there.
    pub fn open(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let done = text.lines().filter_map(|line| line.split_once(' '));
        Stamps { done: done.map(|(step, inputs)| (step.to_owned(), inputs.to_owned())).collect(), file }
    }

    /// Runs the step unless it was done with the same inputs. Returns whether it ran.
    pub fn once(&mut self, step: &str, inputs: &str, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        if self.done.get(step).is_some_and(|done| done == inputs) {
            return Ok(false);
        }
        self.done.remove(step);
        self.save()?;
        work()?;
        self.done.insert(step.to_owned(), inputs.to_owned());
        self.save()?;
        Ok(true)
    }

    fn save(&self) -> Result<()> {
        let text: String = self.done.iter().map(|(step, inputs)| format!("{step} {inputs}\n")).collect();
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        }
        fs::write(&self.file, text).with_context(|| format!("writing {}", self.file.display()))
    }
}

/// A digest of all files in these folders (or of these files), and of what else counts.
pub fn digest(workspace: &Workspace, places: &[&str], also: &[&str]) -> Result<String> {
    let mut digest = Sha256::new();
    for place in places {
        let is_file = workspace.path(place).is_file();
        let files = if is_file { vec![PathBuf::from(place)] } else { workspace.files(place, "")? };
        for file in files {
            add(&mut digest, workspace, &file)?;
        }
    }
    for word in also {
        digest.update(word.len().to_le_bytes());
        digest.update(word);
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn add(digest: &mut Sha256, workspace: &Workspace, file: &Path) -> Result<()> {
    let bytes = fs::read(workspace.path(file)).with_context(|| format!("reading {}", file.display()))?;
    digest.update(file.to_string_lossy().as_bytes());
    digest.update(bytes.len().to_le_bytes());
    digest.update(&bytes);
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_again_when_its_inputs_change_or_it_failed() {
        let file = std::env::temp_dir().join(format!("bellwether-stamps-{}", std::process::id()));
        let mut runs = 0;
        let mut run = |inputs: &str, fails: bool| {
            let done = Stamps::open(file.clone()).once("step", inputs, || {
                runs += 1;
                if fails { anyhow::bail!("broken") } else { Ok(()) }
            });
            (done.ok(), runs)
        };
        assert_eq!(run("a", false), (Some(true), 1));
        assert_eq!(run("a", false), (Some(false), 1));
        assert_eq!(run("b", true), (None, 2));
        assert_eq!(run("a", false), (Some(true), 3));
        fs::remove_file(&file).unwrap();
    }
}
