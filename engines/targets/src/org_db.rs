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
//! | `alias`, `ensembl`, `cytogenetic_locations`, `genetype` | `_id` and one text | |
//! | `metadata` | `name`, `value`; `EGSOURCEDATE` is the date of the data, `DBSCHEMAVERSION` is 2.1 | 29 |
//!
//! The file is read by the slice, with [`PAPERS`], [`NAMES`] and [`DETAILS`]; here the rows become types. It holds no years; those come from
//! [`crate::years`].

use crate::gene::Gene;
use crate::gene2pubmed::{HUMAN, Link};

/// Tables without which the file is not such an annotation.
pub const TABLES: [&str; 4] = ["genes", "gene_info", "pubmed", "metadata"];
/// Reads the value of one line of the metadata, such as `TAXID` or `EGSOURCEDATE`.
pub const METADATA: &str = "SELECT value FROM metadata WHERE name = ?";
/// The last row of the table of papers, a number.
pub const LAST_PAPER: &str = "SELECT COALESCE(MAX(rowid), 0) FROM pubmed";
/// Reads pairs of gene and PMID, both text, of the rows after the first parameter up to the second: 1.8 million rows are read
/// in parts, between which the work can be stopped.
pub const PAPERS: &str = "SELECT genes.gene_id, pubmed.pubmed_id FROM pubmed JOIN genes USING (_id) \
     WHERE pubmed.rowid > ? AND pubmed.rowid <= ? ORDER BY pubmed.rowid";
/// Reads gene, symbol and name, all text.
pub const NAMES: &str = "SELECT genes.gene_id, gene_info.symbol, gene_info.gene_name FROM gene_info JOIN genes \
     USING (_id) ORDER BY genes._id";
/// What else is said of a gene, where the file has the table: which, and how gene and value are read, both text.
pub const DETAILS: [(Detail, &str, &str); 4] = [
    (
        Detail::Alias,
        "alias",
        "SELECT genes.gene_id, alias_symbol FROM alias JOIN genes USING (_id) ORDER BY genes._id, alias_symbol",
    ),
    (
        Detail::Ensembl,
        "ensembl",
        "SELECT genes.gene_id, ensembl_id FROM ensembl JOIN genes USING (_id) ORDER BY genes._id, ensembl_id",
    ),
    (
        Detail::Location,
        "cytogenetic_locations",
        "SELECT genes.gene_id, cytogenetic_location FROM cytogenetic_locations JOIN genes USING (_id) \
         ORDER BY genes._id, cytogenetic_location",
    ),
    (
        Detail::Kind,
        "genetype",
        "SELECT genes.gene_id, gene_type FROM genetype JOIN genes USING (_id) ORDER BY genes._id",
    ),
];

/// Something that is said of a gene in a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Another symbol.
    Alias,
    /// Ensembl's id.
    Ensembl,
    /// Where it lies, as in 17p13.1.
    Location,
    /// What it is, as in protein-coding.
    Kind,
}

impl Detail {
    /// Notes it at the gene. Of several locations the first is kept.
    pub fn add(self, gene: &mut Gene, value: &str) {
        match self {
            Detail::Alias if value != gene.symbol => gene.aliases.push(value.to_owned()),
            Detail::Alias => {}
            Detail::Ensembl => gene.ensembl.push(value.to_owned()),
            Detail::Location if gene.location.is_empty() => value.clone_into(&mut gene.location),
            Detail::Location => {}
            Detail::Kind => value.clone_into(&mut gene.kind),
        }
    }
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
    Ok(Gene { id: number("gene", id)?, symbol: symbol.to_owned(), name: name.to_owned(), ..Gene::default() })
}

fn number(what: &'static str, value: &str) -> Result<u32, BadRow> {
    value.trim().parse().map_err(|_| BadRow { what, value: value.to_owned() })
}
