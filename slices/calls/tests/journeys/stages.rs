//! Concept note, full application, interview: from the first to the award, and what nobody learns too early.

use bellwether_calls::model::application::ApplicationId;
use bellwether_calls::model::assessing::{Criterion, Rubric};
use bellwether_calls::model::call::{Call, Content};
use bellwether_calls::model::handling::Handling;
use bellwether_calls::model::interview::Appointment;
use bellwether_calls::model::stage::{Stage, StageKind};
use bellwether_calls::service::assess::Judgement;
use bellwether_calls::service::error::CallError;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_exchange_rules::lifecycle::offer::OfferStep;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_testkit::{TestDb, databases};

use super::world::{CLUSTER, World, address, content, judgement, later, no, world, yes};

/// Three stages; the budget is asked for in the second, which has a deadline, and the third has a rubric of its own.
pub fn staged() -> Content {
    let text = |words: &str| Text::both(words, words);
    let stage = |key: &str, kind| Stage {
        key: key.to_owned(),
        name: text(key),
        kind,
        opens: None,
        closes: None,
        most: None,
        rubric: None,
    };
    let mut content = content();
    content.stages = vec![
        Stage { most: Some(2), ..stage("concept", StageKind::Written) },
        Stage { closes: Some("2027-03-01T18:00".parse().unwrap()), ..stage("full", StageKind::Written) },
        Stage {
            rubric: Some(Rubric {
                criteria: vec![Criterion { code: "clarity".into(), label: text("Clarity"), most: 10 }],
            }),
            ..stage("interview", StageKind::Interview)
        },
    ];
    content.form.sections[0].fields[2].stages = vec!["full".to_owned()];
    content
}

async fn concept(world: &World, lead: &Ctx, call: &Call) -> ApplicationId {
    let id = world.calls.begin(lead, CLUSTER, &call.slug, &[]).await.unwrap();
    for (code, typed) in [("title", "Hearts"), ("summary", "In short")] {
        world.calls.save_answer(lead, id, code, typed, 0).await.unwrap();
    }
    world.calls.submit(lead, id).await.unwrap();
    id
}

async fn judged(world: &World, assessor: &Ctx, id: ApplicationId, judgement: &Judgement) {
    world.calls.handle_one(&world.officer, id, &Handling::Assign(address(assessor))).await.unwrap();
    let asked = world.calls.to_assess(assessor).await.unwrap();
    let asked = asked.into_iter().find(|(one, _)| one.state.waits()).unwrap().0;
    world.calls.declare(assessor, asked.id, AssessmentStep::DeclareNone).await.unwrap();
    world.calls.judge(assessor, asked.id, judgement, true).await.unwrap();
}

async fn seen(world: &World, who: &Ctx, id: ApplicationId) -> (String, RequestState) {
    let one = world.calls.application(who, id).await.unwrap();
    (one.stage.key, one.state)
}

fn at(key: &str, state: RequestState) -> (String, RequestState) {
    (key.to_owned(), state)
}

