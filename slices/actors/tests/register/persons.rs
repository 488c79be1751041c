//! Personal data: who sees it, how long it stays, how all of it is handed out, and how it ends.

use bellwether_actors::api::{
    ActorKind, ActorsError, Addition, IdentifierScheme, KeptFor, PersonalField, RecordState, Role, Wanted,
};
use bellwether_kernel::actor::Role as Trust;
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::databases;

use super::world::{NORTH, SOUTH, World, valid};

fn email(cluster: &str, value: &str) -> Addition {
    Addition::Personal {
        cluster: cluster.to_owned(),
        field: PersonalField::Email,
        value: value.to_owned(),
        purpose: KeptFor::Contact,
        keep_until: None,
    }
}

#[tokio::test]
async fn personal_data_is_seen_by_those_who_keep_the_register_of_its_cluster() {
    for test in databases().await {
        let world = World::open(&test).await;
        let ann = world.add(NORTH, ActorKind::Person, "Ann Example").await;
        let place = Addition::Place {
            cluster: SOUTH.into(),
            slug: None,
            visibility: bellwether_actors::api::Visibility::Internal,
        };
        world.tell(ann, place).await;
        world.tell(ann, email(NORTH, "ann@north.example")).await;
        world.tell(ann, email(SOUTH, "ann@south.example")).await;
        let seen = async |ctx| {
            let found = world.actors.find(&ctx, ann, None).await;
            found.map(|found| found.actor.personal.iter().map(|one| one.value.clone()).collect::<Vec<_>>()).ok()
        };
        assert_eq!(seen(world.officer(NORTH)).await.unwrap(), ["ann@north.example"]);
        assert_eq!(seen(world.officer(SOUTH)).await.unwrap(), ["ann@south.example"]);
        assert_eq!(seen(world.system()).await.unwrap(), ["ann@north.example", "ann@south.example"]);
        assert_eq!(seen(world.person(Trust::Council, NORTH)).await.unwrap(), Vec::<String>::new());
        assert_eq!(seen(world.visitor()).await, None, "the person is known inside only");
        let data = world.actors.data(&world.officer(NORTH), ann).await.unwrap();
        assert_eq!(data.actor.personal.len(), 1);
        assert!(data.journal.is_empty(), "the journal tells of all clusters");
        assert_eq!(world.actors.data(&world.system(), ann).await.unwrap().journal.len(), 4);
        for ctx in [world.person(Trust::Council, NORTH), world.visitor()] {
            assert!(world.actors.data(&ctx, ann).await.is_err());
        }
    }
}

#[tokio::test]
async fn what_was_kept_long_enough_is_not_shown_and_the_sweep_removes_it() {
    for test in databases().await {
        let world = World::open(&test).await;
        let ann = world.add(NORTH, ActorKind::Person, "Ann Example").await;
        world.tell(ann, email(NORTH, "ann@north.example")).await;
        let today = world.clock_day();
        let longer = Addition::Personal {
            cluster: NORTH.into(),
            field: PersonalField::Phone,
            value: "+7 812 000 00 00".into(),
            purpose: KeptFor::Contact,
            keep_until: Some(KeptFor::Contact.keep_until(today).tomorrow().unwrap()),
        };
        let refused = world.actors.tell(&world.system(), ann, &longer).await;
        assert!(matches!(refused, Err(ActorsError::Unusable("keep_until"))), "no longer than its purpose allows");
        world.clock.advance(SignedDuration::from_hours(24 * 366 * 2));
        let found = world.actors.find(&world.system(), ann, None).await.unwrap();
        assert!(found.actor.personal.is_empty());
        assert_eq!(world.rows().await["actors_personal"].len(), 1);
        assert!(world.actors.sweep(&world.officer(NORTH)).await.is_err());
        assert_eq!(world.actors.sweep(&world.system()).await.unwrap().fields, 1);
        assert_eq!(world.actors.sweep(&world.system()).await.unwrap().fields, 0);
        assert!(world.rows().await["actors_personal"].is_empty());
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn an_erased_person_is_nowhere_and_the_journal_still_verifies() {
    for test in databases().await {
        let world = World::open(&test).await;
        let secret = "Zanzibarova";
        let ann = world.add(NORTH, ActorKind::Person, &format!("Ann {secret}")).await;
        world.tell(ann, email(NORTH, "zanzibarova@north.example")).await;
        world
            .tell(ann, Addition::Identifier { scheme: IdentifierScheme::Orcid, value: "0000-0002-1825-0097".into() })
            .await;
        world.role(ann, NORTH, Role::Expert, valid("2020-01-01", "")).await;
        let other = world.add(NORTH, ActorKind::Person, &format!("A. {secret}")).await;
        world.actors.merge(&world.system(), ann, other, &format!("both are {secret}")).await.unwrap();
        let rows = vec![
            (1, vec!["name_en".to_owned(), "kind".to_owned()]),
            (2, vec![format!("Ann {secret}"), "person".to_owned()]),
        ];
        world.actors.bring(&world.system(), NORTH, "people.csv", &rows).await.unwrap();
        assert!(whole(&world).await.contains("anzibarova"), "there is something that could stay behind");
        assert!(world.actors.erase(&world.officer(NORTH), ann).await.is_err());
        world.actors.erase(&world.system(), ann).await.unwrap();
        let left = whole(&world).await;
        assert!(!left.to_lowercase().contains("zanzibarova") && !left.contains("0000-0002-1825-0097"), "{left}");
        let found = world.actors.find(&world.officer(NORTH), ann, None).await.unwrap().actor;
        assert_eq!((found.state, found.involvements.len(), found.names.len()), (RecordState::Erased, 1, 0));
        assert!(
            world.actors.list(&world.system(), &Wanted::default(), PageSize::USUAL).await.unwrap().actors.is_empty()
        );
        assert!(matches!(world.actors.find(&world.visitor(), ann, None).await, Err(ActorsError::NotFound)));
        assert!(world.actors.erase(&world.system(), ann).await.is_err(), "only once");
        world.db.verify_journal(None).await.unwrap();
    }
}

/// Everything in the database, the journal included, as a backup has it.
async fn whole(world: &World) -> String {
    use sea_orm::{ConnectionTrait, Statement};
    let mut all = format!("{:?}", world.rows().await);
    let conn = world.db.reader();
    for sql in [
        "SELECT act || target_id || detail AS text FROM db_journal",
        "SELECT body || name AS text FROM actors_import",
        "SELECT reason AS text FROM actors_merge",
    ] {
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
        for row in rows {
            all.push_str(&row.try_get::<String>("", "text").unwrap());
        }
    }
    all
}
