//! Multiplies sample PubMed files into as many distinct records as a benchmark needs.
//!
//! `cargo run --release -p bellwether-sources --example multiply -- RECORDS OUT_DIR FILE.xml.gz… [--seed N]`
//!
//! Writes `OUT_DIR/multiplied-0001.xml.gz` and so on, 30,000 records each, as the baseline has. The first pass over the
//! sample is the sample itself. Each further pass gives every record a PMID and own identifiers of its own, replaces a
//! fifth of the words of title and abstract by words of the running text before them, so that frequencies stay those of real
//! text, and half of the family names by family names of earlier records. References keep pointing to the originals.
//! The same arguments give the same text. It does nothing when the folder already holds what is asked for.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use flate2::Compression;
use flate2::write::GzEncoder;
use memchr::{memchr, memmem};

const RECORDS_PER_FILE: u64 = 30_000;

/// Ids of multiplied records begin here, above every id of the sample.
const FIRST_PMID: u64 = 50_000_000;

/// Words and names to draw from: enough for the variety of some hundred records.
const POOL: usize = 1 << 16;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PubmedArticleSet>\n";
const TAIL: &str = "</PubmedArticleSet>\n";
const RECORD_END: &[u8] = b"</PubmedArticle>";

type Failure = Box<dyn Error + Send + Sync>;

struct Request {
    records: u64,
    folder: PathBuf,
    sample: Vec<String>,
    seed: u64,
}

fn main() -> Result<(), Failure> {
    let request = Request::from_arguments(std::env::args().skip(1))?;
    let marker = request.folder.join("multiplied.txt");
    let wanted = format!("{} records of {} with seed {}\n", request.records, request.sample.join(" "), request.seed);
    if fs::read_to_string(&marker).is_ok_and(|found| found == wanted) {
        println!("{} is there already", request.folder.display());
        return Ok(());
    }
    fs::create_dir_all(&request.folder)?;
    let (sender, receiver) = sync_channel(16);
    thread::scope(|scope| -> Result<(), Failure> {
        let writer = scope.spawn(|| write_files(&request.folder, receiver));
        let multiplied = multiply(&request, &sender);
        drop(sender);
        writer.join().map_err(|_| "the writer panicked")??;
        multiplied
    })?;
    fs::write(marker, wanted)?;
    println!("{} records in {}", request.records, request.folder.display());
    Ok(())
}

impl Request {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self, Failure> {
        const USAGE: &str = "arguments: RECORDS OUT_DIR FILE.xml.gz… [--seed N]";
        let records = arguments.next().ok_or(USAGE)?.parse()?;
        let folder = PathBuf::from(arguments.next().ok_or(USAGE)?);
        let (mut sample, mut seed) = (Vec::new(), 1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--seed" => seed = arguments.next().ok_or(USAGE)?.parse()?,
                _ => sample.push(argument),
            }
        }
        if sample.is_empty() { Err(USAGE.into()) } else { Ok(Request { records, folder, sample, seed }) }
    }
}

/// What goes to the thread that compresses.
enum Part {
    Text(Vec<u8>),
    EndOfFile,
}

/// Sends the text of the records, about a block at a time.
fn multiply(request: &Request, sender: &SyncSender<Part>) -> Result<(), Failure> {
    let mut writer = Perturber::new(request.seed);
    let mut done = 0;
    let mut text = Vec::new();
    for pass in 0.. {
        let before = done;
        for path in &request.sample {
            for block in Blocks::new(Format::PubMedXml, gzip::reader(File::open(path)?)) {
                let block = block?;
                for record in split_records(&block.bytes) {
                    if done == request.records {
                        sender.send(Part::Text(text))?;
                        return Ok(());
                    }
                    writer.write(record, (pass > 0).then_some(FIRST_PMID + done), &mut text);
                    done += 1;
                    if done % RECORDS_PER_FILE == 0 {
                        sender.send(Part::Text(std::mem::take(&mut text)))?;
                        sender.send(Part::EndOfFile)?;
                    }
                }
                sender.send(Part::Text(std::mem::take(&mut text)))?;
            }
        }
        if done == before {
            return Err("the sample holds no records".into());
        }
    }
    Ok(())
}

fn split_records(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = block;
    std::iter::from_fn(move || {
        let start = memmem::find(rest, b"<PubmedArticle>")?;
        let end = memmem::find(rest, RECORD_END)? + RECORD_END.len();
        let record = &rest[start..end];
        rest = &rest[end..];
        Some(record)
    })
}

fn write_files(folder: &Path, parts: Receiver<Part>) -> std::io::Result<()> {
    let mut number = 0;
    let mut file: Option<GzEncoder<File>> = None;
    for part in parts {
        let text = match part {
            Part::Text(text) if text.is_empty() => continue,
            Part::Text(text) => text,
            Part::EndOfFile => {
                finish(file.take())?;
                continue;
            }
        };
        if file.is_none() {
            number += 1;
            let path = folder.join(format!("multiplied-{number:04}.xml.gz"));
            let mut begun = GzEncoder::new(File::create(path)?, Compression::new(2));
            begun.write_all(HEAD.as_bytes())?;
            file = Some(begun);
        }
        if let Some(file) = &mut file {
            file.write_all(&text)?;
        }
    }
    finish(file)
}

