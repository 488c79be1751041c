//! The form in which names are compared: words in small letters with single spaces, no punctuation.

/// Brings a name to the form in which names are compared: `Diabetes Mellitus, Type 2` → `diabetes mellitus type 2`.
pub fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    push_normal(&mut out, name);
    out
}

/// Appends the compared form of a name.
pub(crate) fn push_normal(out: &mut String, name: &str) {
    let start = out.len();
    let mut gap = false;
    for letter in name.chars() {
        // An apostrophe joins: "Alzheimer's" is compared as "alzheimers" however its apostrophe is typed.
        if matches!(letter, '\'' | '’') {
            continue;
        }
        if letter.is_alphanumeric() {
            if gap && out.len() > start {
                out.push(' ');
            }
            gap = false;
            out.extend(letter.to_lowercase());
        } else {
            gap = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn punctuation_and_case_do_not_matter() {
        assert_eq!(normal(" Diabetes Mellitus, Type 2"), "diabetes mellitus type 2");
        assert_eq!(normal("Alzheimer’s-Disease"), "alzheimers disease");
        assert_eq!(normal("--"), "");
    }
}
