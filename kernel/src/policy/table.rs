//! The policy as a table that people can read: act × thing × role. Made from the rules themselves.

use super::{Act, Rule, Thing};
use crate::actor::{Actor, Role, User, UserId};

/// An act as a slice registers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// The act in words.
    pub words: &'static str,
    /// Who may.
    pub rule: Rule,
    /// Does a refusal hide the thing?
    pub hides: bool,
}

/// All acts of a slice.
pub fn described<A: Act>() -> Vec<Described> {
    A::ALL.iter().map(|act| Described { words: act.words(), rule: act.rule(), hides: act.hides() }).collect()
}

/// Who may do one act to one kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The act in words.
    pub act: &'static str,
    /// The thing: empty for any, `own`, `of another`, with its state where the rule asks for one.
    pub thing: String,
    /// The kind of actor and the answer: `yes`, `no`, or `hidden`.
    pub answers: Vec<(&'static str, &'static str)>,
}

#[derive(Clone, Copy)]
struct Sample {
    owner: Option<UserId>,
    cluster: Option<&'static str>,
    state: &'static str,
}

/// The cluster that the people of the table work for.
const OWN_CLUSTER: &str = "own";

impl Thing for Sample {
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

/// The lines of one act: one for each kind of thing that its rule tells apart.
pub fn lines(act: &Described) -> Vec<Line> {
    let person = UserId::new();
    let mut states = Vec::new();
    collect_states(act.rule, &mut states);
    if !states.is_empty() {
        states.push("any other state");
    }
    let owners: &[(&str, Option<UserId>)] = if asks_for(act.rule, Rule::Owner) {
        &[("own", Some(person)), ("of another", Some(UserId::new()))]
    } else {
        &[("", None)]
    };
    let clusters: &[(&str, Option<&'static str>)] = if asks_for(act.rule, Rule::Cluster) {
        &[("own cluster", Some(OWN_CLUSTER)), ("other cluster", Some("other"))]
    } else {
        &[("", None)]
    };
    let states = if states.is_empty() { vec![""] } else { states };
    let of = owners.iter().flat_map(|owner| clusters.iter().map(move |cluster| (owner, cluster)));
    let things = of.flat_map(|((whose, owner), (of, cluster))| {
        states.iter().map(move |state| {
            let words = [*whose, *of, *state].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            (words, Sample { owner: *owner, cluster: *cluster, state })
        })
    });
    let line = |(thing, sample): (String, Sample)| {
        let answer = |(name, actor): (&'static str, Actor)| {
            let admitted = act.rule.of(&actor).admits(&sample);
            (
                name,
                if admitted {
                    "yes"
                } else if act.hides && actor.is_known() {
                    "hidden"
                } else {
                    "no"
                },
            )
        };
        Line { act: act.words, thing, answers: actors(person).into_iter().map(answer).collect() }
    };
    things.map(line).collect()
}

/// One actor of each kind; the signed-in ones are the same person.
fn actors(person: UserId) -> Vec<(&'static str, Actor)> {
    let user =
        |roles| Actor::User(User::new(person, "Ann".to_owned(), roles).working_for(vec![OWN_CLUSTER.to_owned()]));
    let mut actors = vec![("visitor", Actor::Visitor), ("no role", user(Vec::new()))];
    actors.extend(Role::ALL.map(|role| (role.name(), user(vec![role]))));
    actors.push(("system", Actor::System));
    actors
}

fn asks_for(rule: Rule, wanted: Rule) -> bool {
    match rule {
        Rule::Any(rules) | Rule::All(rules) => rules.iter().any(|rule| asks_for(*rule, wanted)),
        rule => rule == wanted,
    }
}

fn collect_states(rule: Rule, states: &mut Vec<&'static str>) {
    match rule {
        Rule::State(named) => states.extend(named),
        Rule::Any(rules) | Rule::All(rules) => rules.iter().for_each(|rule| collect_states(*rule, states)),
        _ => {}
    }
}