#[tokio::test]
async fn an_application_goes_from_concept_to_interview_to_award() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("bench", staged()).await;
        let (lead, assessor) = (world.person(), world.with(&[Role::Expert], &[]));
        let id = world.calls.begin(&lead, CLUSTER, "bench", &[]).await.unwrap();
        let budget = r#"[{"what":"Reagents","amount":"50000"}]"#;
        let early = world.calls.save_answer(&lead, id, "budget", budget, 0).await;
        assert!(matches!(early, Err(CallError::NotFound)), "the concept note asks for no budget");
        for (code, typed) in [("title", "Hearts"), ("summary", "In short")] {
            world.calls.save_answer(&lead, id, code, typed, 0).await.unwrap();
        }
        let first = world.calls.submit(&lead, id).await.unwrap();
        assert!(first.text().contains(r#""stage":"concept""#) && !first.text().contains("budget"));
        judged(&world, &assessor, id, &judgement()).await;
        assert!(matches!(world.calls.decide(&world.council, id, &later(1, 1)).await, Err(CallError::Fields(_))));
        world.calls.decide(&world.council, id, &yes(0)).await.unwrap();
        assert_eq!(world.call_now(&call).await.committed_minor, 0, "going on promises no money");
        assert_eq!(seen(&world, &lead, id).await, at("concept", RequestState::InReview), "not announced");
        assert!(world.calls.save_answer(&lead, id, "summary", "Too early", 1).await.is_err());
        assert_eq!(world.calls.announce_stage(&world.officer, &call, 1).await.unwrap(), 0, "of another stage");
        assert_eq!(world.calls.announce_stage(&world.officer, &call, 0).await.unwrap(), 1);
        assert_eq!(seen(&world, &lead, id).await, at("full", RequestState::Advanced));
        assert_eq!(world.calls.waiting(&lead).await.unwrap().advanced, 1);
        // What was written carries over; what was handed in stays what it was, for those who judged it.
        assert_eq!(world.calls.dossier(&lead, id).await.unwrap().answers["summary"], "In short");
        world.calls.save_answer(&lead, id, "summary", "At length", 1).await.unwrap();
        assert!(
            matches!(world.calls.submit(&lead, id).await, Err(CallError::Answers(_))),
            "now the budget is asked for"
        );
        world.calls.save_answer(&lead, id, "budget", budget, 0).await.unwrap();
        assert_eq!(world.calls.dossier(&world.officer, id).await.unwrap().answers["summary"], "In short");
        // The call's own window is over; that of the stage is not.
        let later: jiff::Timestamp = "2027-02-01T10:00:00Z".parse().unwrap();
        world.clock.advance(later.duration_since(lead.now()));
        let second = world.calls.submit(&lead, id).await.unwrap();
        assert_eq!(world.calls.submitted_in(&lead, id, 0).await.unwrap(), first);
        assert_eq!(world.calls.submitted_in(&world.officer, id, 1).await.unwrap(), second);
        let before = world.calls.dossier_in(&world.officer, id, "concept").await.unwrap();
        assert_eq!((before.answers["summary"].as_str(), before.answers.len()), ("In short", 2));
        let (asked, _) = world.calls.to_assess(&assessor).await.unwrap().remove(0);
        let (_, of) = world.calls.assessment(&assessor, asked.id).await.unwrap();
        assert_eq!(of.answers["summary"], "In short", "whoever judged the concept note sees no more than that");
        judged(&world, &assessor, id, &judgement()).await;
        world.calls.decide(&world.council, id, &yes(0)).await.unwrap();
        world.calls.announce(&world.officer, &call, &[id]).await.unwrap();
        interview(&world, &call, &lead, &assessor, id).await;
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound(), "{}", database.name);
        world.db.verify_journal(None).await.unwrap();
    }
}

async fn interview(world: &World, call: &Call, lead: &Ctx, assessor: &Ctx, id: ApplicationId) {
    assert_eq!(seen(world, lead, id).await, at("interview", RequestState::Advanced));
    assert!(matches!(world.calls.submit(lead, id).await, Err(CallError::Closed)), "nothing is handed in");
    let wanted = Appointment {
        at: "2027-03-20T11:30".parse().unwrap(),
        minutes: 40,
        place: "Room 3".into(),
        link: String::new(),
    };
    assert!(world.calls.appoint(lead, id, &wanted).await.is_err(), "the office sets it");
    world.calls.appoint(&world.officer, id, &wanted).await.unwrap();
    let moved = Appointment { link: "https://example.org/room".into(), ..wanted.clone() };
    let set = world.calls.appoint(&world.officer, id, &moved).await.unwrap();
    assert_eq!((set.revision, set.at_ms), (1, 1_805_531_400_000), "by the clock of Moscow");
    for wrong in [
        Appointment { place: " ".into(), ..wanted.clone() },
        Appointment { link: "javascript:alert(1)".into(), ..wanted.clone() },
        Appointment { minutes: 0, ..wanted.clone() },
        Appointment { at: "2026-01-01T10:00".parse().unwrap(), ..wanted },
    ] {
        assert!(
            matches!(world.calls.appoint(&world.officer, id, &wrong).await, Err(CallError::Fields(_))),
            "{wrong:?}"
        );
    }
    assert_eq!(world.calls.appointments(lead).await.unwrap().len(), 1);
    assert_eq!(world.calls.appointments(&world.person()).await.unwrap(), Vec::new());
    let clarity = Judgement { scores: [("clarity".to_owned(), 7)].into(), ..judgement() };
    judged(world, assessor, id, &clarity).await;
    let asked = world.calls.to_assess(assessor).await.unwrap();
    assert_eq!(asked.len(), 3, "the same person judged each stage");
    let (rows, _) = world.calls.applications(&world.council, call, ("", &[]), None, 10).await.unwrap();
    let (summaries, _) = world.calls.judged(&world.council, call, &rows).await.unwrap();
    assert_eq!(summaries[&id].mean_percent, Some(70.0), "by the rubric of the interview alone");
    world.calls.decide(&world.council, id, &yes(5_000_000)).await.unwrap();
    world.calls.announce(&world.officer, call, &[]).await.unwrap();
    let of = world.calls.dossier(lead, id).await.unwrap();
    assert_eq!(of.application.state, RequestState::Accepted);
    assert_eq!(of.undertaking.map(|one| one.amount_minor), Some(5_000_000));
    assert_eq!(of.before.iter().map(|one| one.stage).collect::<Vec<_>>(), [0, 1]);
    assert_eq!((of.assessments.len(), of.handed_in), (3, vec![0, 1]));
}

