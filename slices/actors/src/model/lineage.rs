//! What lies further back and further on than an actor's own ties: the parent of its parent, who came before those before it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::actor::{Actor, ActorId, Relation};
use super::kinds::RelationKind;

/// A tie between two actors, neither of which need be the one that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// With whom it is kept.
    pub from: ActorId,
    /// How it is tied to whom, and when.
    pub relation: Relation,
}

/// The ties that can be reached from `own` over these actors, without those of `own` itself; the oldest first.
///
/// Structure is followed upwards only, for an academy has hundreds of institutes; what came before and after, both ways. Who
/// is not among the actors is not passed through, so that nothing is told of those that the reader does not know of.
pub fn lineage(own: ActorId, known: &[Actor]) -> Vec<Tie> {
    let mut from: BTreeMap<ActorId, Vec<Tie>> = BTreeMap::new();
    let there: BTreeSet<ActorId> = known.iter().map(|actor| actor.id).collect();
    for actor in known {
        for relation in actor.relations.iter().filter(|relation| there.contains(&relation.other)) {
            let tie = Tie { from: actor.id, relation: relation.clone() };
            if relation.kind != RelationKind::PartOf {
                from.entry(relation.other).or_default().push(tie.clone());
            }
            from.entry(actor.id).or_default().push(tie);
        }
    }
    let (mut ties, mut seen, mut next) = (Vec::new(), BTreeSet::from([own]), VecDeque::from([own]));
    while let Some(id) = next.pop_front() {
        for tie in from.remove(&id).unwrap_or_default() {
            for end in [tie.from, tie.relation.other] {
                if seen.insert(end) {
                    next.push_back(end);
                }
            }
            if tie.from != own && tie.relation.other != own && !ties.contains(&tie) {
                ties.push(tie);
            }
        }
    }
    ties.sort_by_key(|tie| (tie.relation.valid.from.or(tie.relation.valid.until), tie.from));
    ties
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::model::day::Validity;
    use crate::model::kinds::{ActorKind, RecordState};

    fn id(number: u128) -> ActorId {
        ActorId(Uuid::from_u128(number))
    }

    fn actor(number: u128, ties: &[(RelationKind, u128, i16)]) -> Actor {
        let relation = |&(kind, other, year): &(RelationKind, u128, i16)| Relation {
            id: Uuid::from_u128(number * 1000 + other),
            kind,
            other: id(other),
            valid: Validity { from: Some(date(year, 1, 1)), until: None },
        };
        Actor {
            id: id(number),
            kind: ActorKind::Organisation,
            state: RecordState::Active,
            merged_into: None,
            legal_forms: Vec::new(),
            names: Vec::new(),
            identifiers: Vec::new(),
            places: Vec::new(),
            involvements: Vec::new(),
            relations: ties.iter().map(relation).collect(),
            about: Vec::new(),
            personal: Vec::new(),
        }
    }

    fn pairs(ties: &[Tie]) -> Vec<(ActorId, ActorId)> {
        ties.iter().map(|tie| (tie.from, tie.relation.other)).collect()
    }

    #[test]
    fn parents_of_parents_and_those_before_those_before() {
        use RelationKind::{PartOf, SucceededBy};
        let known = [
            actor(1, &[(PartOf, 2, 1990)]),
            actor(2, &[(PartOf, 3, 1960)]),
            actor(3, &[]),
            actor(4, &[(PartOf, 3, 1970)]),
            actor(5, &[(SucceededBy, 1, 1980)]),
            actor(6, &[(SucceededBy, 5, 1930)]),
        ];
        assert_eq!(
            pairs(&lineage(id(1), &known)),
            [(id(6), id(5)), (id(2), id(3))],
            "other parts of the parent are left out"
        );
        let hidden: Vec<Actor> = known.iter().filter(|actor| actor.id != id(5)).cloned().collect();
        assert_eq!(pairs(&lineage(id(1), &hidden)), [(id(2), id(3))], "nothing is told past one that is not known");
    }

    proptest! {
        #[test]
        fn any_ties_end(edges in proptest::collection::vec((1_u128..12, 1_u128..12, 0_usize..4), 0..60)) {
            let kinds = RelationKind::ALL;
            let known: Vec<Actor> = (1..12).map(|number| {
                let own = edges.iter().filter(|edge| edge.0 == number);
                actor(number, &own.map(|edge| (kinds[edge.2], edge.1, 2000)).collect::<Vec<_>>())
            }).collect();
            for tie in lineage(id(1), &known) {
                prop_assert!(tie.from != id(1) && tie.relation.other != id(1));
            }
        }
    }
}
