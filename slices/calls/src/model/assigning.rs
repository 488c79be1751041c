//! Asking several people to judge several applications: who can, how much each has to do, and a plan that shares evenly.

use bellwether_kernel::actor::UserId;

use crate::model::application::{Application, ApplicationId};

/// The most people that are asked at once.
pub const MOST_PEOPLE: usize = 50;
/// The most for one application.
pub const MOST_EACH: u32 = 10;

/// Somebody who can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: UserId,
    /// Their name.
    pub name: String,
    /// How many assessments of the cluster's applications wait for them.
    pub load: u32,
    /// With how many of the chosen applications they have a conflict of interest, or belong to the team.
    pub conflicts: u32,
}

/// What somebody wants: so many of these people for each of these applications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigning {
    /// The applications.
    pub ids: Vec<ApplicationId>,
    /// The people.
    pub people: Vec<UserId>,
    /// How many for each application, with those who were asked before.
    pub each: u32,
}

/// An application in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The application.
    pub application: Application,
    /// How many were asked before.
    pub asked: u32,
    /// Who would be asked, by their place among the people.
    pub new: Vec<usize>,
    /// The people who cannot be asked, by their place.
    pub barred: Vec<usize>,
}

/// What would come of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The people.
    pub people: Vec<Candidate>,
    /// The applications.
    pub applications: Vec<Planned>,
}

impl Plan {
    /// Who would be asked to judge what.
    pub fn pairs(&self) -> Vec<(ApplicationId, UserId)> {
        let of = |one: &Planned| {
            let id = one.application.id;
            one.new.iter().filter_map(move |at| Some((id, self.people.get(*at)?.person))).collect::<Vec<_>>()
        };
        self.applications.iter().flat_map(of).collect()
    }
}

/// Shares applications among people: each application gets as many more as it needs, of those who are not barred, and nobody
/// gets one that somebody with two fewer could take instead. Loads are what people have to do already. Tells the people of each
/// application by their place.
pub fn evenly(needs: &[u32], barred: &[Vec<bool>], loads: &[u32]) -> Vec<Vec<usize>> {
    let mut loads: Vec<u32> = loads.to_vec();
    let mut shared = vec![Vec::new(); needs.len()];
    let can = |application: usize, person: usize| !barred[application].get(person).copied().unwrap_or(false);
    // Those that fewest can judge choose first.
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|at| ((0..loads.len()).filter(|person| can(*at, *person)).count(), *at));
    for at in order {
        let mut free: Vec<usize> = (0..loads.len()).filter(|person| can(at, *person)).collect();
        free.sort_by_key(|person| (loads[*person], *person));
        for person in free.into_iter().take(needs[at] as usize) {
            loads[person] += 1;
            shared[at].push(person);
        }
    }
    while let Some((at, from, to)) = better(&shared, &loads, can) {
        shared[at].retain(|person| *person != from);
        shared[at].push(to);
        loads[from] -= 1;
        loads[to] += 1;
    }
    for people in &mut shared {
        people.sort_unstable();
    }
    shared
}

/// An application that somebody with at least two fewer could take instead. Each such change lowers the sum of squares, so it ends.
fn better(shared: &[Vec<usize>], loads: &[u32], can: impl Fn(usize, usize) -> bool) -> Option<(usize, usize, usize)> {
    shared.iter().enumerate().find_map(|(at, people)| {
        let from = people.iter().copied().max_by_key(|person| loads[*person])?;
        let others = (0..loads.len()).filter(|person| can(at, *person) && !people.contains(person));
        let to = others.min_by_key(|person| loads[*person])?;
        (loads[to] + 1 < loads[from]).then_some((at, from, to))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nobody_is_asked_who_must_not_and_everybody_alike(
            needs in prop::collection::vec(0..4_u32, 1..20),
            loads in prop::collection::vec(0..9_u32, 1..9),
            bars in prop::collection::vec(0..10_u8, 180),
        ) {
            let barred: Vec<Vec<bool>> = (0..needs.len())
                .map(|at| (0..loads.len()).map(|person| bars[at * loads.len() % 160 + person] < 3).collect())
                .collect();
            let shared = evenly(&needs, &barred, &loads);
            let mut now = loads.clone();
            for (at, people) in shared.iter().enumerate() {
                let free = barred[at].iter().filter(|is_barred| !**is_barred).count();
                prop_assert_eq!(people.len(), free.min(needs[at] as usize), "as many as it needs, or as there are");
                let mut once = people.clone();
                once.dedup();
                prop_assert_eq!(&once, people, "nobody twice");
                prop_assert!(people.iter().all(|person| !barred[at][*person]));
                people.iter().for_each(|person| now[*person] += 1);
            }
            for (at, people) in shared.iter().enumerate() {
                for from in people {
                    let others = (0..loads.len()).filter(|person| !barred[at][*person] && !people.contains(person));
                    prop_assert!(others.clone().all(|to| now[to] + 1 >= now[*from]), "nobody could take it with two fewer");
                }
            }
        }

        #[test]
        fn without_conflicts_loads_differ_by_one_at_most(n in 1..30_usize, people in 1..9_usize, each in 1..4_u32) {
            let shared = evenly(&vec![each; n], &vec![vec![false; people]; n], &vec![0; people]);
            let of = |person: usize| shared.iter().filter(|all| all.contains(&person)).count();
            let loads: Vec<usize> = (0..people).map(of).collect();
            prop_assert!(loads.iter().max().unwrap_or(&0) - loads.iter().min().unwrap_or(&0) <= 1, "{loads:?}");
        }
    }
}
