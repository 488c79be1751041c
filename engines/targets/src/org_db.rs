//! Genes and papers in Bioconductor's human annotation, as Debian packs it (`r-bioc-org.hs.eg.db`).
//!
//! The package (3.16.0-1, data of September 2022) holds one SQLite file,
//! `/usr/lib/R/site-library/org.Hs.eg.db/extdata/org.Hs.eg.sqlite` (344 MB). Tables that matter here:
//!
//! | table | columns | rows |
//! |---|---|---|
//! | `genes` | `_id` integer key, `gene_id` text, unique: the Entrez gene | 77,614 |
//! | `gene_info` | `_id`, `gene_name` text, `symbol` text | 77,614 |
//! | `pubmed` | `_id`, `pubmed_id` text | 1,793,637; 754,859 papers, 46,898 genes |
//! | `metadata` | `name`, `value`; `EGSOURCEDATE` is the date of the data, `DBSCHEMAVERSION` is 2.1 | 29 |
//!
//! The file is read by the slice, with [`PAPERS`] and [`NAMES`]; here the rows become types. It holds no years; those come from
//! [`crate::years`].

use crate::gene2pubmed::{HUMAN, Link};

/// Reads pairs of gene and PMID, both text.
pub const PAPERS: &str =
    "SELECT genes.gene_id, pubmed.pubmed_id FROM pubmed JOIN genes USING (_id) ORDER BY pubmed.rowid";
/// Reads gene, symbol and name, all text.
pub const NAMES: &str =
    "SELECT genes.gene_id, gene_info.symbol, gene_info.gene_name FROM gene_info JOIN genes USING (_id)";

/// A gene with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gene {
    /// NCBI (Entrez) gene.
    pub id: u32,
    /// Symbol, as in TP53.
    pub symbol: String,
    /// Name, as in tumor protein p53.
    pub name: String,
}

/// A row whose number is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {value:?} is not a number")]
pub struct BadRow {
    /// Which column.
    pub what: &'static str,
    /// What stood there.
    pub value: String,
}

/// A row of [`PAPERS`].
pub fn link(gene: &str, pmid: &str) -> Result<Link, BadRow> {
    Ok(Link { taxon: HUMAN, gene: number("gene", gene)?, pmid: number("PMID", pmid)? })
}

/// A row of [`NAMES`].
pub fn gene(id: &str, symbol: &str, name: &str) -> Result<Gene, BadRow> {
    Ok(Gene { id: number("gene", id)?, symbol: symbol.to_owned(), name: name.to_owned() })
}

fn number(what: &'static str, value: &str) -> Result<u32, BadRow> {
    value.trim().parse().map_err(|_| BadRow { what, value: value.to_owned() })
}
