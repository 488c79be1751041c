//! Every sample of every page in both languages; the words of both languages agree, and everything has words.

use bellwether_calls::model::assessing::Recommendation;
use bellwether_calls::model::call::Blindness;
use bellwether_calls::model::consortium::{PartnerKind, PartnerRole};
use bellwether_calls::model::form::FieldKind;
use bellwether_calls::model::stage::StageKind;
use bellwether_calls::model::undertaking::MilestoneState;
use bellwether_calls::slice::MESSAGES;
use bellwether_calls::views::application::ApplicationPage;
use bellwether_calls::views::applications::ApplicationsPage;
use bellwether_calls::views::assessment::AssessmentPage;
use bellwether_calls::views::assign::AssignPage;
use bellwether_calls::views::builder::BuilderPage;
use bellwether_calls::views::call::CallPage;
use bellwether_calls::views::calls::CallsPage;
use bellwether_calls::views::draft::DraftPage;
use bellwether_calls::views::edit::EditPage;
use bellwether_calls::views::letter::{Letter, document};
use bellwether_calls::views::mine::MinePage;
use bellwether_calls::views::outbound::OutboundPage;
use bellwether_calls::views::outbound_import::ImportPage;
use bellwether_calls::views::outbound_write::{FactsPage, OutboundDraftPage};
use bellwether_calls::views::outbounds::OutboundsPage;
use bellwether_calls::views::pack::PackPage;
use bellwether_calls::views::pack_paper::PackPaper;
use bellwether_calls::views::preview::PreviewPage;
use bellwether_calls::views::sample;
use bellwether_calls::views::undertaking::UndertakingPage;
use bellwether_exchange_rules::call::{COMMON_KEYS, KEYS};
use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::View;
use bellwether_web::testing;

fn check<V: View>() {
    for (name, html) in testing::render_harmless_samples::<V>(MESSAGES) {
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn samples_of_calls() {
    check::<CallsPage>();
    check::<CallPage>();
    check::<EditPage>();
    check::<BuilderPage>();
}

#[test]
fn samples_of_applications() {
    check::<MinePage>();
    check::<DraftPage>();
    check::<ApplicationPage>();
    check::<UndertakingPage>();
}

#[test]
fn samples_of_applications_to_other_funders() {
    check::<OutboundsPage>();
    check::<OutboundPage>();
    check::<FactsPage>();
    check::<OutboundDraftPage>();
    check::<ImportPage>();
}

#[test]
fn samples_of_the_office() {
    check::<ApplicationsPage>();
    check::<PreviewPage>();
    check::<PackPage>();
    check::<AssessmentPage>();
    check::<AssignPage>();
}

#[test]
fn letters_in_both_languages() {
    for lang in Lang::ALL {
        let words = testing::page(lang, MESSAGES).words().clone();
        for outcome in Outcome::ALL {
            let of = sample::dossier(RequestState::Active);
            let decision = sample::decision(*outcome, DecisionState::Effective);
            let letter = Letter {
                of: &of,
                decision: &decision,
                cluster: "Cluster".into(),
                address: "https://example.org/applications/1".into(),
            };
            insta::assert_debug_snapshot!(
                format!("letter.{}.{}", outcome.name(), lang.code()),
                document(&words, &letter)
            );
        }
    }
}

#[test]
fn decision_packs_on_paper_in_both_languages() {
    for lang in Lang::ALL {
        let words = testing::page(lang, MESSAGES).words().clone();
        let packs = [
            ("awards", sample::pack(sample::call(OfferState::Closed), 0)),
            ("stage", sample::pack(sample::staged(OfferState::Closed), 1)),
        ];
        for (name, pack) in packs {
            let details = sample::pack_details(&pack);
            let now = bellwether_kernel::clock::Timestamp::from_millisecond(sample::NOW_MS).unwrap_or_default();
            let paper = PackPaper { pack, details, cluster: "Cluster".into(), now };
            let set = bellwether_calls::views::pack_paper::document(&words, &paper);
            insta::assert_debug_snapshot!(format!("pack.{name}.{}", lang.code()), set);
        }
    }
}

#[test]
fn everything_has_words_in_both_languages() {
    let mut keys: Vec<String> = Vec::new();
    let mut all = |start: &str, names: Vec<&str>| {
        keys.extend(names.iter().map(|name| format!("calls-{start}-{}", name.replace('_', "-"))))
    };
    let refusals: Vec<&str> = KEYS.iter().map(|(key, _)| *key).chain(COMMON_KEYS.iter().copied()).collect();
    all("refused", refusals.clone());
    all("refusal", refusals);
    all("state", RequestState::ALL.iter().map(|one| one.name()).collect());
    all("next", RequestState::ALL.iter().map(|one| one.name()).collect());
    all("offer", OfferState::ALL.iter().map(|one| one.name()).collect());
    all("apply", OfferState::ALL.iter().filter(|one| !one.takes_requests()).map(|one| one.name()).collect());
    all("assessment", AssessmentState::ALL.iter().map(|one| one.name()).collect());
    all("milestone", MilestoneState::ALL.iter().map(|one| one.name()).collect());
    all("outcome", Outcome::ALL.iter().map(|one| one.name()).collect());
    all("recommend", Recommendation::ALL.iter().map(|one| one.name()).collect());
    all("blindness", Blindness::ALL.iter().map(|one| one.name()).collect());
    all("kind", FieldKind::ALL.iter().map(|one| one.name()).collect());
    all("seat", vec!["invited", "signed", "declined"]);
    all("bulk", vec!["review", "return", "assign", "accept", "waitlist", "reject", "announce", "lapse"]);
    all("stage-kind", StageKind::ALL.iter().map(|one| one.name()).collect());
    all("partner-role", PartnerRole::ALL.iter().map(|one| one.name()).collect());
    all("partner-kind", PartnerKind::ALL.iter().map(|one| one.name()).collect());
    for part in ["quiz", "rubric", "instalments"] {
        keys.extend([format!("calls-{part}"), format!("calls-{part}-help")]);
    }
    let wrong = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    for source in &wrong {
        let named = source.split('"').filter(|word| {
            ["calls-wrong-", "calls-answer-", "calls-partner-wrong-", "calls-obstacle-", "calls-file-", "calls-fault-"]
                .iter()
                .any(|start| word.starts_with(start))
        });
        keys.extend(named.filter(|word| !word.ends_with('-')).map(str::to_owned));
    }
    for lang in Lang::ALL {
        let page = testing::page(lang, MESSAGES);
        for key in &keys {
            assert!(page.words().has(key), "{key} in {}", lang.code());
        }
    }
}

#[test]
fn messages_agree_and_are_all_there() {
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "calls", MESSAGES);
}
