//! The documents keep step with the code: ARCHITECTURE.md names every crate and none that is gone, commands that are
//! shown exist, links between documents lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::bench;
use crate::metadata::Graph;
use crate::workspace::Workspace;

/// What is out of step.
pub fn findings(workspace: &Workspace, graph: &Graph, xtask: &clap::Command) -> Result<Vec<String>> {
    let folders: BTreeSet<String> =
        graph.ours().filter_map(|(_, package)| package.folder.as_ref()?.to_str().map(str::to_owned)).collect();
    let mut findings = map(&workspace.read("ARCHITECTURE.md")?, &folders);
    let app = AppCommands::load(workspace)?;
    let benches = bench::all(workspace)?;
    for file in workspace.files("", ".md")? {
        let text = workspace.read(&file)?;
        for (line, words) in commands(&text) {
            let known = match words.split_first() {
                Some((first, rest)) if first == "bellwether" => app.knows(rest),
                Some((_, rest)) => xtask_knows(xtask, &benches, rest),
                None => true,
            };
            if !known {
                findings.push(format!("{}:{line}: there is no command {}", file.display(), words.join(" ")));
            }
        }
        for (line, link) in links(&text) {
            let target = file.parent().unwrap_or(Path::new("")).join(&link);
            if !workspace.path(target).exists() {
                findings.push(format!("{}:{line}: the link {link} leads nowhere", file.display()));
            }
        }
    }
    Ok(findings)
}

/// Crates that the map misses, and folders in it that are gone. The map names crates as `folder/` in code marks.
fn map(text: &str, folders: &BTreeSet<String>) -> Vec<String> {
    const LAYERS: [&str; 6] = ["kernel", "engines", "platform", "slices", "apps", "xtask"];
    let code = text.split('`').skip(1).step_by(2).map(|code| code.trim_end_matches('/'));
    let named: BTreeSet<String> = code
        .filter(|code| !code.contains([' ', '*', '.', ':', '{']))
        .filter(|code| code.split('/').next().is_some_and(|top| LAYERS.contains(&top)) && code.split('/').count() <= 2)
        .map(str::to_owned)
        .collect();
    let missing = folders.difference(&named).map(|folder| format!("ARCHITECTURE.md does not name {folder}"));
    let gone = named.iter().filter(|name| !folders.contains(*name) && (name.contains('/')));
    let gone = gone.map(|name| format!("ARCHITECTURE.md names {name}, which is no crate"));
    missing.chain(gone).collect()
}

/// The subcommands of the `bellwether` program, read from its sources: one file for each command.
struct AppCommands(Vec<(String, String)>);

impl AppCommands {
    fn load(workspace: &Workspace) -> Result<Self> {
        let mut commands = Vec::new();
        for file in workspace.files("apps/bellwether/src/commands", ".rs")? {
            let relative = file.strip_prefix("apps/bellwether/src/commands")?;
            let first = relative.iter().next().map(PathBuf::from).unwrap_or_default();
            let name = first.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().replace('_', "-");
            commands.push((name, workspace.read(&file)?));
        }
        Ok(AppCommands(commands))
    }

    fn knows(&self, words: &[String]) -> bool {
        let Some(first) = words.first() else { return true };
        // `config check` may lie in `config.rs`, in a folder `config`, or in `config_check.rs`.
        let is_it =
            |name: &str| name.strip_prefix(first.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let mut sources = self.0.iter().filter(|(name, _)| is_it(name)).map(|(_, source)| source).peekable();
        if sources.peek().is_none() {
            return false;
        }
        let sources: Vec<_> = sources.collect();
        let second = words.get(1).filter(|_| sources.iter().any(|source| source.contains("Subcommand")));
        second.is_none_or(|second| {
            let variant: String = second.split('-').map(capitalised).collect();
            sources.iter().any(|source| source.split(|c: char| !c.is_alphanumeric()).any(|word| word == variant))
        })
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn xtask_knows(xtask: &clap::Command, benches: &BTreeMap<String, String>, words: &[String]) -> bool {
    match words.split_first() {
        None => true,
        Some((first, rest)) if first == "bench" => rest.first().is_none_or(|name| benches.contains_key(name)),
        Some((first, _)) => xtask.get_subcommands().any(|command| command.get_name() == first),
    }
}

/// Commands shown in code: the words up to the first option, path or placeholder.
fn commands(text: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut in_block = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            continue;
        }
        let pieces: Vec<&str> = if in_block { vec![line] } else { line.split('`').skip(1).step_by(2).collect() };
        for piece in pieces {
            let piece = piece.trim().trim_start_matches("$ ").trim_start_matches("target/release/");
            let rest = piece.strip_prefix("cargo xtask").map(|rest| ("xtask", rest));
            let rest = rest.or_else(|| piece.strip_prefix("bellwether ").map(|rest| ("bellwether", rest)));
            let Some((program, rest)) = rest else { continue };
            let is_word =
                |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-');
            let words = rest.split_whitespace().take_while(is_word).map(str::to_owned);
            found.push((at + 1, std::iter::once(program.to_owned()).chain(words).collect()));
        }
    }
    found
}

/// Links to other files, without their anchors.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for target in line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:") {
                found.push((at + 1, path.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_missing_or_gone_is_found() {
        let folders = ["engines/a", "kernel"].map(str::to_owned).into();
        assert_eq!(
            map("`kernel/` and `engines/b` in `engines/*`", &folders),
            ["ARCHITECTURE.md does not name engines/a", "ARCHITECTURE.md names engines/b, which is no crate"]
        );
        assert_eq!(map("`kernel/`, `engines/a`", &folders), Vec::<String>::new());
    }

    #[test]
    fn commands_are_read_from_code_only() {
        let text = "say `bellwether evidence pull pubmed --updates` or bellwether nothing\n```sh\ncargo xtask demo --port 1\n```\n";
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            commands(text),
            [(1, words(&["bellwether", "evidence", "pull", "pubmed"])), (3, words(&["xtask", "demo"]))]
        );
    }

    #[test]
    fn a_command_of_the_program_is_known_by_its_file_and_variant() {
        let app = AppCommands(vec![("evidence".to_owned(), "derive(Subcommand) enum E { Pull, DryRun }".to_owned())]);
        let knows = |words: &[&str]| app.knows(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert!(knows(&["evidence", "pull", "pubmed"]) && knows(&["evidence", "dry-run"]) && knows(&["evidence"]));
        assert!(!knows(&["evidence", "push"]) && !knows(&["other"]));
    }

    #[test]
    fn links_lose_their_anchor_and_the_web_is_left_alone() {
        assert_eq!(links("[a](b.md#c) [d](https://e) [f](#g)"), [(1, "b.md".to_owned())]);
    }
}
