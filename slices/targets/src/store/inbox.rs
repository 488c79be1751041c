//! Files of the inbox that may be sources of targets.

use std::fs;
use std::io;
use std::path::Path;

/// Names of files that may hold links, and of those that may hold names of genes, each in order.
pub fn list(inbox: &Path) -> io::Result<(Vec<String>, Vec<String>)> {
    let entries = match fs::read_dir(inbox) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Default::default()),
        entries => entries?,
    };
    let (mut papers, mut names) = (Vec::new(), Vec::new());
    for entry in entries {
        let entry = entry?;
        // Links could name any file of the machine, names that are not UTF-8 could not be sent by a form.
        let (Ok(name), true) = (entry.file_name().into_string(), entry.file_type()?.is_file()) else { continue };
        if name.starts_with('.') || name.ends_with(".part") {
            continue;
        }
        let small = name.to_lowercase();
        if small.contains("gene_info") {
            names.push(name);
        } else if small.contains("gene2pubmed") || small.ends_with(".sqlite") {
            papers.push(name);
        }
    }
    papers.sort();
    names.sort();
    Ok((papers, names))
}
