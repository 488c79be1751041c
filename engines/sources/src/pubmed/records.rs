//! From the text of whole PubMed records to changes.

use crate::problem::{Fault, Problem};
use crate::pubmed::scanner::{Scanner, Tag};
use crate::pubmed::{article, book};
use crate::record::{Change, Key, Record, Source};

/// Does a file whose text begins like this hold PubMed records?
pub(crate) fn looks_like(first: &str) -> bool {
    first.starts_with('<') && (first.contains("<PubmedArticleSet") || first.contains("<PubmedBookArticleSet"))
}

/// Parses whole records, in order.
pub(crate) fn parse(text: &str) -> Result<Vec<Change>, Fault> {
    let mut scanner = Scanner::new(text);
    let mut changes = Vec::new();
    while let Some(tag) = scanner.top()? {
        match tag.name {
            "PubmedArticle" => changes.push(upsert(&mut scanner, tag, article::read)?),
            "PubmedBookArticle" => changes.push(upsert(&mut scanner, tag, book::read)?),
            "DeleteCitation" | "DeleteDocument" => read_deletions(&mut scanner, tag, &mut changes)?,
            name => {
                let problem = Problem::malformed("XML", format!("<{name}> is not a PubMed record"));
                return Err(Fault { at: tag.at, problem });
            }
        }
    }
    Ok(changes)
}

type Reader = for<'a> fn(&mut Scanner<'a>, Tag<'a>, &mut Record) -> Result<(), Fault>;

fn upsert<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, read: Reader) -> Result<Change, Fault> {
    let mut record = Box::new(Record::new(Source::PubMed, ""));
    read(scanner, tag, &mut record)?;
    if record.key.id.is_empty() {
        return Err(Fault { at: tag.at, problem: Problem::Missing("PMID") });
    }
    Ok(Change::Upsert(record))
}

fn read_deletions<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, changes: &mut Vec<Change>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| match child.name {
        "PMID" => {
            let id = read_pmid(scanner, child)?.0;
            changes.push(Change::Delete(Key { source: Source::PubMed, id }));
            Ok(())
        }
        _ => scanner.skip(child),
    })
}

/// The id and version of a record.
pub(crate) fn read_pmid<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<(String, u32), Fault> {
    let bad = |field, value: &str| Fault { at: tag.at, problem: Problem::bad_value(field, value) };
    let version = tag.attribute("Version")?;
    let id = scanner.text(tag)?;
    if id.is_empty() || id.len() > 10 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad("PMID", &id));
    }
    let version = match version.trim_ascii() {
        "" => 1,
        number => number.parse().map_err(|_| bad("version", number))?,
    };
    Ok((id, version))
}
