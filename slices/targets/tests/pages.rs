//! Every sample of every page in both languages; the words of both languages agree.

use bellwether_targets_lens::slice::MESSAGES;
use bellwether_targets_lens::views::emerging::EmergingPage;
use bellwether_targets_lens::views::target::TargetPage;
use bellwether_targets_lens::views::targets::TargetsPage;
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
fn targets_samples() {
    check::<TargetsPage>();
}

#[test]
fn target_samples() {
    check::<TargetPage>();
}

#[test]
fn emerging_samples() {
    check::<EmergingPage>();
}

#[test]
fn messages_agree_and_are_all_there() {
    let sources = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    testing::check_messages("targets", MESSAGES, &sources);
}