#[tokio::test]
async fn no_more_go_on_than_may_and_a_pending_stage_shows_to_nobody() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("bench", staged()).await;
        let leads: Vec<Ctx> = (0..3).map(|_| world.person()).collect();
        let mut ids = Vec::new();
        for lead in &leads {
            let id = concept(&world, lead, &call).await;
            world.calls.handle_one(&world.officer, id, &Handling::StartReview).await.unwrap();
            ids.push(id);
        }
        let before = world.calls.dossier(&leads[0], ids[0]).await.unwrap();
        world.calls.decide(&world.council, ids[0], &yes(0)).await.unwrap();
        let after = world.calls.dossier(&leads[0], ids[0]).await.unwrap();
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "what waits to be announced is not there");
        world.calls.decide(&world.council, ids[1], &yes(0)).await.unwrap();
        let full = world.calls.decide(&world.council, ids[2], &yes(0)).await;
        assert!(matches!(full, Err(CallError::Full { most: 2 })), "{full:?}");
        // Decided again, its place is not counted twice; and taken back, it is free.
        world.calls.decide(&world.council, ids[1], &yes(0)).await.unwrap();
        world.calls.decide(&world.council, ids[1], &no()).await.unwrap();
        world.calls.decide(&world.council, ids[2], &yes(0)).await.unwrap();
        world.calls.announce_stage(&world.officer, &call, 0).await.unwrap();
        assert_eq!(seen(&world, &leads[1], ids[1]).await, at("concept", RequestState::Rejected));
        world.calls.step(&world.officer, CLUSTER, "bench", OfferStep::Close).await.unwrap();
        let settled = world.calls.step(&world.officer, CLUSTER, "bench", OfferStep::Settle).await;
        assert!(matches!(settled, Err(CallError::Unfinished)), "two of them are in the next stage");
        // An appeal that is upheld goes on, where there is room.
        world.calls.appeal(&leads[1], ids[1], "Read it again").await.unwrap();
        assert!(matches!(world.calls.decide(&world.council, ids[1], &yes(0)).await, Err(CallError::Full { .. })));
        world.calls.withdraw(&leads[0], ids[0]).await.unwrap();
        world.calls.decide(&world.council, ids[1], &yes(0)).await.unwrap();
        assert_eq!(seen(&world, &leads[1], ids[1]).await, at("full", RequestState::Advanced));
    }
}

#[tokio::test]
async fn a_stage_has_its_own_deadline() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let mut content = staged();
    content.stages[1].opens = Some("2027-01-15T09:00".parse().unwrap());
    let call = world.published("bench", content).await;
    let lead = world.person();
    let id = concept(&world, &lead, &call).await;
    world.calls.handle_one(&world.officer, id, &Handling::StartReview).await.unwrap();
    world.calls.decide(&world.council, id, &yes(0)).await.unwrap();
    world.calls.announce(&world.officer, &call, &[]).await.unwrap();
    world.calls.save_answer(&lead, id, "budget", r#"[{"what":"R","amount":"500"}]"#, 0).await.unwrap();
    assert!(matches!(world.calls.submit(&lead, id).await, Err(CallError::Closed)), "it has not begun");
    let judged = world.calls.handle_one(&world.officer, id, &Handling::StartReview).await;
    assert!(matches!(judged, Err(CallError::Closed)), "what is not handed in is not judged");
    let deadline: jiff::Timestamp = "2027-03-01T15:00:01Z".parse().unwrap();
    world.clock.advance(deadline.duration_since(lead.now()));
    let late = world.calls.submit(&lead, id).await;
    assert!(matches!(&late, Err(CallError::Refused(all)) if all[0].key == "deadline"), "{late:?}");
}
