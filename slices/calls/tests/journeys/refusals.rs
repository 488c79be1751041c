//! What is refused: too late, too much, twice, of somebody else.

use bellwether_calls::model::call::Draft;
use bellwether_calls::model::call::{Content, Question};
use bellwether_calls::model::draft::Saved;
use bellwether_calls::model::file::{FileKind, FileRefused};
use bellwether_calls::model::form::{Field, Wanted};
use bellwether_calls::model::handling::Handling;
use bellwether_calls::service::error::CallError;
use bellwether_kernel::actor::Role;
use bellwether_kernel::lang::Text;
use bellwether_testkit::{TestDb, databases};

use super::world::{BUDGET_MINOR, CLUSTER, OTHER, content, world, yes};

fn keys(error: CallError) -> Vec<&'static str> {
    match error {
        CallError::Refused(all) => all.iter().map(|one| one.key).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_quiz_the_quota_and_the_deadline_refuse_with_reasons() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let quiz = vec![Question { code: "member".into(), text: Text::both("A member?", "Участник?"), yes: true }];
    let call = world.published("young", Content { quiz, per_person: 1, ..content() }).await;
    let lead = world.person();
    let begin = async |answers: &[(String, bool)]| world.calls.begin(&lead, CLUSTER, &call.slug, answers).await;
    assert_eq!(keys(begin(&[]).await.unwrap_err()), ["answer"]);
    let yes = [("member".to_owned(), true)];
    let id = begin(&yes).await.unwrap();
    assert_eq!(keys(begin(&yes).await.unwrap_err()), ["quota-applications"]);
    assert!(matches!(world.calls.submit(&lead, id).await, Err(CallError::Answers(all)) if all.len() == 3));
    let budget = r#"[{"what":"Everything","amount":"90 000.01"}]"#;
    for (code, typed) in [("title", "T"), ("summary", "S"), ("budget", budget)] {
        world.calls.save_answer(&lead, id, code, typed, 0).await.unwrap();
    }
    assert_eq!(keys(world.calls.submit(&lead, id).await.unwrap_err()), ["asked-much"]);
    world.calls.save_answer(&lead, id, "budget", &budget.replace("90 000.01", "90 000"), 1).await.unwrap();
    let deadline: jiff::Timestamp = "2026-12-31T15:00:01Z".parse().unwrap();
    world.clock.advance(deadline.duration_since(lead.now()));
    assert_eq!(keys(world.calls.submit(&lead, id).await.unwrap_err()), ["deadline"]);
    // What is written stays, and can be written on.
    assert!(matches!(world.calls.save_answer(&lead, id, "title", "Too late", 1).await.unwrap(), Saved::Kept(_)));
}

#[tokio::test]
async fn nobody_writes_over_what_they_have_not_seen() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let call = world.published("young", content()).await;
    let lead = world.person();
    let id = world.drafted(&lead, &call, 1000).await;
    let first = world.calls.save_answer(&lead, id, "summary", "One tab", 1).await.unwrap();
    assert!(matches!(first, Saved::Kept(kept) if kept.revision == 2));
    let second = world.calls.save_answer(&lead, id, "summary", "Another tab", 1).await.unwrap();
    let Saved::Conflict(there) = second else { panic!("written over") };
    assert_eq!((there.typed.as_str(), there.revision), ("One tab", 2));
    let third = world.calls.save_answer(&lead, id, "summary", "Both", 2).await.unwrap();
    assert!(matches!(third, Saved::Kept(kept) if kept.revision == 3));
}

