//! How far from the patient the topics are: stages, and the triangle of people, animals and cells.

use bellwether_paper::charts::triangle::{Triangle, triangle};
use bellwether_paper::drawing::Colour;
use bellwether_paper::model::{Block, Column, Figure, Table};

use crate::model::point::STAGES;
use crate::model::report::ReportData;
use crate::model::topic::Topic;
use crate::views::report::overview::ROWS;
use crate::views::report::phrase::{Phrases, short};

/// Topics that are named beside the triangle.
const NAMED: usize = 14;

/// The chapter.
pub(super) fn patient(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, phrases.t("foresight-patient")));
    blocks.push(Block::Paragraph(vec![phrases.t("foresight-report-patient-lead").into()]));
    blocks.push(Block::Table(stages(phrases, data)));
    let unknown: u32 = data.rows().map(|topic| topic.size.saturating_sub(topic.stages.iter().sum())).sum();
    blocks.push(Block::Note(vec![phrases.say("foresight-stage-unknown", &[("n", unknown.into())]).into()]));
    let placed: Vec<&Topic> = data.rows().filter(|topic| topic.triangle.is_some()).collect();
    if placed.is_empty() {
        let key =
            if data.status.headings { "foresight-report-triangle-none" } else { "foresight-triangle-no-headings" };
        blocks.push(Block::Paragraph(vec![phrases.t(key).into()]));
        return;
    }
    blocks.push(Block::Figure(corners(phrases, &placed)));
}

fn stages(phrases: &Phrases<'_>, data: &ReportData) -> Table {
    let mut columns = vec![Column::words(phrases.t("foresight-topic"), 2.6)];
    columns
        .extend((0..STAGES).map(|stage| Column::numbers(phrases.t(&format!("foresight-report-stage-{stage}")), 1.15)));
    let row = |topic: &Topic| {
        let known: u32 = topic.stages.iter().sum();
        let share = |count: &u32| match known {
            0 => "–".to_owned(),
            known => phrases.percent(f64::from(*count) / f64::from(known)),
        };
        let mut cells = vec![vec![phrases.label(topic)]];
        cells.extend(topic.stages.iter().map(|count| vec![share(count).into()]));
        cells
    };
    Table {
        caption: phrases.t("foresight-report-stages-caption"),
        columns,
        rows: data.rows().take(ROWS).map(row).collect(),
    }
}

fn corners(phrases: &Phrases<'_>, placed: &[&Topic]) -> Figure {
    let largest = placed.iter().map(|topic| topic.size).max().unwrap_or(1).max(1);
    let dots: Vec<([f32; 3], Colour, f32)> = placed
        .iter()
        .filter_map(|topic| {
            let size = 4.0 + 12.0 * (topic.size as f32 / largest as f32).sqrt();
            Some((topic.triangle?, Colour::EIGHT[usize::from(topic.colour) % Colour::EIGHT.len()], size))
        })
        .collect();
    let largest_names: Vec<String> = placed.iter().take(NAMED).map(|topic| short(&topic.label)).collect();
    let names = ["human", "animal", "cell"].map(|name| phrases.t(&format!("foresight-corner-{name}")));
    let share = |of: usize| {
        let sum: f32 = placed.iter().filter_map(|topic| topic.triangle).map(|shares| shares[of]).sum();
        phrases.percent(f64::from(sum) / placed.len() as f64)
    };
    let args = [("human", share(0).into()), ("animal", share(1).into()), ("cell", share(2).into())];
    let words = phrases.say("foresight-triangle-words", &args);
    Figure {
        title: phrases.t("foresight-report-triangle-title"),
        caption: phrases.t("foresight-report-triangle-caption"),
        alt: words,
        drawing: triangle(&Triangle {
            side: 220.0,
            corners: [&names[0], &names[1], &names[2]],
            dots: &dots,
            names: &largest_names,
            language: Some("en"),
        }),
    }
}
