//! Identifiers of a work, and the works that it cites or corrects.

use crate::problem::Fault;
use crate::pubmed::scanner::{Scanner, Tag};
use crate::record::{Identifier, Link, Record, Reference, Relation};

/// Reads an `ELocationID`, unless it is marked as invalid.
pub(crate) fn read_location<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    if tag.attribute("ValidYN")? == "N" {
        return scanner.skip(tag);
    }
    let identifier = read_identifier(scanner, tag, "EIdType")?;
    add(record, identifier);
    Ok(())
}

/// Reads the `ArticleIdList` of a record.
pub(crate) fn read_ids<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let identifier = read_identifier(scanner, child, "IdType")?;
        add(record, identifier);
        Ok(())
    })
}

/// Reads an `OtherID`, the number that a body such as NASA gave.
pub(crate) fn read_other_id<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, record: &mut Record) -> Result<(), Fault> {
    let identifier = read_identifier(scanner, tag, "Source")?;
    add(record, identifier);
    Ok(())
}

/// No work has so many identifiers; beyond them doubles may stay, so that a hostile record costs no quadratic time.
const MAX_COMPARED: usize = 64;

/// Adds an identifier, unless it is there already or is the record's own PMID.
pub(crate) fn add(record: &mut Record, identifier: Identifier) {
    let is_own = identifier.scheme == "pubmed" && identifier.value == record.key.id;
    let is_known = record.identifiers.iter().take(MAX_COMPARED).any(|known| {
        known.scheme == identifier.scheme
            && (known.value == identifier.value
                || known.scheme == "doi" && known.value.eq_ignore_ascii_case(&identifier.value))
    });
    if !is_own && !is_known && !identifier.value.is_empty() {
        record.identifiers.push(identifier);
    }
}

fn read_identifier<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, scheme: &str) -> Result<Identifier, Fault> {
    let mut scheme = tag.attribute(scheme)?.to_ascii_lowercase();
    if scheme == "pmcid" {
        // References say `pmcid` where the works themselves say `pmc`.
        scheme.truncate(3);
    }
    let value = scanner.value(tag)?;
    let value = if scheme == "doi" { without_address(&value).to_owned() } else { value.into_owned() };
    Ok(Identifier { scheme, value })
}

/// `10.1000/x` of `https://doi.org/10.1000/x`, `0108mwc04` of `https://ror.org/0108mwc04`; other text as it is.
pub(crate) fn without_address(value: &str) -> &str {
    const PREFIXES: [&str; 5] = ["doi.org/", "ror.org/", "isni.org/isni/", "grid.ac/institutes/", "orcid.org/"];
    let bare = value.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_start_matches("dx.");
    PREFIXES.into_iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(value)
}

/// The ORCID iD in its form with hyphens, out of an address, a run of digits or the form itself; `None` if it is none.
pub(crate) fn orcid(text: &str) -> Option<String> {
    let path = text.trim_end_matches('/').rsplit('/').next()?;
    let digits: Vec<char> =
        path.chars().filter(char::is_ascii_alphanumeric).map(|digit| digit.to_ascii_uppercase()).collect();
    let (last, first) = digits.split_last()?;
    let is_orcid =
        first.len() == 15 && first.iter().all(char::is_ascii_digit) && (last.is_ascii_digit() || *last == 'X');
    if !is_orcid {
        return None;
    }
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    Some(groups.join("-"))
}

/// Reads a `ReferenceList`; lists within it follow in place.
pub(crate) fn read_references<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    into: &mut Vec<Reference>,
) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| match child.name {
        "Reference" => {
            let mut reference = Reference::default();
            scanner.children(child, |scanner, part| match part.name {
                "Citation" => {
                    reference.citation = scanner.text(part)?;
                    Ok(())
                }
                "ArticleIdList" => scanner.children(part, |scanner, id| {
                    let identifier = read_identifier(scanner, id, "IdType")?;
                    if !identifier.value.is_empty() {
                        reference.identifiers.push(identifier);
                    }
                    Ok(())
                }),
                _ => scanner.skip(part),
            })?;
            into.push(reference);
            Ok(())
        }
        "ReferenceList" => read_references(scanner, child, into),
        _ => scanner.skip(child),
    })
}

