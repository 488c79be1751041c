//! Sources are small, open with what they are for, and hold none of the things the style guide bans.

use std::path::Path;

use anyhow::Result;

use super::tokens::{Token, closing, functions, tokens};
use crate::workspace::Workspace;

const FILE_LINES: usize = 800;
const FUNCTION_LINES: usize = 70;
const NAMES_THAT_SAY_NOTHING: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "manager"];
/// Spelt apart, so that this file passes its own check.
const UNFINISHED: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];

/// What breaks the rules.
pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in workspace.files("", ".rs")? {
        findings.extend(in_file(&file, &workspace.read(&file)?));
    }
    Ok(findings)
}

fn in_file(file: &Path, source: &str) -> Vec<String> {
    let shown = file.display();
    let is_test = file.iter().any(|part| part == "tests" || part == "benches" || part == "examples");
    let mut findings = Vec::new();
    if !source.starts_with("//!") {
        findings.push(format!("{shown}: does not open with //! and what it is for"));
    }
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if NAMES_THAT_SAY_NOTHING.contains(&stem) {
        findings.push(format!("{shown}: the name {stem} says nothing about its job"));
    }
    let lines = source.lines().count();
    if lines > FILE_LINES && !is_test {
        findings.push(format!("{shown}: {lines} lines, at most {FILE_LINES}"));
    }
    for (at, line) in source.lines().enumerate() {
        for word in UNFINISHED.into_iter().filter(|word| line.contains(word)) {
            findings.push(format!("{shown}:{}: {word}; finish it or leave it out", at + 1));
        }
    }
    let tokens = tokens(source);
    findings.extend(allows(&tokens).map(|line| format!("{shown}:{line}: allow; use expect with a reason")));
    if !is_test {
        let tests = test_lines(&tokens);
        for function in functions(&tokens) {
            let lines = function.last - function.first + 1;
            if lines > FUNCTION_LINES && !tests.contains(&function.first) {
                let name = function.name;
                findings
                    .push(format!("{shown}:{}: {name} has {lines} lines, at most {FUNCTION_LINES}", function.first));
            }
        }
    }
    findings
}

/// Lines with an `allow` attribute.
fn allows<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = usize> + 'a {
    tokens.windows(4).filter_map(|four| match [four[0].text, four[1].text, four[2].text, four[3].text] {
        ["#", "[", "allow", "("] | ["!", "[", "allow", "("] => Some(four[2].line),
        _ => None,
    })
}

/// The lines of the module of unit tests, if there is one.
fn test_lines(tokens: &[Token<'_>]) -> std::ops::Range<usize> {
    let start =
        tokens.windows(4).position(|four| four[0].text == "cfg" && four[2].text == "test" && four[3].text == ")");
    let open = start.and_then(|start| (start..tokens.len()).find(|at| tokens[*at].text == "{"));
    match open.and_then(|open| closing(tokens, open).map(|close| (open, close))) {
        Some((open, close)) => tokens[open].line..tokens[close].line + 1,
        None => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        in_file(Path::new("a/src/b.rs"), source)
    }

    #[test]
    fn a_small_file_with_a_header_is_fine() {
        assert_eq!(found("//! What it is for.\n\nfn f() {}\n"), Vec::<String>::new());
    }

    #[test]
    fn a_missing_header_an_allow_and_an_unfinished_thing_are_found() {
        let source = format!("#![allow(dead_code)]\n// {}: later\n", UNFINISHED[0]);
        assert_eq!(
            found(&source),
            [
                "a/src/b.rs: does not open with //! and what it is for".to_owned(),
                format!("a/src/b.rs:2: {}; finish it or leave it out", UNFINISHED[0]),
                "a/src/b.rs:1: allow; use expect with a reason".to_owned(),
            ]
        );
    }

    #[test]
    fn long_functions_and_files_are_found_but_not_in_tests() {
        let long = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(FUNCTION_LINES));
        assert_eq!(found(&format!("//! X.\n{long}")), ["a/src/b.rs:2: f has 72 lines, at most 70"]);
        assert_eq!(found(&format!("//! X.\n#[cfg(test)]\nmod tests {{\n{long}}}\n")), Vec::<String>::new());
        let huge = format!("//! X.\n{}", "const A: u8 = 0;\n".repeat(FILE_LINES));
        assert_eq!(found(&huge), ["a/src/b.rs: 801 lines, at most 800"]);
    }

    #[test]
    fn a_name_that_says_nothing_is_found() {
        let found = in_file(Path::new("a/src/utils.rs"), "//! X.\n");
        assert_eq!(found, ["a/src/utils.rs: the name utils says nothing about its job"]);
    }
}
