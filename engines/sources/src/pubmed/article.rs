//! A journal article: `PubmedArticle`.
//!
//! Not kept, because nothing in Bellwether uses it: citation subset, copyright, statements of interest, general notes,
//! space flight missions, gene symbols, people written about, investigators, hours and minutes of dates.

use crate::problem::Fault;
use crate::pubmed::dates::{self, DateParts};
use crate::pubmed::scanner::{Scanner, Tag};
use crate::pubmed::{identifiers, people, records, subjects};
use crate::record::{DatedEvent, Grant, OtherAbstract, Record, Registration, Section};

/// Reads one `PubmedArticle`.
pub(crate) fn read<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| match child.name {
        "MedlineCitation" => read_citation(scanner, child, record),
        "PubmedData" => read_pubmed_data(scanner, child, record),
        _ => scanner.skip(child),
    })
}

fn read_citation<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    record.status = tag.attribute("Status")?.into_owned();
    scanner.children(tag, |scanner, child| {
        match child.name {
            "PMID" => (record.key.id, record.version) = records::read_pmid(scanner, child)?,
            "DateCompleted" => dates::read_event(scanner, child, "completed", &mut record.dates)?,
            "DateRevised" => dates::read_event(scanner, child, "citation_revised", &mut record.dates)?,
            "Article" => read_article(scanner, child, record)?,
            "MedlineJournalInfo" => read_journal_info(scanner, child, record)?,
            "ChemicalList" => subjects::read_substances(scanner, child, &mut record.substances)?,
            "MeshHeadingList" => subjects::read_headings(scanner, child, &mut record.headings)?,
            "SupplMeshList" => subjects::read_supplementary(scanner, child, &mut record.headings)?,
            "KeywordList" => subjects::read_keywords(scanner, child, &mut record.keywords)?,
            "CommentsCorrectionsList" => identifiers::read_links(scanner, child, &mut record.links)?,
            "OtherID" => identifiers::read_other_id(scanner, child, record)?,
            "OtherAbstract" => record.other_abstracts.push(OtherAbstract {
                language: child.attribute("Language")?.into_owned(),
                kind: child.attribute("Type")?.into_owned(),
                sections: read_sections(scanner, child)?,
            }),
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

fn read_article<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        match child.name {
            "Journal" => read_journal(scanner, child, record)?,
            "ArticleTitle" => record.title = scanner.text(child)?,
            "Pagination" => record.venue.pages = read_pages(scanner, child)?,
            "ELocationID" => identifiers::read_location(scanner, child, record)?,
            "Abstract" => record.sections = read_sections(scanner, child)?,
            "AuthorList" => {
                record.authors_complete = child.attribute("CompleteYN")? != "N";
                people::read_authors(scanner, child, &mut record.authors)?;
            }
            "Language" => record.languages.push(scanner.text(child)?),
            "DataBankList" => read_registrations(scanner, child, &mut record.registrations)?,
            "GrantList" => read_grants(scanner, child, &mut record.grants)?,
            "PublicationTypeList" => subjects::read_types(scanner, child, &mut record.types)?,
            "VernacularTitle" => record.title_original = scanner.text(child)?,
            "ArticleDate" => {
                let what = child.attribute("DateType")?.to_ascii_lowercase();
                dates::read_event(scanner, child, &what, &mut record.dates)?;
            }
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

fn read_journal<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        match child.name {
            "ISSN" => record.venue.issn = scanner.text(child)?,
            "JournalIssue" => scanner.children(child, |scanner, part| {
                match part.name {
                    "Volume" => record.venue.volume = scanner.text(part)?,
                    "Issue" => record.venue.issue = scanner.text(part)?,
                    "PubDate" => record.date = DateParts::read(scanner, part)?.date(),
                    _ => scanner.skip(part)?,
                }
                Ok(())
            })?,
            "Title" => record.venue.name = scanner.text(child)?,
            "ISOAbbreviation" => record.venue.abbreviation = scanner.text(child)?,
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

fn read_journal_info<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        match child.name {
            "Country" => record.country = scanner.text(child)?,
            "MedlineTA" if record.venue.abbreviation.is_empty() => record.venue.abbreviation = scanner.text(child)?,
            "NlmUniqueID" => record.venue.nlm_id = scanner.text(child)?,
            "ISSNLinking" => record.venue.issn_linking = scanner.text(child)?,
            _ => scanner.skip(child)?,
        }
        Ok(())
    })
}

/// Pages as printed, else the first and last page.
pub(crate) fn read_pages<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<String, Fault> {
    let (mut printed, mut first, mut last) = (String::new(), String::new(), String::new());
    scanner.children(tag, |scanner, child| {
        match child.name {
            "MedlinePgn" => printed = scanner.text(child)?,
            "StartPage" => first = scanner.text(child)?,
            "EndPage" => last = scanner.text(child)?,
            _ => scanner.skip(child)?,
        }
        Ok(())
    })?;
    Ok(match (printed.is_empty(), last.is_empty()) {
        (false, _) => printed,
        (true, true) => first,
        (true, false) => format!("{first}-{last}"),
    })
}

/// The sections of an abstract. A label may stand alone (`LEVEL OF EVIDENCE: 4`); what has neither label nor text is left out.
pub(crate) fn read_sections<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<Vec<Section>, Fault> {
    let mut sections = Vec::new();
    scanner.children(tag, |scanner, child| {
        if child.name != "AbstractText" {
            return scanner.skip(child);
        }
        let section = Section {
            label: child.attribute("Label")?.into_owned(),
            category: child.attribute("NlmCategory")?.into_owned(),
            text: scanner.text(child)?,
        };
        if !(section.label.is_empty() && section.text.is_empty()) {
            sections.push(section);
        }
        Ok(())
    })?;
    Ok(sections)
}

fn read_registrations<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Registration>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, bank| {
        if bank.name != "DataBank" {
            return scanner.skip(bank);
        }
        let mut registry = String::new();
        scanner.children(bank, |scanner, child| match child.name {
            "DataBankName" => {
                registry = shortened(scanner.text(child)?);
                Ok(())
            }
            "AccessionNumberList" => scanner.children(child, |scanner, number| {
                let number = scanner.text(number)?;
                into.push(Registration { registry: registry.clone(), number });
                Ok(())
            }),
            _ => scanner.skip(child),
        })
    })
}

/// The name of a data bank, which is repeated with each of its numbers: a long one would multiply.
fn shortened(mut name: String) -> String {
    if let Some((end, _)) = name.char_indices().nth(100) {
        name.truncate(end);
    }
    name
}

/// Reads a `GrantList`.
pub(crate) fn read_grants<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Grant>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let mut grant = Grant::default();
        scanner.children(child, |scanner, part| {
            match part.name {
                "GrantID" => grant.id = scanner.text(part)?,
                "Acronym" => grant.acronym = scanner.text(part)?,
                "Agency" => grant.agency = scanner.text(part)?,
                "Country" => grant.country = scanner.text(part)?,
                _ => scanner.skip(part)?,
            }
            Ok(())
        })?;
        into.push(grant);
        Ok(())
    })
}

/// Reads `PubmedData` or `PubmedBookData`.
pub(crate) fn read_pubmed_data<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| match child.name {
        "History" => read_history(scanner, child, &mut record.dates),
        "ArticleIdList" => identifiers::read_ids(scanner, child, record),
        "ReferenceList" => identifiers::read_references(scanner, child, &mut record.references),
        _ => scanner.skip(child),
    })
}

fn read_history<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<DatedEvent>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let what = child.attribute("PubStatus")?;
        dates::read_event(scanner, child, &what, into)
    })
}
