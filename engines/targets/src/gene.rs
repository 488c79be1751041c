//! A gene as its sources describe it.

/// A gene with its names and identifiers; what a source does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gene {
    /// NCBI (Entrez) gene.
    pub id: u32,
    /// Symbol, as in TP53.
    pub symbol: String,
    /// Name, as in tumor protein p53.
    pub name: String,
    /// Other symbols.
    pub aliases: Vec<String>,
    /// Ids in Ensembl.
    pub ensembl: Vec<String>,
    /// Where it lies, as in 17p13.1.
    pub location: String,
    /// What it is, as in protein-coding.
    pub kind: String,
}
