//! Topics of the finest level that stand out as new and growing, each with the sentence that its numbers make.

use bellwether_paper::model::{Block, Column, Table};

use crate::model::report::ReportData;
use crate::model::topic::Topic;
use crate::views::parts;
use crate::views::report::phrase::Phrases;

/// Rows of the table.
const ROWS: usize = 25;
/// Smaller topics say little, whatever their growth seems to be.
const LEAST_RECORDS: u32 = 20;

/// The table, or why there is none.
pub(super) fn emerging(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-report-emerging")));
    let args = [("least", LEAST_RECORDS.into())];
    blocks.push(Block::Paragraph(vec![phrases.say("foresight-report-emerging-lead", &args).into()]));
    let finest: Vec<&Topic> = data.finest.iter().filter_map(|at| data.topic(*at)).collect();
    let found = found(&finest);
    if found.is_empty() {
        blocks.push(Block::Paragraph(vec![phrases.t("foresight-report-emerging-none").into()]));
        return;
    }
    let row = |topic: &&Topic| {
        let because = topic.indicator("growth").map(|growth| parts::because_in(phrases.words, growth));
        vec![
            vec![phrases.label(topic)],
            vec![phrases.number(f64::from(topic.size)).into()],
            vec![phrases.estimate_of(topic, "growth").into()],
            vec![phrases.estimate_of(topic, "novelty").into()],
            vec![because.unwrap_or_default().into()],
        ]
    };
    let shown = found.len().min(ROWS);
    let args = [("shown", shown.into()), ("found", found.len().into()), ("of", finest.len().into())];
    blocks.push(Block::Table(Table {
        caption: phrases.say("foresight-report-emerging-caption", &args),
        columns: vec![
            Column::words(phrases.t("foresight-topic"), 2.3),
            Column::numbers(phrases.t("foresight-records"), 0.9),
            Column::numbers(phrases.t("foresight-indicator-growth"), 1.3),
            Column::numbers(phrases.t("foresight-indicator-novelty"), 1.3),
            Column::words(phrases.t("foresight-how-computed"), 2.6),
        ],
        rows: found.iter().take(ROWS).map(row).collect(),
    }));
}

/// Those that surely grow and are newer than half of all, the surest growth first.
fn found<'t>(finest: &[&'t Topic]) -> Vec<&'t Topic> {
    let novelty = |topic: &Topic| topic.indicator("novelty").map(|novelty| novelty.value);
    let mut all: Vec<f64> = finest.iter().filter_map(|topic| novelty(topic)).collect();
    all.sort_by(f64::total_cmp);
    let usual = all.get(all.len() / 2).copied().unwrap_or(0.0);
    let low = |topic: &Topic| topic.indicator("growth").and_then(|growth| growth.interval).map(|ends| ends.0);
    let stands_out = |topic: &&&Topic| {
        topic.size >= LEAST_RECORDS
            && low(topic).is_some_and(|low| low > 0.0)
            && novelty(topic).is_some_and(|novelty| novelty >= usual)
    };
    let mut found: Vec<&Topic> = finest.iter().filter(stands_out).copied().collect();
    found.sort_by(|a, b| low(b).unwrap_or(0.0).total_cmp(&low(a).unwrap_or(0.0)));
    found
}
