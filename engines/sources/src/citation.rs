//! What lists of references in RIS and BibTeX share: telling their records apart, and the common parts of the mapping.
//!
//! **Ids.** Such lists have no id of their own, and the same paper comes in many lists. A record is known by
//! 1. its DOI in lower case (`10.1590/s0103-84782013005000101`); else
//! 2. its accession in a named database (`wos:a1993ba40a00065`); else
//! 3. its citation key or other local number together with a hash of the title (`hardy_chronic_1993~5be0c1f2`), since two
//!    people may give one key to two papers, and neither may replace the other; else
//! 4. a hash of title, year, first author and venue (`content~…`).

use sha2::{Digest, Sha256};

use crate::identifier::{identifier, pmid};
use crate::problem::{Fault, Problem};
use crate::record::{Identifier, Keyword, Kind, Record, Term};

/// The names of kinds of works, as PubMed has them where it does.
pub(crate) const ARTICLE: &str = "Journal Article";

/// What a list of references says of a record's identity.
#[derive(Default)]
pub(crate) struct Identity<'a> {
    /// As found, or empty.
    pub doi: &'a str,
    /// Accession number, or empty.
    pub accession: &'a str,
    /// The database of the accession, or empty.
    pub database: &'a str,
    /// Citation key or local number, or empty.
    pub local: &'a str,
}

/// The id of a record by what is known of it; see the head of this file.
pub(crate) fn id(identity: &Identity, record: &Record) -> String {
    if !identity.doi.is_empty() {
        return identity.doi.to_lowercase();
    }
    let accession = identity.accession.to_lowercase();
    if accession.contains(':') {
        return accession;
    }
    if !accession.is_empty() && !identity.database.is_empty() {
        return format!("{}:{accession}", identity.database.to_lowercase());
    }
    let title: String = record.title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let local = if accession.is_empty() { identity.local } else { &accession };
    if !local.is_empty() {
        return format!("{local}~{}", &hash(&[&title])[..8]);
    }
    let year = record.date.as_ref().map(|date| date.year.to_string()).unwrap_or_default();
    let author = record.authors.first().map_or("", |author| &author.last_name);
    format!("content~{}", hash(&[&title, &year, author, &record.venue.name, &record.venue.pages]))
}

/// 32 hexadecimal digits of a hash of these texts.
fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// An accession as an identifier: a PubMed id, a Web of Science number, or one of a database without a scheme of its own.
pub(crate) fn accession(number: &str, database: &str) -> Option<Identifier> {
    let database = database.to_lowercase();
    let (prefix, value) = number.split_once(':').unwrap_or((&database, number));
    match prefix.to_lowercase().as_str() {
        "medline" | "pubmed" | "pmid" => identifier("pubmed", pmid(value)),
        "wos" => identifier("wos", value),
        _ => identifier("accession", number),
    }
}

/// `134-137` for every way to write a range of pages, `134` for `134-134`.
pub(crate) fn pages(first: &str, last: &str) -> String {
    let first = first.replace(['–', '—'], "-").replace("--", "-");
    let (first, last) = first.split_once('-').filter(|_| last.is_empty()).unwrap_or((&first, last));
    let (first, last) = (first.trim(), last.trim());
    if last.is_empty() || last == first { first.to_owned() } else { format!("{first}-{last}") }
}

/// Adds a type of work; a patent or grant decides the kind of the record as well.
pub(crate) fn typed(record: &mut Record, name: &str) {
    record.kind = match name {
        "Patent" => Kind::Patent,
        "Grant" => Kind::Grant,
        _ => record.kind,
    };
    if !name.is_empty() && !record.types.iter().any(|known| known.name == name) {
        record.types.push(Term { id: String::new(), name: name.to_owned() });
    }
}

/// Adds a keyword, each phrase once.
pub(crate) fn keyword(record: &mut Record, text: &str) {
    if !text.is_empty() && !record.keywords.iter().any(|known| known.text.eq_ignore_ascii_case(text)) {
        record.keywords.push(Keyword { text: text.to_owned(), major: false });
    }
}

/// The length of a UTF-8 byte order mark. Text in UTF-16, which Windows calls "Unicode", is refused by its name.
pub(crate) fn byte_order_mark(window: &[u8], format: &'static str) -> Result<usize, Fault> {
    if window.starts_with(&[0xFF, 0xFE]) || window.starts_with(&[0xFE, 0xFF]) {
        let what = "the text is UTF-16; export or save it as UTF-8";
        return Err(Fault { at: 0, problem: Problem::malformed(format, what) });
    }
    Ok(if window.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 })
}
