//! RIS, as reference managers read it; our own reader finds the same again.

use std::io::{self, Write};

use bellwether_sources::record::{Kind, Record};

use super::{listed_name, page_ends, whole_abstract};

pub(super) fn write(out: &mut impl Write, record: &Record) -> io::Result<()> {
    let mut line = |tag: &str, value: &str| -> io::Result<()> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() { Ok(()) } else { write!(out, "{tag}  - {value}\r\n") }
    };
    line("TY", kind(record))?;
    line("ID", &record.key.to_string())?;
    line("TI", &record.title)?;
    for author in &record.authors {
        line("AU", &listed_name(author))?;
    }
    if let Some(date) = &record.date {
        line("PY", &format!("{:04}", date.year))?;
        line("DA", &date.iso().replace('-', "/"))?;
    }
    line("T2", &record.venue.name)?;
    line("J2", &record.venue.abbreviation)?;
    line("VL", &record.venue.volume)?;
    line("IS", &record.venue.issue)?;
    let (first, last) = page_ends(&record.venue.pages);
    line("SP", first)?;
    line("EP", last)?;
    line("SN", if record.venue.issn.is_empty() { &record.venue.issn_linking } else { &record.venue.issn })?;
    line("AB", &whole_abstract(record))?;
    for keyword in keywords(record) {
        line("KW", keyword)?;
    }
    line("LA", &record.languages.join("; "))?;
    line("DO", record.identifier("doi").unwrap_or_default())?;
    if let Some(pmid) = pmid(record) {
        line("AN", pmid)?;
        line("DB", "PubMed")?;
        line("UR", &format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))?;
    }
    line("C2", record.identifier("pmc").unwrap_or_default())?;
    out.write_all(b"ER  - \r\n\r\n")
}

pub(super) fn keywords(record: &Record) -> impl Iterator<Item = &str> {
    let headings = record.headings.iter().map(|heading| heading.name.as_str());
    headings.chain(record.keywords.iter().map(|keyword| keyword.text.as_str()))
}

pub(super) fn pmid(record: &Record) -> Option<&str> {
    let is_pubmed = record.key.source == bellwether_sources::record::Source::PubMed;
    if is_pubmed { Some(&record.key.id) } else { record.identifier("pubmed") }
}

fn kind(record: &Record) -> &'static str {
    match record.kind {
        Kind::Publication | Kind::Guideline => "JOUR",
        Kind::Patent => "PAT",
        Kind::Grant => "GRANT",
        Kind::Trial => "GEN",
    }
}
