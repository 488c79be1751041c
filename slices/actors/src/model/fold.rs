//! Names as they are compared and searched: one spelling for both scripts, so that "Almazov" finds "Алмазов".

/// The words of a text in small Latin letters and digits. The same names in different scripts, cases and signs are
/// the same words; `ё` is `е`, "St." is "Saint".
///
/// ```
/// use bellwether_actors::model::fold::folded;
/// assert_eq!(folded("Центр им. В. А. Алмазова"), folded("tsentr im V A almazova"));
/// assert_eq!(folded("St. Petersburg"), folded("Saint-Petersburg"));
/// ```
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let letter = if letter == 'ё' { 'е' } else { letter };
        match deunicode::deunicode_char(letter) {
            // Signs that soften a letter, and apostrophes, are inside of words.
            Some("'" | "\"" | "`") if letter != '"' && letter != '“' && letter != '”' => {}
            Some(spelled) => {
                plain.extend(
                    spelled.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }),
                );
            }
            None => plain.push(' '),
        }
    }
    plain.split_whitespace().map(same).collect::<Vec<_>>().join(" ")
}

/// Words that are written in more than one way in names.
fn same(word: &str) -> &str {
    match word {
        "st" | "sankt" => "saint",
        "centre" => "center",
        word => word,
    }
}

/// What is kept to search in: each word after a blank.
pub fn searched<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines: Vec<String> = names.into_iter().map(|name| format!(" {}", folded(name))).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

/// The patterns that all must be in what is searched: words may be begun only. Signs alone are in no name.
pub fn patterns(query: &str) -> Vec<String> {
    words(query).iter().map(|word| format!("% {word}%")).collect()
}

/// Is the query found in what is kept? The same answer as that of the database.
pub fn finds(searched: &str, query: &str) -> bool {
    words(query).iter().all(|word| searched.contains(&format!(" {word}")))
}

/// The words that are looked for; one that nothing has, where there are signs and no words.
fn words(query: &str) -> Vec<String> {
    let folded = folded(query);
    match folded.as_str() {
        "" if query.trim().is_empty() => Vec::new(),
        "" => vec!["\n".to_owned()],
        words => words.split(' ').map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_found_by_variants_in_both_scripts() {
        let itmo = searched([
            "Saint Petersburg National Research University of Information Technologies, Mechanics and Optics",
            "Университет ИТМО",
        ]);
        for query in
            ["itmo", "ИТМО", "St. Petersburg optics", "universitet", "mechanics  and OPTICS", "inform techn", ""]
        {
            assert!(finds(&itmo, query), "{query}");
        }
        for query in ["etmo", "tmo", "ptics"] {
            assert!(!finds(&itmo, query), "{query}");
        }
        assert_eq!(folded("Научно-исследовательский «Электрон»"), "nauchno issledovatelskii elektron");
        assert_eq!(folded("Ё е"), folded("е Ё"));
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing_and_every_name_finds_itself(name in "\\PC{0,40}") {
            let once = folded(&name);
            prop_assert_eq!(&folded(&once), &once);
            prop_assert_eq!(finds(&searched([name.as_str()]), &name), !once.is_empty() || name.trim().is_empty());
        }
    }
}
