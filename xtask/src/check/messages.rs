//! The interface says the same things in every language: each Fluent file has its twin, with the same messages
//! and the same variables in them, and every message that code asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::workspace::Workspace;

/// Message → variables that it uses.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// What is missing or differs.
pub fn findings(workspace: &Workspace) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let files = workspace.files("", ".ftl")?;
    let mut known = BTreeSet::new();
    for file in &files {
        let messages = messages(&workspace.read(file)?);
        known.extend(messages.keys().cloned());
        match twin(file) {
            None => findings.push(format!("{}: names no language; expected en.ftl or ru.ftl", file.display())),
            Some(other) if !files.contains(&other) => findings.push(format!("{} is missing", other.display())),
            Some(other) => findings.extend(differences(file, &messages, &self::messages(&workspace.read(other)?))),
        }
    }
    for file in workspace.files("", ".rs")? {
        if file.starts_with("xtask") || file.iter().any(|part| part == "tests") {
            continue;
        }
        let missing = asked_for(&workspace.read(&file)?).into_iter().filter(|(_, key)| !known.contains(key));
        findings.extend(missing.map(|(line, key)| format!("{}:{line}: no message {key}", file.display())));
    }
    Ok(findings)
}

/// The same file in the other language.
fn twin(file: &Path) -> Option<PathBuf> {
    let name = file.to_str()?;
    let swap = |from: &str, to: &str| {
        [(format!("/{from}/"), format!("/{to}/")), (format!("/{from}.ftl"), format!("/{to}.ftl"))]
            .into_iter()
            .chain([(format!(".{from}.ftl"), format!(".{to}.ftl"))])
            .find(|(from, _)| name.contains(from))
            .map(|(from, to)| PathBuf::from(name.replace(&from, &to)))
    };
    swap("en", "ru").or_else(|| swap("ru", "en"))
}

fn differences(file: &Path, here: &Messages, there: &Messages) -> Vec<String> {
    let mut findings = Vec::new();
    for (key, variables) in there {
        match here.get(key) {
            None => findings.push(format!("{}: no message {key}", file.display())),
            Some(own) => findings.extend(
                variables.difference(own).map(|name| format!("{}: {key} does not use ${name}", file.display())),
            ),
        }
    }
    findings
}

/// The messages of a Fluent file, with the variables of each.
fn messages(text: &str) -> Messages {
    let mut messages = Messages::new();
    let mut current = None;
    for line in text.lines() {
        let is_start = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        if let (true, Some((key, _))) = (is_start, line.split_once('=')) {
            messages.insert(key.trim().to_owned(), BTreeSet::new());
            current = Some(key.trim().to_owned());
        }
        let Some(variables) = current.as_ref().and_then(|key| messages.get_mut(key)) else { continue };
        if !line.starts_with('#') {
            variables.extend(line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
                rest[..end.unwrap_or(rest.len())].to_owned()
            }));
        }
    }
    messages
}

/// The messages that code asks for by a literal name, with their lines.
fn asked_for(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code = source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    for (at, line) in code {
        for call in [".t(\"", ".t_with(\""] {
            let asked = line.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            found.extend(asked.map(|(key, _)| (at + 1, key.to_owned())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_message_and_a_forgotten_variable_are_found() {
        let en =
            messages("# comment\nhello = Hello, { $name }\ncount = { $n ->\n    [one] one\n   *[other] { $n }\n}\n");
        let ru = messages("hello = Привет\n");
        let file = Path::new("i18n/ru.ftl");
        assert_eq!(
            differences(file, &ru, &en),
            ["i18n/ru.ftl: no message count", "i18n/ru.ftl: hello does not use $name"]
        );
        assert_eq!(differences(file, &en, &ru), Vec::<String>::new());
    }

    #[test]
    fn twins_are_found_in_every_layout() {
        for (file, expected) in [("a/en.ftl", "a/ru.ftl"), ("a/ru/x.ftl", "a/en/x.ftl"), ("a/x.en.ftl", "a/x.ru.ftl")] {
            assert_eq!(twin(Path::new(file)), Some(PathBuf::from(expected)));
        }
        assert_eq!(twin(Path::new("a/x.ftl")), None);
    }

    #[test]
    fn code_that_asks_for_messages_is_seen() {
        assert_eq!(
            asked_for("/// page.t(\"no\")\n(page.t(\"a-b\")) page.t_with(\"c\", &[])"),
            [(2, "a-b".to_owned()), (2, "c".to_owned())]
        );
    }
}
