//! The attributes of emergence after Rotolo, Hicks and Martin (2015): radical novelty, fast growth, coherence and
//! uncertainty; impact is in [`crate::citations`]. How much each counts is learnt by [`crate::hindcast`], not set here.

use crate::estimate::{Bootstrap, Estimate, Explanation, Interval, bootstrap, wilson};

/// Share of a topic's papers that are of its `latest` years: near 1 the topic is new. `None` without papers.
pub fn novelty(counts: &[f64], latest: usize) -> Option<Estimate> {
    let all: f64 = counts.iter().sum();
    let recent: f64 = counts[counts.len().saturating_sub(latest)..].iter().sum();
    (all > 0.0).then(|| Estimate {
        value: recent / all,
        interval: wilson(recent, all),
        explanation: Explanation::Novelty { recent, all, years: latest },
    })
}

/// Growth of a topic's share of the total a year (.08 is 8 %), by Poisson regression with the total as exposure; the
/// interval allows for more scatter than Poisson's. `None` for fewer than three years or no papers.
pub fn growth(counts: &[f64], totals: &[f64]) -> Option<Estimate> {
    let years = counts.len().min(totals.len());
    let count: f64 = counts[..years].iter().sum();
    if years < 3 || count <= 0.0 || totals[..years].iter().any(|total| *total <= 0.0) {
        return None;
    }
    let middle = (years as f64 - 1.0) / 2.0;
    let (mut base, mut slope) = ((count / totals[..years].iter().sum::<f64>()).ln(), 0.0_f64);
    let expected = |base: f64, slope: f64, at: usize| totals[at] * (base + slope * (at as f64 - middle)).exp();
    let mut information = 0.0;
    // Newton's method; with both bounds it settles in a few rounds, and 50 is far more than it takes.
    for _ in 0..50 {
        let (mut s0, mut s1, mut i00, mut i01, mut i11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (at, count) in counts[..years].iter().enumerate() {
            let (mean, time) = (expected(base, slope, at), at as f64 - middle);
            s0 += count - mean;
            s1 += (count - mean) * time;
            i00 += mean;
            i01 += mean * time;
            i11 += mean * time * time;
        }
        let determinant = i00 * i11 - i01 * i01;
        if determinant <= 1e-12 * i00 * i11 {
            break;
        }
        let (step_base, step_slope) = ((s0 * i11 - s1 * i01) / determinant, (s1 * i00 - s0 * i01) / determinant);
        base += step_base.clamp(-2.0, 2.0);
        // A topic that appears in the last year alone has no finite slope; twentyfold a year is fast enough.
        slope = (slope + step_slope.clamp(-1.0, 1.0)).clamp(-3.0, 3.0);
        information = determinant / i00;
        if step_base.abs() + step_slope.abs() < 1e-10 {
            break;
        }
    }
    let scatter: f64 = counts[..years]
        .iter()
        .enumerate()
        .map(|(at, count)| (count - expected(base, slope, at)).powi(2) / expected(base, slope, at).max(1e-12))
        .sum::<f64>()
        / (years as f64 - 2.0);
    let error = (scatter.max(1.0) / information.max(1e-12)).sqrt();
    let interval =
        Interval { low: (slope - 1.96 * error).exp() - 1.0, high: (slope + 1.96 * error).exp() - 1.0, level: 0.95 };
    Some(Estimate {
        value: slope.exp() - 1.0,
        interval: Some(interval),
        explanation: Explanation::Growth { years, count },
    })
}

/// Mean cosine of all pairs of a topic's documents, from their vectors. `None` for fewer than two documents with a vector
/// that is not 0. Costs O(documents times dimensions) for each resample.
pub fn coherence(vectors: &[&[f32]], how: Bootstrap) -> Option<Estimate> {
    let unit: Vec<Vec<f64>> = vectors.iter().filter_map(|vector| to_unit(vector)).collect();
    if unit.len() < 2 {
        return None;
    }
    let all: Vec<usize> = (0..unit.len()).collect();
    let value = mean_cosine(&unit, &all)?;
    // A document drawn twice is like itself; such pairs are left out of each resample.
    let interval = bootstrap(unit.len(), how, |places| mean_cosine(&unit, places).unwrap_or(f64::NAN));
    Some(Estimate { value, interval, explanation: Explanation::Coherence { documents: unit.len() } })
}

fn to_unit(vector: &[f32]) -> Option<Vec<f64>> {
    let length = vector.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt();
    (length > 0.0).then(|| vector.iter().map(|value| f64::from(*value) / length).collect())
}

/// Sum of all pairs from the length of the sum of vectors, less the pairs of a document with itself.
fn mean_cosine(unit: &[Vec<f64>], places: &[usize]) -> Option<f64> {
    let mut times = vec![0.0_f64; unit.len()];
    for place in places {
        times[*place] += 1.0;
    }
    let mut sum = vec![0.0; unit[0].len()];
    for (vector, times) in unit.iter().zip(&times).filter(|(_, times)| **times > 0.0) {
        for (sum, value) in sum.iter_mut().zip(vector) {
            *sum += times * value;
        }
    }
    let square: f64 = sum.iter().map(|value| value * value).sum();
    let selves: f64 = times.iter().map(|times| times * times).sum();
    let pairs = (places.len() as f64).powi(2) - selves;
    (pairs > 0.0).then(|| (square - selves) / pairs)
}

/// How spread a topic is over its categories (subtopics, institutions, methods): entropy over that of an even spread,
/// 0 for one category, 1 for an even spread. The interval resamples documents. `None` without documents.
pub fn uncertainty(categories: &[u32], how: Bootstrap) -> Option<Estimate> {
    let mut known: Vec<u32> = categories.to_vec();
    known.sort_unstable();
    known.dedup();
    let places: Vec<usize> = categories.iter().filter_map(|category| known.binary_search(category).ok()).collect();
    let entropy = |drawn: &mut dyn Iterator<Item = usize>| {
        let mut counts = vec![0.0_f64; known.len()];
        let mut all = 0.0;
        for place in drawn {
            counts[place] += 1.0;
            all += 1.0;
        }
        let entropy: f64 =
            counts.iter().filter(|count| **count > 0.0).map(|count| -(count / all) * (count / all).ln()).sum();
        if known.len() > 1 { entropy / (known.len() as f64).ln() } else { 0.0 }
    };
    let interval = bootstrap(places.len(), how, |drawn| entropy(&mut drawn.iter().map(|at| places[*at])));
    (!places.is_empty()).then(|| Estimate {
        value: entropy(&mut places.iter().copied()),
        interval,
        explanation: Explanation::Uncertainty { categories: known.len(), documents: places.len() as f64 },
    })
}
