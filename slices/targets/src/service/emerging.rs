//! Which targets are likely to grow: a combination of indicators fitted on all years whose answer is known, and the hindcast that
//! shows how good such scores were.

use std::collections::BTreeMap;

use bellwether_indicators::estimate::{Bootstrap, Interval};
use bellwether_indicators::hindcast::features::{NAMES, of_series};
use bellwether_indicators::hindcast::logistic::Model;
use bellwether_indicators::hindcast::question::Question;
use bellwether_indicators::hindcast::run::{Judged, Options, Report, Rule as Asked, fit, run};
use bellwether_jobs::Watch;

use crate::model::hindcast::{Cutoff, Hindcast, Mark, Marks, SCORE, Weight};
use crate::model::target::{Emergence, Reason};
use crate::service::build::BuildError;
use crate::service::counting::Counted;

/// Cut-offs that are judged, at most, and the years between them: two, because neighbouring ones judge nearly the same.
const CUTOFFS: usize = 7;
const APART: usize = 2;
/// Fewer years give no indicators to combine.
const LEAST_YEARS: usize = 5;
/// Reasons that are kept for each score.
const REASONS: usize = 3;
/// Kinds of reasons, each with the indicators it stands for: alone, the parts of a curve would contradict each other.
const KINDS: [(&str, &[&str]); 6] = [
    ("size", &["size", "size squared", "level", "below its peak"]),
    ("jump", &["jump against three years", "jump squared", "change since last year"]),
    ("growth", &["growth over four years", "growth over all years"]),
    ("youth", &["novelty", "mean publication year", "age"]),
    ("burst", &["in a burst", "weight of the latest burst"]),
    ("steadiness", &["unsteadiness", "zero years"]),
];

/// The hindcast, and the scores of targets that are asked about now.
pub fn foresee(
    counted: &Counted,
    seed: u64,
    watch: &dyn Watch,
) -> Result<(Hindcast, BTreeMap<u32, Emergence>), BuildError> {
    let question = Question::default();
    let bootstrap = Bootstrap { seed, ..Options::default().bootstrap };
    let options = Options { bootstrap, ..Options::default() };
    let series: Vec<Vec<f64>> = counted.counts.values().cloned().collect();
    let mut hindcast = Hindcast {
        years: question.years as u32,
        growth: question.growth,
        least: question.least as u32,
        ..Hindcast::default()
    };
    let Some(now) = counted.totals.len().checked_sub(1).filter(|now| *now + 1 >= LEAST_YEARS) else {
        return Ok((hindcast, BTreeMap::new()));
    };
    for back in (0..CUTOFFS).rev() {
        watch.on_progress("hindcast", (CUTOFFS - back) as u64, CUTOFFS as u64);
        if watch.cancelled() {
            return Err(BuildError::Stopped);
        }
        let Some(cutoff) = now.checked_sub(question.years + back * APART) else { continue };
        // Years before which nothing can be learnt have no place in the table.
        if let Ok(report) = run(&series, &counted.totals, cutoff, question, options) {
            hindcast.cutoffs.extend(told(&report, counted.years.0));
        }
    }
    let Ok(model) = fit(&series, &counted.totals, now, question, options) else {
        return Ok((hindcast, BTreeMap::new()));
    };
    let mut weights: Vec<Weight> =
        NAMES.iter().zip(model.weights()).map(|(name, weight)| Weight { name: slug(name), weight: *weight }).collect();
    weights.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    hindcast.weights = weights;
    let scores = scores(counted, &model, question, now);
    Ok((hindcast, scores))
}

/// Scores with ranks, of targets that are asked about at `now`.
fn scores(counted: &Counted, model: &Model, question: Question, now: usize) -> BTreeMap<u32, Emergence> {
    let asked = counted.counts.iter().filter(|(_, counts)| question.asks(counts, now));
    let mut scored: Vec<(u32, Emergence)> = asked
        .map(|(gene, counts)| {
            let row = of_series(counts, &counted.totals);
            let reasons = reasons(&model.contributions(&row));
            (*gene, Emergence { score: model.probability(&row), rank: 0, reasons })
        })
        .collect();
    scored.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    for (rank, (_, emergence)) in (1..).zip(&mut scored) {
        emergence.rank = rank;
    }
    scored.into_iter().collect()
}

fn reasons(contributions: &[f64]) -> Vec<Reason> {
    let adds = |names: &[&str]| {
        let parts = NAMES.iter().zip(contributions).filter(|(name, _)| names.contains(name));
        parts.map(|(_, adds)| adds).sum()
    };
    let mut reasons: Vec<Reason> =
        KINDS.iter().map(|(kind, names)| Reason { name: (*kind).to_owned(), adds: adds(names) }).collect();
    reasons.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    reasons.truncate(REASONS);
    reasons
}

fn told(report: &Report, first_year: u16) -> Option<Cutoff> {
    let rules: Vec<Marks> = report.judged.iter().map(marks).collect();
    // A mark that is no number, as where all were drawn alike, has no place in a file.
    let is_told = rules
        .iter()
        .all(|marks| [marks.auroc, marks.precision_at_50, marks.threat].iter().all(|mark| mark.value.is_finite()));
    is_told.then(|| Cutoff {
        year: first_year + report.cutoff as u16,
        targets: report.topics as u32,
        grew: report.grew as u32,
        examples: report.examples as u32,
        rules,
        advantage: mark(report.advantage),
    })
}

fn marks(judged: &Judged) -> Marks {
    let rule = match judged.rule {
        Asked::Combination => SCORE,
        Asked::Persistence => "persistence",
        Asked::Size => "size",
        Asked::PastGrowth => "past-growth",
        Asked::MeanYear => "mean-year",
    };
    Marks {
        rule: rule.to_owned(),
        auroc: mark(judged.auroc),
        precision_at_50: mark(judged.precision_at_50),
        threat: mark(judged.threat),
    }
}

fn mark((value, interval): (f64, Option<Interval>)) -> Mark {
    let interval = interval.map(|interval| (interval.low, interval.high));
    Mark { value, interval: interval.filter(|(low, high)| low.is_finite() && high.is_finite()) }
}

/// The name of an indicator in files and messages.
fn slug(name: &str) -> String {
    name.replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::{KINDS, NAMES};

    #[test]
    fn every_indicator_is_one_kind_of_reason() {
        for name in NAMES {
            let kinds = KINDS.iter().filter(|(_, names)| names.contains(&name)).count();
            assert_eq!(kinds, 1, "{name}");
        }
    }
}
