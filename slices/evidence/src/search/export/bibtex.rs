//! BibTeX in UTF-8; our own reader finds the same again.

use std::io::{self, Write};

use bellwether_sources::record::{Kind, Record};

use super::ris::{keywords, pmid};
use super::{listed_name, whole_abstract};

pub(super) fn write(out: &mut impl Write, record: &Record) -> io::Result<()> {
    let kind = match record.kind {
        Kind::Publication | Kind::Guideline => "article",
        Kind::Patent => "patent",
        Kind::Trial | Kind::Grant => "misc",
    };
    write!(out, "@{kind}{{{}", key(record))?;
    let mut field = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() { Ok(()) } else { write!(out, ",\n  {name} = {{{value}}}") }
    };
    field("title", &escaped(&record.title))?;
    let authors: Vec<String> = record
        .authors
        .iter()
        .map(|author| {
            let name = escaped(&listed_name(author));
            // Braces keep the name of a group from being read as first and last names.
            if author.collective.is_empty() { name } else { format!("{{{name}}}") }
        })
        .collect();
    field("author", &authors.join(" and "))?;
    field("journal", &escaped(&record.venue.name))?;
    if let Some(date) = &record.date {
        field("year", &format!("{:04}", date.year))?;
        field("date", &date.iso())?;
    }
    field("volume", &escaped(&record.venue.volume))?;
    field("number", &escaped(&record.venue.issue))?;
    field("pages", &escaped(&record.venue.pages).replace('-', "--"))?;
    field("issn", &record.venue.issn)?;
    field("doi", record.identifier("doi").unwrap_or_default())?;
    field("pmid", pmid(record).unwrap_or_default())?;
    field("pmcid", record.identifier("pmc").unwrap_or_default())?;
    field("language", &record.languages.join(", "))?;
    let keywords: Vec<String> = keywords(record).map(|word| escaped(word).replace([',', ';'], " ")).collect();
    field("keywords", &keywords.join(", "))?;
    field("abstract", &escaped(&whole_abstract(record)))?;
    out.write_all(b"\n}\n\n")
}

/// The record's key in the letters that BibTeX keys may have.
fn key(record: &Record) -> String {
    let key = record.key.to_string();
    key.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || ":-._".contains(letter) { letter } else { '_' })
        .collect()
}

/// Plain text with the signs that LaTeX takes for its own escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(letter);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            other => out.push(other),
        }
    }
    out
}
