//! The vocabularies of an installation: files in one folder, loaded when first asked for, again when they change.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use bellwether_vocabulary::Vocabulary;
use bellwether_vocabulary::file::{self, ReadError};

/// A vocabulary that was loaded, and the time of its file.
type Loaded = Option<(SystemTime, Option<Arc<Vocabulary>>)>;

/// The vocabularies of an installation. Clones are the same.
#[derive(Clone, Debug)]
pub struct Vocabularies {
    folder: PathBuf,
    mesh: Arc<RwLock<Loaded>>,
}

/// A vocabulary could not be put in.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// The file is not a vocabulary.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be kept.
    #[error("keeping the vocabulary in {}", path.display())]
    Keep {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

impl Vocabularies {
    /// The vocabularies in a folder, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Vocabularies {
        Vocabularies { folder: folder.into(), mesh: Arc::default() }
    }

    /// Where MeSH is kept.
    pub fn mesh_path(&self) -> PathBuf {
        self.folder.join("mesh")
    }

    /// MeSH, if it has been put in. A file that cannot be read is reported in the log and counts as absent.
    pub fn mesh(&self) -> Option<Arc<Vocabulary>> {
        let path = self.mesh_path();
        let changed = fs::metadata(&path).and_then(|found| found.modified()).ok()?;
        if let Some((known, loaded)) = &*self.mesh.read().unwrap_or_else(PoisonError::into_inner)
            && *known == changed
        {
            return loaded.clone();
        }
        let mut kept = self.mesh.write().unwrap_or_else(PoisonError::into_inner);
        let loaded = match open(&path) {
            Ok(vocabulary) => Some(Arc::new(vocabulary)),
            Err(error) => {
                tracing::error!(error = %error, "MeSH in {} cannot be used", path.display());
                None
            }
        };
        *kept = Some((changed, loaded.clone()));
        loaded
    }

    /// Puts MeSH in, in any form that is known, once it has been read through.
    pub fn put_mesh(&self, bytes: &[u8]) -> Result<Vocabulary, PutError> {
        let vocabulary = file::read(bytes)?;
        let path = self.mesh_path();
        keep(&self.folder, &path, bytes).map_err(|source| PutError::Keep { path, source })?;
        Ok(vocabulary)
    }
}

fn open(path: &Path) -> Result<Vocabulary, ReadError> {
    file::read(fs::File::open(path)?)
}

/// Writes beside and renames, so that a reader finds the old file or the new one.
fn keep(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let draft = path.with_extension("new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, path)
}
