//! Many at once: acts of deciding with a preview that keeps its word, and search over ten thousand applications.

use std::time::Instant;

use bellwether_calls::model::application::ApplicationId;
use bellwether_calls::model::handling::Handling;
use bellwether_calls::model::search::{Search, Typed};
use bellwether_calls::service::error::CallError;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::Role;
use bellwether_testkit::{TestDb, databases};

use super::stages::staged;
use super::world::{CLUSTER, World, address, content, judgement, world, yes};

fn decide(outcome: Outcome) -> Handling {
    Handling::Decide(outcome, "All alike".to_owned())
}

async fn states(world: &World, ids: &[ApplicationId]) -> Vec<RequestState> {
    let mut all = Vec::new();
    for id in ids {
        all.push(world.calls.application(&world.officer, *id).await.unwrap().state);
    }
    all
}

#[tokio::test]
async fn what_is_decided_together_is_what_the_preview_said() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let mut ids = Vec::new();
        for roubles in [60_000, 50_000, 30_000] {
            ids.push(world.in_review(&world.person(), &call, roubles).await);
        }
        ids.push(world.submitted(&world.person(), &call, 1000).await);
        let how = decide(Outcome::Accepted);
        let preview = world.calls.preview(&world.council, &call, &ids, &how).await.unwrap();
        let said: Vec<_> = preview.iter().map(|one| one.obstacle).collect();
        // Sixty and thirty fit in a hundred; fifty does not in between.
        assert_eq!(said, [None, Some("calls-obstacle-budget"), None, Some("calls-obstacle-state")]);
        assert!(world.calls.preview(&world.person(), &call, &ids, &how).await.is_err());
        assert_eq!(world.calls.handle(&world.council, &call, &ids, &how).await.unwrap(), 2);
        use RequestState::{Accepted, Decided, InReview, Submitted};
        assert_eq!(states(&world, &ids).await, [Decided, InReview, Decided, Submitted]);
        assert_eq!(world.call_now(&call).await.committed_minor, 9_000_000);
        // Decided again alike, nothing is counted twice.
        assert_eq!(world.calls.handle(&world.council, &call, &ids, &how).await.unwrap(), 2);
        assert_eq!(world.call_now(&call).await.committed_minor, 9_000_000);
        assert_eq!(world.calls.handle(&world.council, &call, &ids[..1], &Handling::Announce).await.unwrap(), 1);
        assert_eq!(states(&world, &ids).await, [Accepted, InReview, Decided, Submitted]);
        let nothing = Handling::Decide(Outcome::Rejected, " ".to_owned());
        assert!(matches!(world.calls.handle(&world.council, &call, &ids, &nothing).await, Err(CallError::Fields(_))));
        let not_theirs = world.calls.handle(&world.council, &call, &ids, &Handling::StartReview).await;
        assert!(not_theirs.is_err(), "the council decides and does not run the call");
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound());
    }
}

#[tokio::test]
async fn a_stage_is_decided_together_and_what_came_late_is_closed() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("bench", staged()).await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            let lead = world.person();
            let id = world.calls.begin(&lead, CLUSTER, "bench", &[]).await.unwrap();
            for (code, typed) in [("title", "Hearts"), ("summary", "In short")] {
                world.calls.save_answer(&lead, id, code, typed, 0).await.unwrap();
            }
            world.calls.submit(&lead, id).await.unwrap();
            world.calls.handle_one(&world.officer, id, &Handling::StartReview).await.unwrap();
            ids.push(id);
        }
        let how = decide(Outcome::Accepted);
        let said = world.calls.preview(&world.officer, &call, &ids, &how).await.unwrap();
        let said: Vec<_> = said.iter().map(|one| one.obstacle).collect();
        assert_eq!(said, [None, None, Some("calls-obstacle-full")]);
        assert_eq!(world.calls.handle(&world.officer, &call, &ids, &how).await.unwrap(), 2);
        let waits = world.calls.preview(&world.officer, &call, &ids[2..], &decide(Outcome::Waitlisted)).await.unwrap();
        assert_eq!(waits[0].obstacle, Some("calls-wrong-stage-outcome"));
        assert_eq!(world.calls.handle(&world.officer, &call, &ids, &Handling::Announce).await.unwrap(), 2);
        let early = world.calls.preview(&world.officer, &call, &ids, &Handling::Lapse).await.unwrap();
        let early: Vec<_> = early.iter().map(|one| one.obstacle).collect();
        assert_eq!(early, [Some("calls-obstacle-early"), Some("calls-obstacle-early"), Some("calls-obstacle-state")]);
        let deadline: jiff::Timestamp = "2027-03-01T15:00:01Z".parse().unwrap();
        world.clock.advance(deadline.duration_since(world.officer.now()));
        assert_eq!(world.calls.handle(&world.officer, &call, &ids, &Handling::Lapse).await.unwrap(), 2);
        use RequestState::{InReview, Lapsed};
        assert_eq!(states(&world, &ids).await, [Lapsed, Lapsed, InReview]);
    }
}

