//! NCBI's table of genes and papers, `gene2pubmed` (<https://ftp.ncbi.nlm.nih.gov/gene/DATA/>): three columns parted by
//! tabs, taxon, gene, PMID; the first line is a heading that starts with `#`.

/// The taxon of humans.
pub const HUMAN: u32 = 9606;

/// A paper that speaks of a gene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// NCBI taxon.
    pub taxon: u32,
    /// NCBI (Entrez) gene.
    pub gene: u32,
    /// PubMed id.
    pub pmid: u32,
}

/// A line that is no link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what} is missing or is not a number")]
pub struct BadLine {
    /// Number of the line, from 1.
    pub line: usize,
    /// Which column.
    pub what: &'static str,
}

/// The links of `text`, in its order; headings and empty lines are left out. `first_line` is the number of its first line, so
/// that long files can be read in parts. Costs O(n) and holds nothing.
pub fn links(text: &str, first_line: usize) -> impl Iterator<Item = Result<Link, BadLine>> + '_ {
    text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(move |(at, line)| {
        let mut columns = line.trim_end_matches('\r').split('\t');
        let mut number =
            |what| columns.next().and_then(|cell| cell.parse().ok()).ok_or(BadLine { line: first_line + at, what });
        Ok(Link { taxon: number("the taxon")?, gene: number("the gene")?, pmid: number("the PMID")? })
    })
}
