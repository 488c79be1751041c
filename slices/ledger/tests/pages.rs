//! Every sample of every page, in every language.

use bellwether_ledger::MESSAGES;
use bellwether_ledger::views::account_form::AccountForm;
use bellwether_ledger::views::accounts::AccountsPage;
use bellwether_ledger::views::books::BooksPage;
use bellwether_ledger::views::fund_form::FundForm;
use bellwether_ledger::views::nothing::NoBooks;
use bellwether_ledger::views::statement::StatementPage;
use bellwether_ledger::views::transfer::TransferPage;
use bellwether_ledger::views::transfer_form::TransferForm;
use bellwether_ledger::views::transfers::TransfersPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn look<V: View>() {
    for (name, html) in testing::render_samples::<V>(MESSAGES) {
        assert!(!html.contains("<script>"), "{name}");
        // The huge ones are for the checks of the renderer; nobody reads their snapshots.
        if !name.contains("huge") {
            insta::assert_snapshot!(name, html);
        }
    }
}

#[test]
fn pages_are_sound_and_look_as_they_did() {
    look::<BooksPage>();
    look::<AccountsPage>();
    look::<StatementPage>();
    look::<TransfersPage>();
    look::<TransferPage>();
    look::<NoBooks>();
    // The forms list all currencies.
    for html in [testing::render_samples::<TransferForm>(MESSAGES), testing::render_samples::<FundForm>(MESSAGES)] {
        assert!(html.iter().all(|(_, html)| !html.contains("<script>")));
    }
    testing::render_samples::<AccountForm>(MESSAGES);
}

#[test]
fn all_words_are_there_in_all_languages() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "ledger", MESSAGES);
}