#[tokio::test]
async fn files_are_what_their_bytes_say_and_stay_with_what_was_handed_in() {
    for database in databases().await {
        let world = world(&database).await;
        let mut content = content();
        let like = content.form.sections[0].fields[0].clone();
        let answer = Wanted::File { kinds: vec![FileKind::Pdf], most_bytes: 1000 };
        content.form.sections[0].fields.push(Field { code: "plan".into(), answer, ..like });
        let call = world.published("young", content).await;
        let lead = world.person();
        let id = world.drafted(&lead, &call, 1000).await;
        let send = async |name: &str, bytes: &[u8]| world.calls.send_file(&lead, id, "plan", name, bytes).await;
        assert!(matches!(send("plan.pdf", b"MZ").await, Err(CallError::File(FileRefused::Program))));
        assert!(matches!(send("plan.exe", b"%PDF-1").await, Err(CallError::File(FileRefused::Name))));
        assert!(matches!(
            send("plan.pdf", &[b"%PDF-1".as_slice(), &[0; 1000]].concat()).await,
            Err(CallError::File(FileRefused::Large))
        ));
        let sent = send("plan.pdf", b"%PDF-1.7 first").await.unwrap();
        let frozen = world.calls.submit(&lead, id).await.unwrap();
        assert!(frozen.text().contains(&sent.sha256));
        let (_, bytes) = world.calls.file(&world.officer, id, sent.id).await.unwrap();
        assert_eq!(bytes, b"%PDF-1.7 first");
        assert!(send("plan.pdf", b"%PDF-1.7 third").await.is_err(), "what is handed in is not written any more");
        assert!(world.calls.file(&world.person(), id, sent.id).await.is_err());
        // Returned and replaced: the office still sees what was handed in.
        world.calls.handle_one(&world.officer, id, &Handling::Return("Another plan".into())).await.unwrap();
        let second = send("plan.pdf", b"%PDF-1.7 second").await.unwrap();
        let seen = world.calls.dossier(&world.officer, id).await.unwrap().files;
        assert_eq!(seen.iter().map(|file| file.id).collect::<Vec<_>>(), [sent.id]);
        assert!(world.calls.file(&world.officer, id, second.id).await.is_err());
        assert_eq!(world.calls.file(&lead, id, second.id).await.unwrap().1, b"%PDF-1.7 second");
        world.calls.submit(&lead, id).await.unwrap();
        let sql = ["UPDATE calls_file SET name = 'x'", "DELETE FROM calls_file"];
        for sql in sql {
            assert!(world.db.write_one(sql, Vec::new()).await.is_err(), "{sql}");
        }
    }
}

#[tokio::test]
async fn an_award_is_at_most_what_was_asked_for_and_nobody_decides_about_their_own() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let call = world.published("young", content()).await;
    let lead = world.person();
    let id = world.in_review(&lead, &call, 1000).await;
    assert!(matches!(world.calls.decide(&world.officer, id, &yes(100_001)).await, Err(CallError::Fields(_))));
    let officer = world.with(&[Role::Officer], &[CLUSTER]);
    let own = world.in_review(&officer, &call, 1000).await;
    assert!(matches!(world.calls.decide(&officer, own, &yes(100)).await, Err(CallError::Own)));
    let (rows, _) = world.calls.applications(&officer, &call, ("", &[]), None, 10).await.unwrap();
    assert_eq!(rows.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    // An officer of another cluster finds neither.
    let stranger = world.with(&[Role::Officer, Role::Council], &[OTHER]);
    assert!(matches!(world.calls.dossier(&stranger, id).await, Err(CallError::Denied(denied)) if denied.hidden));
}

#[tokio::test]
async fn drafts_of_calls_are_published_once_each_and_money_stays() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let changed = Content { title: Text::both("Younger teams", "Ещё моложе"), ..content() };
        let draft = Draft { content: changed, source: world.source, budget_minor: BUDGET_MINOR * 2 };
        let stale = world.calls.change(&world.officer, CLUSTER, "young", 7, &draft).await;
        assert!(matches!(stale, Err(CallError::Stale)));
        world.calls.change(&world.officer, CLUSTER, "young", call.revision, &draft).await.unwrap();
        assert_eq!(world.call_now(&call).await.content.title, call.content.title, "not published yet");
        let second = world.calls.publish(&world.officer, CLUSTER, "young").await.unwrap();
        assert_eq!((second.version, second.budget_minor), (2, BUDGET_MINOR));
        for sql in ["UPDATE calls_version SET content = 'x'", "DELETE FROM calls_version"] {
            assert!(world.db.write_one(sql, Vec::new()).await.is_err(), "{sql}");
        }
        assert!(world.calls.publish(&world.council, CLUSTER, "young").await.is_err());
    }
}
