//! Names of people and groups as lists of references and registers print them.

use crate::record::Author;

/// Words between given and family name that belong to the family name (a list of the usual ones in Europe and the Near East).
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "ben", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "do",
    "dos", "du", "el", "la", "le", "ten", "ter", "van", "von", "zu",
];

/// Words with which the names of groups end.
#[rustfmt::skip]
const GROUP_WORDS: &[&str] = &[
    "alliance", "association", "collaboration", "collaborative", "collaborators", "college", "committee",
    "consortium", "foundation", "group", "initiative", "institute", "investigators", "network", "organization",
    "society", "team",
];

/// Academic titles after a name, which are no part of it.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "md", "phd", "dphil", "dsc", "msc", "mph", "mbbs", "mbchb", "dvm", "do", "ms", "rn", "pharmd", "facs", "facp", "frcp", "nmd",
    "bsc", "professor",
];

/// A person whose parts are known.
pub(crate) fn person(last_name: &str, fore_name: &str, suffix: &str) -> Author {
    Author {
        last_name: last_name.trim().to_owned(),
        fore_name: fore_name.trim().to_owned(),
        initials: initials(fore_name),
        suffix: suffix.trim().trim_end_matches('.').to_owned(),
        ..Author::default()
    }
}

/// A group.
pub(crate) fn group(name: &str) -> Author {
    Author { collective: name.trim().to_owned(), ..Author::default() }
}

/// A name in the order of speech: `Julie R. Park`, `Ludwig van Beethoven`, `John Roemer, MD`, `The CRASH Collaborators`.
pub(crate) fn spoken(name: &str) -> Author {
    let mut parts = name.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Some(main) = parts.next() else { return Author::default() };
    let after: Vec<&str> = parts.collect();
    if after.iter().any(|part| !is_suffix(part) && !part.split_whitespace().all(is_title)) {
        return listed(name);
    }
    let suffix = after.into_iter().find(|part| is_suffix(part)).unwrap_or_default();
    let mut words: Vec<&str> = main.split_whitespace().collect();
    if words.last().is_some_and(|word| GROUP_WORDS.contains(&word.to_lowercase().as_str())) {
        return group(name);
    }
    while words.len() > 2 && words.last().is_some_and(|word| is_title(word)) {
        words.pop();
    }
    // Where a list of names was cut at the wrong commas, titles of one person stand before the next.
    let is_shouted =
        |word: &&str| word.len() > 2 && is_title(word) && word.chars().all(|c| c.is_uppercase() || c == '.');
    while words.len() > 2 && words.first().is_some_and(is_shouted) {
        words.remove(0);
    }
    let mut suffix = suffix.to_owned();
    if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) {
        suffix = words.pop().unwrap_or_default().to_owned();
    }
    let mut family = words.len().saturating_sub(1);
    while family > 1 && PARTICLES.contains(&words[family - 1].to_lowercase().as_str()) {
        family -= 1;
    }
    person(&words[family..].join(" "), &words[..family].join(" "), &suffix)
}

/// A name in the order of a list: `Park, Julie R.`, `Park, Julie R., Jr`; without a comma, a group or a single name.
pub(crate) fn listed(name: &str) -> Author {
    let mut parts = name.split(',').map(str::trim);
    let last = parts.next().unwrap_or_default();
    match (parts.next(), parts.next()) {
        (Some(fore), suffix) => person(last, fore, suffix.unwrap_or_default()),
        (None, _) if last.contains(char::is_whitespace) => group(last),
        (None, _) => person(last, "", ""),
    }
}

/// `JR` for `Julie R.`, `JP` for `Jean-Paul`; initials that stand alone (`JK`) stay as they are.
pub(crate) fn initials(fore_name: &str) -> String {
    let words: Vec<&str> = fore_name
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'))
        .filter(|w| !w.is_empty())
        .collect();
    let mut initials = String::new();
    for word in &words {
        let already = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
        let kept = if already { word.chars().count() } else { 1 };
        initials.extend(word.chars().take(kept).flat_map(char::to_uppercase));
    }
    initials
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.').to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | "2nd" | "3rd")
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.replace('.', "").to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(author: Author) -> [String; 4] {
        [author.fore_name, author.last_name, author.suffix, author.initials]
    }

    #[test]
    fn spoken_names_are_taken_apart() {
        assert_eq!(parts(spoken("Julie R. Park")), ["Julie R.", "Park", "", "JR"]);
        assert_eq!(parts(spoken("Jean-Paul van der Berg Jr.")), ["Jean-Paul", "van der Berg", "Jr", "JP"]);
        assert_eq!(parts(spoken("David R. Freyer, DO, MS")), ["David R.", "Freyer", "", "DR"]);
        assert_eq!(parts(spoken("F.A.C.P. Stephen D. Sample MD")), ["Stephen D.", "Sample", "", "SD"]);
        assert_eq!(parts(spoken("Ahmed, Faez")), ["Faez", "Ahmed", "", "F"]);
        assert_eq!(parts(spoken("M Mannelli")), ["M", "Mannelli", "", "M"]);
        assert_eq!(parts(spoken("Сергей Петров")), ["Сергей", "Петров", "", "С"]);
        assert_eq!(parts(spoken("Plato")), ["", "Plato", "", ""]);
        assert_eq!(spoken("The CRASH Trial Collaborators").collective, "The CRASH Trial Collaborators");
        assert_eq!(spoken(" , "), Author::default());
    }

    #[test]
    fn listed_names_are_taken_apart() {
        assert_eq!(parts(listed("Larsen, LJ")), ["LJ", "Larsen", "", "LJ"]);
        assert_eq!(parts(listed("Park, Julie R., Jr.")), ["Julie R.", "Park", "Jr", "JR"]);
        assert_eq!(listed("World Health Organization").collective, "World Health Organization");
        assert_eq!(listed("[Anonymous]").last_name, "[Anonymous]");
    }
}
