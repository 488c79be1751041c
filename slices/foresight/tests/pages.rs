//! Every sample of every page in both languages; the words of both languages agree.

use bellwether_foresight::slice::MESSAGES;
use bellwether_foresight::views::compare::ComparePage;
use bellwether_foresight::views::emerging::EmergingPage;
use bellwether_foresight::views::forecast::ForecastPage;
use bellwether_foresight::views::hindcast::HindcastPage;
use bellwether_foresight::views::map::MapPage;
use bellwether_foresight::views::people::PeoplePage;
use bellwether_foresight::views::proposal::ProposalPage;
use bellwether_foresight::views::proposals::{ProposalsPage, ProposePage};
use bellwether_foresight::views::records::RecordsPage;
use bellwether_foresight::views::topic::TopicPage;
use bellwether_foresight::views::topics::TopicsPage;
use bellwether_foresight::views::watched::WatchedPage;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn map_samples() {
    check::<MapPage>();
}

#[test]
fn topics_samples() {
    check::<TopicsPage>();
}

#[test]
fn topic_samples() {
    check::<TopicPage>();
}

#[test]
fn records_samples() {
    check::<RecordsPage>();
}

#[test]
fn emerging_samples() {
    check::<EmergingPage>();
}

#[test]
fn compare_samples() {
    check::<ComparePage>();
}

#[test]
fn watched_samples() {
    check::<WatchedPage>();
}

#[test]
fn proposal_samples() {
    check::<ProposalPage>();
    check::<ProposalsPage>();
    check::<ProposePage>();
}

#[test]
fn forecast_samples() {
    check::<ForecastPage>();
}

#[test]
fn people_samples() {
    check::<PeoplePage>();
}

#[test]
fn hindcast_samples() {
    check::<HindcastPage>();
}

#[test]
fn messages_agree_and_are_all_there() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "foresight", MESSAGES);
}
