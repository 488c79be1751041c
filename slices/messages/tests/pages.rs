//! Every sample of every page in both languages; the words of both languages agree, and every side has its word.

use bellwether_kernel::lang::Lang;
use bellwether_messages::api::Side;
use bellwether_messages::slice::MESSAGES;
use bellwether_messages::views::list::ListPage;
use bellwether_messages::views::thread::ThreadPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_samples::<V>(MESSAGES) {
        // The test kit writes the heading as it is; the page's own frame escapes it.
        let body = html.split_once("</h1>").map_or(html.as_str(), |(_, body)| body);
        assert!(!body.contains("<script>"), "{name}");
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn samples() {
    check::<ListPage>();
    check::<ThreadPage>();
}

#[test]
fn every_side_has_a_word_in_both_languages() {
    for lang in Lang::ALL {
        let page = testing::page(lang, MESSAGES);
        for side in Side::ALL {
            assert!(page.words().has(&format!("messages-side-{}", side.name())), "{}", side.name());
        }
    }
}

#[test]
fn messages_agree_and_are_all_there() {
    let sources = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    testing::check_messages("messages", MESSAGES, &sources);
}
