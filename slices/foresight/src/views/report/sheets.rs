//! A sheet for each described topic: what it is, how it went, its indicators with how they were computed, its key records.

use bellwether_paper::model::{Block, Column, Figure, Numbering, Run, Table};

use crate::model::report::ReportData;
use crate::model::topic::{Indicator, Topic, WorkLine};
use crate::views::parts;
use crate::views::report::growth::outlook;
use crate::views::report::phrase::{Phrases, foreign, short};

/// Sheets of a report of a whole level; chosen topics all have one.
const SHEETS: usize = 12;
/// Key records of a sheet.
const WORKS: usize = 5;

/// The chapter.
pub(super) fn sheets(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::NewPage);
    blocks.push(Block::Heading(1, phrases.t("foresight-report-sheets")));
    let most = if data.chosen { usize::MAX } else { SHEETS };
    if data.described.len() > most {
        let args = [("n", most.into()), ("all", data.described.len().into())];
        blocks.push(Block::Note(vec![phrases.say("foresight-report-sheets-largest", &args).into()]));
    }
    for topic in data.rows().take(most) {
        sheet(phrases, data, topic, blocks);
    }
}

fn sheet(phrases: &Phrases<'_>, data: &ReportData, topic: &Topic, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, short(&topic.label)));
    let terms: Vec<&str> = topic.terms.iter().map(String::as_str).take(10).collect();
    let headings: Vec<&str> = topic.headings.iter().map(|heading| heading.name.as_str()).collect();
    let mut what = vec![Run::plain(phrases.say("foresight-report-sheet-records", &[("n", topic.size.into())]))];
    for (key, words) in [("foresight-terms", terms), ("foresight-headings", headings)] {
        if !words.is_empty() {
            what.push(Run::bold(format!(" {}: ", phrases.t(key))));
            what.push(foreign(&words.join(", ")));
            what.push(Run::plain("."));
        }
    }
    blocks.push(Block::Paragraph(what));
    if topic.years.len() > 1 {
        let title = phrases.t("foresight-over-time");
        blocks.push(Block::Figure(Figure { title, ..outlook(phrases, topic, data) }));
    }
    if !topic.indicators.is_empty() {
        let row = |indicator: &Indicator| {
            vec![
                vec![phrases.t(&format!("foresight-indicator-{}", indicator.name)).into()],
                vec![phrases.estimate(indicator).into()],
                vec![parts::because_in(phrases.words, indicator).into()],
            ]
        };
        blocks.push(Block::Table(Table {
            caption: phrases.t("foresight-indicators"),
            columns: vec![
                Column::words(phrases.t("foresight-indicator"), 1.3),
                Column::numbers(phrases.t("foresight-value"), 1.6),
                Column::words(phrases.t("foresight-how-computed"), 4.0),
            ],
            rows: topic.indicators.iter().map(row).collect(),
        }));
    }
    if !topic.works.is_empty() {
        blocks.push(Block::Heading(3, phrases.t("foresight-key-works")));
        blocks.push(Block::List(Numbering::Numbers, topic.works.iter().take(WORKS).map(work).collect()));
    }
}

/// A record with where it can be found by anybody.
fn work(work: &WorkLine) -> Vec<Run> {
    let year = if work.year > 0 { format!(" {}.", work.year) } else { String::new() };
    let address = match work.key.split_once(':') {
        Some(("pubmed", id)) => Some(format!("https://pubmed.ncbi.nlm.nih.gov/{id}/")),
        _ => None,
    };
    let key = Run::plain(work.key.as_str());
    let venue = work.venue.trim_end_matches('.');
    vec![
        foreign(&work.title),
        Run::plain(format!(" {venue}{}{year} ", if venue.is_empty() { "" } else { "." })),
        match address {
            Some(address) => key.leading_to(address),
            None => key,
        },
    ]
}
