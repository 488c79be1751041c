//! The beginning: the most important numbers and findings, the map, the topics.

use bellwether_paper::charts::scatter::{Name, Scatter, scatter};
use bellwether_paper::drawing::Colour;
use bellwether_paper::model::{Block, Column, Figure, Numbering, Run, Table};

use crate::model::report::ReportData;
use crate::model::topic::Topic;
use crate::views::report::phrase::{Phrases, foreign, short};

/// Names on the map.
const NAMES: usize = 26;
/// Rows of the table of topics; the rest is in the list that the program exports.
pub(super) const ROWS: usize = 60;

/// Of what the report is.
pub(super) fn subtitle(phrases: &Phrases<'_>, data: &ReportData) -> String {
    let query = data.status.settings.query.as_str();
    if data.chosen {
        let names: Vec<String> = data.rows().take(3).map(|topic| short(&topic.label)).collect();
        let more = data.described.len().saturating_sub(3);
        let args = [("topics", names.join("; ").into()), ("more", more.into())];
        phrases.say(if more > 0 { "foresight-report-of-more" } else { "foresight-report-of-topics" }, &args)
    } else if query.is_empty() {
        phrases.t("foresight-report-of-all")
    } else {
        phrases.say("foresight-report-of-query", &[("query", query.into())])
    }
}

/// From what and when.
pub(super) fn facts(phrases: &Phrases<'_>, data: &ReportData) -> Vec<(String, String)> {
    let status = &data.status;
    let years = status.years.map_or_else(|| "–".to_owned(), |(first, last)| format!("{first}–{last}"));
    let rows = [
        ("foresight-report-fact-records", phrases.number(status.records as f64)),
        ("foresight-report-fact-years", years),
        ("foresight-report-fact-built", phrases.day(status.built_at_ms)),
        (
            "foresight-report-fact-edition",
            phrases.say(
                "foresight-report-edition",
                &[("edition", data.edition.into()), ("generation", status.evidence.into())],
            ),
        ),
    ];
    rows.into_iter().map(|(key, value)| (phrases.t(key), value)).collect()
}

/// The numbers and findings that a reader takes along who reads nothing else.
pub(super) fn brief(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-report-brief")));
    let finest = data.finest.iter().filter_map(|at| data.topic(*at));
    let records: u32 = data.rows().map(|topic| topic.size).sum();
    let known: Vec<(f64, f64)> =
        finest.filter_map(|topic| topic.indicator("growth")).filter_map(|growth| growth.interval).collect();
    let growing = known.iter().filter(|(low, _)| *low > 0.0).count();
    let mut tiles = vec![
        (phrases.number(f64::from(records)), phrases.t("foresight-report-tile-records")),
        (phrases.number(data.described.len() as f64), phrases.t("foresight-report-tile-topics")),
        (phrases.number(data.finest.len() as f64), phrases.t("foresight-report-tile-finest")),
    ];
    if !known.is_empty() {
        tiles.push((phrases.number(growing as f64), phrases.t("foresight-report-tile-growing")));
    }
    blocks.push(Block::Tiles(tiles));
    blocks.push(Block::Paragraph(vec![phrases.t("foresight-report-brief-lead").into()]));
    blocks.push(Block::List(Numbering::Dots, findings(phrases, data)));
}

