//! Spills: what a build has found out, laid down by key in many files, so that each can be worked on alone.
//!
//! The files of one spill divide the space of 64-bit keys evenly by their first bits. Memory stays bounded by the
//! largest file; a build has as many files as keep that small (see `service::build`).

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::error::StoreError;

/// Bytes that each open file holds back.
const BUFFER: usize = 16 << 10;

/// A set of files being written.
pub struct Spill {
    files: Vec<BufWriter<File>>,
    folder: PathBuf,
    name: &'static str,
    bits: u32,
}

/// A set of files that is complete.
pub struct Spilled {
    folder: PathBuf,
    name: &'static str,
    files: usize,
}

impl Spill {
    /// Makes 2^`bits` files.
    pub fn create(folder: &Path, name: &'static str, bits: u32) -> Result<Self, StoreError> {
        let spill = Spill::with_files(folder, name, 1 << bits)?;
        Ok(Spill { bits, ..spill })
    }

    /// Makes this many files, which are chosen by number instead of by key.
    pub fn with_files(folder: &Path, name: &'static str, files: usize) -> Result<Self, StoreError> {
        let make = |number| {
            let path = path(folder, name, number);
            File::create(&path)
                .map(|file| BufWriter::with_capacity(BUFFER, file))
                .map_err(StoreError::io("making", &path))
        };
        let files = (0..files).map(make).collect::<Result<_, _>>()?;
        Ok(Spill { files, folder: folder.to_owned(), name, bits: 0 })
    }

    /// A file by its number.
    pub fn at(&mut self, number: usize) -> &mut BufWriter<File> {
        &mut self.files[number]
    }

    /// The file of a key.
    pub fn of(&mut self, key: u64) -> &mut BufWriter<File> {
        &mut self.files[number(key, self.bits)]
    }

    /// Appends a value as a line of JSON to the file of a key.
    pub fn line(&mut self, key: u64, value: &impl Serialize) -> Result<(), StoreError> {
        let path = path(&self.folder, self.name, number(key, self.bits));
        let file = self.of(key);
        serde_json::to_writer(&mut *file, value).map_err(StoreError::damaged(&path))?;
        file.write_all(b"\n").map_err(StoreError::io("writing", &path))
    }

    /// Completes the files.
    pub fn finish(mut self) -> Result<Spilled, StoreError> {
        for (number, file) in self.files.iter_mut().enumerate() {
            file.flush().map_err(StoreError::io("writing", &path(&self.folder, self.name, number)))?;
        }
        Ok(Spilled { files: self.files.len(), folder: self.folder, name: self.name })
    }
}

impl Spilled {
    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files
    }

    /// Opens one for reading.
    pub fn open(&self, number: usize) -> Result<BufReader<File>, StoreError> {
        let path = self.path(number);
        File::open(&path).map(|file| BufReader::with_capacity(1 << 20, file)).map_err(StoreError::io("reading", &path))
    }

    /// The lines of one, then removes it.
    pub fn take_lines<T: DeserializeOwned>(&self, number: usize) -> Result<Vec<T>, StoreError> {
        let path = self.path(number);
        let mut values = Vec::new();
        for line in self.open(number)?.lines() {
            let line = line.map_err(StoreError::io("reading", &path))?;
            values.push(serde_json::from_str(&line).map_err(StoreError::damaged(&path))?);
        }
        self.remove(number)?;
        Ok(values)
    }

    /// Removes one that is done with.
    pub fn remove(&self, number: usize) -> Result<(), StoreError> {
        let path = self.path(number);
        std::fs::remove_file(&path).map_err(StoreError::io("removing", &path))
    }

    /// Where one lies.
    pub fn path(&self, number: usize) -> PathBuf {
        path(&self.folder, self.name, number)
    }
}

/// Which of 2^`bits` files a key belongs to.
pub fn number(key: u64, bits: u32) -> usize {
    if bits == 0 { 0 } else { (key >> (64 - bits)) as usize }
}

fn path(folder: &Path, name: &str, number: usize) -> PathBuf {
    folder.join(format!("{name}-{number:05}"))
}
