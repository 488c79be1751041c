//! NCBI's table of genes, `gene_info` (<https://ftp.ncbi.nlm.nih.gov/gene/DATA/>): columns parted by tabs, several values of a
//! cell by bars, `-` for nothing; the first line is a heading that starts with `#`.

use crate::gene::Gene;
use crate::gene2pubmed::BadLine;

/// The genes of one taxon in `text`, in its order. `first_line` is the number of its first line, so that long files can be read
/// in parts. Costs O(n) and holds nothing.
pub fn genes(text: &str, taxon: u32, first_line: usize) -> impl Iterator<Item = Result<Gene, BadLine>> + '_ {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(move |(at, line)| gene(line.trim_end_matches('\r'), taxon, first_line + at).transpose())
}

fn gene(line: &str, taxon: u32, number: usize) -> Result<Option<Gene>, BadLine> {
    let mut columns = line.split('\t');
    let mut next = |what| columns.next().ok_or(BadLine { line: number, what });
    let parsed = |cell: &str, what| cell.parse::<u32>().map_err(|_| BadLine { line: number, what });
    let of = parsed(next("the taxon")?, "the taxon")?;
    let id = parsed(next("the gene")?, "the gene")?;
    if of != taxon {
        return Ok(None);
    }
    let symbol = next("the symbol")?;
    next("the locus tag")?;
    let aliases = next("the synonyms")?;
    let references = next("the cross-references")?;
    next("the chromosome")?;
    let (location, name, kind) = (next("the location")?, next("the name")?, next("the type")?);
    let ensembl = values(references).filter_map(|value| value.strip_prefix("Ensembl:"));
    Ok(Some(Gene {
        id,
        symbol: one(symbol),
        name: one(name),
        aliases: values(aliases).filter(|alias| *alias != symbol).map(str::to_owned).collect(),
        ensembl: ensembl.map(str::to_owned).collect(),
        location: values(location).next().unwrap_or_default().to_owned(),
        kind: one(kind),
    }))
}

fn one(cell: &str) -> String {
    if cell == "-" { String::new() } else { cell.to_owned() }
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|value| !value.is_empty() && *value != "-")
}
