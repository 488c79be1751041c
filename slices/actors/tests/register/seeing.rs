//! Clusters in one installation: what is internal to one changes nothing that people of the other can ask for.

use bellwether_actors::api::{
    ActorId, ActorKind, Addition, IdentifierScheme, NewActor, RelationKind, Role, Target, Visibility, Wanted,
};
use bellwether_kernel::actor::Role as Trust;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::databases;

use super::world::{NORTH, SOUTH, World, en, new, valid};

/// All answers that somebody gets, as text.
async fn answers(world: &World, ctx: &Ctx, ids: &[ActorId]) -> String {
    let mut all = String::new();
    for cluster in [None, Some(NORTH.to_owned()), Some(SOUTH.to_owned())] {
        for words in ["", "ann", "firm", "secret"] {
            for as_of in [None, Some("2020-06-01".parse().unwrap())] {
                for role in [None, Some(Role::Donor)] {
                    let wanted =
                        Wanted { cluster: cluster.clone(), words: words.into(), as_of, role, ..Wanted::default() };
                    all.push_str(&format!("{:?}\n", world.actors.all(ctx, &wanted).await));
                    all.push_str(&format!("{:?}\n", world.actors.table(ctx, &wanted).await));
                }
            }
        }
    }
    for id in ids {
        all.push_str(&format!("{:?}\n", world.actors.find(ctx, *id, None).await));
        all.push_str(&format!("{:?}\n", world.actors.data(ctx, *id).await));
        all.push_str(&format!("{:?}\n", world.actors.merges(ctx, *id).await));
    }
    for slug in ["secret", "firm"] {
        all.push_str(&format!("{:?}\n", world.actors.at_place(ctx, SOUTH, slug).await));
    }
    all.push_str(&format!("{:?}\n", world.actors.duplicates(ctx).await));
    let rows = vec![
        (1, ["name_en", "kind", "inn", "orcid"].map(str::to_owned).to_vec()),
        (2, ["Ann", "person", "", "0000-0002-1825-0097"].map(str::to_owned).to_vec()),
        (3, ["Works", "organisation", "7707083893", ""].map(str::to_owned).to_vec()),
    ];
    all.push_str(&format!("{:?}\n", world.actors.preview(ctx, NORTH, "f", &rows).await));
    all
}

#[tokio::test]
async fn what_is_internal_to_a_cluster_leaks_nothing() {
    for test in databases().await {
        let world = World::open(&test).await;
        let shared = world.add(NORTH, ActorKind::Organisation, "Shared firm").await;
        world
            .tell(
                shared,
                Addition::Place { cluster: SOUTH.into(), slug: Some("firm".into()), visibility: Visibility::Public },
            )
            .await;
        world.role(shared, NORTH, Role::Donor, valid("2020-01-01", "")).await;
        let own = world.add(NORTH, ActorKind::Person, "Ann").await;
        let secret = NewActor {
            visibility: Visibility::Internal,
            slug: Some("secret".into()),
            ..new(ActorKind::Organisation, "Secret institute of the south")
        };
        let ids = [shared, own, ActorId::new()];
        let others = [
            world.visitor(),
            world.officer(NORTH),
            world.person(Trust::Analyst, NORTH),
            world.person(Trust::Expert, SOUTH),
        ];
        let insiders = [world.officer(SOUTH), world.system()];
        let mut before = Vec::new();
        for ctx in others.iter().chain(&insiders) {
            before.push(answers(&world, ctx, &ids).await);
        }
        // Each kind of thing that could be seen, one after the other.
        let hidden = world.actors.add(&world.system(), SOUTH, &secret).await.unwrap();
        let of_south = |role, target| Addition::Involvement {
            cluster: SOUTH.to_owned(),
            role,
            target,
            valid: valid("2020-01-01", ""),
            visibility: Visibility::Internal,
        };
        world.tell(hidden, Addition::Identifier { scheme: IdentifierScheme::Inn, value: "7707083893".into() }).await;
        world
            .tell(hidden, Addition::Relation { kind: RelationKind::PartOf, other: shared, valid: valid("", "") })
            .await;
        world.tell(hidden, of_south(Role::Donor, Target::Actor(shared))).await;
        world.tell(shared, of_south(Role::Investor, Target::Cluster)).await;
        world.tell(shared, of_south(Role::Investor, Target::Actor(hidden))).await;
        let person = world.add(SOUTH, ActorKind::Person, "Ann").await;
        world
            .tell(person, Addition::Identifier { scheme: IdentifierScheme::Orcid, value: "0000-0002-1825-0097".into() })
            .await;
        world
            .tell(
                person,
                Addition::Name {
                    kind: bellwether_actors::api::NameKind::Variant,
                    text: en("Firm secret"),
                    valid: valid("", ""),
                },
            )
            .await;
        for (ctx, before) in others.iter().zip(&before) {
            let after = answers(&world, ctx, &ids).await;
            assert_eq!(*before, after, "{:?} sees what is internal to the other cluster", ctx.actor);
        }
        for (ctx, before) in insiders.iter().zip(&before[others.len()..]) {
            assert_ne!(*before, answers(&world, ctx, &ids).await, "there is something to see for {:?}", ctx.actor);
        }
    }
}

#[tokio::test]
async fn relations_of_a_shared_actor_to_a_hidden_one_are_hidden_too() {
    for test in databases().await {
        let world = World::open(&test).await;
        let shared = world.add(NORTH, ActorKind::Organisation, "Shared").await;
        let mut new = new(ActorKind::Organisation, "Hidden");
        new.visibility = Visibility::Internal;
        let hidden = world.actors.add(&world.system(), SOUTH, &new).await.unwrap();
        world
            .tell(shared, Addition::Relation { kind: RelationKind::PartOf, other: hidden, valid: valid("", "") })
            .await;
        let seen = async |ctx: Ctx| world.actors.find(&ctx, shared, None).await.unwrap().actor.relations.len();
        assert_eq!(
            (seen(world.visitor()).await, seen(world.officer(NORTH)).await, seen(world.system()).await),
            (0, 0, 1)
        );
    }
}

#[tokio::test]
async fn history_goes_back_further_than_one_step_and_never_through_what_is_hidden() {
    for test in databases().await {
        let world = World::open(&test).await;
        let mut all = Vec::new();
        for name in ["Now", "Before", "Before that", "First"] {
            all.push(world.add(NORTH, ActorKind::Organisation, name).await);
        }
        let mut new = new(ActorKind::Organisation, "Hidden");
        new.visibility = Visibility::Internal;
        let hidden = world.actors.add(&world.system(), SOUTH, &new).await.unwrap();
        let old = world.add(NORTH, ActorKind::Organisation, "Behind the hidden").await;
        let after = |other| Addition::Relation { kind: RelationKind::SucceededBy, other, valid: valid("", "") };
        for (from, to) in [(all[1], all[0]), (all[2], all[1]), (all[3], all[2]), (hidden, all[0]), (old, hidden)] {
            world.tell(from, after(to)).await;
        }
        let further = async |ctx: Ctx| {
            let found = world.actors.find(&ctx, all[0], None).await.unwrap();
            let ties = found.further.iter().map(|tie| (tie.from, tie.relation.other));
            ties.collect::<std::collections::BTreeSet<_>>()
        };
        let known: std::collections::BTreeSet<_> = [(all[2], all[1]), (all[3], all[2])].into();
        assert_eq!(further(world.visitor()).await, known, "{}", test.name);
        let mut whole = known.clone();
        whole.insert((old, hidden));
        assert_eq!(further(world.system()).await, whole, "{}", test.name);
    }
}
