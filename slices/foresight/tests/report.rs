//! The printed report: of anything that a landscape may hold, in both languages, with the same bytes each time.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use bellwether_foresight::model::report::ReportData;
use bellwether_foresight::model::status::Status;
use bellwether_foresight::model::topic::{Indicator, Outlook, OutlookYear, Topic, WorkLine, YearCount};
use bellwether_foresight::slice::MESSAGES;
use bellwether_foresight::views::report::document;
use bellwether_kernel::lang::Lang;
use bellwether_paper::fonts::Fonts;
use bellwether_paper::model::{Block, Document, Run};
use bellwether_paper::pdf::render;
use bellwether_web::api::{Words, embedded};
use bellwether_web::words::Catalogue;
use proptest::prelude::*;

fn words(lang: Lang) -> Words {
    let files: Vec<(&str, Lang, &str)> = MESSAGES.iter().map(|(lang, text)| ("foresight", *lang, *text)).collect();
    Words::new(Arc::new(Catalogue::load(&files).unwrap()), lang)
}

fn bytes(document: &Document) -> Vec<u8> {
    render(document, &Fonts::load(embedded).unwrap()).unwrap()
}

fn indicator(name: &str, value: f64, because: &[f64]) -> Indicator {
    Indicator { name: name.to_owned(), value, interval: Some((value - 0.05, value + 0.05)), because: because.to_vec() }
}

fn topic(label: &str, size: u32) -> Topic {
    let outlook = |year| OutlookYear { year, middle: 90.0, wide80: (70.0, 110.0), wide95: (50.0, 140.0) };
    Topic {
        id: "7".to_owned(),
        label: label.to_owned(),
        terms: vec!["vector".to_owned(), "capsid".to_owned()],
        size,
        years: (2012..=2021).map(|year| YearCount { year, records: u32::from(year) - 2000, corpus: 900 }).collect(),
        outlook: Some(Outlook { method: "median".to_owned(), years: vec![outlook(2022), outlook(2023)] }),
        indicators: vec![
            indicator("growth", 0.12, &[10.0, f64::from(size), 2012.0, 2021.0]),
            indicator("novelty", 0.4, &[40.0, 100.0, 3.0]),
            indicator("distance", 0.8, &[80.0, 100.0]),
        ],
        triangle: Some([0.2, 0.5, 0.3]),
        stages: [4, 3, 2, 1, 0],
        works: vec![WorkLine {
            key: "pubmed:1".to_owned(),
            title: "<b>Vectors</b>".to_owned(),
            venue: "J. Inv.".to_owned(),
            year: 2020,
        }],
        ..Topic::default()
    }
}

fn data(topics: Vec<Topic>) -> ReportData {
    let all: Vec<u32> = (0..topics.len() as u32).collect();
    ReportData {
        edition: 3,
        status: Status {
            records: 1_000,
            years: Some((1976, 2021)),
            run: Some((2012, 2021)),
            headings: true,
            built_at_ms: 1_795_651_500_000,
            ..Status::default()
        },
        dots: vec![(0.1, 0.2, Some(3)), (0.5, 0.9, None)],
        level: Some(0),
        finest: all.clone(),
        described: all,
        topics,
        chosen: false,
    }
}

fn says(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// All that a document says, in order.
fn text(document: &Document) -> String {
    let block = |block: &Block| match block {
        Block::Heading(_, text) => text.clone(),
        Block::Paragraph(runs) | Block::Note(runs) => says(runs),
        Block::List(_, items) => items.iter().map(|item| says(item)).collect::<Vec<_>>().join("\n"),
        Block::Tiles(tiles) => {
            tiles.iter().map(|(value, what)| format!("{value} {what}")).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => {
            let row = |row: &Vec<Vec<Run>>| row.iter().map(|cell| says(cell)).collect::<Vec<_>>().join(" | ");
            format!("{}\n{}", table.caption, table.rows.iter().map(row).collect::<Vec<_>>().join("\n"))
        }
        Block::Figure(figure) => format!("{}\n[{}]\n{}", figure.title, figure.alt, figure.caption),
        Block::NewPage => String::new(),
    };
    let facts = document.facts.iter().map(|(name, value)| format!("{name}: {value}"));
    let head = [document.title.clone(), document.subtitle.clone()].into_iter().chain(facts);
    head.chain(document.blocks.iter().map(block)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_report_says_the_same_in_both_languages() {
    for lang in Lang::ALL {
        let report = document(&words(lang), &data(vec![topic("gene therapy, vector", 400), topic("ageing", 120)]));
        insta::assert_snapshot!(format!("report.{}", lang.code()), text(&report));
    }
}

#[test]
fn without_years_and_headings_it_says_why() {
    let bare = Topic { id: "1".to_owned(), label: "alone".to_owned(), size: 2, ..Topic::default() };
    let empty = ReportData { status: Status::default(), dots: Vec::new(), ..data(vec![bare]) };
    let report = document(&words(Lang::En), &empty);
    insta::assert_snapshot!("bare.en", text(&report));
    assert!(bytes(&report).starts_with(b"%PDF-1.7"));
}

#[test]
fn the_same_landscape_gives_the_same_bytes() {
    let make = || bytes(&document(&words(Lang::Ru), &data(vec![topic("gene therapy", 40)])));
    assert_eq!(make(), make());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_landscape_prints(
        labels in prop::collection::vec(any::<String>(), 0..5),
        size in any::<u32>(),
        value in any::<f64>(),
        chosen in any::<bool>(),
    ) {
        let strange = |label: &String| Topic {
            indicators: vec![indicator("growth", value, &[value; 4]), indicator("novelty", value, &[value; 3])],
            triangle: Some([value as f32, 0.0, f32::NAN]),
            ..topic(label, size / 8)
        };
        let data = ReportData { chosen, ..data(labels.iter().map(strange).collect()) };
        let written = bytes(&document(&words(Lang::Ru), &data));
        prop_assert!(written.starts_with(b"%PDF-1.7"));
    }
}
