//! Laws of permission, for random rules, actors and things: the filter of a list and the answer for one thing are one.

use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::policy::{Act, Filter, Rule, Thing, may, which};
use proptest::prelude::*;

const STATES: [&str; 3] = ["draft", "open", "closed"];
const CLUSTERS: [&str; 3] = ["north", "south", "east"];
const SETS: [&[&str]; 4] = [&["draft"], &["open", "closed"], &[], &["draft", "open", "closed"]];

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

/// An act whose rule is given by the test.
#[derive(Clone, Copy)]
struct Given(Rule);

impl Act for Given {
    const ALL: &'static [Given] = &[];

    fn words(self) -> &'static str {
        "do what is given"
    }

    fn rule(self) -> Rule {
        self.0
    }

    fn hides(self) -> bool {
        true
    }
}

/// What the actor keeps private.
#[derive(Clone, Debug)]
struct Trust {
    roles: Vec<Role>,
    clusters: Vec<&'static str>,
}

/// What rules mean, said a second time and without filters. Roles and clusters are given beside the actor.
fn means(rule: Rule, actor: &Actor, trust: &Trust, paper: &Paper) -> bool {
    match rule {
        Rule::Everybody => true,
        Rule::SignedIn => !matches!(actor, Actor::Visitor),
        Rule::Roles(wanted) => match actor {
            Actor::Visitor => false,
            Actor::User(_) => wanted.iter().any(|role| trust.roles.contains(role)),
            Actor::System => !wanted.is_empty(),
        },
        Rule::System => matches!(actor, Actor::System),
        Rule::Owner => matches!((actor, paper.owner), (Actor::User(user), Some(owner)) if user.id == owner),
        Rule::Cluster => match actor {
            Actor::Visitor => false,
            Actor::User(_) => paper.cluster.is_some_and(|cluster| trust.clusters.contains(&cluster)),
            Actor::System => true,
        },
        Rule::State(states) => states.contains(&paper.state),
        Rule::Any(rules) => rules.iter().any(|rule| means(*rule, actor, trust, paper)),
        Rule::All(rules) => rules.iter().all(|rule| means(*rule, actor, trust, paper)),
    }
}

fn person(number: u8) -> UserId {
    UserId(bellwether_kernel::ids::Uuid::from_u128(u128::from(number)))
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    proptest::sample::subsequence(Role::ALL.to_vec(), 0..=Role::ALL.len())
}

fn actors() -> impl Strategy<Value = (Actor, Trust)> {
    let clusters = proptest::sample::subsequence(CLUSTERS.to_vec(), 0..=CLUSTERS.len());
    (0_u8..5, roles(), clusters).prop_map(|(number, roles, clusters)| {
        let actor = match number {
            0 => Actor::Visitor,
            1 => Actor::System,
            number => {
                let user = User::new(person(number), "Ann".to_owned(), roles.clone());
                Actor::User(user.working_for(clusters.iter().map(|slug| (*slug).to_owned()).collect()))
            }
        };
        (actor, Trust { roles, clusters })
    })
}

fn papers() -> impl Strategy<Value = Paper> {
    let owner = prop_oneof![Just(None), (2_u8..6).prop_map(|number| Some(person(number)))];
    let cluster = proptest::option::of(proptest::sample::select(CLUSTERS.to_vec()));
    let state = proptest::sample::select(STATES.to_vec());
    (owner, state, cluster).prop_map(|(owner, state, cluster)| Paper { owner, state, cluster })
}

fn rules() -> impl Strategy<Value = Rule> {
    let leaf = prop_oneof![
        Just(Rule::Everybody),
        Just(Rule::SignedIn),
        Just(Rule::System),
        Just(Rule::Owner),
        Just(Rule::Cluster),
        roles().prop_map(|roles| Rule::Roles(Box::leak(roles.into_boxed_slice()))),
        proptest::sample::select(SETS.to_vec()).prop_map(Rule::State),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let some = proptest::collection::vec(inner, 0..4);
        (some, any::<bool>()).prop_map(|(rules, any)| {
            let rules: &'static [Rule] = Box::leak(rules.into_boxed_slice());
            if any { Rule::Any(rules) } else { Rule::All(rules) }
        })
    })
}

proptest! {
    #[test]
    fn an_answer_is_what_the_rule_means(rule in rules(), (actor, trust) in actors(), paper in papers()) {
        prop_assert_eq!(may(&actor, Given(rule), &paper).is_ok(), means(rule, &actor, &trust, &paper));
    }

    #[test]
    fn a_list_has_exactly_what_its_actor_may(
        rule in rules(), (actor, trust) in actors(), papers in proptest::collection::vec(papers(), 0..12)
    ) {
        let allowed = papers.iter().filter(|paper| means(rule, &actor, &trust, paper)).count();
        match which(&actor, Given(rule)) {
            Ok(filter) => prop_assert_eq!(papers.iter().filter(|paper| filter.admits(*paper)).count(), allowed),
            Err(_) => prop_assert_eq!(allowed, 0),
        }
    }

    #[test]
    fn a_refusal_offers_visitors_to_sign_in_and_hides_from_others(rule in rules(), (actor, _) in actors(), paper in papers()) {
        if let Err(denied) = may(&actor, Given(rule), &paper) {
            prop_assert_eq!(denied.hidden, !matches!(actor, Actor::Visitor));
        }
    }

    #[test]
    fn filters_say_nothing_twice(rule in rules(), (actor, _) in actors()) {
        fn plain(filter: &Filter) -> bool {
            match filter {
                Filter::Any(parts) | Filter::All(parts) => parts.len() > 1
                    && parts.iter().all(|part| !matches!(part, Filter::Everything | Filter::Nothing) && plain(part)),
                _ => true,
            }
        }
        prop_assert!(plain(&rule.of(&actor)));
    }
}
