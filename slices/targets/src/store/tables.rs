//! NCBI's tables `gene2pubmed` and `gene_info`, plain or as gzip, read in parts of whole lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use bellwether_sources::gzip;
use bellwether_targets::gene::Gene;
use bellwether_targets::gene_info;
use bellwether_targets::gene2pubmed::{self, BadLine, HUMAN, Link};

use crate::store::source::{Going, SourceError};

/// Bytes of a part. A line is a few dozen.
const PART: usize = 1 << 20;
/// No line of these tables is nearly so long; a file without line ends is none of them.
const LONGEST: u64 = 1 << 20;

/// Links to human genes.
pub fn links(path: &Path, going: Going<'_>) -> Result<Vec<Link>, SourceError> {
    let mut links = Vec::new();
    in_parts(path, "reading papers", going, &mut |text, first_line| {
        for link in gene2pubmed::links(text, first_line) {
            let link = link?;
            if link.taxon == HUMAN {
                links.push(link);
            }
        }
        Ok(())
    })?;
    Ok(links)
}

/// Human genes.
pub fn genes(path: &Path, going: Going<'_>) -> Result<Vec<Gene>, SourceError> {
    let mut genes = Vec::new();
    in_parts(path, "reading names", going, &mut |text, first_line| {
        for gene in gene_info::genes(text, HUMAN, first_line) {
            genes.push(gene?);
        }
        Ok(())
    })?;
    Ok(genes)
}

fn in_parts(
    path: &Path,
    step: &'static str,
    going: Going<'_>,
    part: &mut dyn FnMut(&str, usize) -> Result<(), BadLine>,
) -> Result<(), SourceError> {
    let file = File::open(path).map_err(SourceError::io(path))?;
    let mut lines = BufReader::with_capacity(PART, gzip::reader(file));
    let not_table = |problem| SourceError::NotTable { path: path.to_owned(), problem };
    let mut first_line = 1;
    loop {
        let mut text = Vec::with_capacity(PART + 256);
        let mut count = 0;
        while text.len() < PART && read_line(&mut lines, &mut text).map_err(SourceError::io(path))? > 0 {
            count += 1;
            if !text.ends_with(b"\n") && text.len() as u64 >= LONGEST {
                return Err(not_table(BadLine { line: first_line + count - 1, what: "the end" }));
            }
        }
        if count == 0 {
            return Ok(());
        }
        // Names may hold letters of an old code page; numbers and tabs may not.
        part(&String::from_utf8_lossy(&text), first_line).map_err(not_table)?;
        first_line += count;
        // How many lines there are is not known before the end.
        if !going(step, first_line as u64 - 1, 0) {
            return Err(SourceError::Stopped);
        }
    }
}

fn read_line(lines: &mut impl BufRead, text: &mut Vec<u8>) -> io::Result<usize> {
    io::Read::take(lines, LONGEST).read_until(b'\n', text)
}
