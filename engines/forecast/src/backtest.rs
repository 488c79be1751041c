//! How a method would have done: it is shown the past up to an origin, and what it then says is put beside what came.
//!
//! Looking ahead is impossible by construction: the forecaster receives a series that ends at the origin, values and
//! exposures alike, and nothing else.

use crate::accuracy;
use crate::error::ForecastError;
use crate::forecast::Forecast;
use crate::series::Series;

/// Where to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Steps ahead.
    pub horizon: usize,
    /// How many origins, the last one `horizon` steps before the end.
    pub origins: usize,
    /// Steps between origins.
    pub stride: usize,
    /// Least length of the past.
    pub least: usize,
}

/// One origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Length of the past that was shown.
    pub origin: usize,
    /// What the method said.
    pub forecast: Forecast,
    /// What came; `None` was not observed.
    pub actual: Vec<Option<f64>>,
    /// Mean absolute change in the past, for scaled errors.
    pub scale: f64,
}

impl Outcome {
    /// Mean absolute scaled error over the observed steps; `None` where the past never changed or nothing was observed.
    pub fn mase(&self) -> Option<f64> {
        let seen =
            self.actual.iter().zip(&self.forecast.point).filter_map(|(actual, point)| Some(((*actual)?, *point)));
        let (actual, point): (Vec<_>, Vec<_>) = seen.unzip();
        if actual.is_empty() { None } else { accuracy::mase(&actual, &point, self.scale) }
    }
}

/// Stands at each origin of the plan, oldest first. Origins with too little past are left out; refusals of the
/// forecaster are handed on, because a method that refuses is not better for it.
pub fn roll(
    series: &Series,
    plan: Plan,
    mut forecaster: impl FnMut(&Series, usize) -> Result<Forecast, ForecastError>,
) -> Vec<Result<Outcome, ForecastError>> {
    let mut outcomes = Vec::with_capacity(plan.origins);
    for back in (0..plan.origins).rev() {
        let Some(origin) = series.len().checked_sub(plan.horizon + back * plan.stride) else { continue };
        if origin < plan.least.max(1) {
            continue;
        }
        let Some(past) = series.until(origin) else { continue };
        outcomes.push(forecaster(&past, plan.horizon).map(|forecast| Outcome {
            origin,
            forecast,
            actual: (origin..origin + plan.horizon).map(|at| series.value(at)).collect(),
            scale: past.change_scale(),
        }));
    }
    outcomes
}
