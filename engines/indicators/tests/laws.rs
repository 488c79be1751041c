//! Laws that hold for every topic.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_indicators::burst::{Sensitivity, bursts};
use bellwether_indicators::citations::{Cited, Norms, disruption, mean_normalised, top_share};
use bellwether_indicators::clinic::{Document, distance, drift, is_clinical};
use bellwether_indicators::combinations::{Reference, combinations};
use bellwether_indicators::emergence::{coherence, growth, novelty, uncertainty};
use bellwether_indicators::estimate::{Bootstrap, wilson};
use bellwether_indicators::hindcast::question::{Measure, Question};
use bellwether_indicators::hindcast::run::{Options, fit, run};
use bellwether_indicators::hindcast::score::{auroc, precision_at, threat};
use bellwether_indicators::main_path::{MainPathError, main_path};
use bellwether_indicators::triangle::{Heading, of_document, of_topic};
use proptest::prelude::*;

const QUICK: Bootstrap = Bootstrap { resamples: 60, seed: 7, level: 0.9 };

fn yearly(length: usize, most: u32) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0..most).prop_map(f64::from), length)
}

fn papers() -> impl Strategy<Value = Vec<Cited>> {
    let paper = (0_u32..3, 2000_i32..2003, 0_u32..30);
    prop::collection::vec(paper, 1..80).prop_map(|all| {
        all.into_iter().map(|(field, year, citations)| Cited { field, year, citations: f64::from(citations) }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bursts_are_apart_in_order_and_worth_their_price(counts in yearly(25, 20)) {
        let totals = vec![1000.0; 25];
        let found = bursts(&counts, &totals, Sensitivity::default());
        for pair in found.windows(2) {
            prop_assert!(pair[0].to + 1 < pair[1].from);
        }
        for burst in &found {
            prop_assert!(burst.from <= burst.to && burst.weight >= 25_f64.ln() - 1e-9, "{burst:?}");
        }
    }

    #[test]
    fn a_constant_share_of_a_growing_total_is_no_burst_and_no_growth(share in 1_u32..50, step in 1.0..400.0_f64) {
        let totals: Vec<f64> = (0..20).map(|at| 5000.0 + step * f64::from(at)).collect();
        let counts: Vec<f64> = totals.iter().map(|total| total * f64::from(share) / 1000.0).collect();
        prop_assert_eq!(bursts(&counts, &totals, Sensitivity::default()), []);
        let growth = growth(&counts, &totals).unwrap();
        prop_assert!(growth.value.abs() < 1e-6, "{growth:?}");
    }

    #[test]
    fn exponential_growth_is_found_exactly(rate in -0.2..0.3_f64, start in 20.0..500.0_f64) {
        let counts: Vec<f64> = (0..12).map(|at| start * (1.0 + rate).powi(at)).collect();
        let found = growth(&counts, &[1e6; 12]).unwrap();
        let interval = found.interval.unwrap();
        prop_assert!((found.value - rate).abs() < 1e-6 && interval.low <= rate && rate <= interval.high);
    }

    #[test]
    fn over_a_whole_field_normalised_citations_average_one(papers in papers()) {
        let norms = Norms::learn(&papers);
        if let Some(mean) = mean_normalised(&papers, &norms, QUICK) {
            prop_assert!((mean.value - 1.0).abs() < 1e-9, "{mean:?}");
        }
        // Ties are counted in part, so exactly a tenth is in the top tenth.
        let top = top_share(&papers, &norms, 0.1, QUICK).unwrap();
        prop_assert!((top.value - 0.1).abs() < 1e-9, "{top:?}");
    }

    #[test]
    fn disruption_lies_between_its_ends(citing in prop::collection::vec(prop::collection::vec(0_u64..8, 0..5), 0..30)) {
        if let Some(found) = disruption(0, &[1, 2, 3], &citing, QUICK) {
            let interval = found.interval.map_or((found.value, found.value), |interval| (interval.low, interval.high));
            prop_assert!((-1.0..=1.0).contains(&found.value) && interval.0 <= interval.1);
        }
    }

    #[test]
    fn shares_have_their_interval_around_them(all in 1_u32..5000, part in 0.0..=1.0_f64) {
        let kind = (f64::from(all) * part).floor();
        let interval = wilson(kind, f64::from(all)).unwrap();
        let share = kind / f64::from(all);
        prop_assert!(0.0 <= interval.low && interval.low <= share + 1e-12 && share <= interval.high + 1e-12 && interval.high <= 1.0);
    }

    #[test]
    fn the_same_seed_gives_the_same_answer(counts in yearly(12, 30), seed in any::<u64>()) {
        let how = Bootstrap { seed, ..QUICK };
        let vectors: Vec<Vec<f32>> = counts.iter().map(|count| vec![*count as f32, 1.0, 2.0]).collect();
        let slices: Vec<&[f32]> = vectors.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(coherence(&slices, how), coherence(&slices, how));
        let categories: Vec<u32> = counts.iter().map(|count| *count as u32 % 4).collect();
        let spread = uncertainty(&categories, how).unwrap();
        prop_assert!((0.0..=1.0 + 1e-12).contains(&spread.value));
        prop_assert_eq!(Some(spread), uncertainty(&categories, how));
    }

    #[test]
    fn shuffling_within_years_keeps_each_papers_years(sources in prop::collection::vec(prop::collection::vec((0_u32..6, 2000_i32..2003), 0..6), 1..12)) {
        let papers: Vec<Vec<Reference>> = sources
            .iter()
            .map(|paper| paper.iter().map(|(source, year)| Reference { source: *source, year: *year }).collect())
            .collect();
        let made = combinations(&papers, 4, 11);
        prop_assert_eq!(&made, &combinations(&papers, 4, 11));
        for (paper, made) in papers.iter().zip(&made) {
            prop_assert_eq!(made.is_some(), paper.len() >= 2);
            if let Some(made) = made {
                prop_assert!(made.novelty.value.is_finite() && made.novelty.value <= made.conventionality.value + 1e-12);
            }
        }
    }

    #[test]
    fn the_main_path_is_a_path_from_a_source_to_a_sink(pairs in prop::collection::vec((0_usize..12, 0_usize..12), 1..40)) {
        // From lower to higher numbers, so that there are no circles.
        let mut arcs: Vec<(usize, usize)> = pairs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let made = main_path(12, &arcs).unwrap();
        for step in made.papers.windows(2) {
            prop_assert!(arcs.contains(&(step[0], step[1])));
        }
        if let (Some(first), Some(last)) = (made.papers.first(), made.papers.last()) {
            prop_assert!(arcs.iter().all(|(from, to)| to != first && from != last));
        }
        // Kirchhoff: what runs through all arcs out of the sources is all there is.
        let sources = |paper: usize| arcs.iter().all(|(_, to)| *to != paper);
        let sinks = |paper: usize| arcs.iter().all(|(from, _)| *from != paper);
        let through = |keep: &dyn Fn(&(usize, usize)) -> bool| -> f64 {
            arcs.iter().zip(&made.log_counts).filter(|(arc, _)| keep(arc)).map(|(_, log)| log.exp()).sum()
        };
        let (out, into) = (through(&|arc| sources(arc.0)), through(&|arc| sinks(arc.1)));
        prop_assert!((out - into).abs() < 1e-6 * out.max(1.0));
    }

    #[test]
    fn reversing_a_ranking_reverses_its_area(scores in prop::collection::vec(0_u32..9, 4..60), flips in prop::collection::vec(any::<bool>(), 60)) {
        let scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
        let outcomes = &flips[..scores.len()];
        let negated: Vec<f64> = scores.iter().map(|score| -score).collect();
        let (area, other) = (auroc(&scores, outcomes), auroc(&negated, outcomes));
        prop_assert!(area.is_nan() == other.is_nan() && (area.is_nan() || (area + other - 1.0).abs() < 1e-9));
        let all = outcomes.iter().filter(|yes| **yes).count() as f64 / scores.len() as f64;
        prop_assert!((precision_at(&scores, outcomes, scores.len()) - all).abs() < 1e-9);
        prop_assert!((threat(&scores, outcomes, f64::NEG_INFINITY) - 100.0 * all).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// The proof that the fit cannot look ahead: what comes after the cut-off changes the marks, and neither weights nor
    /// the number of examples.
    #[test]
    fn changing_the_future_changes_no_weight(seed in any::<u64>()) {
        let mut random = bellwether_indicators::random::Random::new(seed);
        let mut series = || -> Vec<Vec<f64>> {
            (0..80).map(|_| (0..20).map(|_| random.below(30) as f64).collect()).collect()
        };
        let (real, other) = (series(), series());
        let changed: Vec<Vec<f64>> =
            real.iter().zip(&other).map(|(real, other)| [&real[..=14], &other[15..]].concat()).collect();
        let options = Options { bootstrap: Bootstrap { resamples: 3, ..QUICK }, ..Options::default() };
        for measure in [Measure::Share, Measure::Count] {
            let question = Question { measure, ..Question::default() };
            let totals: Vec<f64> = (0..20).map(|at| 1000.0 + 10.0 * f64::from(at)).collect();
            let mut other_totals = totals.clone();
            other_totals[15..].iter_mut().for_each(|total| *total *= 1.3);
            let (a, b) = (run(&real, &totals, 14, question, options), run(&changed, &other_totals, 14, question, options));
            if let (Ok(a), Ok(b)) = (a, b) {
                prop_assert_eq!(&a.model, &b.model);
                prop_assert_eq!(a.examples, b.examples);
                // What is fitted for the years to come is fitted as in the hindcast of that year.
                let now = |series: &[Vec<f64>], totals: &[f64]| {
                    let until: Vec<Vec<f64>> = series.iter().map(|counts| counts[..=14].to_vec()).collect();
                    fit(&until, &totals[..=14], 14, question, options)
                };
                prop_assert_eq!(now(&real, &totals), Ok(a.model));
                prop_assert_eq!(now(&changed, &other_totals), Ok(b.model));
            }
        }
    }
}

#[test]
fn a_burst_is_where_it_was_put() {
    let mut counts = vec![10.0; 20];
    counts[8..12].fill(45.0);
    let found = bursts(&counts, &[1000.0; 20], Sensitivity::default());
    assert_eq!(found.iter().map(|burst| (burst.from, burst.to)).collect::<Vec<_>>(), [(8, 11)]);
    assert_eq!(novelty(&counts, 5).unwrap().value, 50.0 / 340.0);
}

#[test]
fn circles_and_strangers_are_named() {
    assert_eq!(main_path(3, &[(0, 1), (1, 2), (2, 0)]), Err(MainPathError::Circle(0)));
    assert_eq!(main_path(2, &[(0, 5)]), Err(MainPathError::NoSuchPaper { arc: 0, paper: 5, papers: 2 }));
    assert_eq!(main_path(4, &[]).unwrap().papers, Vec::<usize>::new());
}

#[test]
fn headings_place_a_document_in_the_triangle() {
    let trees = |all: &[&str]| all.iter().map(|tree| (*tree).to_owned()).collect::<Vec<_>>();
    let (humans, mice, line) = (
        trees(&["B01.050.150.900.649.313.988.400.112.400.400"]),
        trees(&["B01.050.150.900.649.313.992.635.505.500"]),
        trees(&["A11.251"]),
    );
    let other = trees(&["A110.5", "C04"]);
    let headings = [
        Heading { id: "D006801", trees: &humans },
        Heading { id: "D051379", trees: &mice },
        Heading { id: "D002460", trees: &line },
        Heading { id: "D000000", trees: &other },
    ];
    let place = of_document(&headings).unwrap();
    assert_eq!((place.human, place.animal, place.cell), (1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0));
    let (x, y) = place.plane();
    assert!((x - 0.5).abs() < 1e-12 && (y - 3.0_f64.sqrt() / 6.0).abs() < 1e-12);
    assert_eq!(of_document(&headings[3..]), None);
    let human = of_document(&headings[..1]).unwrap();
    let topic = of_topic(&[place, human], QUICK).unwrap();
    assert!((topic.human.value - 2.0 / 3.0).abs() < 1e-12 && topic.human.interval.is_some());
}

#[test]
fn a_topic_comes_nearer_to_the_clinic() {
    let documents: Vec<Document> =
        (0..200).map(|at| Document { year: 2000 + at / 20, clinical: at % 20 < at / 20 * 2 }).collect();
    assert_eq!(distance(&documents).unwrap().value, 1.0 - 0.45);
    let drift = drift(&documents, QUICK).unwrap();
    assert!((drift.value + 0.1).abs() < 1e-9 && drift.interval.unwrap().high < 0.0, "{drift:?}");
    assert!(is_clinical(["Journal Article", "clinical trial, phase ii"].into_iter()));
    assert!(!is_clinical(["Journal Article", "Review"].into_iter()));
}
