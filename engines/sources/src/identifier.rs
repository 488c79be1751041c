//! Identifiers as sources write them (addresses, prefixes, letter case), reduced to their values.

use crate::record::Identifier;

/// An identifier, unless the value is empty.
pub(crate) fn identifier(scheme: &str, value: &str) -> Option<Identifier> {
    (!value.is_empty()).then(|| Identifier { scheme: scheme.to_owned(), value: value.to_owned() })
}

/// What follows the last slash: the id in `https://openalex.org/W2125158795` or `https://ror.org/04jr1s763`.
pub(crate) fn last_part(address: &str) -> &str {
    address.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// The DOI in `10.1000/x`, `doi:10.1000/x` or `https://doi.org/10.1000/x`, in the letter case of the source; empty if none.
pub(crate) fn doi(text: &str) -> &str {
    let text = text.trim();
    let Some(at) = text.find("10.") else { return "" };
    let before = text[..at].to_ascii_lowercase();
    let is_prefix = ["", "doi:", "doi: ", "doi "].contains(&before.as_str()) || before.ends_with("doi.org/");
    let doi = text[at..].split_whitespace().next().unwrap_or_default();
    let has_suffix = doi.split_once('/').is_some_and(|(_, suffix)| !suffix.is_empty());
    if is_prefix && has_suffix { doi } else { "" }
}

/// The digits of a PubMed id, given as such or as an address; empty if it is none.
pub(crate) fn pmid(text: &str) -> &str {
    let id = last_part(text);
    let id = id.strip_prefix("PMID:").or_else(|| id.strip_prefix("pmid:")).unwrap_or(id).trim();
    if !id.is_empty() && id.len() <= 9 && id.bytes().all(|byte| byte.is_ascii_digit()) { id } else { "" }
}

/// The PubMed Central id as PubMed writes it, `PMC2246381`; empty if it is none.
pub(crate) fn pmc(text: &str) -> String {
    let id = last_part(text);
    let digits = id.strip_prefix("PMC").or_else(|| id.strip_prefix("pmc")).unwrap_or(id);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("PMC{digits}") } else { String::new() }
}

/// The ORCID iD in the form `0000-0002-1825-0097`; empty if it is none.
pub(crate) fn orcid(text: &str) -> String {
    let id = last_part(text).to_ascii_uppercase();
    let fits = id.len() == 19
        && id.bytes().enumerate().all(|(at, byte)| match at {
            4 | 9 | 14 => byte == b'-',
            18 => byte.is_ascii_digit() || byte == b'X',
            _ => byte.is_ascii_digit(),
        });
    if fits { id } else { String::new() }
}

/// The first ISSN in a text, in the form `1234-567X`; empty if there is none (an ISBN is none).
pub(crate) fn issn(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    for word in words {
        let plain: String = word.chars().filter(|&c| c != '-').collect();
        let digits = plain.len() == 8 && plain.bytes().take(7).all(|byte| byte.is_ascii_digit());
        if digits && (plain.ends_with(['X', 'x']) || plain.as_bytes()[7].is_ascii_digit()) {
            return format!("{}-{}", &plain[..4], plain[4..].to_ascii_uppercase());
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_reduced_to_ids() {
        assert_eq!(doi("https://doi.org/10.1530/eje.0.1410619"), "10.1530/eje.0.1410619");
        assert_eq!(doi("doi: 10.1000/ABC"), "10.1000/ABC");
        assert_eq!([doi("10.1000"), doi("see 10.1000/x"), doi("")], [""; 3]);
        assert_eq!(pmid("https://pubmed.ncbi.nlm.nih.gov/10601965/"), "10601965");
        assert_eq!([pmid("PMC123"), pmid(""), pmid("https://pubmed.ncbi.nlm.nih.gov/")], [""; 3]);
        assert_eq!(pmc("https://www.ncbi.nlm.nih.gov/pmc/articles/2246381"), "PMC2246381");
        assert_eq!(pmc("PMC7"), "PMC7");
        assert_eq!(orcid("https://orcid.org/0000-0002-1825-009x"), "0000-0002-1825-009X");
        assert_eq!(orcid("0000-0002-1825"), "");
        assert_eq!(issn("ISSN: 1234567x (print)"), "1234-567X");
        assert_eq!(issn("978-3-16-148410-0"), "");
    }
}
