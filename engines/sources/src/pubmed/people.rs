//! Authors: persons and groups.

use crate::problem::Fault;
use crate::pubmed::identifiers;
use crate::pubmed::scanner::{Scanner, Tag};
use crate::record::{Affiliation, Author, Identifier};

/// Reads an `AuthorList`.
///
/// Leaves out authors marked `ValidYN="N"`: these are the misspelt forms of names that an erratum corrected, and the
/// correct form stands beside them.
pub(crate) fn read_authors<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Author>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        if child.name != "Author" || child.attribute("ValidYN")? == "N" {
            return scanner.skip(child);
        }
        into.push(read_author(scanner, child)?);
        Ok(())
    })
}

fn read_author<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<Author, Fault> {
    let mut author = Author { equal_contribution: tag.says_yes("EqualContrib")?, ..Author::default() };
    scanner.children(tag, |scanner, child| {
        match child.name {
            "LastName" => author.last_name = scanner.text(child)?,
            "ForeName" => author.fore_name = scanner.text(child)?,
            "Initials" => author.initials = scanner.text(child)?,
            "Suffix" => author.suffix = scanner.text(child)?,
            "CollectiveName" => author.collective = scanner.text(child)?,
            "Identifier" if child.attribute("Source")?.eq_ignore_ascii_case("orcid") => {
                author.orcid = identifiers::orcid(&scanner.value(child)?).unwrap_or_default();
            }
            "AffiliationInfo" => author.affiliations.push(read_affiliation(scanner, child)?),
            _ => scanner.skip(child)?,
        }
        Ok(())
    })?;
    Ok(author)
}

fn read_affiliation<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<Affiliation, Fault> {
    let mut affiliation = Affiliation::default();
    scanner.children(tag, |scanner, child| {
        match child.name {
            "Affiliation" => affiliation.text = scanner.text(child)?,
            "Identifier" => {
                let scheme = child.attribute("Source")?.to_ascii_lowercase();
                let value = identifiers::without_address(&scanner.value(child)?).to_owned();
                affiliation.identifiers.push(Identifier { scheme, value });
            }
            _ => scanner.skip(child)?,
        }
        Ok(())
    })?;
    Ok(affiliation)
}
