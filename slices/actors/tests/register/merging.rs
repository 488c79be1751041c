//! Two records become one and two again: nothing that was known of either is lost, and the undo restores every byte.

use std::collections::BTreeSet;

use bellwether_actors::api::{
    Actor, ActorId, ActorKind, ActorsError, Addition, IdentifierScheme, LegalForm, NameKind, RelationKind, Role,
    Target, Visibility,
};
use bellwether_actors::model::duplicates::Reason;
use bellwether_testkit::databases;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::world::{NORTH, SOUTH, World, en, new, valid};

/// What is told of one of three actors. Numbers choose among a few values, so that records often agree.
#[derive(Clone, Debug)]
enum Fact {
    Name(u8, u8),
    Identifier(u8),
    Role(u8, u8, u8),
    With(u8, u8),
    Part(u8, u8),
    Form(u8),
    South,
}

fn facts() -> impl Strategy<Value = Vec<(usize, Fact)>> {
    let fact = prop_oneof![
        (0..3_u8, 0..4_u8).prop_map(|(kind, name)| Fact::Name(kind, name)),
        (0..3_u8).prop_map(Fact::Identifier),
        (0..4_u8, 0..3_u8, 0..2_u8).prop_map(|(role, from, cluster)| Fact::Role(role, from, cluster)),
        (0..4_u8, 0..3_u8).prop_map(|(role, who)| Fact::With(role, who)),
        (0..4_u8, 0..3_u8).prop_map(|(kind, who)| Fact::Part(kind, who)),
        (0..3_u8).prop_map(Fact::Form),
        Just(Fact::South),
    ];
    prop::collection::vec((0..3_usize, fact), 0..18)
}

async fn told(world: &World, ids: [ActorId; 3], at: usize, fact: &Fact) {
    let id = ids[at];
    let days = [valid("", ""), valid("2017-02-22", ""), valid("2017-02-22", "2019-07-31")];
    let addition = match fact {
        Fact::Name(kind, name) => Addition::Name {
            kind: NameKind::ALL[usize::from(*kind)],
            text: en(&format!("Institute of number {name}")),
            valid: days[usize::from(*name) % 3],
        },
        Fact::Identifier(which) => Addition::Identifier {
            scheme: IdentifierScheme::Inn,
            value: ["7707083893", "7802030429", "7736050003"][usize::from(*which)].to_owned(),
        },
        Fact::Role(role, from, cluster) => Addition::Involvement {
            cluster: [NORTH, SOUTH][usize::from(*cluster)].to_owned(),
            role: Role::ALL[usize::from(*role)],
            target: Target::Cluster,
            valid: days[usize::from(*from)],
            visibility: Visibility::Internal,
        },
        Fact::With(role, who) => Addition::Involvement {
            cluster: NORTH.to_owned(),
            role: Role::ALL[usize::from(*role)],
            target: Target::Actor(ids[usize::from(*who)]),
            valid: days[0],
            visibility: Visibility::Public,
        },
        Fact::Part(kind, who) => Addition::Relation {
            kind: RelationKind::ALL[usize::from(*kind)],
            other: ids[usize::from(*who)],
            valid: days[1],
        },
        Fact::Form(form) => {
            world.actors.set_form(&world.system(), id, Some(LegalForm::ALL[usize::from(*form)])).await.unwrap();
            return;
        }
        Fact::South => Addition::Place { cluster: SOUTH.into(), slug: None, visibility: Visibility::Internal },
    };
    // What cannot be, such as an identifier that another has or a tie to itself, is refused; that is tried elsewhere.
    let _ = world.actors.tell(&world.system(), id, &addition).await;
}

/// All that is known of an actor, without the numbers of rows; other names for the same actors are the same.
fn known(actor: &Actor, same: impl Fn(ActorId) -> ActorId) -> BTreeSet<String> {
    let own = same(actor.id);
    let mut all = BTreeSet::new();
    all.extend(actor.legal_forms.iter().map(|form| format!("form {}", form.name())));
    all.extend(actor.names.iter().map(|one| format!("name {:?} {:?} {:?}", one.kind, one.text, one.valid)));
    all.extend(actor.identifiers.iter().map(|(_, id)| format!("id {id:?}")));
    all.extend(actor.places.iter().map(|one| format!("place {} {:?} {:?}", one.cluster, one.slug, one.visibility)));
    all.extend(actor.about.iter().map(|one| format!("about {} {:?}", one.cluster, one.text)));
    all.extend(actor.personal.iter().map(|one| format!("personal {} {:?} {}", one.cluster, one.field, one.value)));
    all.extend(actor.involvements.iter().filter_map(|one| {
        let target = match &one.target {
            Target::Actor(id) => Target::Actor(same(*id)),
            other => other.clone(),
        };
        // What one record was to the other, both being one, is of itself and says nothing any more.
        (target != Target::Actor(own))
            .then(|| format!("role {:?} {target:?} {:?} {}", one.role, one.valid, one.cluster))
    }));
    let ties = actor.relations.iter().filter(|one| same(one.other) != own);
    all.extend(ties.map(|one| format!("tie {:?} {} {:?}", one.kind, same(one.other), one.valid)));
    all
}

