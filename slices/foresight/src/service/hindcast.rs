//! Would the growth of topics have been seen coming? The combination of indicators is fitted on years up to a cut-off and judged
//! on the years after it, over the topics of the landscape.

use bellwether_indicators::hindcast::question::Question;
use bellwether_indicators::hindcast::run::{HindcastError, Options, Report, Rule as Answer, run};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::hindcast::{Cutoff, HindcastReport, HindcastSkipped, Marks, Score, SkipReason};
use crate::model::topic::Topic;
use crate::policy::Act;
use crate::store::folder::Edition;

/// The earliest cut-off: years before it are needed for the indicators and for examples whose answers were known.
const LEAST_PAST: usize = 8;

/// Why there is no hindcast.
#[derive(Debug, thiserror::Error)]
pub enum HindcastRefused {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such level.
    #[error("there is no level {level}; this landscape has the levels 0 to {last}")]
    Level {
        /// What was asked for.
        level: u8,
        /// The finest level.
        last: u8,
    },
}

/// A hindcast over the topics of one level, the finest if nothing is asked.
pub fn topics(ctx: &Ctx, edition: &Edition, level: Option<u8>) -> Result<HindcastReport, HindcastRefused> {
    ctx.permit(Act::Look, &Installation)?;
    let last = edition.topics.iter().map(|topic| topic.level).max().unwrap_or(0);
    let level = level.unwrap_or(last);
    if level > last {
        return Err(HindcastRefused::Level { level, last });
    }
    let topics: Vec<&Topic> = edition.topics.iter().filter(|topic| topic.level == level).collect();
    Ok(judge(&topics, level, edition.status.run))
}

/// The hindcast of these topics over a stretch of years.
pub fn judge(topics: &[&Topic], level: u8, run_of_years: Option<(u16, u16)>) -> HindcastReport {
    let question = Question::default();
    let needed = LEAST_PAST + question.years + 1;
    let mut report = HindcastReport {
        level,
        topics: topics.len() as u32,
        years: run_of_years,
        years_needed: needed as u16,
        growth: question.growth,
        ahead: question.years as u16,
        cutoffs: Vec::new(),
        skipped: Vec::new(),
        reason: None,
    };
    let Some((first, last)) = run_of_years else {
        report.reason = Some("the records have no years".to_owned());
        return report;
    };
    let years = usize::from(last - first) + 1;
    if years < needed {
        report.reason = Some(format!(
            "the years {first} to {last} are without a gap, {years} of them, and a hindcast needs {needed}: \
             {LEAST_PAST} before the earliest cut-off and {} after it",
            question.years
        ));
        return report;
    }
    let within = |topic: &Topic| -> Vec<(f64, f64)> {
        let years = topic.years.iter().filter(|year| (first..=last).contains(&year.year));
        years.map(|year| (f64::from(year.records), f64::from(year.corpus))).collect()
    };
    let series: Vec<Vec<f64>> =
        topics.iter().map(|topic| within(topic).into_iter().map(|(own, _)| own).collect()).collect();
    let totals: Vec<f64> =
        topics.first().map(|topic| within(topic).into_iter().map(|(_, all)| all).collect()).unwrap_or_default();
    for cutoff in LEAST_PAST..years.saturating_sub(question.years) {
        let year = first + cutoff as u16;
        match run(&series, &totals, cutoff, question, Options::default()) {
            Ok(found) => report.cutoffs.push(cut(year, &found)),
            Err(HindcastError::NothingToLearn(_)) => {
                report.skipped.push(HindcastSkipped { year, reason: SkipReason::NothingToLearn });
            }
            // The years were counted above, and all series have those of the totals.
            Err(_) => report.skipped.push(HindcastSkipped { year, reason: SkipReason::NothingToJudge }),
        }
    }
    if report.cutoffs.is_empty() {
        report.reason = Some("no cut-off could be judged; the reasons stand with each year".to_owned());
    }
    report
}

fn cut(year: u16, found: &Report) -> Cutoff {
    let score = |(value, interval): (f64, Option<bellwether_indicators::estimate::Interval>)| Score {
        value,
        interval: interval.map(|interval| (interval.low, interval.high)),
    };
    let marks = found.judged.iter().map(|judged| Marks {
        rule: name(judged.rule).to_owned(),
        auroc: score(judged.auroc),
        precision_at_50: score(judged.precision_at_50),
        threat: score(judged.threat),
    });
    Cutoff {
        year,
        topics: found.topics as u32,
        grew: found.grew as u32,
        examples: found.examples as u32,
        marks: marks.collect(),
        advantage: score(found.advantage),
    }
}

fn name(rule: Answer) -> &'static str {
    match rule {
        Answer::Combination => "combination",
        Answer::Persistence => "persistence",
        Answer::Size => "size",
        Answer::PastGrowth => "past-growth",
        Answer::MeanYear => "mean-year",
    }
}
