//! Sums by number, kept between uses: quicker than a map where many numbers of a known range come up.

/// A sum for each number below a limit; all zero but for those that were added to.
pub struct Tally {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Tally {
    /// For numbers below `limit`.
    pub fn new(limit: usize) -> Tally {
        Tally { sums: vec![0.0; limit], touched: Vec::new() }
    }

    /// Adds to the sum of a number.
    pub fn add(&mut self, number: u32, value: f32) {
        let sum = &mut self.sums[number as usize];
        if *sum == 0.0 {
            self.touched.push(number);
        }
        *sum += value;
    }

    /// The sum of a number.
    pub fn sum(&self, number: u32) -> f32 {
        self.sums[number as usize]
    }

    /// Forgets the sum of a number.
    pub fn forget(&mut self, number: u32) {
        self.sums[number as usize] = 0.0;
    }

    /// The numbers whose sum is not zero with their sums, in the order in which they came; afterwards all are zero.
    pub fn take(&mut self) -> impl Iterator<Item = (u32, f32)> {
        let sums = &mut self.sums;
        let all = self.touched.drain(..).map(|number| (number, std::mem::take(&mut sums[number as usize])));
        all.filter(|(_, sum)| *sum != 0.0)
    }
}
