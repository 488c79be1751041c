//! A folder or an archive that is filled file by file and appears whole, at the end.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::Packed;

/// Fast, and about as small as the database's text gets.
const LEVEL: i32 = 6;

/// What is being filled.
pub enum Pack {
    /// A folder.
    Folder(PathBuf),
    /// A compressed archive.
    Archive(Box<tar::Builder<zstd::Encoder<'static, File>>>),
}

/// Is this name one of an archive?
pub fn is_archive(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".tar.zst"))
}

/// The name under which a backup grows.
pub fn growing(target: &Path) -> PathBuf {
    let mut name: OsString = target.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

impl Pack {
    /// Begins beside the target.
    pub fn begin(target: &Path) -> anyhow::Result<Pack> {
        if target.exists() {
            bail!("{} is already there; name another file or folder", target.display());
        }
        let path = growing(target);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        }
        if is_archive(target) {
            let file = File::create(&path).with_context(|| format!("making {}", path.display()))?;
            let packer = zstd::Encoder::new(file, LEVEL).context("beginning to compress")?;
            return Ok(Pack::Archive(Box::new(tar::Builder::new(packer))));
        }
        fs::create_dir(&path)
            .with_context(|| format!("making {}; remove what an interrupted backup left", path.display()))?;
        Ok(Pack::Folder(path))
    }

    /// Adds a file under this path.
    pub fn add(&mut self, path: &str, source: &Path) -> anyhow::Result<Packed> {
        let adding = || format!("adding {}", source.display());
        let file = File::open(source).with_context(adding)?;
        let bytes = file.metadata().with_context(adding)?.len();
        let mut reader = Digesting { inner: file, digest: Sha256::new() };
        match self {
            Pack::Folder(folder) => {
                let target = folder.join(path);
                if let Some(parent) = target.parent() {
                    fs::create_dir_all(parent).with_context(adding)?;
                }
                let mut copy = File::create_new(&target).with_context(adding)?;
                io::copy(&mut reader, &mut copy).and_then(|_| copy.sync_all()).with_context(adding)?;
            }
            Pack::Archive(archive) => {
                let mut header = tar::Header::new_gnu();
                header.set_size(bytes);
                header.set_mode(0o600);
                archive.append_data(&mut header, path, &mut reader).with_context(adding)?;
            }
        }
        Ok(Packed { path: path.to_owned(), bytes, sha256: hex(&reader.digest.finalize()) })
    }

    /// Makes the backup appear under its own name.
    pub fn finish(self, target: &Path) -> anyhow::Result<()> {
        let finishing = || format!("finishing {}", target.display());
        if let Pack::Archive(archive) = self {
            let file = archive.into_inner().and_then(|packer| packer.finish()).with_context(finishing)?;
            file.sync_all().with_context(finishing)?;
        }
        fs::rename(growing(target), target).with_context(finishing)?;
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).with_context(finishing)
    }
}

/// Digests what is read through it.
pub struct Digesting<R> {
    pub inner: R,
    pub digest: Sha256,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(bytes)?;
        self.digest.update(&bytes[..n]);
        Ok(n)
    }
}

/// The SHA-256 of a file, and its size.
pub fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut reader = Digesting { inner: File::open(path)?, digest: Sha256::new() };
    let bytes = io::copy(&mut reader, &mut io::sink())?;
    Ok((bytes, hex(&reader.digest.finalize())))
}

/// All files under a folder, by their paths in it.
pub fn files_under(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((format!("{name}/"), entry.path()));
            } else {
                found.push((name, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a small file that must be on the disk.
pub fn write_synced(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text)?;
    file.sync_all()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