/// Reads a `CommentsCorrectionsList`.
pub(crate) fn read_links<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, into: &mut Vec<Link>) -> Result<(), Fault> {
    scanner.children(tag, |scanner, child| {
        let relation = relation(&child.attribute("RefType")?);
        let mut link = Link { relation, pmid: String::new(), citation: String::new(), note: String::new() };
        scanner.children(child, |scanner, part| {
            match part.name {
                "RefSource" => link.citation = scanner.text(part)?,
                "PMID" => link.pmid = scanner.text(part)?,
                "Note" => link.note = scanner.text(part)?,
                _ => scanner.skip(part)?,
            }
            Ok(())
        })?;
        into.push(link);
        Ok(())
    })
}

/// The relation that PubMed calls by this name, whatever the case of its small words (`CorrectedandRepublishedIn`).
fn relation(name: &str) -> Relation {
    match name.to_ascii_lowercase().as_str() {
        "associateddataset" => Relation::AssociatedDataset,
        "associatedpublication" => Relation::AssociatedPublication,
        "commentin" => Relation::CommentIn,
        "commenton" => Relation::CommentOn,
        "correctedandrepublishedfrom" => Relation::CorrectedAndRepublishedFrom,
        "correctedandrepublishedin" => Relation::CorrectedAndRepublishedIn,
        "erratumfor" => Relation::ErratumFor,
        "erratumin" => Relation::ErratumIn,
        "expressionofconcernfor" => Relation::ExpressionOfConcernFor,
        "expressionofconcernin" => Relation::ExpressionOfConcernIn,
        "originalreportin" => Relation::OriginalReportIn,
        "partialretractionin" => Relation::PartialRetractionIn,
        "partialretractionof" => Relation::PartialRetractionOf,
        "preprintin" => Relation::PreprintIn,
        "preprintof" => Relation::PreprintOf,
        "reprintin" => Relation::ReprintIn,
        "reprintof" => Relation::ReprintOf,
        "republishedfrom" => Relation::RepublishedFrom,
        "republishedin" => Relation::RepublishedIn,
        "retractedandrepublishedfrom" => Relation::RetractedAndRepublishedFrom,
        "retractedandrepublishedin" => Relation::RetractedAndRepublishedIn,
        "retractionin" => Relation::RetractionIn,
        "retractionof" => Relation::RetractionOf,
        "summaryforpatientsin" => Relation::SummaryForPatientsIn,
        "updatein" => Relation::UpdateIn,
        "updateof" => Relation::UpdateOf,
        "cites" => Relation::Cites,
        _ => Relation::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{orcid, without_address};

    #[test]
    fn orcid_ids_take_one_form() {
        let plain = Some("0000-0002-1825-009X".to_owned());
        let forms = [
            "0000-0002-1825-009X",
            "https://orcid.org/0000-0002-1825-009x",
            "http://orcid.org/0000-0002-1825-009X/",
            "000000021825009X",
            "0000 0002 1825 009X",
        ];
        assert_eq!(forms.map(orcid), std::array::from_fn(|_| plain.clone()));
        assert_eq!(
            ["", "0000-0002-1825-009", "0000-0002-1825-0X97", "none", "/"].map(orcid),
            [const { None::<String> }; 5]
        );
    }

    #[test]
    fn addresses_are_taken_off_known_identifiers_only() {
        assert_eq!(without_address("https://doi.org/10.1/x"), "10.1/x");
        assert_eq!(without_address("http://dx.doi.org/10.1/x"), "10.1/x");
        assert_eq!(without_address("https://ror.org/012345678"), "012345678");
        assert_eq!(without_address("https://elsewhere.org/10.1/x"), "https://elsewhere.org/10.1/x");
        assert_eq!(without_address("0000 0001 2162 0389"), "0000 0001 2162 0389");
    }
}
