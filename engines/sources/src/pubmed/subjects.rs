//! What a work is about: headings, keywords, substances, publication types.

use crate::problem::Fault;
use crate::pubmed::scanner::{Scanner, Tag};
use crate::record::{Heading, Keyword, Qualifier, Substance, Term};

/// Reads a `MeshHeadingList`.
pub(crate) fn read_headings<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Heading>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let mut heading = Heading::default();
        scanner.children(child, |scanner, part| {
            let id = part.attribute("UI")?.into_owned();
            let major = part.says_yes("MajorTopicYN")?;
            let name = scanner.text(part)?;
            match part.name {
                "DescriptorName" => (heading.id, heading.major, heading.name) = (id, major, name),
                "QualifierName" => heading.qualifiers.push(Qualifier { id, name, major }),
                _ => {}
            }
            Ok(())
        })?;
        into.push(heading);
        Ok(())
    })
}

/// Reads a `SupplMeshList`: diseases, organisms and protocols of the supplementary vocabulary (ids begin with `C`)
/// become headings, since they say what the work is about just as descriptors do.
pub(crate) fn read_supplementary<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    into: &mut Vec<Heading>,
) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let id = child.attribute("UI")?.into_owned();
        into.push(Heading { id, name: scanner.text(child)?, ..Heading::default() });
        Ok(())
    })
}

/// Reads a `KeywordList`; lists of several owners follow each other.
pub(crate) fn read_keywords<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Keyword>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let major = child.says_yes("MajorTopicYN")?;
        let text = scanner.text(child)?;
        if !text.is_empty() {
            into.push(Keyword { text, major });
        }
        Ok(())
    })
}

/// Reads a `ChemicalList`.
pub(crate) fn read_substances<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    into: &mut Vec<Substance>,
) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let mut substance = Substance::default();
        scanner.children(child, |scanner, part| {
            match part.name {
                "RegistryNumber" => substance.registry_number = scanner.text(part)?,
                "NameOfSubstance" => {
                    substance.id = part.attribute("UI")?.into_owned();
                    substance.name = scanner.text(part)?;
                }
                _ => scanner.skip(part)?,
            }
            Ok(())
        })?;
        into.push(substance);
        Ok(())
    })
}

/// Reads a `PublicationTypeList`.
pub(crate) fn read_types<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Term>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        into.push(read_type(scanner, child)?);
        Ok(())
    })
}

/// Reads one `PublicationType`.
pub(crate) fn read_type<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<Term, Fault> {
    Ok(Term { id: tag.attribute("UI")?.into_owned(), name: scanner.text(tag)? })
}
