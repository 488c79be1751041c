//! Which files an ingest reads.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// A file that is to be ingested, or why it cannot be.
#[derive(Debug)]
pub struct Input {
    /// Its path.
    pub path: PathBuf,
    /// Its name without folders.
    pub name: String,
    /// Its length, or why it cannot be known.
    pub length: io::Result<u64>,
}

/// The files named by these paths, in their order; a folder stands for the files in it, by name, its own folders after them.
///
/// Update files of PubMed are numbered, so the order of names is the order in which they must be read. Hidden files,
/// checksums and unfinished downloads are passed over in folders.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() { add_folder(path, &mut found) } else { found.push(input(path)) }
    }
    found
}

fn add_folder(folder: &Path, found: &mut Vec<Input>) {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> = match listed {
        Ok(listed) => listed.iter().map(fs::DirEntry::path).collect(),
        Err(error) => return found.push(Input { path: folder.to_owned(), name: name_of(folder), length: Err(error) }),
    };
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    found.extend(files.iter().filter(|path| is_source(path)).map(|path| input(path)));
    folders.iter().filter(|path| !name_of(path).starts_with('.')).for_each(|path| add_folder(path, found));
}

fn input(path: &Path) -> Input {
    Input { path: path.to_owned(), name: name_of(path), length: fs::metadata(path).and_then(|found| length(&found)) }
}

/// Reading a pipe or a device may never end, and what was read could not be read again.
fn length(found: &fs::Metadata) -> io::Result<u64> {
    if found.is_file() {
        Ok(found.len())
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn is_source(path: &Path) -> bool {
    let name = name_of(path);
    let ending = name.rsplit('.').next().unwrap_or_default();
    !name.starts_with('.') && !matches!(ending, "md5" | "part" | "tmp" | "sha256" | "html" | "txt")
}

/// SHA-256 of a file in hexadecimal, and its length.
pub(crate) fn fingerprint(path: &Path) -> io::Result<(String, u64)> {
    // Opening a pipe waits for its other end.
    length(&fs::metadata(path)?)?;
    let mut file = File::open(path)?;
    let (mut digest, mut buffer, mut length) = (Sha256::new(), vec![0; 1 << 18], 0);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                digest.update(&buffer[..read]);
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), length))
}
