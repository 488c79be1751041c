//! Measures the parse of PubMed files: gunzip and cutting on one thread, parsing on the others, as an ingest does it.
//!
//! `cargo run --release -p bellwether-sources --example parse_pubmed -- FILE.xml.gz…`
//! Prints per file the counts, wall time, records per second, CPU time of each stage and peak memory so far.

use std::fs::{self, File};
use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use bellwether_sources::block::{Block, parse_block};
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::problem::ParseError;
use bellwether_sources::record::Change;

/// Blocks that may wait for a parser; with 1 MiB a block this bounds the memory.
const WAITING_BLOCKS: usize = 8;

#[derive(Default)]
struct Tally {
    records: u64,
    deletions: u64,
    references: u64,
    text_bytes: u64,
    cpu: Duration,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let threads = thread::available_parallelism().map_or(2, usize::from);
    println!(
        "file\trecords\tdeleted\treferences\tXML MB\twall s\trecords/s\tcut CPU s\tparse CPU s\trecords/CPU s\tpeak MB"
    );
    for path in std::env::args().skip(1) {
        let start = Instant::now();
        let (cut_cpu, tally) = parse(&path, threads)?;
        let wall = start.elapsed().as_secs_f64();
        let records = tally.records as f64;
        println!(
            "{path}\t{}\t{}\t{}\t{:.1}\t{wall:.3}\t{:.0}\t{:.3}\t{:.3}\t{:.0}\t{}",
            tally.records,
            tally.deletions,
            tally.references,
            tally.text_bytes as f64 / 1e6,
            records / wall,
            cut_cpu.as_secs_f64(),
            tally.cpu.as_secs_f64(),
            records / (cut_cpu + tally.cpu).as_secs_f64(),
            peak_memory_mb()?,
        );
    }
    Ok(())
}

/// Reads one file with `threads` parsers beside the thread that cuts.
fn parse(path: &str, threads: usize) -> Result<(Duration, Tally), Box<dyn std::error::Error>> {
    let blocks = Blocks::new(Format::PubMedXml, gzip::reader(File::open(path)?));
    let (sender, receiver) = sync_channel::<Block>(WAITING_BLOCKS);
    let receiver = Mutex::new(receiver);
    thread::scope(|scope| {
        let parsers: Vec<_> = (0..threads).map(|_| scope.spawn(|| parse_blocks(&receiver))).collect();
        let before = thread_cpu()?;
        for block in blocks {
            sender.send(block?)?;
        }
        let cut_cpu = thread_cpu()? - before;
        drop(sender);
        let mut total = Tally::default();
        for parser in parsers {
            let part = parser.join().map_err(|_| "a parser panicked")??;
            total.records += part.records;
            total.deletions += part.deletions;
            total.references += part.references;
            total.text_bytes += part.text_bytes;
            total.cpu += part.cpu;
        }
        Ok((cut_cpu, total))
    })
}

fn parse_blocks(blocks: &Mutex<Receiver<Block>>) -> Result<Tally, ParseError> {
    let mut tally = Tally::default();
    loop {
        let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(block) = next else { break };
        tally.text_bytes += block.bytes.len() as u64;
        for change in parse_block(&block)? {
            match change {
                Change::Upsert(record) => {
                    tally.records += 1;
                    tally.references += record.references.len() as u64;
                }
                Change::Delete(_) => tally.deletions += 1,
            }
        }
    }
    tally.cpu = thread_cpu().unwrap_or_default();
    Ok(tally)
}

/// CPU time of this thread; zero where the kernel does not tell.
fn thread_cpu() -> io::Result<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|number| number.parse().ok());
    Ok(Duration::from_nanos(nanoseconds.unwrap_or_default()))
}

fn peak_memory_mb() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|line| line.trim().split(' ').next()).and_then(|number| number.parse::<u64>().ok());
    Ok(kilobytes.unwrap_or_default() / 1024)
}
