//! Every sample of every page, in every language.

use bellwether_web::testing;

use crate::slice::MESSAGES;

fn check<V: bellwether_web::api::View>() {
    for (name, html) in testing::render_samples::<V>(MESSAGES) {
        assert!(!html.contains("<script>"), "{name}");
    }
}

#[test]
fn pages_hold_with_all_samples_in_all_languages() {
    check::<super::sign_in::SignIn>();
    check::<super::set_up::SetUp>();
    check::<super::account::Account>();
    check::<super::users::UserList>();
    check::<super::users::EditUser>();
    check::<super::users::HandedOver>();
    check::<super::journal::Journal>();
}

#[test]
fn all_words_are_there_in_all_languages() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "accounts", MESSAGES);
}
