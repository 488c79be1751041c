//! What grew, and what may follow.

use bellwether_paper::charts::bars::{Bar, Bars, bars};
use bellwether_paper::charts::fan::{Expected, Fan, fan};
use bellwether_paper::drawing::Colour;
use bellwether_paper::model::{Block, Column, Figure, Table};

use crate::model::report::ReportData;
use crate::model::topic::Topic;
use crate::views::parts;
use crate::views::report::overview::ROWS;
use crate::views::report::phrase::{Phrases, short};

/// Bars of a chart.
const BARS: usize = 20;
/// Topics whose forecast is drawn.
const FANS: usize = 6;

/// Growth of the described topics, the surest first.
pub(super) fn grows(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-report-growth")));
    let ends = |topic: &Topic| topic.indicator("growth").and_then(|growth| growth.interval);
    let mut known: Vec<(&Topic, (f64, f64))> = data.rows().filter_map(|topic| Some((topic, ends(topic)?))).collect();
    let Some((first, last)) = data.status.run.filter(|_| !known.is_empty()) else {
        blocks.push(Block::Paragraph(vec![phrases.t("foresight-report-growth-none").into()]));
        return;
    };
    known.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
    let args = [("first", first.to_string().into()), ("last", last.to_string().into())];
    blocks.push(Block::Paragraph(vec![phrases.say("foresight-report-growth-lead", &args).into()]));
    let bar = |(topic, ends): &(&Topic, (f64, f64))| {
        let value = topic.indicator("growth").map_or(0.0, |growth| growth.value);
        Bar {
            name: topic.label.clone(),
            value: value * 100.0,
            interval: Some((ends.0 * 100.0, ends.1 * 100.0)),
            number: parts::value_in(phrases.words, "growth", value),
            colour: match ends {
                (low, _) if *low > 0.0 => Colour::EIGHT[2],
                (_, high) if *high < 0.0 => Colour::EIGHT[1],
                _ => Colour(0xa9, 0xb4, 0xbf),
            },
        }
    };
    let drawn: Vec<Bar> = known.iter().take(BARS).map(bar).collect();
    let up = known.iter().filter(|(_, ends)| ends.0 > 0.0).count();
    let down = known.iter().filter(|(_, ends)| ends.1 < 0.0).count();
    let args = [("up", up.into()), ("down", down.into()), ("all", known.len().into())];
    let title = phrases.say("foresight-report-growth-title", &args);
    blocks.push(Block::Figure(Figure {
        alt: format!("{title}. {}", phrases.t("foresight-report-growth-alt")),
        title,
        caption: phrases.t("foresight-report-growth-caption"),
        drawing: bars(&Bars { width: 475.0, names: 180.0, bars: &drawn, language: Some("en") }),
    }));
    if known.len() > BARS {
        blocks.push(Block::Table(table(phrases, &known[BARS..])));
    }
}

fn table(phrases: &Phrases<'_>, rest: &[(&Topic, (f64, f64))]) -> Table {
    let row = |(topic, _): &(&Topic, (f64, f64))| {
        vec![vec![phrases.label(topic)], vec![phrases.estimate_of(topic, "growth").into()]]
    };
    Table {
        caption: phrases.t("foresight-report-growth-rest"),
        columns: vec![
            Column::words(phrases.t("foresight-topic"), 3.0),
            Column::numbers(phrases.t("foresight-indicator-growth"), 2.0),
        ],
        rows: rest.iter().take(ROWS).map(row).collect(),
    }
}

/// Forecasts, or why there are none.
pub(super) fn follows(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-report-outlook")));
    let told: Vec<&Topic> = data.rows().filter(|topic| topic.outlook.is_some()).collect();
    if told.is_empty() {
        blocks.push(Block::Paragraph(vec![parts::no_outlook_in(phrases.words, data.status.run).into()]));
        return;
    }
    let method = told[0].outlook.as_ref().map(|outlook| outlook.method.clone()).unwrap_or_default();
    blocks.push(Block::Paragraph(vec![phrases.say("foresight-outlook-how", &[("method", method.into())]).into()]));
    for topic in told.iter().take(FANS) {
        blocks.push(Block::Figure(outlook(phrases, topic, data)));
    }
    let row = |topic: &&Topic| {
        let years = topic.outlook.as_ref().map(|outlook| outlook.years.as_slice()).unwrap_or_default();
        let last = years.last();
        let between = |ends: Option<(f64, f64)>| {
            ends.map_or_else(String::new, |(low, high)| {
                format!("{} … {}", phrases.number(low.round()), phrases.number(high.round()))
            })
        };
        vec![
            vec![phrases.label(topic)],
            vec![last.map(|year| year.year.to_string()).unwrap_or_default().into()],
            vec![last.map(|year| phrases.number(year.middle.round())).unwrap_or_default().into()],
            vec![between(last.map(|year| year.wide80)).into()],
            vec![between(last.map(|year| year.wide95)).into()],
        ]
    };
    blocks.push(Block::Table(Table {
        caption: phrases.t("foresight-report-outlook-caption"),
        columns: vec![
            Column::words(phrases.t("foresight-topic"), 3.0),
            Column::numbers(phrases.t("foresight-report-year"), 0.7),
            Column::numbers(phrases.t("foresight-report-expected"), 1.1),
            Column::numbers(phrases.t("foresight-report-wide80"), 1.5),
            Column::numbers(phrases.t("foresight-report-wide95"), 1.5),
        ],
        rows: told.iter().take(ROWS).map(row).collect(),
    }));
}

/// A topic over time, with what may follow.
pub(super) fn outlook(phrases: &Phrases<'_>, topic: &Topic, data: &ReportData) -> Figure {
    let seen: Vec<(i32, f64)> =
        topic.years.iter().map(|year| (i32::from(year.year), f64::from(year.records))).collect();
    let years = topic.outlook.iter().flat_map(|outlook| &outlook.years);
    let expected: Vec<Expected> = years
        .map(|year| Expected {
            at: i32::from(year.year),
            middle: year.middle,
            wide80: year.wide80,
            wide95: year.wide95,
        })
        .collect();
    let drawing = fan(&Fan {
        size: (475.0, 150.0),
        seen: &seen,
        expected: &expected,
        bands: ("80 %", "95 %"),
        step: &|year| year.to_string(),
        number: &|value| phrases.number((value * 10.0).round() / 10.0),
    });
    let alt = match (seen.first(), seen.last()) {
        (Some(first), Some(last)) => phrases.say(
            "foresight-report-series-alt",
            &[
                ("first", first.0.to_string().into()),
                ("from", first.1.into()),
                ("last", last.0.to_string().into()),
                ("to", last.1.into()),
            ],
        ),
        _ => String::new(),
    };
    Figure {
        title: short(&topic.label),
        caption: format!(
            "{}. {}",
            phrases.t("foresight-chart-measure"),
            phrases.say("foresight-map-source", &[("generation", data.status.evidence.into())])
        ),
        alt,
        drawing,
    }
}
