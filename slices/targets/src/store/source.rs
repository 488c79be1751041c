//! A file of links between papers and genes: which kind it is, its digest, and what it holds.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bellwether_targets::gene::Gene;
use bellwether_targets::gene2pubmed::{BadLine, Link};
use bellwether_targets::org_db::BadRow;
use sha2::{Digest, Sha256};

use crate::model::status::Source;
use crate::store::{annotation, tables};

/// How SQLite files begin.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// What a source holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// What it is; the number of links is set when doubles are gone.
    pub source: Source,
    /// Links to human genes, as they stand there.
    pub links: Vec<Link>,
    /// Human genes with their names, where it names them.
    pub genes: Vec<Gene>,
}

/// The files of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// Bioconductor's annotation or NCBI's `gene2pubmed`, the latter also as gzip.
    pub papers: PathBuf,
    /// NCBI's `gene_info`, also as gzip, for the names that `gene2pubmed` has not.
    pub names: Option<PathBuf>,
}

/// Why a source cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file could not be read.
    #[error("reading {path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds nothing.
    #[error("{} is empty", _0.display())]
    Empty(PathBuf),
    /// It is another database.
    #[error("{path} is an SQLite file, but not Bioconductor's annotation of human genes: {reason}", path = path.display())]
    NotAnnotation {
        /// The file.
        path: PathBuf,
        /// What is missing or different.
        reason: String,
    },
    /// SQLite cannot read it.
    #[error("{path} is a damaged SQLite file: {reason}", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Neither a database nor a table of NCBI.
    #[error(
        "{path}, {problem}; expected are the file org.Hs.eg.sqlite of Bioconductor or the tables gene2pubmed and gene_info of NCBI",
        path = path.display()
    )]
    NotTable {
        /// The file.
        path: PathBuf,
        /// The line and what is wrong with it.
        problem: BadLine,
    },
    /// A row of the annotation is not what it should be.
    #[error("{path}: {problem}", path = path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: BadRow,
    },
    /// No human gene is in it.
    #[error("{} has no links between papers and human genes", _0.display())]
    NoLinks(PathBuf),
    /// Somebody called it off.
    #[error("called off")]
    Stopped,
}

impl SourceError {
    /// For `map_err` on what the system answers.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> SourceError + use<> {
        let path = path.to_owned();
        move |source| SourceError::Io { path, source }
    }
}

/// Is told how far reading is; says whether to go on.
pub type Going<'a> = &'a mut dyn FnMut(&'static str, u64, u64) -> bool;

/// Reads a source.
pub fn read(files: &Files, going: Going<'_>) -> Result<Content, SourceError> {
    let path = &files.papers;
    let mut content = if begins_with(path, SQLITE)? {
        annotation::read(path, going)?
    } else {
        let links = tables::links(path, going)?;
        let source = Source { kind: "gene2pubmed".to_owned(), ..Source::default() };
        Content { source, links, genes: Vec::new() }
    };
    if content.links.is_empty() {
        return Err(SourceError::NoLinks(path.clone()));
    }
    if let Some(names) = &files.names {
        content.genes = tables::genes(names, going)?;
        content.source.names_sha256 = Some(sha256(names)?);
    }
    content.source.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    content.source.sha256 = sha256(path)?;
    Ok(content)
}

fn begins_with(path: &Path, wanted: &[u8]) -> Result<bool, SourceError> {
    let mut file = File::open(path).map_err(SourceError::io(path))?;
    let mut first = Vec::new();
    file.by_ref().take(wanted.len() as u64).read_to_end(&mut first).map_err(SourceError::io(path))?;
    if first.is_empty() { Err(SourceError::Empty(path.to_owned())) } else { Ok(first == wanted) }
}

/// The SHA-256 of a file, as small hexadecimal digits.
fn sha256(path: &Path) -> Result<String, SourceError> {
    let mut file = File::open(path).map_err(SourceError::io(path))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(SourceError::io(path))?;
        if read == 0 {
            return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        digest.update(&buffer[..read]);
    }
}
