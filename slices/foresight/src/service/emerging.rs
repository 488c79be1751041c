//! Which topics are emerging: their parts and score among the topics of their level, and how two periods compare.
//!
//! Nothing here is learnt: weights need years in which a forecast of emergence could be tried, so the score is the plain
//! mean of standings (decision 0066).

use bellwether_indicators::contrast::{self, Part as Count};
use bellwether_indicators::estimate::Interval;
use bellwether_indicators::standing::{self, Peers};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::emerging::{
    Bounded, Change, Counted, EmergingFilter, EmergingSort, EmergingTopic, Grounds, PARTS, Part, middle_stage,
};
use crate::model::filter::Rows;
use crate::model::period::{self, Period, PeriodError, Periods};
use crate::model::topic::{Indicator, Topic, YearCount};
use crate::policy::Act;
use crate::service::look::says;
use crate::store::folder::Edition;

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum EmergingError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The years cannot be compared.
    #[error(transparent)]
    Period(#[from] PeriodError),
}

/// A page of the table, with what its numbers rest on.
pub fn emerging(
    ctx: &Ctx,
    edition: &Edition,
    filter: &EmergingFilter,
    limit: u32,
) -> Result<(Rows<EmergingTopic>, Grounds), EmergingError> {
    ctx.permit(Act::Look, &Installation)?;
    let status = &edition.status;
    let finest = u8::try_from(status.topics.len().saturating_sub(1)).unwrap_or(u8::MAX);
    let level = filter.level.unwrap_or(1).min(finest);
    let periods = period::chosen(filter.years(), status.years, status.run)?;
    let all: Vec<&Topic> = edition.topics.iter().filter(|topic| topic.level == level).collect();
    let parts = parts(&all);
    let scale = Scale::of(&all, &parts);
    let words: Vec<String> = filter.q.split_whitespace().map(str::to_lowercase).collect();
    let wanted = |topic: &&&Topic| {
        let sized = filter.min.is_none_or(|min| topic.size >= min) && filter.max.is_none_or(|max| topic.size <= max);
        sized && filter.stage.is_none_or(|stage| middle_stage(topic) == Some(stage)) && says(topic, &words)
    };
    let mut rows: Vec<EmergingTopic> =
        all.iter().filter(wanted).map(|topic| scale.row(topic, periods.as_ref())).collect();
    order(&mut rows, filter.sort);
    let grounds = Grounds {
        level,
        topics: all.len() as u32,
        years: status.years,
        run: status.run,
        periods,
        parts,
        uneven: uneven(edition),
    };
    Ok((Rows::part(rows, filter.after, limit), grounds))
}

/// One topic as a row of the table, among the topics of its level, in the usual periods.
pub fn of_topic(ctx: &Ctx, edition: &Edition, topic: &Topic) -> Result<(EmergingTopic, Grounds), Denied> {
    ctx.permit(Act::Look, &Installation)?;
    let all: Vec<&Topic> = edition.topics.iter().filter(|other| other.level == topic.level).collect();
    let parts = parts(&all);
    let (years, run) = (edition.status.years, edition.status.run);
    let periods = run.and_then(period::usual);
    let row = Scale::of(&all, &parts).row(topic, periods.as_ref());
    Ok((
        row,
        Grounds { level: topic.level, topics: all.len() as u32, years, run, periods, parts, uneven: uneven(edition) },
    ))
}

/// How a topic's share changed between two periods; `None` where a period has no records at all.
fn change(years: &[YearCount], periods: &Periods) -> Option<Change> {
    let (earlier, later) = (counted(years, periods.earlier), counted(years, periods.later));
    let part = |counted: Counted| Count { count: f64::from(counted.records), all: f64::from(counted.corpus) };
    let ratio = contrast::log_ratio(part(earlier), part(later))?;
    Some(Change {
        earlier,
        later,
        times: Bounded { value: ratio.value.exp(), low: ratio.low.exp(), high: ratio.high.exp() },
    })
}

fn counted(years: &[YearCount], period: Period) -> Counted {
    years.iter().filter(|year| period.holds(year.year)).fold(Counted::default(), |sum, year| Counted {
        records: sum.records.saturating_add(year.records),
        corpus: sum.corpus.saturating_add(year.corpus),
    })
}

/// The emptiest and the fullest year of the last stretch without a gap, where they differ tenfold.
fn uneven(edition: &Edition) -> Option<(YearCount, YearCount)> {
    let (first, last) = edition.status.run?;
    let years = edition.topics.first()?.years.iter().filter(|year| (first..=last).contains(&year.year));
    let least = years.clone().min_by_key(|year| year.corpus)?;
    let most = years.max_by_key(|year| year.corpus)?;
    let of_all = |year: &YearCount| YearCount { records: year.corpus, ..*year };
    (most.corpus >= 10 * least.corpus.max(1)).then(|| (of_all(least), of_all(most)))
}

