//! Which outside crates a file may name, by its folder; and inside a slice, which module may name which:
//! `http` may not skip down to `store`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::tokens::{paths, tokens};
use crate::workspace::Workspace;

/// An outside crate that only some folders may name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// The crate, as code names it.
    name: String,
    /// Folders or files; `*` stands for one folder name.
    only_in: Vec<String>,
    why: String,
}

/// Module of a slice → modules beside it that it may name.
pub type Ladder = BTreeMap<String, Vec<String>>;

/// What breaks the rules, in all sources but tests, benches and examples.
pub fn findings(workspace: &Workspace, naming: &[Naming], ladder: &Ladder) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in workspace.files("", ".rs")? {
        let source = workspace.read(&file)?;
        findings.extend(in_file(&file, &source, naming, ladder));
    }
    Ok(findings)
}

fn in_file(file: &Path, source: &str, naming: &[Naming], ladder: &Ladder) -> Vec<String> {
    let place: Vec<&str> = file.iter().filter_map(|part| part.to_str()).collect();
    let Some(src) = place.iter().position(|part| *part == "src") else { return Vec::new() };
    let module = place.get(src + 1).map_or("", |name| name.trim_end_matches(".rs"));
    let siblings = if place[0] == "slices" { ladder.get(module) } else { None };
    let mut findings = Vec::new();
    for path in paths(&tokens(source)) {
        let line = format!("{}:{}", file.display(), path.line);
        let first = path.parts[0].as_str();
        for rule in naming.iter().filter(|rule| rule.name == first) {
            if !rule.only_in.iter().any(|pattern| lies_in(&place, pattern)) {
                findings.push(format!("{line}: may not name {first}; {}", rule.why));
            }
        }
        if let (Some(siblings), "crate", Some(named)) = (siblings, first, path.parts.get(1))
            && ladder.contains_key(named)
            && named != module
            && !siblings.contains(named)
        {
            findings.push(format!("{line}: {module} may not name {}", path.parts.join("::")));
        }
    }
    findings
}

/// Does the file lie in the folder (or is it the file) that the pattern names?
fn lies_in(place: &[&str], pattern: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    pattern.len() <= place.len()
        && pattern.iter().zip(place).all(|(wanted, part)| *wanted == "*" || *wanted == part.trim_end_matches(".rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, source: &str) -> Vec<String> {
        let naming = [Naming {
            name: "sea_orm".to_owned(),
            only_in: vec!["platform/db".to_owned(), "slices/*/src/store".to_owned()],
            why: "the database is behind the store".to_owned(),
        }];
        let ladder = [("http", vec!["service"]), ("service", vec!["store"]), ("store", vec![])];
        let ladder = ladder.map(|(name, may)| (name.to_owned(), may.into_iter().map(str::to_owned).collect()));
        in_file(Path::new(file), source, &naming, &ladder.into())
    }

    #[test]
    fn a_handler_that_skips_the_service_is_found() {
        let found = found("slices/x/src/http/page.rs", "use crate::{service, store::find};\n");
        assert_eq!(found, ["slices/x/src/http/page.rs:1: http may not name crate::store::find"]);
    }

    #[test]
    fn a_service_may_name_its_store_in_code_and_macros() {
        assert_eq!(
            found("slices/x/src/service.rs", "fn f() { html! { (crate::store::find()) } }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_database_crate_is_named_in_the_store_only() {
        assert_eq!(found("slices/x/src/store/row.rs", "use sea_orm::Set;"), Vec::<String>::new());
        assert_eq!(found("slices/x/src/store.rs", "use sea_orm::Set;"), Vec::<String>::new());
        assert_eq!(found("slices/x/tests/store.rs", "use sea_orm::Set;"), Vec::<String>::new());
        let found = found("slices/x/src/service.rs", "\nuse sea_orm::Set;");
        assert_eq!(found, ["slices/x/src/service.rs:2: may not name sea_orm; the database is behind the store"]);
    }
}
