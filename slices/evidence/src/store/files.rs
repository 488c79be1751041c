//! The small files of a generation: the manifest and the list of dead rows. Both are replaced whole.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use roaring::RoaringTreemap;

use crate::model::manifest::Manifest;
use crate::store::error::StoreError;

const MANIFEST: &str = "manifest.json";
const DEAD: &str = "dead-rows.roaring";

/// Reads the manifest of the generation in this folder.
pub fn read_manifest(folder: &Path) -> Result<Manifest, StoreError> {
    let path = folder.join(MANIFEST);
    let bytes = fs::read(&path).map_err(StoreError::io("reading", &path))?;
    serde_json::from_slice(&bytes).map_err(|error| StoreError::Damaged { path, what: error.to_string() })
}

/// Writes the manifest into a draft.
pub fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    replace(&folder.join(MANIFEST), |file| serde_json::to_writer(file, manifest).map_err(Into::into))
}

/// Reads which rows are dead: replaced, withdrawn or outdated. The high half of each number is the part, the low half the row.
pub fn read_dead(folder: &Path) -> Result<RoaringTreemap, StoreError> {
    let path = folder.join(DEAD);
    let file = File::open(&path).map_err(StoreError::io("opening", &path))?;
    let read = RoaringTreemap::deserialize_from(BufReader::new(file));
    read.map_err(|error| StoreError::Damaged { path, what: error.to_string() })
}

/// Writes the dead rows into a draft.
pub fn write_dead(folder: &Path, dead: &RoaringTreemap) -> Result<(), StoreError> {
    replace(&folder.join(DEAD), |file| dead.serialize_into(file))
}

/// Never in place: the file of the generation before may be the same one under another name.
fn replace(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<(), StoreError> {
    let fresh = path.with_extension("tmp");
    let mut file = BufWriter::new(File::create(&fresh).map_err(StoreError::io("creating", &fresh))?);
    write(&mut file).and_then(|()| file.flush()).map_err(StoreError::io("writing", &fresh))?;
    fs::rename(&fresh, path).map_err(StoreError::io("replacing", path))
}
