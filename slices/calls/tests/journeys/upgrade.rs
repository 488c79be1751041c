//! What was there before stages: one stage, the first; nothing is lost, and what was judged can be found by its score.

use bellwether_calls::model::search::Search;
use bellwether_db::Db;
use bellwether_testkit::databases;

use super::world::{CLUSTER, content, judged_before, world};

#[tokio::test]
async fn applications_from_before_are_in_the_one_stage_of_their_call() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let (id, assessor) = judged_before(&world, &call).await;
        // As an earlier version left it: no score beside the application.
        world.db.write_one("UPDATE calls_application SET score = NULL", Vec::new()).await.unwrap();
        let search = Search { least_score: Some(1), ..Search::default() };
        let found = async || world.calls.search(&world.officer, &call, &search, 10).await.unwrap().0.len();
        assert_eq!(found().await, 0);
        world.calls.sweep(&world.system()).await.unwrap();
        assert_eq!(found().await, 1);
        let one = world.calls.application(&world.officer, id).await.unwrap();
        assert_eq!((one.stage.at, one.stage.is_named()), (0, false));
        assert_eq!(world.calls.to_assess(&assessor).await.unwrap()[0].0.stage, 0);
        assert_eq!(call.cluster, CLUSTER);
    }
}

/// The tables as the version before had them, with a row in each that changes.
#[tokio::test]
async fn the_tables_of_the_version_before_are_taken_over() {
    for database in databases().await {
        let db = Db::open(&database.url).await.unwrap();
        let mut all = bellwether_calls::migrations::all();
        let later = all.split_off(2);
        db.migrate(all).await.unwrap();
        let id = |of: &str| format!("'01930000-0000-7000-8000-0000000000{of}'");
        let blob = |of: &str| format!("X'0193000000007000800000000000{of}00'");
        let key = |of: &str| if database.name.to_lowercase().contains("sqlite") { blob(of) } else { id(of) };
        let (call, application, person) = (key("01"), key("02"), key("03"));
        let rows = [
            format!(
                "INSERT INTO calls_call (id, cluster, slug, state, sample, title, content, revision, version, version_revision, source, \
                 unit, budget_minor, opens_ms, closes_ms, made_at_ms) VALUES ({call}, 'c', 's', 'open', FALSE, '{{}}', '{{}}', 1, 1, 1, \
                 {call}, 'RUB', 100, 0, 1, 0)"
            ),
            format!(
                "INSERT INTO calls_application (id, call_id, version, number, state, lead, title, search, begun_at_ms) \
                 VALUES ({application}, {call}, 1, 1, 'decided', {person}, 'T', '', 0)"
            ),
            format!("INSERT INTO calls_submission VALUES ({application}, 1, 'text', 'digest', 0)"),
            format!(
                "INSERT INTO calls_assessment VALUES ({}, {application}, {person}, 'submitted', '{{}}', 'fund', 'Good', 0)",
                key("04")
            ),
            format!(
                "INSERT INTO calls_decision VALUES ({}, {application}, 'accepted', 50, 0, 'Why', 'carried', {person}, 0, NULL)",
                key("05")
            ),
        ];
        for sql in &rows {
            db.write_one(sql, Vec::new()).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        db.migrate(bellwether_calls::migrations::all().into_iter().take(2).chain(later).collect()).await.unwrap();
        let again = |stage: u8, of: &str| {
            format!(
                "INSERT INTO calls_assessment (id, application_id, assessor, state, scores, comment, asked_at_ms, stage) \
                 VALUES ({}, {application}, {person}, 'invited', '{{}}', '', 0, {stage})",
                key(of)
            )
        };
        assert!(db.write_one(&again(0, "06"), Vec::new()).await.is_err(), "once in each stage");
        db.write_one(&again(1, "07"), Vec::new()).await.unwrap();
        for (sql, rows) in [
            (
                "UPDATE calls_application SET title = 'U' WHERE stage = 0 AND stage_key = '' AND stage_kind = 'written'",
                1,
            ),
            (
                "UPDATE calls_assessment SET comment = 'Better' WHERE stage = 0 AND comment = 'Good' AND recommendation = 'fund'",
                1,
            ),
            ("UPDATE calls_decision SET place = 1 WHERE stage = 0 AND amount_minor = 50", 1),
        ] {
            let changed = db.write_one(&format!("{sql} RETURNING stage"), Vec::new()).await.unwrap();
            assert_eq!(changed.len(), rows, "{sql}");
        }
        assert!(db.write_one("UPDATE calls_submission SET stage = 1", Vec::new()).await.is_err(), "still frozen");
    }
}
