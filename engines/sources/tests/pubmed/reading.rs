//! Reads files for the tests, as an ingest does, and finds the sample of real files.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::problem::ParseError;
use bellwether_sources::record::{Change, Record};

/// File 1 (1976-79) and file 2 (2021) of the sample.
pub const FILES: [&str; 2] = ["pubmed20n0014.xml.gz", "pubmed21n1298.xml.gz"];

/// The changes of a whole file, gzip or plain.
pub fn read(input: impl Read) -> Result<Vec<Change>, ParseError> {
    let mut changes = Vec::new();
    for block in Blocks::new(Format::PubMedXml, gzip::reader(input)) {
        changes.extend(parse_block(&block?)?);
    }
    Ok(changes)
}

/// The changes that these records ask for, wrapped in a root element.
pub fn read_records(records: &str) -> Result<Vec<Change>, ParseError> {
    read(in_root(records).as_bytes())
}

/// The text of a file with these records.
pub fn in_root(records: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PubmedArticleSet>\n{records}\n</PubmedArticleSet>\n")
}

/// The only record that these changes bring.
pub fn only_record(changes: Vec<Change>) -> Record {
    let [Change::Upsert(record)] = <[Change; 1]>::try_from(changes).unwrap() else {
        panic!("the only change brings a record");
    };
    *record
}

/// The top folder of the repository.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Where a file of the sample lies; `None`, with a message, where the sample was not fetched.
pub fn sample(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BELLWETHER_SAMPLE").map_or_else(|| workspace().join("data/sample"), PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing; `cargo xtask sample` fetches it", path.display());
    println!("skipped: {} is missing; `cargo xtask sample` fetches it", path.display());
    None
}

/// The changes of a file of the sample; `None` where it was not fetched.
pub fn read_sample(name: &str) -> Option<Vec<Change>> {
    sample(name).map(|path| read(File::open(path).unwrap()).unwrap())
}
