//! What can be a name, and what a name in addresses.

use bellwether_kernel::lang::Text;

/// The longest name in letters.
pub const LONGEST: usize = 500;

/// Can it be a name? A | stands between names in tables, so none has it.
pub fn is_name(name: &str) -> bool {
    let letters = name.chars().count();
    (1..=LONGEST).contains(&letters) && !name.contains('|') && !name.contains(char::is_control)
}

/// Can it be a name in addresses? Made of a-z, 0-9 and hyphens.
pub fn is_slug(slug: &str) -> bool {
    (1..=100).contains(&slug.len()) && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The name without blanks around it, if it can be one in each language that it has, and has one.
pub fn usable(text: &Text) -> Option<Text> {
    let part =
        |words: &Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
    let text = Text { en: part(&text.en), ru: part(&text.ru) };
    let has_one = text.en.is_some() || text.ru.is_some();
    (has_one && [&text.en, &text.ru].into_iter().flatten().all(|name| is_name(name))).then_some(text)
}
