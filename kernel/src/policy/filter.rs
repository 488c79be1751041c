//! What is left of a rule once the actor is known: a condition on things, for one thing here, for lists in SQL.

use super::Thing;
use crate::actor::UserId;

/// Which things an actor may do an act to. A list that filters by it shows exactly what [`Filter::admits`] admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    Everything,
    /// None of them.
    Nothing,
    /// Those of this person.
    OwnedBy(UserId),
    /// Those of the clusters with these slugs.
    InClusters(Vec<String>),
    /// Those in one of these states.
    InState(&'static [&'static str]),
    /// Those that one of these admits.
    Any(Vec<Filter>),
    /// Those that all of these admit.
    All(Vec<Filter>),
}

impl Filter {
    /// Does it admit this thing?
    pub fn admits(&self, thing: &impl Thing) -> bool {
        match self {
            Filter::Everything => true,
            Filter::Nothing => false,
            Filter::OwnedBy(person) => thing.owner() == Some(*person),
            Filter::InClusters(clusters) => {
                thing.cluster().is_some_and(|cluster| clusters.iter().any(|own| own == cluster))
            }
            Filter::InState(states) => states.contains(&thing.state()),
            Filter::Any(parts) => parts.iter().any(|part| part.admits(thing)),
            Filter::All(parts) => parts.iter().all(|part| part.admits(thing)),
        }
    }

    pub(super) fn when(condition: bool) -> Filter {
        if condition { Filter::Everything } else { Filter::Nothing }
    }

    /// Simplified, so that "nothing at all" and "everything" are seen as such.
    pub(super) fn any(parts: impl Iterator<Item = Filter>) -> Filter {
        let parts: Vec<Filter> = parts.filter(|part| *part != Filter::Nothing).collect();
        match parts.as_slice() {
            [] => Filter::Nothing,
            all if all.contains(&Filter::Everything) => Filter::Everything,
            [one] => one.clone(),
            _ => Filter::Any(parts),
        }
    }

    pub(super) fn all(parts: impl Iterator<Item = Filter>) -> Filter {
        let parts: Vec<Filter> = parts.filter(|part| *part != Filter::Everything).collect();
        match parts.as_slice() {
            [] => Filter::Everything,
            all if all.contains(&Filter::Nothing) => Filter::Nothing,
            [one] => one.clone(),
            _ => Filter::All(parts),
        }
    }
}
