//! The named characters of HTML 5 and MathML, such as `&alpha;`, which are one and the same list.

use std::sync::LazyLock;

/// The text that `&name;` stands for.
///
/// The table is our own because that of quick-xml 0.42 is wrong for 444 names: its `&alpha;` is `;`.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    let index = NAMES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    NAMES.get(index).map(|(_, text)| text.as_str())
}

/// Sorted by name.
static NAMES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let lines = include_str!("character_names.txt").lines().skip(1);
    lines.filter_map(|line| line.split_once(' ')).map(|(name, codes)| (name, text_of(codes))).collect()
});

fn text_of(codes: &str) -> String {
    codes.split(' ').filter_map(|code| u32::from_str_radix(code, 16).ok()).filter_map(char::from_u32).collect()
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn the_names_are_sorted_and_whole() {
        assert_eq!(NAMES.len(), 2_125);
        assert!(NAMES.is_sorted());
        assert!(NAMES.iter().all(|(name, text)| name.len() < 40 && (1..=2).contains(&text.chars().count())));
    }
}
