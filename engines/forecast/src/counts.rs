//! Counts with a level that drifts, seen through Poisson noise: the negative binomial state space model of Harvey and
//! Fernandes (1989), with exposure to a total and with zeros beyond chance.
//!
//! What is known of the level is a gamma distribution. Each step forgets a share of it; each count adds to it. The
//! forecast is negative binomial, so it is never negative and as skewed as counts are. All values are closed forms, so that
//! one walk costs microseconds and only one or two numbers are searched.

use crate::distribution::NegativeBinomial;
use crate::error::ForecastError;
use crate::forecast::{Explanation, Forecast};
use crate::method::Method;
use crate::optimise::line;
use crate::series::{Kind, Series};

/// The memory lies in this range: below, a single year would be all that is known; at 1 the level never moves.
const MEMORY: (f64, f64) = (0.2, 0.999);

/// What is known after the last value.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Knowledge {
    shape: f64,
    rate: f64,
    ln_likelihood: f64,
}

/// Memory and extra zeros, fitted to one series or shared by many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Share of what is known that survives a step.
    pub memory: f64,
    /// Share of zeros beyond what the level explains.
    pub extra_zeros: f64,
}

/// The median of the count at each step ahead, with the exposure held at its last value.
pub fn forecast(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    check(series)?;
    let parameters = fit(&[series]);
    Ok(forecast_with(series, horizon, parameters))
}

/// The same with parameters learnt elsewhere, for instance from many series by [`fit`].
pub fn forecast_with(series: &Series, horizon: usize, parameters: Parameters) -> Forecast {
    let known = walk(series, parameters);
    let exposure = series.exposure().map_or(1.0, |exposure| exposure[exposure.len() - 1]);
    let mut point = Vec::with_capacity(horizon);
    let mut spread = Vec::with_capacity(horizon);
    for step in 1..=horizon {
        // As in a random walk, each step adds the same variance to the logarithm of the level. Forgetting a share anew at each
        // step, as between observations, would let the variance grow without measure.
        let memory = 1.0 / (1.0 + step as f64 * (1.0 - parameters.memory) / parameters.memory);
        let count = predictive(known.shape * memory, known.rate * memory, exposure);
        let kept = 1.0 - parameters.extra_zeros;
        point.push(count.median() * kept);
        let mean = count.mean();
        spread.push((kept * (count.variance() + parameters.extra_zeros * mean * mean)).sqrt());
    }
    let explanation = Explanation::Counts {
        memory: parameters.memory,
        extra_zeros: parameters.extra_zeros,
        exposed: series.exposure().is_some(),
    };
    Forecast { method: Method::Counts, point, spread, explanation }
}

fn check(series: &Series) -> Result<(), ForecastError> {
    let (method, observed) = (Method::Counts, series.observed());
    if series.kind() != Kind::Count {
        return Err(ForecastError::NotCounts { method });
    }
    if observed < 2 {
        return Err(ForecastError::TooShort { method, needed: 2, observed });
    }
    Ok(())
}

/// The parameters that make the counts of all `series` most likely together. Extra zeros are allowed for where they
/// earn more than their cost (two units of the Akaike criterion). Costs about 60 walks through each series.
pub fn fit(series: &[&Series]) -> Parameters {
    let cost = |memory: f64, extra_zeros: f64| -> f64 {
        -series.iter().map(|series| walk(series, Parameters { memory, extra_zeros }).ln_likelihood).sum::<f64>()
    };
    let (memory, plain) = line(MEMORY.0, MEMORY.1, 9, 5e-3, |memory| cost(memory, 0.0));
    let zeros = series.iter().any(|series| series.raw().contains(&0.0));
    if zeros {
        let (extra_zeros, _) = line(0.0, 0.6, 5, 2e-2, |extra| cost(memory, extra));
        let (again, inflated) = line(MEMORY.0, MEMORY.1, 9, 5e-3, |memory| cost(memory, extra_zeros));
        if plain - inflated > 1.0 {
            return Parameters { memory: again, extra_zeros };
        }
    }
    Parameters { memory, extra_zeros: 0.0 }
}

fn predictive(shape: f64, rate: f64, exposure: f64) -> NegativeBinomial {
    NegativeBinomial { shape, success: rate / (rate + exposure) }
}

/// Walks through the counts. The first ones only teach, because nothing was known before them.
fn walk(series: &Series, parameters: Parameters) -> Knowledge {
    let Parameters { memory, extra_zeros } = parameters;
    let exposure = series.exposure();
    // Half a count: enough to keep the gamma proper where a series starts with zeros.
    let mut known = Knowledge { shape: 0.5, rate: 0.0, ln_likelihood: 0.0 };
    for (at, &count) in series.raw().iter().enumerate() {
        known.shape *= memory;
        known.rate *= memory;
        if count.is_nan() {
            continue;
        }
        let exposure = exposure.map_or(1.0, |exposure| exposure[at]);
        let mut seen = 1.0;
        if known.rate > 0.0 {
            let expected = predictive(known.shape, known.rate, exposure);
            let ln_probability = expected.ln_probability(count);
            if extra_zeros > 0.0 {
                let regular = (1.0 - extra_zeros) * ln_probability.exp();
                if count == 0.0 {
                    // A zero tells of the level only as far as it was not an extra one.
                    seen = regular / (regular + extra_zeros);
                    known.ln_likelihood += (regular + extra_zeros).ln();
                } else {
                    known.ln_likelihood += (1.0 - extra_zeros).ln() + ln_probability;
                }
            } else {
                known.ln_likelihood += ln_probability;
            }
        }
        known.shape += count;
        known.rate += exposure * seen;
    }
    known
}
