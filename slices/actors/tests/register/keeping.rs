//! Adding actors and facts; names over time; what cannot be.

use bellwether_actors::api::{
    ActorKind, ActorsError, Addition, IdentifierScheme, LegalForm, NameKind, Part, RelationKind, Role, Target,
    Visibility, Wanted,
};
use bellwether_kernel::actor::Role as Trust;
use bellwether_kernel::paging::{After, PageSize};
use bellwether_testkit::databases;

use super::world::{NORTH, SOUTH, World, en, new, valid};

fn words(words: &str) -> Wanted {
    Wanted { words: words.to_owned(), ..Wanted::default() }
}

#[tokio::test]
async fn an_actor_is_called_as_it_was_on_the_day_and_found_by_all_its_names() {
    for test in databases().await {
        let world = World::open(&test).await;
        let id = world.add(NORTH, ActorKind::Organisation, "State Chemical Academy").await;
        let first = world.actors.find(&world.visitor(), id, None).await.unwrap().actor.names[0].id;
        let system = world.system();
        world.actors.set_days(&system, id, Part::Name, first, valid("", "2018-12-31")).await.unwrap();
        world.name(id, NameKind::Official, "Chemical University", valid("2019-01-01", "")).await;
        world.name(id, NameKind::Variant, "СПХФА", valid("", "")).await;
        let name = async |day: &str| {
            let day = (!day.is_empty()).then(|| day.parse().unwrap());
            let found = world.actors.find(&world.visitor(), id, day).await.unwrap();
            found.actor.name_on(found.day).en.unwrap()
        };
        assert_eq!(name("2018-12-31").await, "State Chemical Academy");
        assert_eq!(name("2019-01-01").await, "Chemical University");
        assert_eq!(name("").await, "Chemical University");
        for query in ["chem univ", "СПХФА", "spkhfa", "state academy"] {
            let found = world.actors.list(&world.visitor(), &words(query), PageSize::USUAL).await.unwrap();
            assert_eq!(found.actors.iter().map(|one| one.id).collect::<Vec<_>>(), [id], "{query}");
        }
        assert!(world.actors.list(&world.visitor(), &words("%"), PageSize::USUAL).await.unwrap().actors.is_empty());
    }
}

