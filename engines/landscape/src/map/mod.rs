//! The map: a place in the plane for each document, such that neighbours stay neighbours.
//!
//! t-SNE (van der Maaten and Hinton 2008) with the settings of Gonzalez-Marquez et al. 2024: uniform affinities to ten
//! neighbours, a start by principal components, exaggeration 12, then annealed to 1. Above a number of documents
//! some are landmarks, and the others are placed among their nearest landmarks.

mod fft;
pub mod placing;
mod repulsion;
pub mod start;

use bellwether_numerics::pool::{Pool, for_each_part};

use crate::map::repulsion::{Field, Repulsion};
use crate::neighbours::Lists;
use crate::progress::{Step, Stopped, Watch, tell};

/// How the map is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Neighbours to which a document is drawn.
    pub neighbours: usize,
    /// How much stronger the attraction is at first, so that groups find together.
    pub exaggeration: f32,
    /// Rounds with that exaggeration.
    pub early_rounds: usize,
    /// Rounds in which it falls to 1.
    pub annealed_rounds: usize,
    /// Rounds after that.
    pub late_rounds: usize,
    /// How much of a movement goes on in the next round.
    pub momentum: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            neighbours: 10,
            exaggeration: 12.0,
            early_rounds: 125,
            annealed_rounds: 125,
            late_rounds: 400,
            momentum: 0.8,
        }
    }
}

/// A place in the plane.
pub type Place = [f32; 2];

/// Points moved by one task.
const POINTS: usize = 1024;
/// The longest step of a point in one round, without which few points with few neighbours fly off.
const LONGEST_STEP: f32 = 5.0;
/// The gain of each coordinate (Jacobs 1988) stays above this.
const LEAST_GAIN: f32 = 0.01;

/// Symmetric attraction: `weights` of all pairs sum to 1.
#[derive(Clone, Debug)]
pub struct Affinities {
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f32>,
}

impl Affinities {
    /// Each document is drawn equally to its first neighbours, and they to it. O(documents × neighbours).
    pub fn uniform(lists: &Lists, neighbours: usize) -> Affinities {
        let directed = lists
            .iter()
            .enumerate()
            .flat_map(|(from, list)| list.iter().take(neighbours).map(move |neighbour| (from as u32, neighbour.index)));
        let mut pairs: Vec<(u32, u32)> = directed.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        pairs.sort_unstable();
        let unit = 1.0 / pairs.len().max(1) as f32;
        let (mut starts, mut targets, mut weights) = (vec![0; lists.len() + 1], Vec::new(), Vec::<f32>::new());
        let mut last = None;
        for pair in pairs {
            if last == Some(pair) {
                if let Some(weight) = weights.last_mut() {
                    *weight += unit;
                }
            } else {
                targets.push(pair.1);
                weights.push(unit);
                starts[pair.0 as usize + 1] = targets.len();
            }
            last = Some(pair);
        }
        for node in 0..lists.len() {
            starts[node + 1] = starts[node + 1].max(starts[node]);
        }
        Affinities { starts, targets, weights }
    }

    /// Sum over neighbours of weight × difference / (1 + distance²).
    fn attraction(&self, node: usize, places: &[Place]) -> [f32; 2] {
        let here = places[node];
        let mut force = [0.0; 2];
        let range = self.starts[node]..self.starts[node + 1];
        for (target, weight) in self.targets[range.clone()].iter().zip(&self.weights[range]) {
            let there = places[*target as usize];
            let difference = [here[0] - there[0], here[1] - there[1]];
            let closeness = weight / (1.0 + difference[0] * difference[0] + difference[1] * difference[1]);
            force[0] += closeness * difference[0];
            force[1] += closeness * difference[1];
        }
        force
    }
}

/// The gradient of the divergence between affinities and closeness in the plane.
pub fn gradient(affinities: &Affinities, places: &[Place], pool: &dyn Pool) -> Vec<[f32; 2]> {
    let repulsion = Field::default().repulsion(places, pool);
    let one = |node: usize| slope(affinities, places, &repulsion, node, 1.0);
    (0..places.len()).map(one).collect()
}

fn slope(affinities: &Affinities, places: &[Place], repulsion: &Repulsion, node: usize, exaggeration: f32) -> [f32; 2] {
    let attraction = affinities.attraction(node, places);
    let share = (1.0 / repulsion.total) as f32;
    [0, 1].map(|axis| 4.0 * (exaggeration * attraction[axis] - repulsion.forces[node][axis] * share))
}

/// Lays out the map from a start. O(rounds × (documents × neighbours + grid log grid)).
///
/// # Errors
/// [`Stopped`] when the watcher says so; it is asked before every round.
pub fn lay_out(
    affinities: &Affinities,
    start: Vec<Place>,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Vec<Place>, Stopped> {
    let mut places = start;
    if places.len() < 2 {
        return Ok(places);
    }
    /// How a point moves: its last step, and the gain of each coordinate.
    #[derive(Clone, Copy)]
    struct Motion {
        step: [f32; 2],
        gain: [f32; 2],
    }
    let mut motions = vec![Motion { step: [0.0; 2], gain: [1.0; 2] }; places.len()];
    let mut field = Field::default();
    let rounds = options.early_rounds + options.annealed_rounds + options.late_rounds;
    for round in 0..rounds {
        tell(watch, Step::Map, round, rounds)?;
        let exaggeration = options.exaggeration_in(round);
        // The rate of Belkina et al. 2019; with it a step does not depend on the exaggeration.
        let rate = places.len() as f32 / exaggeration;
        let repulsion = field.repulsion(&places, pool);
        let before = &places;
        for_each_part(pool, &mut motions, POINTS, |part, motions| {
            for (index, motion) in motions.iter_mut().enumerate() {
                let slope = slope(affinities, before, &repulsion, part * POINTS + index, exaggeration);
                for (axis, slope) in slope.into_iter().enumerate() {
                    let goes_on = slope * motion.step[axis] <= 0.0;
                    let gain = motion.gain[axis];
                    motion.gain[axis] = if goes_on { gain + 0.2 } else { gain * 0.8 }.max(LEAST_GAIN);
                    motion.step[axis] = options.momentum * motion.step[axis] - rate * motion.gain[axis] * slope;
                }
                let length = (motion.step[0] * motion.step[0] + motion.step[1] * motion.step[1]).sqrt();
                if length > LONGEST_STEP {
                    motion.step = motion.step.map(|along| along * LONGEST_STEP / length);
                }
            }
        });
        for (place, motion) in places.iter_mut().zip(&motions) {
            place[0] += motion.step[0];
            place[1] += motion.step[1];
        }
        center(&mut places);
    }
    Ok(places)
}

impl Options {
    fn exaggeration_in(&self, round: usize) -> f32 {
        let late = round.saturating_sub(self.early_rounds) as f32;
        let left = 1.0 - (late / self.annealed_rounds.max(1) as f32).min(1.0);
        1.0 + (self.exaggeration - 1.0) * left
    }
}

fn center(places: &mut [Place]) {
    for axis in 0..2 {
        let mean = places.iter().map(|place| f64::from(place[axis])).sum::<f64>() / places.len() as f64;
        places.iter_mut().for_each(|place| place[axis] -= mean as f32);
    }
}
