//! Organisations that apply together: conditions of the call, shares, signatures that lapse, what is frozen.

use std::sync::Arc;

use async_trait::async_trait;
use bellwether_calls::model::application::SeatState;
use bellwether_calls::model::call::{Blindness, Content};
use bellwether_calls::model::consortium::{ConsortiumRule, NewPartner, PartnerKind, PartnerRole};
use bellwether_calls::model::handling::Handling;
use bellwether_calls::model::people::PeopleError;
use bellwether_calls::model::register::{Organisation, Register};
use bellwether_calls::service::error::CallError;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_testkit::{TestDb, databases};
use uuid::Uuid;

use super::world::{address, content, world};

/// A register with one organisation.
struct One(Uuid);

#[async_trait]
impl Register for One {
    async fn organisations(&self, _: &Ctx, _: &str, words: &str) -> Result<Vec<Organisation>, PeopleError> {
        let name = Text::both("Almazov Centre", "Центр Алмазова");
        Ok(Some(Organisation { id: self.0, name })
            .filter(|_| "Almazov Centre".starts_with(words))
            .into_iter()
            .collect())
    }
}

fn consortium() -> Content {
    let rule = ConsortiumRule {
        least: 2,
        most: 3,
        countries: Vec::new(),
        least_countries: 2,
        kinds: vec![PartnerKind::Clinic],
        signatures: true,
    };
    Content { consortium: Some(rule), ..content() }
}

fn partner(name: &str, country: &str, role: PartnerRole, share_minor: i64, signatory: &Ctx) -> NewPartner {
    NewPartner {
        name: name.to_owned(),
        country: country.to_owned(),
        kind: PartnerKind::Clinic,
        role,
        share_minor,
        signatory: address(signatory),
        signs_as: "Director".to_owned(),
    }
}

fn keys(error: CallError) -> Vec<&'static str> {
    match error {
        CallError::Consortium(all) => all.into_iter().map(|one| one.what).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_consortium_signs_what_it_hands_in() {
    for database in databases().await {
        let mut world = world(&database).await;
        let known = Uuid::from_u128(7);
        world.calls = world.calls.clone().with_register(Arc::new(One(known)));
        let call = world.published("together", consortium()).await;
        let (lead, other) = (world.person(), world.person());
        let id = world.drafted(&lead, &call, 1000).await;
        let alone = keys(world.calls.submit(&lead, id).await.unwrap_err());
        assert_eq!(alone[0], "calls-partner-wrong-few");
        let own = partner("  Almazov   Centre", "RU", PartnerRole::Coordinator, 60_000, &lead);
        world.calls.save_partner(&lead, id, None, &own).await.unwrap();
        let theirs = partner("Somewhere else", "KZ", PartnerRole::Partner, 30_000, &other);
        let number = world.calls.save_partner(&lead, id, None, &theirs).await.unwrap();
        let wrong = keys(world.calls.submit(&lead, id).await.unwrap_err());
        assert_eq!(wrong, ["calls-partner-wrong-shares", "calls-partner-wrong-unsigned"]);
        assert_eq!(world.calls.waiting(&other).await.unwrap().invitations, 1, "who signs is invited");
        world.calls.answer_invitation(&other, id, SeatState::Signed).await.unwrap();
        // The share changes: what was signed is not what is there.
        let more = NewPartner { share_minor: 40_000, ..theirs };
        world.calls.save_partner(&lead, id, Some(number), &more).await.unwrap();
        assert_eq!(keys(world.calls.submit(&lead, id).await.unwrap_err()), ["calls-partner-wrong-unsigned"]);
        world.calls.answer_invitation(&other, id, SeatState::Signed).await.unwrap();
        world.calls.save_answer(&lead, id, "summary", "Other words", 1).await.unwrap();
        assert_eq!(keys(world.calls.submit(&lead, id).await.unwrap_err()), ["calls-partner-wrong-unsigned"]);
        world.calls.answer_invitation(&other, id, SeatState::Signed).await.unwrap();
        let frozen = world.calls.submit(&lead, id).await.unwrap();
        for words in ["Almazov Centre", &known.to_string(), r#""share_minor":40000"#, r#""signed":true"#] {
            assert!(frozen.text().contains(words), "{words}");
        }
        // Returned and changed: the office sees what was handed in.
        world.calls.handle_one(&world.officer, id, &Handling::Return("Whose share?".into())).await.unwrap();
        world.calls.remove_partner(&lead, id, number).await.unwrap();
        assert!(world.calls.application(&other, id).await.is_err(), "who came only to sign leaves");
        let seen = world.calls.dossier(&world.officer, id).await.unwrap().partners;
        assert_eq!(
            seen.iter().map(|one| (one.share_minor, one.signed)).collect::<Vec<_>>(),
            [(60_000, true), (40_000, true)]
        );
        assert_eq!(world.calls.dossier(&lead, id).await.unwrap().partners.len(), 1);
        world.db.verify_journal(None).await.unwrap();
        assert!(world.calls.save_partner(&other, id, None, &more).await.is_err());
    }
}

#[tokio::test]
async fn partners_are_what_they_can_be_and_blind_assessors_see_none() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let plain = world.published("plain", content()).await;
    let lead = world.person();
    let id = world.drafted(&lead, &plain, 1000).await;
    let own = partner("A", "RU", PartnerRole::Coordinator, 100_000, &lead);
    assert!(matches!(world.calls.save_partner(&lead, id, None, &own).await, Err(CallError::NotFound)), "not asked for");
    let mut content = consortium();
    content.blindness = Blindness::DoubleBlind;
    content.consortium =
        content.consortium.map(|rule| ConsortiumRule { least: 1, least_countries: 0, signatures: false, ..rule });
    let call = world.published("together", content).await;
    let id = world.drafted(&lead, &call, 1000).await;
    for wrong in [
        NewPartner { name: " ".into(), ..own.clone() },
        NewPartner { country: "Russia".into(), ..own.clone() },
        NewPartner { share_minor: -1, ..own.clone() },
        NewPartner { role: PartnerRole::Associated, ..own.clone() },
        NewPartner { signatory: "nobody@example.com".into(), ..own.clone() },
        NewPartner { signs_as: String::new(), ..own.clone() },
    ] {
        let done = world.calls.save_partner(&lead, id, None, &wrong).await;
        assert!(matches!(done, Err(CallError::Fields(_))), "{wrong:?}");
    }
    world.calls.save_partner(&lead, id, None, &own).await.unwrap();
    // This call does not wait for signatures of organisations.
    let free = NewPartner { share_minor: 0, ..partner("B", "DE", PartnerRole::Associated, 0, &world.person()) };
    world.calls.save_partner(&lead, id, None, &free).await.unwrap();
    world.calls.submit(&lead, id).await.unwrap();
    let assessor = world.with(&[Role::Expert], &[]);
    world.calls.handle_one(&world.officer, id, &Handling::Assign(address(&assessor))).await.unwrap();
    let asked = world.calls.to_assess(&assessor).await.unwrap().remove(0).0;
    world.calls.declare(&assessor, asked.id, AssessmentStep::DeclareNone).await.unwrap();
    assert_eq!(world.calls.assessment(&assessor, asked.id).await.unwrap().1.partners, Vec::new());
    assert_eq!(world.calls.dossier(&world.officer, id).await.unwrap().partners.len(), 2);
}