async fn nothing_is_lost(world: &World, told_facts: &[(usize, Fact)]) -> Result<(), TestCaseError> {
    let mut ids = Vec::new();
    for name in ["First", "Second", "Third"] {
        ids.push(world.add(NORTH, ActorKind::Organisation, name).await);
    }
    let ids: [ActorId; 3] = ids.try_into().unwrap();
    for (at, fact) in told_facts {
        told(world, ids, *at, fact).await;
    }
    let system = world.system();
    let find = async |id| world.actors.find(&system, id, None).await.map(|found| found.actor);
    let before = world.rows().await;
    let same = |id: ActorId| if id == ids[1] { ids[0] } else { id };
    let mut expected = known(&find(ids[0]).await.unwrap(), same);
    let second = find(ids[1]).await.unwrap();
    let moved = Actor { id: ids[0], ..second };
    expected.extend(known(&moved, same));
    let third = known(&find(ids[2]).await.unwrap(), same);
    let name = find(ids[0]).await.unwrap().name_on("2026-01-01".parse().unwrap());

    let first = world.actors.merge(&system, ids[0], ids[1], "the same").await.unwrap();
    let one = find(ids[0]).await.unwrap();
    prop_assert_eq!(&known(&one, same), &expected, "nothing that was known of either is lost, nothing is made up");
    prop_assert_eq!(one.name_on("2026-01-01".parse().unwrap()), name, "it goes on to be called as it was");
    prop_assert_eq!(known(&find(ids[2]).await.unwrap(), same), third, "others are tied to the one");
    prop_assert!(matches!(find(ids[1]).await, Err(ActorsError::Moved(id)) if id == ids[0]));

    // A second merge on top: both old ids lead to the last, and undoing goes the same way back.
    let middle = world.rows().await;
    let second = world.actors.merge(&system, ids[2], ids[0], "also").await.unwrap();
    prop_assert!(matches!(find(ids[1]).await, Err(ActorsError::Moved(id)) if id == ids[2]));
    prop_assert!(matches!(find(ids[0]).await, Err(ActorsError::Moved(id)) if id == ids[2]));
    prop_assert!(matches!(world.actors.unmerge(&system, first.id).await, Err(ActorsError::UndoLaterFirst)));
    world.actors.unmerge(&system, second.id).await.unwrap();
    prop_assert_eq!(world.rows().await, middle, "the undo restores every byte");
    world.actors.unmerge(&system, first.id).await.unwrap();
    prop_assert_eq!(world.rows().await, before, "the undo restores every byte");
    prop_assert!(matches!(world.actors.unmerge(&system, first.id).await, Err(ActorsError::NotFound)), "only once");
    world.db.verify_journal(None).await.unwrap();
    Ok(())
}

#[test]
fn a_merge_loses_nothing_and_its_undo_restores_every_byte() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases: 40, max_shrink_iters: 60, ..Config::default() };
    let run = |told: Vec<(usize, Fact)>| {
        runtime.block_on(async {
            for test in databases().await {
                nothing_is_lost(&World::open(&test).await, &told).await?;
            }
            Ok(())
        })
    };
    TestRunner::new(config).run(&facts(), run).unwrap();
}

#[tokio::test]
async fn duplicates_are_suggested_with_reasons_and_never_where_registers_say_otherwise() {
    for test in databases().await {
        let world = World::open(&test).await;
        let long = world.add(NORTH, ActorKind::Organisation, "St. Petersburg State Technological Institute").await;
        let same = world.add(NORTH, ActorKind::Organisation, "Saint-Petersburg state technological INSTITUTE").await;
        let near = world.add(NORTH, ActorKind::Organisation, "St. Petersburg Technological Institute (State)").await;
        world.add(NORTH, ActorKind::Organisation, "Institute of Cytology").await;
        world.add(NORTH, ActorKind::Body, "St. Petersburg State Technological Institute").await;
        let one = world.add(NORTH, ActorKind::Organisation, "Heart Factory").await;
        world.add(NORTH, ActorKind::Organisation, "Завод сердец").await;
        let inn = |value: &str| Addition::Identifier { scheme: IdentifierScheme::Inn, value: value.to_owned() };
        world.tell(one, inn("7707083893")).await;
        // Of another cluster, whose people cannot see the first: so both have the number.
        world.actors.add(&world.officer(SOUTH), SOUTH, &new(ActorKind::Organisation, "Heart works")).await.unwrap();
        let pairs = world.actors.duplicates(&world.system()).await.unwrap();
        let ids: Vec<_> = pairs.iter().map(|pair| (pair.first.0, pair.second.0)).collect();
        assert_eq!(ids, [(long, same), (long, near), (same, near)], "{pairs:?}");
        assert!(matches!(pairs[0].reasons[..], [Reason::SameName(_)]));
        // Different numbers of one register: two actors, whatever they are called.
        world.tell(long, inn("7802030429")).await;
        world.tell(same, inn("7736050003")).await;
        let pairs = world.actors.duplicates(&world.system()).await.unwrap();
        assert!(pairs.iter().all(|pair| (pair.first.0, pair.second.0) != (long, same)), "{pairs:?}");
    }
}

#[tokio::test]
async fn only_whoever_keeps_all_clusters_puts_records_together() {
    for test in databases().await {
        let world = World::open(&test).await;
        let own = world.add(NORTH, ActorKind::Organisation, "Own").await;
        let shared = world.add(NORTH, ActorKind::Organisation, "Shared").await;
        world
            .tell(shared, Addition::Place { cluster: SOUTH.into(), slug: None, visibility: Visibility::Internal })
            .await;
        let person = world.add(NORTH, ActorKind::Person, "Own").await;
        let before = world.rows().await;
        let merge = async |ctx, kept, dropped| world.actors.merge(&ctx, kept, dropped, "").await.unwrap_err();
        assert!(matches!(merge(world.officer(NORTH), own, shared).await, ActorsError::Denied(_)));
        assert!(matches!(merge(world.system(), own, own).await, ActorsError::NotOne(_)));
        assert!(matches!(merge(world.system(), own, person).await, ActorsError::NotOne(_)));
        assert!(matches!(merge(world.system(), own, ActorId::new()).await, ActorsError::NotFound));
        assert_eq!(world.rows().await, before);
        world.actors.merge(&world.system(), own, shared, "").await.unwrap();
    }
}
