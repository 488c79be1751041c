//! Compares a slice's message files with one another and with the keys that its code names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bellwether_kernel::lang::Lang;
use fluent_bundle::FluentResource;

use crate::words;

/// What is wrong with the messages of a slice.
pub(super) fn faults(messages: &[(Lang, &str)], sources: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut of = BTreeMap::new();
    for lang in Lang::ALL {
        let mut keys = BTreeMap::new();
        for (_, source) in messages.iter().filter(|(of, _)| *of == lang) {
            if let Err((_, problems)) = FluentResource::try_new((*source).to_owned()) {
                faults.extend(problems.iter().map(|problem| format!("{}: {problem}", lang.code())));
            }
            keys.extend(entries(source));
        }
        of.insert(lang.code(), keys);
    }
    for (lang, keys) in &of {
        for (other, other_keys) in of.iter().filter(|(other, _)| *other != lang) {
            for (key, values) in keys {
                match other_keys.get(key) {
                    None => faults.push(format!("{key} is in {lang} but not in {other}")),
                    Some(others) if others != values && lang < other => {
                        faults.push(format!("{key} puts in {values:?} in {lang} but {others:?} in {other}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    let own: Vec<_> =
        words::OWN.iter().filter(|(_, lang, _)| *lang == Lang::En).flat_map(|(_, _, text)| entries(text)).collect();
    let known: BTreeSet<&String> = of.values().flat_map(BTreeMap::keys).chain(own.iter().map(|(key, _)| key)).collect();
    for source in sources {
        let missing = used_keys(source).filter(|key| !known.contains(&(*key).to_owned()));
        faults.extend(missing.map(|key| format!("{key} is used in the code but not defined")));
    }
    faults
}

/// Each message or term of a file with the names of the values that are put in. Fluent entries start in column one.
fn entries(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines() {
        if line.starts_with('#') {
            continue;
        }
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        if let Some((key, _)) = line.split_once('=').filter(|_| starts) {
            current = Some(key.trim().to_owned());
            entries.entry(key.trim().to_owned()).or_default();
        }
        if let Some(values) = current.as_ref().and_then(|key| entries.get_mut(key)) {
            values.extend(line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect::<String>()
            }));
        }
    }
    entries
}

/// The literal keys in calls of `t` and `t_with`. Comments do not count.
fn used_keys(source: &str) -> impl Iterator<Item = &str> {
    const CALLS: [&str; 2] = [".t(\"", ".t_with(\""];
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| CALLS.into_iter().flat_map(move |call| line.split(call).skip(1)))
        .filter_map(|rest| rest.split('"').next())
}

/// The texts of all Rust files under a folder.
pub(super) fn rust_sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts.extend(rust_sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            texts.push(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_one_language_lacks_is_found() {
        let faults = faults(&[(Lang::En, "a = A\nb = B { $n }"), (Lang::Ru, "b = Б { $m }")], &["page.t(\"c\")"]);
        assert_eq!(
            faults,
            [
                "a is in en but not in ru",
                "b puts in {\"n\"} in en but {\"m\"} in ru",
                "c is used in the code but not defined"
            ]
        );
    }

    #[test]
    fn own_words_may_be_used_by_slices() {
        assert_eq!(faults(&[], &["page.t(\"export\")"]), Vec::<String>::new());
    }
}
