//! Fetching one file: resumed where it broke off, checked, and named only when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use md5::{Digest, Md5};
use ureq::http::{StatusCode, header};

use super::client::{Client, Failure, Tries, broken};
use super::error::PullError;
use super::watch::{Event, Watch};

/// So many bytes in one try count as progress, after which failures are counted anew.
const PROGRESS_BYTES: u64 = 1 << 20;

/// What became of a file that is here and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was here already.
    Known,
    /// It was fetched.
    Fetched,
}

/// The places of one file.
struct Place<'a> {
    name: &'a str,
    url: String,
    /// Where it is once it is whole and right.
    whole: PathBuf,
    /// Where it is until then.
    part: PathBuf,
    /// Its published checksum, written last: with it, the file need not be checked again.
    checksum: PathBuf,
}

/// Makes sure that the file is in the folder, whole and right.
pub(super) fn fetch(
    client: &Client,
    watch: &dyn Watch,
    directory: &str,
    folder: &Path,
    name: &str,
) -> Result<Outcome, PullError> {
    let beside = |end: &str| folder.join(format!("{name}{end}"));
    let place = Place {
        name,
        url: format!("{directory}/{name}"),
        whole: beside(""),
        part: beside(".part"),
        checksum: beside(".md5"),
    };
    if place.whole.exists() && place.checksum.exists() {
        return Ok(Outcome::Known);
    }
    let mut expected = published_checksum(client, &place)?;
    if place.whole.exists() {
        // Copied here by somebody, or the last run stopped before its last step.
        if checksum_of(&place.whole)? == expected {
            write_checksum(&place, &expected)?;
            return Ok(Outcome::Known);
        }
        fs::rename(&place.whole, &place.part).map_err(|error| PullError::of_file(&place.whole, error))?;
    }
    receive(client, watch, &place)?;
    let mut found = checksum_of(&place.part)?;
    if found != expected {
        // The resumed part may have been of an older file, or the file was replaced while it came in: once more, from the
        // beginning, and with the checksum as published now.
        remove(&place.part)?;
        expected = published_checksum(client, &place)?;
        receive(client, watch, &place)?;
        found = checksum_of(&place.part)?;
    }
    if found != expected {
        remove(&place.part)?;
        return Err(PullError::WrongChecksum { name: name.to_owned(), expected, found });
    }
    fs::rename(&place.part, &place.whole).map_err(|error| PullError::of_file(&place.whole, error))?;
    write_checksum(&place, &expected)?;
    Ok(Outcome::Fetched)
}

/// The published MD5: `MD5(NAME)= HEX`, or `HEX  NAME`.
fn published_checksum(client: &Client, place: &Place) -> Result<String, PullError> {
    let text = client.text(&format!("{}.md5", place.url), |text| checksum_in(text).is_some())?;
    Ok(checksum_in(&text).unwrap_or_default())
}

fn checksum_in(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_ascii_hexdigit());
    words.filter(|word| word.len() == 32).map(str::to_ascii_lowercase).next_back()
}

/// Fetches what is missing of the partial file, as often as it takes.
fn receive(client: &Client, watch: &dyn Watch, place: &Place) -> Result<(), PullError> {
    let mut tries = Tries::new(&place.url);
    loop {
        let before = length(&place.part)?;
        let failure = match try_receive(client, watch, place, before) {
            Ok(()) => return Ok(()),
            Err(failure) => failure,
        };
        if length(&place.part)? >= before + PROGRESS_BYTES {
            tries.reset();
        }
        client.wait_after(&mut tries, failure)?;
    }
}

/// One try, from the byte `have` on if the server can.
fn try_receive(client: &Client, watch: &dyn Watch, place: &Place, have: u64) -> Result<(), Failure> {
    let response = client.get(&place.url, have)?;
    let range = response.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let mut bytes = match response.status() {
        // There is no more than what is here; the checksum tells whether it is right.
        StatusCode::RANGE_NOT_SATISFIABLE => return Ok(()),
        StatusCode::PARTIAL_CONTENT if range.is_some_and(|range| range.starts_with(&format!("bytes {have}-"))) => have,
        StatusCode::PARTIAL_CONTENT => {
            remove(&place.part).map_err(Failure::Final)?;
            return Err(Failure::Passing {
                why: "the server sent another part than was asked for".to_owned(),
                wait: None,
            });
        }
        // The server cannot resume.
        _ => 0,
    };
    let total = response.body().content_length().map(|length| bytes + length);
    let own = |error| Failure::Final(PullError::of_file(&place.part, error));
    let mut file = OpenOptions::new().create(true).append(true).open(&place.part).map_err(own)?;
    if file.metadata().map_err(own)?.len() != bytes {
        file.set_len(bytes).map_err(own)?;
    }
    let mut body = response.into_body().into_reader();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(broken(&error)),
        };
        file.write_all(&buffer[..count]).map_err(own)?;
        bytes += count as u64;
        watch.on_event(&Event::Received { name: place.name, bytes, total });
        if watch.cancelled() {
            return Err(Failure::Final(PullError::Cancelled));
        }
    }
    if total.is_some_and(|total| bytes < total) {
        return Err(Failure::Passing { why: format!("the connection ended after {bytes} bytes"), wait: None });
    }
    file.sync_all().map_err(own)
}

fn length(path: &Path) -> Result<u64, PullError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(PullError::of_file(path, error)),
    }
}

fn remove(path: &Path) -> Result<(), PullError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PullError::of_file(path, error)),
        _ => Ok(()),
    }
}

fn checksum_of(path: &Path) -> Result<String, PullError> {
    let own = |error| PullError::of_file(path, error);
    let mut file = File::open(path).map_err(own)?;
    let mut hasher = Md5::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer).map_err(own)? {
            0 => break,
            count => hasher.update(&buffer[..count]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes the checksum in NCBI's form, under its name only when it is whole.
fn write_checksum(place: &Place, checksum: &str) -> Result<(), PullError> {
    let unnamed = place.checksum.with_extension("md5.part");
    let own = |error| PullError::of_file(&place.checksum, error);
    fs::write(&unnamed, format!("MD5({})= {checksum}\n", place.name)).map_err(own)?;
    fs::rename(&unnamed, &place.checksum).map_err(own)
}