fn finish(file: Option<GzEncoder<File>>) -> std::io::Result<()> {
    let Some(mut file) = file else { return Ok(()) };
    file.write_all(TAIL.as_bytes())?;
    file.finish()?.sync_all()
}

/// Rewrites records; remembers words and names of those that passed.
struct Perturber {
    seed: u64,
    words: Pool,
    names: Pool,
}

impl Perturber {
    fn new(seed: u64) -> Self {
        Perturber { seed, words: Pool::default(), names: Pool::default() }
    }

    /// Adds the record to `out`: as it is, or perturbed under a new id.
    fn write(&mut self, record: &[u8], id: Option<u64>, out: &mut Vec<u8>) {
        let mut random = SplitMix(self.seed ^ id.unwrap_or_default());
        let id = id.map(|id| id.to_string());
        let mut rest = record;
        let mut is_first_pmid = true;
        while let Some(open) = memchr(b'<', rest) {
            let tag = &rest[open + 1..];
            if tag.starts_with(b"ReferenceList>") {
                break;
            }
            let length = tag.iter().position(|byte| matches!(byte, b' ' | b'>' | b'/')).unwrap_or(tag.len());
            let name = &tag[..length];
            let is_own_id = name == b"ArticleId" || name == b"ELocationID" || name == b"PMID" && is_first_pmid;
            let is_text = matches!(name, b"ArticleTitle" | b"AbstractText" | b"LastName");
            let Some((start, end)) = (is_own_id || is_text).then(|| content(rest, open, name)).flatten() else {
                out.extend_from_slice(&rest[..open + 1]);
                rest = tag;
                continue;
            };
            let (head, text) = (&rest[..start], &rest[start..end]);
            out.extend_from_slice(head);
            match (&id, name) {
                (_, b"LastName") => self.write_name(text, id.is_some(), &mut random, out),
                (_, b"ArticleTitle" | b"AbstractText") => self.write_words(text, id.is_some(), &mut random, out),
                (None, _) => out.extend_from_slice(text),
                (Some(id), b"PMID") => out.extend_from_slice(id.as_bytes()),
                (Some(id), _) if head.ends_with(b"\"pubmed\">") => out.extend_from_slice(id.as_bytes()),
                (Some(id), _) => {
                    out.extend_from_slice(text);
                    out.push(b'.');
                    out.extend_from_slice(id.as_bytes());
                }
            }
            is_first_pmid &= name != b"PMID";
            rest = &rest[end..];
        }
        out.extend_from_slice(rest);
        out.push(b'\n');
    }

    fn write_name(&mut self, name: &[u8], perturb: bool, random: &mut SplitMix, out: &mut Vec<u8>) {
        let other = self.names.draw(random).filter(|_| perturb && random.next().is_multiple_of(2));
        out.extend_from_slice(other.unwrap_or(name));
        self.names.add(name);
    }

    fn write_words(&mut self, text: &[u8], perturb: bool, random: &mut SplitMix, out: &mut Vec<u8>) {
        for (word, is_word) in pieces(text) {
            let other = self.words.draw(random).filter(|_| perturb && is_word && random.next().is_multiple_of(5));
            out.extend_from_slice(other.unwrap_or(word));
            if is_word {
                self.words.add(word);
            }
        }
    }
}

/// Where the content of the element `name`, whose tag opens at `open`, begins and ends.
fn content(text: &[u8], open: usize, name: &[u8]) -> Option<(usize, usize)> {
    let start = open + memchr(b'>', &text[open..])? + 1;
    if text[start - 2] == b'/' {
        return None;
    }
    let close = [b"</", name, b">"].concat();
    Some((start, start + memmem::find(&text[start..], &close)?))
}

/// Splits into plain words of three letters or more, and everything else: tags, character references, blanks.
fn pieces(text: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = *rest.first()?;
        let length = match first {
            b'<' => memchr(b'>', rest).map_or(rest.len(), |end| end + 1),
            b'&' => memchr(b';', rest).map_or(rest.len(), |end| end + 1),
            _ => {
                let ends = |byte: &u8| matches!(byte, b'<' | b'&') || is_plain(*byte) != is_plain(first);
                rest.iter().position(ends).unwrap_or(rest.len())
            }
        };
        let (piece, after) = rest.split_at(length.max(1));
        rest = after;
        Some((piece, piece.len() > 2 && piece.iter().all(u8::is_ascii_alphabetic)))
    })
}

/// Bytes of words.
fn is_plain(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !byte.is_ascii_punctuation()
}

/// The last [`POOL`] entries that were added.
#[derive(Default)]
struct Pool {
    entries: Vec<Vec<u8>>,
    next: usize,
}

impl Pool {
    fn add(&mut self, entry: &[u8]) {
        if self.entries.len() < POOL {
            self.entries.push(entry.to_vec());
        } else {
            let slot = &mut self.entries[self.next % POOL];
            slot.clear();
            slot.extend_from_slice(entry);
        }
        self.next += 1;
    }

    fn draw(&self, random: &mut SplitMix) -> Option<&[u8]> {
        let index = random.next() % (self.entries.len().max(1) as u64);
        self.entries.get(index as usize).map(Vec::as_slice)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine and in every release.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
