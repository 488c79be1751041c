//! An installation of an earlier version keeps its members: they move into the register of actors.

#![expect(clippy::unwrap_used, reason = "tests")]

use bellwether_actors::api::{ActorKind, Actors, Role, Wanted};
use bellwether_cluster::api::migrations;
use bellwether_cluster::service::look;
use bellwether_db::Db;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::lang::Text;
use bellwether_testkit::databases;
use sea_orm::{ConnectionTrait, Statement};

/// Rows as the earlier version wrote them.
const EARLIER: &[&str] = &[
    "INSERT INTO cluster_cluster (id, slug, position, name, short, source, original, digest, loaded_at_ms)
     VALUES ($1, 'north', 0, '{\"en\":\"North\",\"ru\":\"Север\"}', '{\"en\":\"N\",\"ru\":\"С\"}', '{\"en\":\"S\",\"ru\":\"И\"}', 'en', 'd', 1)",
    "INSERT INTO cluster_actor (id, cluster_id, position, slug, kind, name, other_names, part_of, about, query, words)
     VALUES ($2, $1, 0, 'institute', 'organisation', '{\"en\":\"Institute\",\"ru\":\"Институт\"}', '[\"INC\",\"ИНЦ\"]',
             '{\"en\":\"Academy\",\"ru\":\"Академия\"}', '[{\"en\":\"About\",\"ru\":\"О нём\"}]', NULL, '')",
    "INSERT INTO cluster_actor (id, cluster_id, position, slug, kind, name, other_names, part_of, about, query, words)
     VALUES ($3, $1, 1, 'board', 'body', '{\"en\":\"Board\",\"ru\":\"Правление\"}', '[]', NULL, '[]', 'hearts', '')",
    "INSERT INTO cluster_involvement (id, cluster_id, position, actor, role, with_actor)
     VALUES ($4, $1, 0, 'institute', 'founder', NULL)",
    "INSERT INTO cluster_involvement (id, cluster_id, position, actor, role, with_actor)
     VALUES ($5, $1, 1, 'institute', 'participant', 'board')",
    "INSERT INTO cluster_involvement (id, cluster_id, position, actor, role, with_actor)
     VALUES ($6, $1, 2, 'board', 'council', NULL)",
];

#[tokio::test]
async fn members_of_an_earlier_version_are_in_the_register() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        let earlier = migrations().into_iter().filter(|one| one.name().ends_with("0100_clusters"));
        db.migrate(earlier.collect()).await.unwrap();
        let ctx = bellwether_testkit::ctx(Actor::System, &bellwether_testkit::clock());
        let ids: Vec<uuid::Uuid> = (0..6).map(|_| uuid::Uuid::now_v7()).collect();
        let wrote: Result<(), bellwether_db::DbError> = db
            .write(&ctx, async |tx| {
                for sql in EARLIER {
                    // Each statement takes as many of the ids as it names.
                    let most = (1..=6).rev().find(|n| sql.contains(&format!("${n}"))).unwrap();
                    let values: Vec<sea_orm::Value> = ids.iter().take(most).map(|id| (*id).into()).collect();
                    let used: Vec<usize> = (1..=most).filter(|n| sql.contains(&format!("${n}"))).collect();
                    let mut numbered = (*sql).to_owned();
                    for (at, n) in used.iter().enumerate() {
                        numbered = numbered.replace(&format!("${n}"), &format!("#{}", at + 1));
                    }
                    let values: Vec<sea_orm::Value> = used.iter().map(|n| values[n - 1].clone()).collect();
                    let backend = tx.conn().get_database_backend();
                    let statement = Statement::from_sql_and_values(backend, numbered.replace('#', "$"), values);
                    tx.conn().execute_raw(statement).await?;
                }
                Ok(())
            })
            .await;
        wrote.unwrap();
        db.migrate(migrations()).await.unwrap();
        let profile = look::profile(&ctx, &db, "north").await.unwrap().unwrap();
        let [institute, board] = &profile.actors[..] else { panic!("{:?}", profile.actors) };
        assert_eq!((institute.slug.as_str(), institute.kind), ("institute", ActorKind::Organisation));
        assert_eq!(institute.name, Text::both("Institute", "Институт"));
        assert_eq!(institute.other_names, ["INC", "ИНЦ"]);
        assert_eq!(institute.part_of, Some(Text::both("Academy", "Академия")));
        assert_eq!(institute.about, [Text::both("About", "О нём")]);
        let roles: Vec<_> = institute.involvements.iter().map(|one| (one.role, one.with.as_deref())).collect();
        assert_eq!(roles, [(Role::Founder, None), (Role::Participant, Some("board"))]);
        assert_eq!((board.kind, board.query.as_deref()), (ActorKind::Body, Some("hearts")));
        let wanted = Wanted { words: "инц".to_owned(), ..Wanted::default() };
        assert_eq!(
            Actors::new(db.clone()).all(&ctx, &wanted).await.unwrap().actors.len(),
            1,
            "it is found by any name"
        );
        let everybody = Actors::new(db.clone()).all(&ctx, &Wanted::default()).await.unwrap().actors;
        assert_eq!(everybody.len(), 3, "the academy is an organisation of its own");
    }
}
