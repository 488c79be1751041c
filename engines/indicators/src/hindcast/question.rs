//! What is to be foretold: growth of at least so much a year, over so many years.

/// What has to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The count itself.
    Count,
    /// The count at constant total, so that growth of the whole corpus is nobody's emergence.
    Share,
}

/// The question; the default is that of Klavans and Boyack: does it grow at least 8 % a year over three years?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// Years ahead.
    pub years: usize,
    /// Growth a year, as a share.
    pub growth: f64,
    /// What has to grow.
    pub measure: Measure,
    /// Papers a topic must have in the year of the cut-off: from one paper to two is no emergence.
    pub least: f64,
}

impl Default for Question {
    fn default() -> Question {
        Question { years: 3, growth: 0.08, measure: Measure::Share, least: 3.0 }
    }
}

impl Question {
    /// Whether the topic is asked about at `year`.
    pub fn asks(&self, counts: &[f64], year: usize) -> bool {
        counts[year] >= self.least
    }

    /// The answer, known `years` after `year`.
    pub fn answer(&self, counts: &[f64], totals: &[f64], year: usize) -> bool {
        let then = year + self.years;
        let unit = match self.measure {
            Measure::Count => 1.0,
            Measure::Share => totals[year] / totals[then],
        };
        counts[then] * unit >= counts[year] * (1.0 + self.growth).powi(self.years as i32)
    }
}
