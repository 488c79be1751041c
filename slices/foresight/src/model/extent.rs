//! From the engine's places to the map: a square with a margin, and points in an order that was shuffled.

use bellwether_landscape::map::Place;
use bellwether_numerics::random::Random;

/// White around the points, as a share of the map.
const MARGIN: f32 = 0.03;

/// The middle of the places and their longer side.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    middle: [f32; 2],
    side: f32,
}

impl Extent {
    /// Of all places.
    pub fn of(places: &[Option<Place>]) -> Extent {
        let (mut low, mut high) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
        for place in places.iter().flatten() {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let side = (high[0] - low[0]).max(high[1] - low[1]);
        let side = if side.is_finite() && side > 0.0 { side } else { 1.0 };
        Extent { middle: [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0], side }
    }

    /// A place on the map, each way 0 to 1.
    pub fn unit(&self, place: Place) -> [f32; 2] {
        [0, 1].map(|axis| (0.5 + (place[axis] - self.middle[axis]) / self.side * (1.0 - 2.0 * MARGIN)).clamp(0.0, 1.0))
    }
}

/// As points store it.
pub fn whole(unit: f32) -> u16 {
    (unit * 65_535.0).round() as u16
}

/// The records that have a place, shuffled so that any first part is an even sample.
pub fn order_of_points(records: usize, has_place: impl Fn(usize) -> bool, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records).filter(|at| has_place(*at)).collect();
    Random::new(seed).shuffle(&mut order);
    order
}
