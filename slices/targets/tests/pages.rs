//! Every sample of every page in both languages; the words of both languages agree.

use bellwether_targets_lens::slice::MESSAGES;
use bellwether_targets_lens::views::emerging::EmergingPage;
use bellwether_targets_lens::views::target::TargetPage;
use bellwether_targets_lens::views::targets::TargetsPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
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
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "targets", MESSAGES);
}