#[tokio::test]
async fn applications_are_found_by_words_stage_score_amount_and_member() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let (lead, member) = (world.person(), world.person());
        let cheap = world.submitted(&lead, &call, 1000).await;
        let dear = world.drafted(&lead, &call, 50_000).await;
        world.calls.invite(&lead, dear, &address(&member)).await.unwrap();
        world
            .calls
            .answer_invitation(&member, dear, bellwether_calls::model::application::SeatState::Signed)
            .await
            .unwrap();
        world.calls.submit(&lead, dear).await.unwrap();
        let assessor = world.with(&[Role::Expert], &[]);
        world.calls.handle_one(&world.officer, dear, &Handling::Assign(address(&assessor))).await.unwrap();
        let asked = world.calls.to_assess(&assessor).await.unwrap().remove(0).0;
        let step = bellwether_exchange_rules::lifecycle::assessment::AssessmentStep::DeclareNone;
        world.calls.declare(&assessor, asked.id, step).await.unwrap();
        world.calls.judge(&assessor, asked.id, &judgement(), true).await.unwrap();
        let found = async |typed: Typed| -> Vec<ApplicationId> {
            let search = world.calls.search_of(&world.officer, &call, &typed).await.unwrap();
            let (rows, _) = world.calls.search(&world.officer, &call, &search, 10).await.unwrap();
            rows.into_iter().map(|one| one.id).collect()
        };
        let typed = |change: fn(&mut Typed)| {
            let mut typed = Typed::default();
            change(&mut typed);
            typed
        };
        assert_eq!(found(typed(|one| one.q = "HEARTS grow".into())).await, [cheap, dear]);
        assert_eq!(found(typed(|one| one.state = "in_review".into())).await, [dear]);
        assert_eq!(found(typed(|one| one.score = "80".into())).await, [dear]);
        assert_eq!(found(typed(|one| one.score = "80,01".into())).await, []);
        assert_eq!(found(typed(|one| one.least = "1 000.01".into())).await, [dear]);
        assert_eq!(found(typed(|one| one.most = "1000".into())).await, [cheap]);
        assert_eq!(found(Typed { member: address(&member), ..Typed::default() }).await, [dear]);
        assert_eq!(found(Typed { member: "nobody@example.com".into(), ..Typed::default() }).await, []);
        assert!(world.calls.search(&lead, &call, &Search::default(), 10).await.is_err());
        // A decision that waits changes neither what assessors nor what teams find, and is found by those who decide.
        world.calls.decide(&world.council, dear, &yes(100)).await.unwrap();
        assert_eq!(found(typed(|one| one.state = "decided".into())).await, [dear]);
    }
}

/// Ten thousand rows beside one that was really handed in.
#[tokio::test]
async fn ten_thousand_applications_are_searched_at_once() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let call = world.published("young", content()).await;
    world.submitted(&world.person(), &call, 1000).await;
    let sql = "INSERT INTO calls_application (id, call_id, version, number, state, lead, title, search, asked_minor, begun_at_ms, \
               submitted_at_ms, submissions, score) WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
               SELECT randomblob(16), a.call_id, a.version, i, CASE i % 3 WHEN 0 THEN 'submitted' ELSE 'in_review' END, a.lead, \
               'Copy ' || i, 'hearts ' || i || CASE WHEN i % 1000 = 0 THEN ' lungs' ELSE '' END, i * 100, a.begun_at_ms, \
               a.submitted_at_ms, 0, i FROM n, calls_application a WHERE a.number = 1";
    world.db.write_one(sql, Vec::new()).await.unwrap();
    let searches = [
        (Search::default(), 10_000),
        (Search { words: "lungs".into(), ..Search::default() }, 10),
        (Search { least_score: Some(9_001), ..Search::default() }, 1_000),
        (Search { least_minor: Some(100_000), most_minor: Some(199_900), ..Search::default() }, 1_000 + 1),
        (Search { after: Some(9_990), ..Search::default() }, 10_000),
    ];
    for (search, expected) in searches {
        let start = Instant::now();
        let (rows, counts) = world.calls.search(&world.officer, &call, &search, 51).await.unwrap();
        let spent = start.elapsed();
        println!("{search:?}: {} rows in {spent:?}", rows.len());
        let all: u64 = counts.iter().map(|(_, n)| n).sum();
        assert_eq!(all, expected, "{search:?}");
        assert!(rows.len() <= 51);
        assert!(spent.as_millis() < 2000, "{search:?} took {spent:?}");
    }
}
