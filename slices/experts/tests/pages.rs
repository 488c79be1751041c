//! Every sample of every page in both languages; the words of both languages agree.

use bellwether_experts::slice::MESSAGES;
use bellwether_experts::views::expert::Expert;
use bellwether_experts::views::experts::Experts;
use bellwether_experts::views::institution::InstitutionPage;
use bellwether_experts::views::institutions::Institutions;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn experts_samples() {
    check::<Experts>();
}

#[test]
fn expert_samples() {
    check::<Expert>();
}

#[test]
fn institutions_samples() {
    check::<Institutions>();
}

#[test]
fn institution_samples() {
    check::<InstitutionPage>();
}

#[test]
fn messages_agree_and_are_all_there() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "experts", MESSAGES);
}
