//! Authors of an OpenAlex work with their affiliations.

use crate::identifier::{identifier, last_part, orcid};
use crate::json::tree::Tree;
use crate::person;
use crate::plain::plain;
use crate::record::{Affiliation, Author};

/// The author of one authorship.
pub(super) fn author(authorship: &Tree) -> Author {
    let name = plain(authorship.first_text(&["author.display_name", "raw_author_name", "name"]));
    let mut author = person::spoken(&name);
    author.orcid = orcid(authorship.first_text(&["author.orcid", "orcid"]));
    author.affiliations = affiliations(authorship);
    author
}

/// What the paper prints, with the ids of the institutions that OpenAlex found in it.
///
/// Newer works say which institution stands in which line. In older ones, the ids of all go to an only line; with several
/// lines each institution goes to the line that names it, or else stands alone.
fn affiliations(authorship: &Tree) -> Vec<Affiliation> {
    let institutions = authorship.list("institutions");
    let linked = authorship.list("affiliations");
    if !linked.is_empty() {
        return linked.iter().map(|line| linked_line(line, institutions)).collect();
    }
    let newer = authorship.texts("raw_affiliation_strings").map(plain);
    let older = Some(plain(authorship.text("raw_affiliation_string"))).filter(|text| !text.is_empty());
    let mut lines: Vec<Affiliation> = newer.map(line).collect();
    if lines.is_empty() {
        lines.extend(older.map(line));
    }
    let only = (lines.len() == 1).then_some(0);
    for institution in institutions {
        let name = plain(institution.first_text(&["display_name", "name"]));
        let named = lines.iter().position(|line| line.text.to_lowercase().contains(&name.to_lowercase()));
        let at = only.or(named).unwrap_or_else(|| {
            lines.push(line(name));
            lines.len() - 1
        });
        add_ids(&mut lines[at], institution);
    }
    lines.retain(|line| !line.text.is_empty() || !line.identifiers.is_empty());
    lines
}

fn line(text: String) -> Affiliation {
    Affiliation { text, identifiers: Vec::new() }
}

fn linked_line(linked: &Tree, institutions: &[Tree]) -> Affiliation {
    let mut line = line(plain(linked.text("raw_affiliation_string")));
    for id in linked.texts("institution_ids") {
        match institutions.iter().find(|institution| institution.text("id") == id) {
            Some(institution) => add_ids(&mut line, institution),
            None => line.identifiers.extend(identifier("openalex", last_part(id))),
        }
    }
    line
}

fn add_ids(line: &mut Affiliation, institution: &Tree) {
    let ids = [
        identifier("ror", last_part(institution.text("ror"))),
        identifier("openalex", last_part(institution.text("id"))),
    ];
    for id in ids.into_iter().flatten() {
        if !line.identifiers.contains(&id) {
            line.identifiers.push(id);
        }
    }
}
