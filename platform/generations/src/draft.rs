//! The next generation while it is being made.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::GenerationError;
use crate::files::{self, Entry};
use crate::folder::{Generations, Keep, last_number};
use crate::generation::{Generation, IN_USE, current_number, name};
use crate::lock::WriterLock;

/// A folder that is not visible yet. Dropping it undoes everything.
#[derive(Debug)]
pub struct Draft<'writer> {
    generations: &'writer Arc<Generations>,
    /// Held by the writer for as long as the draft lives.
    _lock: &'writer WriterLock,
    base: Option<Arc<Generation>>,
    number: u64,
    path: PathBuf,
}

impl<'writer> Draft<'writer> {
    pub(crate) fn start(
        generations: &'writer Arc<Generations>,
        lock: &'writer WriterLock,
        keep: impl Fn(&Path) -> Keep,
    ) -> Result<Self, GenerationError> {
        let base = generations.current()?;
        let number = last_number(generations.folder())? + 1;
        let path = generations.folder().join(format!("{}.tmp", name(number)));
        fs::create_dir(&path).map_err(GenerationError::io("making", &path))?;
        // Built before anything can fail, so that its drop clears a half-made folder.
        let draft = Draft { generations, _lock: lock, base, number, path };
        draft.fill(keep)?;
        Ok(draft)
    }

    /// The folder to write into.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number that the generation will have.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The generation that this started from.
    pub fn base(&self) -> Option<&Arc<Generation>> {
        self.base.as_ref()
    }

    /// Brings everything to the disk and makes it the current generation. Once this returns, it survives a crash.
    pub fn publish(self) -> Result<Arc<Generation>, GenerationError> {
        self.sync()?;
        let folder = self.generations.folder();
        let published = folder.join(name(self.number));
        fs::rename(&self.path, &published).map_err(GenerationError::io("publishing", &self.path))?;
        let switched = files::sync_folder(folder)
            .and_then(|()| files::replace(&folder.join("CURRENT"), format!("{}\n", self.number).as_bytes()));
        if let Err(error) = switched {
            self.withdraw(&published);
            return Err(error);
        }
        let held = Generation::hold(folder, self.number)?;
        let held =
            Arc::new(held.ok_or_else(|| GenerationError::Damaged {
                folder: folder.to_owned(),
                found: self.number.to_string(),
            })?);
        self.generations.adopt(held.clone());
        Ok(held)
    }

    fn fill(&self, keep: impl Fn(&Path) -> Keep) -> Result<(), GenerationError> {
        let mark = self.path.join(IN_USE);
        File::create(&mark).map_err(GenerationError::io("creating", &mark))?;
        let Some(base) = &self.base else { return Ok(()) };
        for entry in files::walk(base.path())? {
            match entry {
                Entry::Folder(relative) => {
                    let made = self.path.join(&relative);
                    fs::create_dir(&made).map_err(GenerationError::io("making", &made))?;
                }
                Entry::File(relative) if relative == Path::new(IN_USE) => {}
                Entry::File(relative) => {
                    let (from, to) = (base.path().join(&relative), self.path.join(&relative));
                    match keep(&relative) {
                        Keep::Link => files::link_or_copy(&from, &to)?,
                        Keep::Copy => files::copy(&from, &to)?,
                        Keep::Leave => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// Brings to the disk what the generation before does not share: the cost follows the change, not the whole.
    fn sync(&self) -> Result<(), GenerationError> {
        for entry in files::walk(&self.path)? {
            match entry {
                Entry::Folder(relative) => files::sync_folder(&self.path.join(relative))?,
                Entry::File(relative) => {
                    let path = self.path.join(&relative);
                    let shared =
                        self.base.as_ref().is_some_and(|base| files::same_file(&base.path().join(relative), &path));
                    if !shared {
                        files::sync_file(&path)?;
                    }
                }
            }
        }
        files::sync_folder(&self.path)
    }

    /// `CURRENT` could not be switched: nobody must find the folder.
    fn withdraw(&self, published: &Path) {
        let still_old = current_number(self.generations.folder());
        if still_old.is_ok_and(|current| current != Some(self.number)) {
            // What cannot be removed now is removed by the next writer.
            let _ = files::remove_folder(published);
        }
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if let Err(error) = files::remove_folder(&self.path) {
            tracing::warn!(%error, "a draft that is not wanted could not be removed; the next writer will");
        }
    }
}
