//! Invented targets for the samples of pages.

use bellwether_foresight::api::{Indicator, Outlook, OutlookYear};

use crate::model::hindcast::{Cutoff, Hindcast, Mark, Marks, SCORE, Weight};
use crate::model::status::{Accuracy, Source, Status};
use crate::model::target::{Emergence, Reason, Related, Span, Target};

/// Text that would do harm where it is not escaped.
pub const HOSTILE: &str = "\"><script>alert(1)</script>";

/// What a build says of itself.
pub fn status() -> Status {
    Status {
        source: Source {
            kind: "org.Hs.eg.db".to_owned(),
            file: "org.Hs.eg.sqlite".to_owned(),
            sha256: "0f61810d".to_owned(),
            date: Some("2022-Sep12".to_owned()),
            links: 1_790_000,
            ..Source::default()
        },
        years: (2016, 2020),
        totals: vec![36_000; 5],
        genes: 77_614,
        with_papers: 46_898,
        papers: 640_000,
        exact: 1_400,
        left_out: 400_000,
        accuracy: Some(Accuracy { papers: 43_000, exact: 0.84, near: 0.98 }),
        ..Status::default()
    }
}

/// A target with everything.
pub fn target(symbol: &str) -> Target {
    let indicator = |name: &str, value: f64, because: &[f64]| Indicator {
        name: name.to_owned(),
        value,
        interval: (name != "burst").then_some((value - 0.1, value + 0.1)),
        because: because.to_vec(),
    };
    let year = |year: u16, middle: f64| OutlookYear {
        year,
        middle,
        wide80: (middle - 6.0, middle + 7.0),
        wide95: (middle - 11.0, middle + 14.0),
    };
    Target {
        id: 7,
        symbol: symbol.to_owned(),
        name: format!("{symbol} kinase"),
        aliases: vec!["OLD1".to_owned(), symbol.to_owned()],
        ensembl: vec!["ENSG00000000007".to_owned()],
        location: "17p13.1".to_owned(),
        kind: "protein-coding".to_owned(),
        papers: 1_204,
        counted: 150,
        exact: 12,
        counts: vec![10, 20, 30, 40, 50],
        outlook: Some(Outlook { method: "pooled".to_owned(), years: vec![year(2021, 55.0), year(2022, 61.0)] }),
        indicators: vec![
            indicator("growth", 0.138, &[150.0, 2016.0, 2020.0]),
            indicator("share", 0.0014, &[50.0, 36_000.0, 2020.0]),
            indicator("novelty", 0.8, &[120.0, 150.0, 3.0]),
            indicator("burst", 12.3, &[2019.0, 2020.0]),
        ],
        bursts: vec![Span { from: 2016, to: 2016 }, Span { from: 2019, to: 2020 }],
        emergence: Some(Emergence {
            score: 0.62,
            rank: 3,
            reasons: vec![
                Reason { name: "jump".to_owned(), adds: 0.9 },
                Reason { name: "size".to_owned(), adds: -0.4 },
                Reason { name: "youth".to_owned(), adds: 0.2 },
            ],
        }),
        related: vec![Related { id: 8, papers: 14, times: 31.4 }],
        held: vec![34_000_000, 33_999_999],
    }
}

/// A hindcast of two years, one of which speaks against the score.
pub fn hindcast() -> Hindcast {
    let mark = |value: f64, half: f64| Mark { value, interval: Some((value - half, value + half)) };
    let marks = |rule: &str, value: f64| Marks {
        rule: rule.to_owned(),
        auroc: mark(value, 0.02),
        precision_at_50: mark(value - 0.1, 0.1),
        threat: mark(value * 40.0, 2.0),
    };
    let cutoff = |year: u16, advantage: f64| Cutoff {
        year,
        targets: 2_900,
        grew: 540,
        examples: 14_000,
        rules: vec![
            marks(SCORE, 0.6 + advantage),
            marks("persistence", 0.55),
            marks("size", 0.58),
            marks("past-growth", 0.6),
            marks("mean-year", 0.59),
        ],
        advantage: mark(advantage, 0.03),
    };
    Hindcast {
        years: 3,
        growth: 0.08,
        least: 3,
        cutoffs: vec![cutoff(2015, -0.01), cutoff(2017, 0.11)],
        weights: vec![
            Weight { name: "size".to_owned(), weight: -0.8 },
            Weight { name: "novelty".to_owned(), weight: 0.4 },
        ],
    }
}
