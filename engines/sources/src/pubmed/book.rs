//! A book or a chapter of one: `PubmedBookArticle`.
//!
//! Not kept: publisher, edition, medium, report number, item lists.

use crate::problem::Fault;
use crate::pubmed::dates::{self, DateParts};
use crate::pubmed::scanner::{Scanner, Tag};
use crate::pubmed::{article, identifiers, people, records, subjects};
use crate::record::{Identifier, Record, Section};

/// Reads one `PubmedBookArticle`. A chapter's venue is its book; a book's venue is its collection.
pub(crate) fn read<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    let mut book_title = String::new();
    scanner.children(tag, |scanner, child| match child.name {
        "BookDocument" => read_document(scanner, child, record, &mut book_title),
        "PubmedBookData" => article::read_pubmed_data(scanner, child, record),
        _ => scanner.skip(child),
    })?;
    if record.title.is_empty() {
        record.title = book_title;
    } else {
        record.venue.name = book_title;
    }
    Ok(())
}

fn read_document<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    record: &mut Record,
    book_title: &mut String,
) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        match child.name {
            "PMID" => (record.key.id, record.version) = records::read_pmid(scanner, child)?,
            "ArticleIdList" => identifiers::read_ids(scanner, child, record)?,
            "Book" => read_book(scanner, child, record, book_title)?,
            "ArticleTitle" => record.title = scanner.text(child)?,
            "VernacularTitle" => record.title_original = scanner.text(child)?,
            "Pagination" => record.venue.pages = article::read_pages(scanner, child)?,
            "Language" => record.languages.push(scanner.text(child)?),
            "AuthorList" if is_of_authors(child)? => read_own_authors(scanner, child, record)?,
            "PublicationType" => record.types.push(subjects::read_type(scanner, child)?),
            "Abstract" => record.sections = article::read_sections(scanner, child)?,
            "Sections" => read_headed_sections(scanner, child, &mut record.sections)?,
            "KeywordList" => subjects::read_keywords(scanner, child, &mut record.keywords)?,
            "GrantList" => article::read_grants(scanner, child, &mut record.grants)?,
            "ReferenceList" => identifiers::read_references(scanner, child, &mut record.references)?,
            "ContributionDate" => dates::read_event(scanner, child, "contributed", &mut record.dates)?,
            "DateRevised" => dates::read_event(scanner, child, "citation_revised", &mut record.dates)?,
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

fn read_book<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    record: &mut Record,
    book_title: &mut String,
) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        match child.name {
            "BookTitle" => *book_title = scanner.text(child)?,
            "CollectionTitle" => record.venue.name = scanner.text(child)?,
            "PubDate" => record.date = DateParts::read(scanner, child)?.date(),
            "BeginningDate" => dates::read_event(scanner, child, "start", &mut record.dates)?,
            "EndingDate" => dates::read_event(scanner, child, "end", &mut record.dates)?,
            "Volume" => record.venue.volume = scanner.text(child)?,
            "Isbn" => {
                let identifier = Identifier { scheme: "isbn".to_owned(), value: scanner.text(child)? };
                identifiers::add(record, identifier);
            }
            "ELocationID" => identifiers::read_location(scanner, child, record)?,
            // Authors of the book count when the chapter names none of its own, which come later and replace these.
            "AuthorList" if is_of_authors(child)? => read_own_authors(scanner, child, record)?,
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

/// Editors are not authors.
fn is_of_authors(tag: Tag<'_>) -> Result<bool, Fault> {
    Ok(!tag.attribute("Type")?.eq_ignore_ascii_case("editors"))
}

fn read_own_authors<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    record.authors.clear();
    record.authors_complete = tag.attribute("CompleteYN")? != "N";
    people::read_authors(scanner, tag, &mut record.authors)
}

/// The titles of a book's parts become sections without text, and so can be searched; their own parts follow them.
fn read_headed_sections<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Section>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| match child.name {
        "Section" => read_headed_sections(scanner, child, into),
        "SectionTitle" => {
            into.push(Section { text: scanner.text(child)?, ..Section::default() });
            Ok(())
        }
        _ => scanner.skip(child),
    })
}
