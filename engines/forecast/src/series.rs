//! A checked series: evenly spaced values, some perhaps missing, perhaps exposed to a total.

use crate::error::SeriesError;

/// How often the series was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Once a year.
    Annual,
    /// Four times a year.
    Quarterly,
    /// Twelve times a year.
    Monthly,
}

impl Frequency {
    /// Observations in a year.
    pub fn period(self) -> usize {
        match self {
            Frequency::Annual => 1,
            Frequency::Quarterly => 4,
            Frequency::Monthly => 12,
        }
    }
}

/// What the numbers are. Counts and rates have no negative forecast and no negative bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Numbers of things; fractions are welcome, because fractional counting is common.
    Count,
    /// Shares, prices, durations: never negative.
    Rate,
    /// Anything, also below zero.
    Level,
}

/// An evenly spaced series that holds at least one value, and neither starts nor ends out of nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    frequency: Frequency,
    kind: Kind,
    /// Missing values are NaN inside this crate, so that filters need one test for each step.
    values: Vec<f64>,
    exposure: Option<Vec<f64>>,
}

impl Series {
    /// A series; `None` is a value that was not observed, which is not the same as zero. Missing values at the start
    /// are dropped.
    pub fn new(frequency: Frequency, kind: Kind, values: &[Option<f64>]) -> Result<Series, SeriesError> {
        for (position, value) in values.iter().enumerate() {
            match value {
                Some(value) if !value.is_finite() => return Err(SeriesError::NotFinite { position }),
                Some(value) if *value < 0.0 && kind != Kind::Level => {
                    return Err(SeriesError::Negative { position, value: *value });
                }
                _ => {}
            }
        }
        let first = values.iter().position(Option::is_some).ok_or(SeriesError::NothingObserved)?;
        let values = values[first..].iter().map(|value| value.unwrap_or(f64::NAN)).collect();
        Ok(Series { frequency, kind, values, exposure: None })
    }

    /// A series without gaps.
    pub fn complete(frequency: Frequency, kind: Kind, values: &[f64]) -> Result<Series, SeriesError> {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        Series::new(frequency, kind, &values)
    }

    /// The same counts, each as part of a total (all papers of the year). As long as the values given to [`Series::new`]
    /// or as those that are left of them.
    pub fn with_exposure(mut self, exposure: &[f64]) -> Result<Series, SeriesError> {
        if self.kind != Kind::Count {
            return Err(SeriesError::ExposureOfNoCount);
        }
        let Some(dropped) = exposure.len().checked_sub(self.values.len()) else {
            return Err(SeriesError::ExposureLength { values: self.values.len(), exposures: exposure.len() });
        };
        if let Some(position) = exposure.iter().position(|value| !value.is_finite() || *value <= 0.0) {
            return Err(SeriesError::ExposureNotPositive { position, value: exposure[position] });
        }
        self.exposure = Some(exposure[dropped..].to_vec());
        Ok(self)
    }

    /// How often it was observed.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// What the numbers are.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Length, with gaps.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Never: a series holds at least one value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many values were observed.
    pub fn observed(&self) -> usize {
        self.values.iter().filter(|value| !value.is_nan()).count()
    }

    /// The value at `position`, where it was observed.
    pub fn value(&self, position: usize) -> Option<f64> {
        self.values.get(position).copied().filter(|value| !value.is_nan())
    }

    /// The total that the value at each place is part of.
    pub fn exposure(&self) -> Option<&[f64]> {
        self.exposure.as_deref()
    }

    /// The first `length` values and nothing of what follows, or `None` when none of them was observed.
    pub fn until(&self, length: usize) -> Option<Series> {
        let length = length.min(self.len());
        self.values[..length].iter().any(|value| !value.is_nan()).then(|| Series {
            frequency: self.frequency,
            kind: self.kind,
            values: self.values[..length].to_vec(),
            exposure: self.exposure.as_ref().map(|exposure| exposure[..length].to_vec()),
        })
    }

    /// Values with NaN for gaps.
    pub(crate) fn raw(&self) -> &[f64] {
        &self.values
    }

    /// Values with gaps filled on the straight line between their neighbours, or with the last value; for methods that
    /// know no gaps.
    pub(crate) fn filled(&self) -> Vec<f64> {
        let mut filled = self.values.clone();
        let mut last = 0;
        for position in 1..filled.len() {
            if filled[position].is_nan() {
                continue;
            }
            let (from, to) = (filled[last], filled[position]);
            let gap = (position - last) as f64;
            for (step, value) in filled[last + 1..position].iter_mut().enumerate() {
                *value = from + (to - from) * (step as f64 + 1.0) / gap;
            }
            last = position;
        }
        let value = filled[last];
        filled[last + 1..].fill(value);
        filled
    }

    /// The same series with other values, gaps kept. Whether forecasts stop at zero is then for the caller to see to.
    pub(crate) fn map(&self, value: impl Fn(usize, f64) -> f64) -> Series {
        let values = self.values.iter().enumerate().map(|(at, was)| value(at, *was)).collect();
        Series { values, kind: Kind::Level, exposure: None, frequency: self.frequency }
    }

    /// Whether forecasts and bounds stop at zero.
    pub(crate) fn stops_at_zero(&self) -> bool {
        self.kind != Kind::Level
    }

    /// Mean absolute change over one season, else over one step: the scale of MASE. Zero for constant series.
    pub fn change_scale(&self) -> f64 {
        let period = self.frequency.period();
        let lag = if self.len() > period { period } else { 1 };
        let changes = self.values.windows(lag + 1).map(|window| (window[lag] - window[0]).abs());
        let (mut sum, mut count) = (0.0, 0.0);
        for change in changes.filter(|change| !change.is_nan()) {
            sum += change;
            count += 1.0;
        }
        if count > 0.0 { sum / count } else { 0.0 }
    }
}