#[tokio::test]
async fn lists_are_of_a_day_and_paged_without_gaps() {
    for test in databases().await {
        let world = World::open(&test).await;
        let mut all = Vec::new();
        for n in 0..23 {
            let id = world.add(NORTH, ActorKind::Organisation, &format!("Institute {}", n % 5)).await;
            world.role(id, NORTH, Role::Resident, valid(&format!("20{:02}-01-01", n + 1), "2030-12-31")).await;
            all.push(id);
        }
        let wanted =
            Wanted { cluster: Some(NORTH.to_owned()), as_of: Some("2012-06-01".parse().unwrap()), ..Wanted::default() };
        let on = world.actors.list(&world.system(), &wanted, PageSize::clamped(200)).await.unwrap();
        assert_eq!(on.actors.len(), 12, "those who came in 2001 to 2012");
        let none = Wanted { cluster: Some(SOUTH.to_owned()), ..wanted.clone() };
        assert!(world.actors.list(&world.system(), &none, PageSize::USUAL).await.unwrap().actors.is_empty());
        let (mut seen, mut after) = (Vec::new(), After(None));
        loop {
            let page = world
                .actors
                .list(&world.system(), &Wanted { after, ..Wanted::default() }, PageSize::clamped(4))
                .await
                .unwrap();
            seen.extend(page.actors.iter().map(|one| one.id));
            match page.next {
                Some(next) => after = After(Some(next)),
                None => break,
            }
        }
        let (mut sorted, mut expected) = (seen.clone(), all.clone());
        sorted.sort();
        expected.sort();
        assert_eq!(sorted, expected, "each once");
        let whole = world.actors.list(&world.system(), &Wanted::default(), PageSize::clamped(200)).await.unwrap();
        assert_eq!(whole.actors.iter().map(|one| one.id).collect::<Vec<_>>(), seen, "in one order");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    for test in databases().await {
        let world = World::open(&test).await;
        let system = world.system();
        let firm = world.add(NORTH, ActorKind::Organisation, "Firm").await;
        let person = world.add(NORTH, ActorKind::Person, "Ann Example").await;
        let inn = |value: &str| Addition::Identifier { scheme: IdentifierScheme::Inn, value: value.to_owned() };
        world.tell(firm, inn("7707 083893")).await;
        let before = world.rows().await;
        let refused = async |id, addition: Addition| world.actors.tell(&system, id, &addition).await.unwrap_err();
        assert!(matches!(refused(firm, inn("7707083894")).await, ActorsError::Identifier(_)));
        assert!(matches!(refused(firm, inn("7707083893")).await, ActorsError::Unusable("value")), "it has it already");
        assert!(matches!(refused(person, inn("7707083893")).await, ActorsError::Unusable("scheme")));
        let other = world.add(NORTH, ActorKind::Organisation, "Other firm").await;
        assert!(matches!(refused(other, inn("7707083893")).await, ActorsError::Taken(id) if id == firm));
        let part = |other| Addition::Relation { kind: RelationKind::PartOf, other, valid: valid("", "") };
        assert!(matches!(refused(firm, part(firm)).await, ActorsError::Unusable("other")));
        let thing = Target::Thing { kind: "Not a word".into(), id: "1".into() };
        let odd = Addition::Involvement {
            cluster: NORTH.into(),
            role: Role::Donor,
            target: thing,
            valid: valid("", ""),
            visibility: Visibility::Public,
        };
        assert!(matches!(refused(firm, odd).await, ActorsError::Unusable("target")));
        for name in ["", "  ", "a|b", "a\nb", &"a".repeat(501)] {
            let new = bellwether_actors::api::NewActor { name: en(name), ..new(ActorKind::Body, "") };
            assert!(
                matches!(world.actors.add(&system, NORTH, &new).await, Err(ActorsError::Unusable("name"))),
                "{name}"
            );
        }
        let same = bellwether_actors::api::NewActor { slug: Some("board".into()), ..new(ActorKind::Body, "Board") };
        world.actors.add(&system, NORTH, &same).await.unwrap();
        assert!(matches!(world.actors.add(&system, NORTH, &same).await, Err(ActorsError::SlugTaken)));
        world.actors.add(&system, SOUTH, &same).await.unwrap();
        let only = world.actors.find(&system, firm, None).await.unwrap().actor.names[0].id;
        assert!(world.actors.untell(&system, firm, Part::Name, only).await.is_err(), "an actor keeps a name");
        assert_eq!(before["actors_identifier"], world.rows().await["actors_identifier"]);
        world.actors.set_form(&system, firm, Some(LegalForm::LimitedCompany)).await.unwrap();
        assert!(world.actors.set_form(&system, person, Some(LegalForm::LimitedCompany)).await.is_err());
    }
}

#[tokio::test]
async fn only_those_who_keep_the_register_of_the_cluster_change_it_and_the_journal_tells() {
    for test in databases().await {
        let world = World::open(&test).await;
        let firm = world.actors.add(&world.officer(NORTH), NORTH, &new(ActorKind::Organisation, "Firm")).await.unwrap();
        let addition = Addition::Name { kind: NameKind::Short, text: en("F"), valid: valid("", "") };
        for ctx in [
            world.visitor(),
            world.officer(SOUTH),
            world.person(Trust::Council, NORTH),
            world.person(Trust::Expert, NORTH),
        ] {
            assert!(matches!(world.actors.tell(&ctx, firm, &addition).await, Err(ActorsError::Denied(_))));
            assert!(matches!(
                world.actors.add(&ctx, NORTH, &new(ActorKind::Body, "B")).await,
                Err(ActorsError::Denied(_))
            ));
        }
        world.actors.tell(&world.officer(NORTH), firm, &addition).await.unwrap();
        // Somebody of another cluster takes it into theirs: a member of both from then on, which both may keep.
        let place = Addition::Place { cluster: SOUTH.into(), slug: None, visibility: Visibility::Public };
        world.actors.tell(&world.officer(SOUTH), firm, &place).await.unwrap();
        world.actors.tell(&world.officer(SOUTH), firm, &addition).await.unwrap();
        let wanted = bellwether_db::journal::list::Wanted { target_id: Some(firm.to_string()), ..Default::default() };
        let journal = world.db.journal(&wanted, PageSize::USUAL).await.unwrap().rows;
        assert_eq!(
            journal.iter().map(|row| row.act.as_str()).collect::<Vec<_>>(),
            ["actors.told", "actors.told", "actors.told", "actors.added"]
        );
        world.db.verify_journal(None).await.unwrap();
    }
}
