//! The few file operations that publishing needs: walk, link, bring to the disk, replace.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::GenerationError;

/// Files and folders under `root`, relative to it, folders before what is in them, in the order of their names.
pub(crate) fn walk(root: &Path) -> Result<Vec<Entry>, GenerationError> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(folder) = waiting.pop() {
        let path = root.join(&folder);
        let listed = fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut listed = listed.map_err(GenerationError::io("listing", &path))?;
        listed.sort_by_key(fs::DirEntry::file_name);
        for entry in listed {
            let relative = folder.join(entry.file_name());
            let kind = entry.file_type().map_err(GenerationError::io("reading", &entry.path()))?;
            if kind.is_dir() {
                waiting.push(relative.clone());
                found.push(Entry::Folder(relative));
            } else {
                found.push(Entry::File(relative));
            }
        }
    }
    Ok(found)
}

/// Something that [`walk`] found.
#[derive(Debug)]
pub(crate) enum Entry {
    Folder(PathBuf),
    File(PathBuf),
}

/// Makes `to` the same file as `from`, or a copy where the file system has no hard links (or too many already).
pub(crate) fn link_or_copy(from: &Path, to: &Path) -> Result<(), GenerationError> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(refused) if refused.kind() == io::ErrorKind::AlreadyExists => {
            Err(GenerationError::io("linking", to)(refused))
        }
        Err(_) => copy(from, to),
    }
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), GenerationError> {
    fs::copy(from, to).map(drop).map_err(GenerationError::io("copying", to))
}

/// Are both paths links to one file?
#[cfg(unix)]
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => one.dev() == other.dev() && one.ino() == other.ino(),
        _ => false,
    }
}

/// Without inode numbers nothing can be told, and every file is brought to the disk again.
#[cfg(not(unix))]
pub(crate) fn same_file(_one: &Path, _other: &Path) -> bool {
    false
}

/// Waits until the file's bytes are on the disk.
pub(crate) fn sync_file(path: &Path) -> Result<(), GenerationError> {
    let file = File::open(path).map_err(GenerationError::io("opening", path))?;
    file.sync_all().map_err(GenerationError::io("bringing to the disk", path))
}

/// Waits until the names in the folder are on the disk.
pub(crate) fn sync_folder(path: &Path) -> Result<(), GenerationError> {
    if cfg!(unix) { sync_file(path) } else { Ok(()) }
}

/// Replaces a small file by one rename, after its new bytes are on the disk.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), GenerationError> {
    let fresh = path.with_extension("tmp");
    let mut file = File::create(&fresh).map_err(GenerationError::io("creating", &fresh))?;
    file.write_all(bytes).map_err(GenerationError::io("writing", &fresh))?;
    file.sync_all().map_err(GenerationError::io("bringing to the disk", &fresh))?;
    fs::rename(&fresh, path).map_err(GenerationError::io("replacing", path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Removes a folder and all in it; one that is gone already is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<(), GenerationError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(GenerationError::io("removing", path)(error)),
        _ => Ok(()),
    }
}
