//! The main path of a field: the chain of citations that most paths from its sources to its latest papers run through
//! (search path count, Hummon and Doreian 1989; Batagelj 2003).
//!
//! The number of paths grows beyond any number type, so all counts are logarithms.

/// Why there is no main path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MainPathError {
    /// An arc names a paper that is not there.
    #[error("arc {arc} names paper {paper}, but there are {papers}")]
    NoSuchPaper {
        /// Place of the arc.
        arc: usize,
        /// What it names.
        paper: usize,
        /// How many there are.
        papers: usize,
    },
    /// Papers cite each other in a circle.
    #[error("papers cite each other in a circle, for instance paper {0}")]
    Circle(usize),
}

/// Arcs with their weights, and the path.
#[derive(Clone, Debug, PartialEq)]
pub struct MainPath {
    /// Logarithm of the search path count of each arc, in the order given.
    pub log_counts: Vec<f64>,
    /// Papers of the main path, oldest first; empty without arcs.
    pub papers: Vec<usize>,
}

/// Counts the paths through each arc, starts from the arc with the largest
/// count and follows the largest forward and backward. `arcs` run from the cited to the citing paper.
/// Costs O(papers + arcs).
pub fn main_path(papers: usize, arcs: &[(usize, usize)]) -> Result<MainPath, MainPathError> {
    let mut outgoing = vec![Vec::new(); papers];
    let mut incoming = vec![Vec::new(); papers];
    for (arc, (from, to)) in arcs.iter().enumerate() {
        for paper in [*from, *to] {
            if paper >= papers {
                return Err(MainPathError::NoSuchPaper { arc, paper, papers });
            }
        }
        outgoing[*from].push(arc);
        incoming[*to].push(arc);
    }
    let order = in_order(arcs, &outgoing, &incoming)?;
    let mut from_sources = vec![0.0_f64; papers];
    for paper in &order {
        if !incoming[*paper].is_empty() {
            from_sources[*paper] = log_sum(incoming[*paper].iter().map(|arc| from_sources[arcs[*arc].0]));
        }
    }
    let mut to_sinks = vec![0.0_f64; papers];
    for paper in order.iter().rev() {
        if !outgoing[*paper].is_empty() {
            to_sinks[*paper] = log_sum(outgoing[*paper].iter().map(|arc| to_sinks[arcs[*arc].1]));
        }
    }
    let log_counts: Vec<f64> = arcs.iter().map(|(from, to)| from_sources[*from] + to_sinks[*to]).collect();
    let papers = follow(arcs, &outgoing, &incoming, &log_counts);
    Ok(MainPath { log_counts, papers })
}

/// Cited before citing (Kahn 1962).
fn in_order(
    arcs: &[(usize, usize)],
    outgoing: &[Vec<usize>],
    incoming: &[Vec<usize>],
) -> Result<Vec<usize>, MainPathError> {
    let mut waiting: Vec<usize> = incoming.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..waiting.len()).filter(|paper| waiting[*paper] == 0).collect();
    let mut at = 0;
    while at < order.len() {
        for arc in &outgoing[order[at]] {
            let to = arcs[*arc].1;
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
        at += 1;
    }
    match waiting.iter().position(|count| *count > 0) {
        Some(paper) => Err(MainPathError::Circle(paper)),
        None => Ok(order),
    }
}

fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    largest + logs.map(|log| (log - largest).exp()).sum::<f64>().ln()
}

fn follow(arcs: &[(usize, usize)], outgoing: &[Vec<usize>], incoming: &[Vec<usize>], counts: &[f64]) -> Vec<usize> {
    // Of equal arcs the first given is taken, so that the answer does not depend on anything else.
    let largest = |of: &mut dyn Iterator<Item = usize>| {
        of.fold(None, |best: Option<usize>, arc| match best {
            Some(best) if counts[best] >= counts[arc] => Some(best),
            _ => Some(arc),
        })
    };
    let Some(key) = largest(&mut (0..arcs.len())) else { return Vec::new() };
    let mut path = vec![arcs[key].0, arcs[key].1];
    while let Some(arc) = largest(&mut outgoing[path[path.len() - 1]].iter().copied()) {
        path.push(arcs[arc].1);
    }
    path.reverse();
    while let Some(arc) = largest(&mut incoming[path[path.len() - 1]].iter().copied()) {
        path.push(arcs[arc].0);
    }
    path.reverse();
    path
}
