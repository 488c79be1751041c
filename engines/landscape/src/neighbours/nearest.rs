//! The nearest few of a stream of candidates.

/// Keeps the largest products; of equal ones those with the smallest index.
#[derive(Clone, Debug)]
pub(crate) struct Nearest {
    count: usize,
    found: Vec<(i32, u32)>,
}

impl Nearest {
    pub fn new(count: usize) -> Nearest {
        Nearest { count, found: Vec::with_capacity(count + 1) }
    }

    /// A product below this is of no use.
    pub fn threshold(&self) -> i32 {
        if self.found.len() < self.count { i32::MIN } else { self.found.last().map_or(i32::MAX, |last| last.0) }
    }

    pub fn offer(&mut self, product: i32, index: u32) {
        if product < self.threshold() {
            return;
        }
        let place = self.found.partition_point(|(other, other_index)| (*other, index) > (product, *other_index));
        self.found.insert(place, (product, index));
        self.found.truncate(self.count);
    }

    /// From the nearest.
    pub fn found(&self) -> &[(i32, u32)] {
        &self.found
    }
}
