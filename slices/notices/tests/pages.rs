//! Every sample of every page in both languages; the words of both languages agree, and every kind has its words.

use bellwether_kernel::lang::Lang;
use bellwether_notices::api::Kind;
use bellwether_notices::slice::MESSAGES;
use bellwether_notices::views::choices::ChoicesPage;
use bellwether_notices::views::letters::LettersPage;
use bellwether_notices::views::stop::StopPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn samples() {
    check::<ChoicesPage>();
    check::<LettersPage>();
    check::<StopPage>();
}

#[test]
fn every_kind_has_words_in_both_languages() {
    for lang in Lang::ALL {
        let page = testing::page(lang, MESSAGES);
        for kind in Kind::ALL {
            assert!(page.words().has(&kind.label()), "{}", kind.name());
            let mail = format!("notices-mail-{}", kind.name().replace('_', "-"));
            // Messages are told in the words of their own slice.
            let is_told =
                *kind == Kind::Message || page.words().has(&mail) && page.words().has(&format!("{mail}-text"));
            assert!(is_told, "{mail} in {}", lang.code());
        }
    }
}

#[test]
fn messages_agree_and_are_all_there() {
    let sources = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    testing::check_messages("notices", MESSAGES, &sources);
}
