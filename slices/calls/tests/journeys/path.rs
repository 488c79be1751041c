//! From the publishing of a call to the last payment, and the ways beside.

use bellwether_calls::model::application::SeatState;
use bellwether_calls::model::draft::Saved;
use bellwether_calls::model::handling::Handling;
use bellwether_calls::service::error::CallError;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_exchange_rules::lifecycle::offer::{OfferState, OfferStep};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::Role;
use bellwether_testkit::{TestDb, databases};

use super::world::{AREA_MINOR, BUDGET_MINOR, CLUSTER, World, address, content, judgement, later, no, world, yes};

async fn state(world: &World, id: bellwether_calls::model::application::ApplicationId) -> RequestState {
    world.calls.application(&world.officer, id).await.unwrap().state
}

#[tokio::test]
async fn a_call_runs_from_its_publishing_to_the_last_payment() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        assert_eq!((call.written, call.version), (OfferState::Open, 1));
        let held = world.ledger.check(&world.system(), CLUSTER, call.account.unwrap(), 0).await.unwrap().held;
        assert_eq!(held.balance.free(), BUDGET_MINOR, "the budget is the call's own");
        let (lead, member) = (world.person(), world.person());
        let id = world.drafted(&lead, &call, 50_000).await;
        world.calls.invite(&lead, id, &address(&member)).await.unwrap();
        assert!(matches!(world.calls.submit(&lead, id).await, Err(CallError::Unsigned)));
        world.calls.answer_invitation(&member, id, SeatState::Signed).await.unwrap();
        let frozen = world.calls.submit(&lead, id).await.unwrap();
        assert!(
            matches!(world.calls.withdraw(&member, id).await, Err(CallError::NotLead)),
            "what binds all is the lead's"
        );
        // Returned, corrected, signed again, handed in again: the first stays what it was.
        world.calls.handle_one(&world.officer, id, &Handling::Return("Say more".into())).await.unwrap();
        assert_eq!(world.calls.waiting(&lead).await.unwrap().returned, 1);
        let saved = world.calls.save_answer(&lead, id, "summary", "We grow better hearts", 1).await.unwrap();
        assert!(matches!(saved, Saved::Kept(kept) if kept.revision == 2));
        assert!(
            matches!(world.calls.submit(&lead, id).await, Err(CallError::Unsigned)),
            "what changed is signed again"
        );
        world.calls.answer_invitation(&member, id, SeatState::Signed).await.unwrap();
        let seen = world.calls.dossier(&world.officer, id).await.unwrap();
        assert_eq!(
            seen.answers["summary"], "We grow hearts",
            "the office sees what was handed in, not what is written"
        );
        let again = world.calls.submit(&lead, id).await.unwrap();
        assert!(frozen.text().contains("We grow hearts") && again.text().contains("We grow better hearts"));
        assert_eq!(world.calls.submitted(&world.officer, id).await.unwrap(), again);
        let assessor = world.with(&[Role::Expert], &[]);
        world.calls.handle_one(&world.officer, id, &Handling::Assign(address(&assessor))).await.unwrap();
        assert_eq!(world.calls.waiting(&assessor).await.unwrap().assessments, 1);
        let asked = world.calls.to_assess(&assessor).await.unwrap().remove(0).0;
        world.calls.declare(&assessor, asked.id, AssessmentStep::DeclareNone).await.unwrap();
        world.calls.judge(&assessor, asked.id, &judgement(), true).await.unwrap();
        let (all, _) = world.calls.applications(&world.council, &call, ("hearts", &[]), None, 10).await.unwrap();
        let (summaries, _) = world.calls.judged(&world.council, &call, &all).await.unwrap();
        assert_eq!((summaries[&id].handed_in, summaries[&id].mean_percent), (1, Some(80.0)));
        world.calls.decide(&world.council, id, &yes(4_000_001)).await.unwrap();
        assert_eq!(state(&world, id).await, RequestState::Decided);
        assert_eq!(world.calls.application(&lead, id).await.unwrap().state, RequestState::InReview, "not announced");
        assert_eq!(world.calls.announce(&world.officer, &call, &[]).await.unwrap(), 1);
        assert_eq!(world.calls.application(&lead, id).await.unwrap().state, RequestState::Accepted);
        world.calls.accept(&lead, id).await.unwrap();
        let opened = world.calls.dossier(&lead, id).await.unwrap().undertaking.unwrap();
        assert_eq!(
            opened.milestones.iter().map(|one| one.amount_minor).collect::<Vec<_>>(),
            [1_600_000, 1_600_000, 800_001]
        );
        for number in 1..=3 {
            world.calls.report(&member, opened.id, number, "Done").await.unwrap();
            if number == 2 {
                world.calls.return_report(&world.officer, opened.id, number, "How?").await.unwrap();
                world.calls.report(&lead, opened.id, number, "Like this").await.unwrap();
            }
            assert!(world.calls.approve_report(&lead, opened.id, number).await.is_err(), "nobody approves their own");
            world.calls.approve_report(&world.officer, opened.id, number).await.unwrap();
        }
        assert_eq!(state(&world, id).await, RequestState::Completed);
        world.calls.step(&world.officer, CLUSTER, "young", OfferStep::Close).await.unwrap();
        let settled = world.calls.step(&world.officer, CLUSTER, "young", OfferStep::Settle).await.unwrap();
        assert_eq!(settled.written, OfferState::Settled);
        let area = world.ledger.check(&world.system(), CLUSTER, world.source, 0).await.unwrap().held;
        assert_eq!(area.balance.free(), AREA_MINOR - 4_000_001, "what was not given went back");
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound(), "{}", database.name);
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn an_award_that_falls_through_goes_to_who_waits() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let leads: Vec<_> = (0..4).map(|_| world.person()).collect();
        let mut ids = Vec::new();
        for (lead, roubles) in leads.iter().zip([80_000, 60_000, 20_000, 70_000]) {
            ids.push(world.in_review(lead, &call, roubles).await);
        }
        world.calls.decide(&world.officer, ids[0], &yes(8_000_000)).await.unwrap();
        let short = world.calls.decide(&world.officer, ids[1], &yes(6_000_000)).await;
        assert!(matches!(short, Err(CallError::Short { asked_minor: 6_000_000, left_minor: 2_000_000 })), "{short:?}");
        world.calls.decide(&world.officer, ids[1], &later(6_000_000, 2)).await.unwrap();
        world.calls.decide(&world.officer, ids[2], &later(2_000_000, 3)).await.unwrap();
        world.calls.decide(&world.officer, ids[3], &later(7_000_000, 1)).await.unwrap();
        world.calls.announce(&world.officer, &call, &[]).await.unwrap();
        world.calls.withdraw(&leads[0], ids[0]).await.unwrap();
        // 10 are free: the first takes 7, the second does not fit, the third takes 2.
        let now = [state(&world, ids[1]).await, state(&world, ids[2]).await, state(&world, ids[3]).await];
        assert_eq!(now, [RequestState::Waitlisted, RequestState::Accepted, RequestState::Accepted]);
        assert_eq!(world.call_now(&call).await.committed_minor, 9_000_000);
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound());
    }
}

