//! The triangle of biomedicine (Weber 2013): where documents lie between animals, cells and molecules, and humans.
//!
//! By descriptor id for Humans and by tree number for branches, because tree numbers change with every edition.

use crate::estimate::{Bootstrap, Estimate, Explanation, bootstrap};

/// MeSH descriptor "Humans", which lies among the animals of tree B01.
const HUMANS: &str = "D006801";
const HUMAN: &[&str] = &["M01"];
const ANIMAL: &[&str] = &["B01"];
const CELL: &[&str] = &["A11", "B02", "B03", "B04", "G02.111.570", "G02.149"];

/// A subject heading with its places in the trees.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// Descriptor id, as in `D006801`.
    pub id: &'a str,
    /// Tree numbers, as in `B01.050.150.900.649`.
    pub trees: &'a [String],
}

/// Shares of the three corners; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Humans.
    pub human: f64,
    /// Animals.
    pub animal: f64,
    /// Cells and molecules.
    pub cell: f64,
}

impl Position {
    /// Place in a triangle with its base from (0, 0), animals, to (1, 0), cells, and humans on top.
    pub fn plane(&self) -> (f64, f64) {
        (self.cell + self.human / 2.0, self.human * 3.0_f64.sqrt() / 2.0)
    }
}

/// A topic's place, with the interval of each share.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Humans.
    pub human: Estimate,
    /// Animals.
    pub animal: Estimate,
    /// Cells and molecules.
    pub cell: Estimate,
}

/// Where one document lies. A heading in two branches counts half in each. `None` when no heading lies in any.
pub fn of_document(headings: &[Heading<'_>]) -> Option<Position> {
    let mut sums = [0.0; 3];
    for heading in headings {
        let is =
            |branches: &[&str]| heading.trees.iter().any(|tree| branches.iter().any(|branch| lies_in(tree, branch)));
        let human = heading.id == HUMANS || is(HUMAN);
        let corners = [human, is(ANIMAL) && heading.id != HUMANS, is(CELL)];
        let count = corners.iter().filter(|corner| **corner).count();
        for (sum, _) in sums.iter_mut().zip(corners).filter(|(_, corner)| *corner) {
            *sum += 1.0 / count as f64;
        }
    }
    let all: f64 = sums.iter().sum();
    let [human, animal, cell] = sums.map(|sum| sum / all);
    (all > 0.0).then_some(Position { human, animal, cell })
}

fn lies_in(tree: &str, branch: &str) -> bool {
    tree.strip_prefix(branch).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Mean place of a topic's documents; `None` without any.
pub fn of_topic(documents: &[Position], how: Bootstrap) -> Option<Place> {
    let corner = |of: fn(&Position) -> f64| {
        let sum: f64 = documents.iter().map(of).sum();
        let all = documents.len() as f64;
        let interval = bootstrap(documents.len(), how, |places| {
            places.iter().map(|place| of(&documents[*place])).sum::<f64>() / places.len() as f64
        });
        (all > 0.0).then(|| Estimate {
            value: sum / all,
            interval,
            explanation: Explanation::Share { of_kind: sum, all },
        })
    };
    Some(Place { human: corner(|at| at.human)?, animal: corner(|at| at.animal)?, cell: corner(|at| at.cell)? })
}