/// A part counts where most topics have it, so that scores of most topics can be compared.
fn parts(all: &[&Topic]) -> Vec<Part> {
    let part = |name: &str| {
        let known = all.iter().filter(|topic| topic.indicator(name).is_some()).count();
        Part { name: name.to_owned(), known: known as u32, counts: known > 0 && known * 2 >= all.len() }
    };
    PARTS.into_iter().map(part).collect()
}

/// Of each part that counts, the values of all topics of the level.
struct Scale(Vec<(String, Peers)>);

impl Scale {
    fn of(all: &[&Topic], parts: &[Part]) -> Scale {
        let peers = |part: &Part| {
            let values = all.iter().filter_map(|topic| Some(topic.indicator(&part.name)?.value));
            (part.name.clone(), Peers::new(values))
        };
        Scale(parts.iter().filter(|part| part.counts).map(peers).collect())
    }

    fn row(&self, topic: &Topic, periods: Option<&Periods>) -> EmergingTopic {
        let missing = self.0.iter().filter(|(name, _)| topic.indicator(name).is_none());
        EmergingTopic {
            id: topic.id.clone(),
            level: topic.level,
            label: topic.label.clone(),
            size: topic.size,
            stage: middle_stage(topic),
            score: self.score(topic),
            parts: PARTS.into_iter().filter_map(|name| topic.indicator(name).cloned()).collect(),
            missing: missing.map(|(name, _)| name.clone()).collect(),
            change: periods.and_then(|periods| change(&topic.years, periods)),
            why: String::new(),
        }
    }

    fn score(&self, topic: &Topic) -> Option<Bounded> {
        let standing = |(name, peers): &(String, Peers)| {
            let Indicator { value, interval, .. } = topic.indicator(name)?;
            peers.standing(*value, interval.map(|(low, high)| Interval { low, high, level: 0.95 }))
        };
        let stands: Option<Vec<_>> = self.0.iter().map(standing).collect();
        let mean = standing::mean(&stands?)?;
        Some(Bounded { value: mean.value, low: mean.low, high: mean.high })
    }
}

fn order(rows: &mut [EmergingTopic], sort: EmergingSort) {
    let low = |row: &EmergingTopic, name: &str| {
        row.part(name).map_or(f64::NEG_INFINITY, |part| part.interval.map_or(part.value, |(low, _)| low))
    };
    let key = |row: &EmergingTopic| match sort {
        EmergingSort::Score => row.score.map_or(f64::NEG_INFINITY, |score| score.low),
        EmergingSort::Growth => low(row, "growth"),
        EmergingSort::Novelty => low(row, "novelty"),
        EmergingSort::Change => row.change.map_or(f64::NEG_INFINITY, |change| change.times.low),
        EmergingSort::Size => f64::from(row.size),
        EmergingSort::Name => 0.0,
    };
    match sort {
        EmergingSort::Name => rows.sort_by_key(|row| row.label.to_lowercase()),
        _ => rows.sort_by(|a, b| key(b).total_cmp(&key(a)).then_with(|| b.size.cmp(&a.size))),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::change;
    use crate::model::period::{Period, Periods};
    use crate::model::topic::YearCount;

    proptest! {
        #[test]
        fn exchanging_the_periods_turns_the_change_round(counts in prop::collection::vec((0_u32..500, 0_u32..500), 8)) {
            let years = |from: u16| {
                move |(at, (records, others)): (usize, &(u32, u32))| {
                    YearCount { year: from + at as u16, records: *records, corpus: records + others }
                }
            };
            let there: Vec<YearCount> = counts.iter().enumerate().map(years(2010)).collect();
            let back: Vec<YearCount> =
                counts[4..].iter().chain(&counts[..4]).enumerate().map(years(2010)).collect();
            let periods =
                Periods { earlier: Period { from: 2010, to: 2013 }, later: Period { from: 2014, to: 2017 } };
            match (change(&there, &periods), change(&back, &periods)) {
                (Some(there), Some(back)) => {
                    prop_assert!((there.times.value * back.times.value - 1.0).abs() < 1e-9);
                    prop_assert!((there.times.low * back.times.high - 1.0).abs() < 1e-9);
                    prop_assert_eq!((there.earlier, there.later), (back.later, back.earlier));
                }
                (there, back) => prop_assert!(there.is_none() && back.is_none()),
            }
        }
    }
}