#[tokio::test]
async fn a_rejection_is_appealed_once() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let call = world.published("young", content()).await;
    let lead = world.person();
    let id = world.in_review(&lead, &call, 50_000).await;
    world.calls.decide(&world.officer, id, &yes(5_000_000)).await.unwrap();
    // Decided again before anybody knew: the money is free again.
    world.calls.decide(&world.council, id, &no()).await.unwrap();
    assert_eq!(world.call_now(&call).await.committed_minor, 0);
    assert!(world.calls.appeal(&lead, id, "You are wrong").await.is_err(), "nothing is announced");
    world.calls.announce(&world.officer, &call, &[id]).await.unwrap();
    world.calls.appeal(&lead, id, "You are wrong").await.unwrap();
    world.calls.decide(&world.council, id, &no()).await.unwrap();
    assert_eq!(state(&world, id).await, RequestState::RejectedFinally);
    assert!(world.calls.appeal(&lead, id, "Still wrong").await.is_err());
}

#[tokio::test]
async fn whoever_declares_a_conflict_finds_the_application_no_more() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let call = world.published("young", content()).await;
    let lead = world.person();
    let id = world.submitted(&lead, &call, 50_000).await;
    let assessor = world.with(&[Role::Expert], &[]);
    world.calls.handle_one(&world.officer, id, &Handling::Assign(address(&assessor))).await.unwrap();
    let asked = world.calls.to_assess(&assessor).await.unwrap().remove(0).0;
    world.calls.declare(&assessor, asked.id, AssessmentStep::DeclareConflict).await.unwrap();
    assert!(world.calls.to_assess(&assessor).await.unwrap().is_empty());
    assert!(matches!(world.calls.assessment(&assessor, asked.id).await, Err(CallError::NotFound)));
    let again = world.calls.handle_one(&world.officer, id, &Handling::Assign(address(&assessor))).await;
    assert!(matches!(again, Err(CallError::Fields(_))), "nobody is asked again: {again:?}");
    // Nor does an officer with a conflict find it, in any list.
    let other = world.with(&[Role::Officer], &[CLUSTER]);
    world.calls.declare_conflict(&other, id).await.unwrap();
    assert!(matches!(world.calls.dossier(&other, id).await, Err(CallError::NotFound)));
    let (rows, counts) = world.calls.applications(&other, &call, ("", &[]), None, 10).await.unwrap();
    assert!(rows.is_empty() && counts.is_empty() && world.calls.waiting(&other).await.unwrap().to_check.is_empty());
    assert!(world.calls.dossier(&world.officer, id).await.is_ok());
}
