//! Putting a file into the inbox: written under a hidden name, named only when it is whole, never over another.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::AsyncWriteExt;

use crate::model::file_name::FileName;

/// What an unfinished file is called. Hidden, so that the inbox does not show it.
const UNFINISHED: &str = ".upload-";
/// What was left by a server that died is removed after this time.
const LEFT_OVER: Duration = Duration::from_secs(24 * 3600);

/// A file on its way into the inbox. Dropped before [`Arriving::name`], it is removed.
pub struct Arriving {
    folder: PathBuf,
    path: PathBuf,
    file: tokio::fs::File,
}

/// What came of naming a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It has its name, and is safe on the disk.
    Done,
    /// There is another file of this name; the new one is gone.
    Taken,
}

impl Arriving {
    /// Begins a file in this folder, which is made if it is not there.
    pub async fn begin(folder: &Path, id: &str) -> io::Result<Arriving> {
        let (folder, path) = (folder.to_owned(), folder.join(format!("{UNFINISHED}{id}.part")));
        tokio::fs::create_dir_all(&folder).await?;
        let swept = folder.clone();
        let _ = tokio::task::spawn_blocking(move || sweep(&swept)).await;
        let file = tokio::fs::OpenOptions::new().write(true).create_new(true).open(&path).await?;
        Ok(Arriving { folder, path, file })
    }

    /// Adds bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await
    }

    /// Brings everything to the disk and gives the file its name.
    pub async fn name(mut self, name: &FileName) -> io::Result<Named> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let (folder, unfinished, named) = (self.folder.clone(), self.path.clone(), self.folder.join(name.as_str()));
        // A link fails where the name is taken; renaming would replace the other file.
        let linked = tokio::task::spawn_blocking(move || {
            match fs::hard_link(&unfinished, &named) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Named::Taken),
                Err(error) => return Err(error),
            }
            fs::remove_file(&unfinished)?;
            File::open(&folder)?.sync_all()?;
            Ok(Named::Done)
        });
        linked.await.map_err(io::Error::other)?
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        // Gone already if it was named; a failure leaves a hidden file that is swept later.
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes a file back that was named a moment ago.
pub async fn withdraw(folder: &Path, name: &FileName) -> io::Result<()> {
    tokio::fs::remove_file(folder.join(name.as_str())).await
}

/// Removes unfinished files that nobody is writing any more.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(UNFINISHED));
        // A time in the future, as after a change of the clock, is no age.
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if is_ours && age > LEFT_OVER {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// How many bytes the disk of this folder has left for us.
pub async fn free_bytes(folder: &Path) -> io::Result<u64> {
    let folder = folder.to_owned();
    let asked = tokio::task::spawn_blocking(move || rustix::fs::statvfs(&folder));
    let disk = asked.await.map_err(io::Error::other)??;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
