//! Links between papers and human genes on the disk: eight bytes each, in the order of papers and genes.

use std::fs;
use std::path::Path;

use bellwether_generations::stored::StoreError;
use bellwether_targets::gene2pubmed::{HUMAN, Link};

/// The file in a generation.
pub const LINKS: &str = "links.bin";
const BYTES: usize = 8;

/// Writes links into a folder.
pub fn write(folder: &Path, links: &[Link]) -> Result<(), StoreError> {
    let path = folder.join(LINKS);
    let bytes: Vec<u8> =
        links.iter().flat_map(|link| [link.pmid.to_le_bytes(), link.gene.to_le_bytes()]).flatten().collect();
    fs::write(&path, bytes).map_err(StoreError::io("writing", &path))
}

/// Reads the links of a folder.
pub fn read(folder: &Path) -> Result<Vec<Link>, StoreError> {
    let path = folder.join(LINKS);
    let bytes = fs::read(&path).map_err(StoreError::io("reading", &path))?;
    if !bytes.len().is_multiple_of(BYTES) {
        return Err(StoreError::damaged(&path)("it ends within a link"));
    }
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
    let link = |bytes: &[u8]| Link { taxon: HUMAN, pmid: number(&bytes[..4]), gene: number(&bytes[4..]) };
    Ok(bytes.chunks_exact(BYTES).map(link).collect())
}

#[cfg(test)]
mod tests {
    use bellwether_targets::gene2pubmed::{HUMAN, Link};
    use proptest::prelude::*;

    use super::{read, write};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn links_come_back(pairs in prop::collection::vec(any::<(u32, u32)>(), 0..20)) {
            let links: Vec<Link> = pairs.iter().map(|(pmid, gene)| Link { taxon: HUMAN, pmid: *pmid, gene: *gene }).collect();
            let folder = tempfile::tempdir()?;
            write(folder.path(), &links)?;
            prop_assert_eq!(read(folder.path())?, links);
        }
    }
}
