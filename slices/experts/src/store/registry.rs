//! The ROR registry as this installation keeps it: one line of JSON per organisation, gzipped.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use bellwether_identity::organisations::index::Organisations;
use bellwether_identity::registry::{self, Organisation, RegistryError};
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use crate::store::error::StoreError;

/// The registry cannot be taken over.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// The records are not the registry's.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The archive has no dump in it.
    #[error("{0} holds no JSON file")]
    NoDump(PathBuf),
    /// The archive cannot be read.
    #[error("{0} is not a readable archive: {1}")]
    Archive(PathBuf, String),
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where the registry lies in the folder of experts.
fn path(folder: &Path) -> PathBuf {
    folder.join("ror.jsonl.gz")
}

/// Reads a registry file as ROR publishes it (`.zip` with a JSON dump), or its JSON, or JSON lines, plain or gzipped;
/// checks it, and keeps it for the next build. Answers how many organisations it holds.
pub fn install(folder: &Path, file: &Path) -> Result<usize, InstallError> {
    let organisations = read(file)?;
    std::fs::create_dir_all(folder).map_err(StoreError::io("making", folder))?;
    let draft = folder.join("ror.jsonl.gz.tmp");
    write(&draft, &organisations).map_err(StoreError::io("writing", &draft))?;
    std::fs::rename(&draft, path(folder)).map_err(StoreError::io("replacing", &path(folder)))?;
    Ok(organisations.len())
}

/// The kept registry, ready for matching; `None` if there is none.
pub fn load(folder: &Path) -> Result<Option<Organisations>, StoreError> {
    let path = path(folder);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("reading", &path)(error)),
    };
    let mut list: Vec<Organisation> = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(BufReader::new(file))).lines() {
        let line = line.map_err(StoreError::io("reading", &path))?;
        list.push(serde_json::from_str(&line).map_err(StoreError::damaged(&path))?);
    }
    Ok(Some(Organisations::new(list)))
}

fn read(file: &Path) -> Result<Vec<Organisation>, InstallError> {
    let mut input = BufReader::new(File::open(file).map_err(StoreError::io("reading", file))?);
    let start = input.fill_buf().map_err(StoreError::io("reading", file))?;
    if start.starts_with(&[0x1f, 0x8b]) {
        Ok(registry::read(BufReader::new(MultiGzDecoder::new(input)))?)
    } else if start.starts_with(b"PK") {
        read_archive(file, input)
    } else {
        Ok(registry::read(input)?)
    }
}

/// The JSON file of an archive, of schema version 2 where both are there: dumps before 2025 hold version 1 and 2 side by side.
fn read_archive(file: &Path, input: impl Read + Seek) -> Result<Vec<Organisation>, InstallError> {
    let refused = |error: zip::result::ZipError| InstallError::Archive(file.to_owned(), error.to_string());
    let mut archive = zip::ZipArchive::new(input).map_err(refused)?;
    let names: Result<Vec<String>, _> = archive.file_names().map(|name| name.map(|name| name.into_owned())).collect();
    let mut names = names.map_err(refused)?;
    names.retain(|name| name.ends_with(".json"));
    names.sort_by_key(|name| (!name.contains("schema_v2"), name.clone()));
    let name = names.first().ok_or_else(|| InstallError::NoDump(file.to_owned()))?;
    let dump = archive.by_name(name).map_err(refused)?;
    Ok(registry::read(BufReader::with_capacity(1 << 20, dump))?)
}

fn write(path: &Path, organisations: &[Organisation]) -> std::io::Result<()> {
    let mut output = GzEncoder::new(BufWriter::new(File::create(path)?), Compression::default());
    for organisation in organisations {
        serde_json::to_writer(&mut output, organisation)?;
        output.write_all(b"\n")?;
    }
    output.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}
