//! Every sample of the search, record and help pages in every language; their words are complete.

use bellwether_evidence::views::SEARCH_WORDS;
use bellwether_evidence::views::help::HelpView;
use bellwether_evidence::views::record::RecordView;
use bellwether_evidence::views::search::SearchView;
use bellwether_web::testing::render_samples;

#[test]
fn the_search_page_is_right_with_all_kinds_of_data() {
    let pages = render_samples::<SearchView>(SEARCH_WORDS);
    let hostile = pages.iter().filter(|(name, _)| name.contains("hostile"));
    assert!(hostile.into_iter().all(|(_, html)| !html.contains("<script>alert")));
    let huge = pages.iter().find(|(name, _)| name.ends_with("huge.en")).map(|(_, html)| html.as_str());
    assert!(huge.is_some_and(|html| html.contains("sample of 1 in 64")));
}

#[test]
fn the_record_page_is_right_with_all_kinds_of_data() {
    for (name, html) in render_samples::<RecordView>(SEARCH_WORDS) {
        // The heading in front is put there by the test kit, as plain text.
        let (_, body) = html.split_once("</h1>").unwrap_or_default();
        assert!(!body.contains("<script>alert"), "{name}");
        assert!(name.contains("empty") || html.contains("10.1/&lt;x&gt;"), "{name}");
    }
}

#[test]
fn the_help_page_is_right() {
    assert_eq!(render_samples::<HelpView>(SEARCH_WORDS).len(), 2);
}
