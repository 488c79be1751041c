//! Every sample of every page in both languages; the words of both languages agree, and every refusal has a sentence.

use bellwether_exchange::model::charge::ChargeKind;
use bellwether_exchange::model::ical_in::Fault;
use bellwether_exchange::model::statement::Statement;
use bellwether_exchange::slice::MESSAGES;
use bellwether_exchange::views::book::BookPage;
use bellwether_exchange::views::booking::BookingPage;
use bellwether_exchange::views::bookings::BookingsPage;
use bellwether_exchange::views::codes::{CodePage, CodesPage};
use bellwether_exchange::views::configuration::ConfigurationPage;
use bellwether_exchange::views::days::DaysPage;
use bellwether_exchange::views::facilities::FacilitiesPage;
use bellwether_exchange::views::facility::FacilityPage;
use bellwether_exchange::views::files::FilesPage;
use bellwether_exchange::views::holidays::HolidaysPage;
use bellwether_exchange::views::keep::KeepPage;
use bellwether_exchange::views::kiosk::KioskPage;
use bellwether_exchange::views::labels::LabelsPage;
use bellwether_exchange::views::money::MoneyPage;
use bellwether_exchange::views::orders::{OneOrderPage, OrderPage, OrdersPage};
use bellwether_exchange::views::statements::StatementsPage;
use bellwether_exchange::views::utilisation::UtilisationPage;
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::lifecycle::order::{OrderState, SampleState};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::lang::Lang;
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
fn facility_samples() {
    check::<FacilitiesPage>();
    check::<FacilityPage>();
    check::<DaysPage>();
    check::<KeepPage>();
    check::<KioskPage>();
    check::<LabelsPage>();
}

#[test]
fn file_samples() {
    check::<FilesPage>();
    check::<ConfigurationPage>();
    check::<HolidaysPage>();
}

#[test]
fn money_samples() {
    check::<MoneyPage>();
    check::<CodesPage>();
    check::<CodePage>();
    check::<StatementsPage>();
    check::<Statement>();
    check::<UtilisationPage>();
}

#[test]
fn order_samples() {
    check::<OrderPage>();
    check::<OrdersPage>();
    check::<OneOrderPage>();
}

#[test]
fn booking_samples() {
    check::<BookPage>();
    check::<BookingPage>();
    check::<BookingsPage>();
}

#[test]
fn every_refusal_and_every_state_has_words_in_both_languages() {
    for lang in Lang::ALL {
        let page = testing::page(lang, MESSAGES);
        for (key, values) in Refusal::KEYS {
            let args: Vec<_> = values.iter().map(|name| (*name, (*name).into())).collect();
            let key = format!("exchange-refused-{key}");
            assert!(page.words().has(&key), "{key} in {}", lang.code());
            assert!(!page.t_with(&key, &args).contains('$'), "{key} wants a value that does not come with it");
        }
        for kind in ChargeKind::ALL {
            assert!(page.words().has(&format!("exchange-charge-{}", kind.name().replace('_', "-"))), "{kind:?}");
        }
        for state in ChargeState::ALL {
            assert!(page.words().has(&format!("exchange-charge-state-{}", state.name())), "{state:?}");
        }
        for state in OrderState::ALL {
            let key = format!("exchange-order-{}", state.name().replace('_', "-"));
            assert!(page.words().has(&key), "{state:?}");
        }
        for state in SampleState::ALL {
            let key = format!("exchange-sample-{}", state.name().replace('_', "-"));
            assert!(page.words().has(&key), "{state:?}");
        }
        for fault in Fault::ALL {
            assert!(page.words().has(fault.key()), "{fault:?}");
        }
        let states = RequestState::ALL.iter().map(|state| state.name());
        for state in states.chain(BookingState::ALL.iter().map(|state| state.name())) {
            assert!(page.words().has(&format!("exchange-state-{}", state.replace('_', "-"))), "{state}");
        }
    }
}

#[test]
fn messages_agree_and_are_all_there() {
    let sources = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    testing::check_messages("exchange", MESSAGES, &sources);
}
