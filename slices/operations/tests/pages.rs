//! Every sample of every page in both languages; the words of both languages agree.

use bellwether_operations::MESSAGES;
use bellwether_operations::views::job::JobPage;
use bellwether_operations::views::jobs::JobsPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn list_samples() {
    check::<JobsPage>();
}

#[test]
fn job_samples() {
    check::<JobPage>();
}

#[test]
fn messages_agree_and_are_all_there() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "operations", MESSAGES);
}