/// One sentence for each thing that stands out, made of its numbers.
fn findings(phrases: &Phrases<'_>, data: &ReportData) -> Vec<Vec<Run>> {
    let whole: f64 = data.rows().map(|topic| f64::from(topic.size)).sum();
    let mut said = Vec::new();
    let mut tell = |topic: &Topic, key: &str, value: String| {
        said.push(vec![
            Run::bold(topic.label.as_str()).in_language("en"),
            Run::plain(format!(" — {}", phrases.say(key, &[("value", value.into())]))),
        ]);
    };
    if let Some(largest) = data.rows().next() {
        let value = format!(
            "{} ({})",
            phrases.number(f64::from(largest.size)),
            phrases.percent(f64::from(largest.size) / whole.max(1.0))
        );
        tell(largest, "foresight-report-finding-largest", value);
    }
    let by = |name: &'static str| move |topic: &&Topic| topic.indicator(name).is_some();
    let low = |topic: &Topic| topic.indicator("growth").and_then(|growth| growth.interval).map_or(0.0, |ends| ends.0);
    let surest = data.rows().filter(|topic| low(topic) > 0.0).max_by(|a, b| low(a).total_cmp(&low(b)));
    if let Some(topic) = surest {
        tell(topic, "foresight-report-finding-growth", phrases.estimate_of(topic, "growth"));
    }
    let value = |topic: &Topic, name: &str| topic.indicator(name).map_or(0.0, |indicator| indicator.value);
    let newest = data.rows().filter(by("novelty")).max_by(|a, b| value(a, "novelty").total_cmp(&value(b, "novelty")));
    if let Some(topic) = newest {
        tell(topic, "foresight-report-finding-novelty", phrases.estimate_of(topic, "novelty"));
    }
    let nearest =
        data.rows().filter(by("distance")).min_by(|a, b| value(a, "distance").total_cmp(&value(b, "distance")));
    if let Some(topic) = nearest {
        tell(topic, "foresight-report-finding-distance", phrases.estimate_of(topic, "distance"));
    }
    said
}

/// The map and the table of topics.
pub(super) fn made_of(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-report-made-of")));
    blocks.push(Block::Paragraph(vec![phrases.t("foresight-report-made-of-lead").into()]));
    if !data.dots.is_empty() {
        blocks.push(Block::Figure(map(phrases, data)));
    }
    blocks.push(Block::Table(table(phrases, data)));
    let left = data.described.len().saturating_sub(ROWS);
    if left > 0 {
        blocks.push(Block::Note(vec![phrases.say("foresight-report-rows-left", &[("n", left.into())]).into()]));
    }
}

fn map(phrases: &Phrases<'_>, data: &ReportData) -> Figure {
    let mut groups: Vec<(Colour, Vec<(f32, f32)>)> = vec![(Colour::RULE, Vec::new())];
    groups.extend(Colour::EIGHT.map(|colour| (colour, Vec::new())));
    for (x, y, colour) in &data.dots {
        let group = colour.map_or(0, |colour| 1 + usize::from(colour) % Colour::EIGHT.len());
        groups[group].1.push((*x, *y));
    }
    let name = |(at, topic): (usize, &Topic)| Name {
        at: (topic.x, topic.y),
        text: short(&topic.label),
        size: if at < 6 { 8.5 } else { 7.2 },
    };
    let names: Vec<Name> = data.rows().take(NAMES).enumerate().map(name).collect();
    let drawing = scatter(&Scatter { size: (475.0, 312.0), groups: &groups, names: &names, language: Some("en") });
    let shown = data.dots.len() as u64;
    let args =
        [("shown", shown.into()), ("records", data.status.records.into()), ("generation", data.status.evidence.into())];
    let key = if shown < data.status.records { "foresight-report-map-sampled" } else { "foresight-report-map-caption" };
    let largest: Vec<&str> = data.rows().take(8).map(|topic| topic.label.as_str()).collect();
    Figure {
        title: phrases.t("foresight-report-map-title"),
        caption: phrases.say(key, &args),
        alt: phrases.say("foresight-report-map-alt", &[("topics", largest.join("; ").into())]),
        drawing,
    }
}

/// Telling words that the label does not say already.
fn beyond(topic: &Topic) -> Vec<&str> {
    let said: Vec<&str> = topic.label.split(", ").collect();
    topic.terms.iter().map(String::as_str).filter(|term| !said.contains(term)).take(6).collect()
}

fn table(phrases: &Phrases<'_>, data: &ReportData) -> Table {
    let whole = data.status.records.max(1) as f64;
    let row = |topic: &Topic| {
        vec![
            vec![phrases.label(topic)],
            vec![phrases.number(f64::from(topic.size)).into()],
            vec![phrases.percent(f64::from(topic.size) / whole).into()],
            vec![foreign(&beyond(topic).join(", "))],
        ]
    };
    Table {
        caption: phrases.t("foresight-report-topics-caption"),
        columns: vec![
            Column::words(phrases.t("foresight-topic"), 3.0),
            Column::numbers(phrases.t("foresight-records"), 1.0),
            Column::numbers(phrases.t("foresight-share"), 0.9),
            Column::words(phrases.t("foresight-terms"), 3.2),
        ],
        rows: data.rows().take(ROWS).map(row).collect(),
    }
}
