//! What the tests of all formats share: reading a whole file as the product does, and the real files beside the workspace.

use std::io::Read;
use std::path::{Path, PathBuf};

use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::problem::ParseError;
use bellwether_sources::record::{Change, Record};

/// Reads every record of a file, gzip or plain, as the product does.
pub fn read(format: Format, file: impl Read) -> Result<Vec<Record>, ParseError> {
    let mut records = Vec::new();
    for block in Blocks::new(format, gzip::reader(file)) {
        for change in parse_block(&block?)? {
            match change {
                Change::Upsert(record) => records.push(*record),
                Change::Delete(key) => panic!("{key} is deleted"),
            }
        }
    }
    Ok(records)
}

/// Reads a file that is right, in the format that it is found to have.
pub fn read_detected(name: &str, bytes: &[u8]) -> (Format, Vec<Record>) {
    let mut start = Vec::new();
    gzip::reader(bytes).take(1024).read_to_end(&mut start).unwrap();
    let format = Format::detect(name, &start).unwrap_or_else(|| panic!("{name} has no known format"));
    let records = read(format, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    (format, records)
}

/// A file of the reference data beside the workspace; `None`, with a message, where there is no such data.
pub fn shared(relative: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !folder.is_dir() {
        println!("skipped: no reference data beside the workspace ({relative} is wanted)");
        return None;
    }
    let path = folder.join(relative);
    assert!(path.exists(), "{} is missing from the reference data", path.display());
    Some(path)
}

/// The files in a zip archive, by the layout in PKWARE's APPNOTE 6.3, sections 4.3.7 and 4.3.12.
pub fn unzip(path: &Path) -> Vec<(String, Vec<u8>)> {
    let archive = std::fs::read(path).unwrap();
    let number = |at: usize, length: usize| {
        archive[at..at + length].iter().rev().fold(0_usize, |value, byte| value << 8 | usize::from(*byte))
    };
    let end = memchr::memmem::rfind(&archive, b"PK\x05\x06").unwrap();
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut files = Vec::new();
    for _ in 0..count {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        let (length, name_length) = (number(at + 20, 4), number(at + 28, 2));
        let (extra, comment, local) = (number(at + 30, 2), number(at + 32, 2), number(at + 42, 4));
        let name = String::from_utf8(archive[at + 46..at + 46 + name_length].to_vec()).unwrap();
        let begin = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let mut bytes = Vec::new();
        flate2::read::DeflateDecoder::new(&archive[begin..begin + length]).read_to_end(&mut bytes).unwrap();
        files.push((name, bytes));
        at += 46 + name_length + extra + comment;
    }
    files
}

/// Runs a Python script of the test harness and gives what it prints.
pub fn python(script: &str, arguments: &[&Path]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/oracles").join(script);
    let run = std::process::Command::new("python3").arg(script).args(arguments).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}
