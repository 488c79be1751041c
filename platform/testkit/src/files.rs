//! Where the sample data lies, and what to do when it does not.

use std::path::{Path, PathBuf};

/// The top folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// The folder with the sample PubMed files: `BELLWETHER_SAMPLE` or `data/sample`.
///
/// `None`, with a message, if it is not there; then the test has nothing to do.
///
/// # Panics
/// If it is not there and `CI` is set, where the sample is always fetched first.
pub fn sample() -> Option<PathBuf> {
    let folder = std::env::var_os("BELLWETHER_SAMPLE").map_or_else(|| workspace().join("data/sample"), PathBuf::from);
    if folder.join("pubmed20n0014.xml.gz").is_file() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "no sample in {}: run `cargo xtask sample`", folder.display());
    println!("skipped: no sample in {}; `cargo xtask sample` fetches it", folder.display());
    None
}

/// A file or folder of the shared reference data beside the workspace, such as `trials/x.json`.
///
/// `None`, with a message, if there is no such data on this machine.
///
/// # Panics
/// If the data is there, but not this part of it.
pub fn shared_data(relative: &str) -> Option<PathBuf> {
    let folder = workspace().join("../shared/data");
    if !folder.is_dir() {
        println!("skipped: no reference data beside the workspace ({relative} is wanted)");
        return None;
    }
    let path = folder.join(relative);
    assert!(path.exists(), "{} is missing from the reference data", path.display());
    Some(path)
}

/// The names and bytes of the files of a folder, in order of their names, without those of the name `left_out`.
///
/// # Panics
/// If the folder or a file cannot be read.
pub fn contents(folder: &Path, left_out: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, Vec<u8>)> = paths
        .filter(|path| path.is_file() && !path.ends_with(left_out))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}
