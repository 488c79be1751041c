//! Every sample of every page, in every language.

use bellwether_actors::MESSAGES;
use bellwether_actors::views::actor::ActorPage;
use bellwether_actors::views::actors::ActorsPage;
use bellwether_actors::views::data::DataPage;
use bellwether_actors::views::duplicates::DuplicatesPage;
use bellwether_actors::views::edit::EditPage;
use bellwether_actors::views::import::{ImportForm, PreviewPage};
use bellwether_actors::views::merge::MergePage;
use bellwether_actors::views::new::NewPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn look<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn pages_are_sound_and_look_as_they_did() {
    look::<ActorsPage>();
    look::<ActorPage>();
    look::<PreviewPage>();
    look::<MergePage>();
    look::<DuplicatesPage>();
    look::<DataPage>();
}

/// The forms list all roles and legal forms; nobody reads their snapshots.
#[test]
fn forms_are_sound() {
    testing::render_harmless_samples::<EditPage>(MESSAGES);
    testing::render_harmless_samples::<NewPage>(MESSAGES);
    testing::render_harmless_samples::<ImportForm>(MESSAGES);
}

#[test]
fn all_words_are_there_in_all_languages() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "actors", MESSAGES);
}
