//! Lists that the database filters by permission show what the policy admits, on both databases.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{Db, sql};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::policy::{Filter, Thing};
use bellwether_testkit::databases;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sea_orm::{ConnectionTrait, FromQueryResult};

const STATES: [&str; 3] = ["draft", "open", "it's"];
const CLUSTERS: [Option<&str>; 3] = [None, Some("north"), Some("s'outh")];
const SETS: [&[&str]; 5] = [&["draft"], &["open", "it's"], &[], &["draft", "open", "it's"], &[""]];

#[derive(Clone, Debug)]
struct Paper {
    owner: Option<UserId>,
    state: &'static str,
    cluster: Option<&'static str>,
}

impl Thing for Paper {
    fn owner(&self) -> Option<UserId> {
        self.owner
    }

    fn state(&self) -> &str {
        self.state
    }

    fn cluster(&self) -> Option<&str> {
        self.cluster
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
}

fn person(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn all_papers() -> Vec<Paper> {
    let owners = [None, Some(person(1)), Some(person(2))];
    let of = owners.into_iter().flat_map(|owner| CLUSTERS.map(|cluster| (owner, cluster)));
    of.flat_map(|(owner, cluster)| STATES.map(|state| Paper { owner, state, cluster })).collect()
}

fn filters() -> impl Strategy<Value = Filter> {
    let leaf = prop_oneof![
        Just(Filter::Everything),
        Just(Filter::Nothing),
        (1_u128..4).prop_map(|number| Filter::OwnedBy(person(number))),
        proptest::sample::select(SETS.to_vec()).prop_map(Filter::InState),
        proptest::sample::subsequence(vec!["north", "s'outh", "east"], 0..=3)
            .prop_map(|slugs| Filter::InClusters(slugs.into_iter().map(str::to_owned).collect())),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        (proptest::collection::vec(inner, 0..4), any::<bool>())
            .prop_map(|(parts, any)| if any { Filter::Any(parts) } else { Filter::All(parts) })
    })
}

/// The papers as the database holds them, all of them in one table.
async fn opened(url: &str, papers: &[Paper]) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate(vec![]).await.unwrap();
    let ctx = Ctx::system();
    db.write(&ctx, async |tx| {
        let table = if matches!(db.engine(), bellwether_db::Engine::Postgres) { "UUID" } else { "BLOB" };
        tx.conn()
            .execute_unprepared(&format!(
                "CREATE TABLE paper (id BIGINT PRIMARY KEY, owner {table}, state TEXT NOT NULL, cluster TEXT)"
            ))
            .await?;
        for (id, paper) in (0_i64..).zip(papers) {
            let insert = "INSERT INTO paper (id, owner, state, cluster) VALUES ($1, $2, $3, $4)";
            let owner = paper.owner.map(|owner| owner.0);
            let values = vec![id.into(), owner.into(), paper.state.into(), paper.cluster.into()];
            sql::run(tx.conn(), insert, values).await?;
        }
        Ok::<_, bellwether_db::DbError>(())
    })
    .await
    .unwrap();
    db
}

async fn shown(db: &Db, filter: &Filter, columns: Columns) -> Vec<i64> {
    let mut values = Vec::new();
    let condition = condition(filter, columns, &mut values);
    let query = format!("SELECT id FROM paper WHERE {condition} ORDER BY id");
    sql::rows::<Row>(db.reader(), &query, values).await.unwrap().into_iter().map(|row| row.id).collect()
}

fn admitted(filter: &Filter, papers: &[Paper]) -> Vec<i64> {
    (0_i64..).zip(papers).filter(|(_, paper)| filter.admits(*paper)).map(|(id, _)| id).collect()
}

#[test]
fn a_list_of_the_database_shows_what_the_policy_admits() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for test in runtime.block_on(databases()) {
        let papers = all_papers();
        let db = runtime.block_on(opened(&test.url, &papers));
        let columns = Columns { owner: Some("owner"), state: Some("state"), cluster: Some("cluster") };
        let tried = TestRunner::default().run(&filters(), |filter| {
            prop_assert_eq!(runtime.block_on(shown(&db, &filter, columns)), admitted(&filter, &papers));
            Ok(())
        });
        tried.unwrap_or_else(|failure| panic!("{}: {failure}", test.name));
        runtime.block_on(async { drop(db) });
    }
}

#[test]
fn a_table_without_owners_and_states_shows_nothing_that_asks_for_them() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for test in runtime.block_on(databases()) {
        let papers = all_papers();
        let db = runtime.block_on(opened(&test.url, &papers));
        let bare: Vec<Paper> = papers.iter().map(|_| Paper { owner: None, state: "", cluster: None }).collect();
        // A thing without a state is in the state of no name, which no rule should name.
        let named = filters()
            .prop_filter("no rule names the state of no name", |filter| !format!("{filter:?}").contains("\"\""));
        let tried = TestRunner::default().run(&named, |filter| {
            prop_assert_eq!(runtime.block_on(shown(&db, &filter, Columns::default())), admitted(&filter, &bare));
            Ok(())
        });
        tried.unwrap_or_else(|failure| panic!("{}: {failure}", test.name));
        runtime.block_on(async { drop(db) });
    }
}
