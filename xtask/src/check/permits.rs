//! Permission is asked everywhere and decided in one place: every function that a slice offers as a service asks the
//! policy, and only `policy.rs` says which roles may.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::tokens::{Token, functions, tokens};
use crate::workspace::Workspace;

/// Public functions of services that need not ask, by their file or by their name in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unasked {
    /// The file.
    file: String,
    /// The functions; all of the file without it.
    #[serde(default, rename = "fn")]
    functions: Vec<String>,
    /// What else guards them.
    #[serde(rename = "why")]
    _why: String,
}

/// Words with which a function asks.
const ASKING: [&str; 2] = ["permit", "permitted"];

/// What breaks the rule, in all slices.
pub fn findings(workspace: &Workspace, unasked: &[Unasked]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let mut used = vec![false; unasked.len()];
    for file in workspace.files("slices", ".rs")? {
        let source = workspace.read(&file)?;
        findings.extend(in_file(&file, &source, unasked, &mut used));
    }
    let idle = unasked.iter().zip(&used).filter(|(_, used)| !**used);
    findings.extend(idle.map(|(one, _)| format!("architecture.toml: {} needs no exception from asking", one.file)));
    Ok(findings)
}

fn in_file(file: &Path, source: &str, unasked: &[Unasked], used: &mut [bool]) -> Vec<String> {
    let place: Vec<&str> = file.iter().filter_map(|part| part.to_str()).collect();
    let [_, _, "src", module, ..] = place.as_slice() else { return Vec::new() };
    let tokens = tokens(source);
    let mut findings = Vec::new();
    if module.trim_end_matches(".rs") != "policy" {
        findings.extend(deciding(file, &tokens));
    }
    if *module == "service" {
        findings.extend(silent(file, &tokens, unasked, used));
    }
    findings
}

/// Rules outside the policy.
fn deciding(file: &Path, tokens: &[Token<'_>]) -> Vec<String> {
    // Roles of an actor are private to the kernel, so a rule is the only way to say who may.
    let named = tokens.windows(2).filter(|pair| pair[0].text == "Rule" && pair[1].text == "::");
    named.map(|pair| format!("{}:{}: who may is said in policy.rs alone", file.display(), pair[0].line)).collect()
}

/// Public functions that do not ask.
fn silent(file: &Path, tokens: &[Token<'_>], unasked: &[Unasked], used: &mut [bool]) -> Vec<String> {
    let mut findings = Vec::new();
    for function in functions(tokens) {
        let Some(at) = tokens.iter().position(|token| token.line == function.first && token.text == function.name)
        else {
            continue;
        };
        let body = tokens[at..].iter().take_while(|token| token.line <= function.last);
        let asks = body.clone().any(|token| ASKING.contains(&token.text));
        if asks || function.name == "new" || !is_public(&tokens[..at]) {
            continue;
        }
        let excused = unasked.iter().position(|one| {
            Path::new(&one.file) == file && (one.functions.is_empty() || one.functions.contains(&function.name))
        });
        match excused {
            Some(one) => used[one] = true,
            None => findings.push(format!(
                "{}:{}: {} does not ask whether the actor may",
                file.display(),
                function.first,
                function.name
            )),
        }
    }
    findings
}

/// Do the tokens before a function's name end in `pub fn` or `pub async fn`?
fn is_public(before: &[Token<'_>]) -> bool {
    let mut words = before.iter().rev().map(|token| token.text);
    words.find(|word| !["fn", "async", "const", "unsafe"].contains(word)) == Some("pub")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, source: &str) -> Vec<String> {
        let unasked = [Unasked {
            file: "slices/x/src/service/open.rs".to_owned(),
            functions: vec!["knock".to_owned()],
            _why: "the door is open".to_owned(),
        }];
        in_file(Path::new(file), source, &unasked, &mut [false])
    }

    #[test]
    fn a_service_that_does_not_ask_is_found() {
        let source = "impl X {\n pub async fn close(&self, ctx: &Ctx) {\n  self.store();\n }\n fn store(&self) {}\n}";
        let expected = ["slices/x/src/service/a.rs:2: close does not ask whether the actor may"];
        assert_eq!(found("slices/x/src/service/a.rs", source), expected);
    }

    #[test]
    fn asking_and_agreed_exceptions_are_fine() {
        let asks = "pub fn close(ctx: &Ctx) { ctx.permit(Act::Close, &Installation)?; }\npub(super) fn part() {}";
        assert_eq!(found("slices/x/src/service/a.rs", asks), Vec::<String>::new());
        assert_eq!(found("slices/x/src/service/open.rs", "pub fn knock() {}"), Vec::<String>::new());
        assert_eq!(found("slices/x/src/service/open.rs", "pub fn enter() {}").len(), 1);
        assert_eq!(found("slices/x/src/store/a.rs", "pub fn close() {}"), Vec::<String>::new());
    }

    #[test]
    fn a_rule_outside_the_policy_is_found() {
        let source = "fn f() {\n let r = Rule::Everybody;\n}";
        assert_eq!(
            found("slices/x/src/http/a.rs", source),
            ["slices/x/src/http/a.rs:2: who may is said in policy.rs alone"]
        );
        assert_eq!(found("slices/x/src/policy.rs", source), Vec::<String>::new());
    }
}
