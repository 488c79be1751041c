//! Published values, values worked by hand, and recorded values of independent implementations.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_indicators::citations::{Benchmark, Cited, Norms, citation_rate, disruption, relative_citation_ratio};
use bellwether_indicators::emergence::{coherence, growth, uncertainty};
use bellwether_indicators::estimate::{Bootstrap, wilson};
use bellwether_indicators::hindcast::{Model, auroc, precision_at, threat};
use bellwether_indicators::main_path::main_path;

/// Wilson 1927 as tabled by Newcombe (1998, Statistics in Medicine 17:857, table I): 81 of 263 is .2553 to .3662, 0 of 20 is 0 to .1611.
#[test]
fn shares_have_the_intervals_of_newcombe() {
    let interval = wilson(81.0, 263.0).unwrap();
    assert!((interval.low - 0.2553).abs() < 5e-5 && (interval.high - 0.3662).abs() < 5e-5, "{interval:?}");
    let none = wilson(0.0, 20.0).unwrap();
    assert!(none.low == 0.0 && (none.high - 0.1611).abs() < 5e-5, "{none:?}");
}

/// Funk and Owen-Smith 2017, figure 1: only those that cite the focal patent alone is 1, only those that cite both is -1.
#[test]
fn disruption_has_its_published_ends() {
    let how = Bootstrap { resamples: 10, ..Bootstrap::default() };
    let value = |citing: &[Vec<u64>]| disruption(9, &[1, 2], citing, how).unwrap().value;
    assert_eq!(value(&[vec![9], vec![9, 5]]), 1.0);
    assert_eq!(value(&[vec![9, 1], vec![2, 9]]), -1.0);
    // One alone, two both, one only what it builds on: (1 - 2) / 4.
    assert_eq!(value(&[vec![9], vec![9, 1], vec![9, 2], vec![1], vec![7]]), -0.25);
    assert_eq!(disruption(9, &[1], &[vec![5]], how), None);
}

/// Waltman and Schreiber 2013 in small: of ten papers the single best is the top tenth; of two tied for the best each is half of it.
#[test]
fn ties_at_the_border_count_in_part() {
    let papers = |citations: [f64; 10]| citations.map(|citations| Cited { field: 1, year: 2000, citations });
    let clear = papers([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.]);
    let norms = Norms::learn(&clear);
    assert!((norms.top(&clear[9], 0.1).unwrap() - 1.0).abs() < 1e-9 && norms.top(&clear[8], 0.1).unwrap() < 1e-9);
    assert!((norms.normalised(&clear[9]).unwrap() - 2.0).abs() < 1e-12);
    let tied = papers([0., 1., 2., 3., 4., 5., 6., 7., 9., 9.]);
    assert!((Norms::learn(&tied).top(&tied[9], 0.1).unwrap() - 0.5).abs() < 1e-9);
}

/// Hutchins et al. 2016: a paper cited as its benchmark is has a ratio of 1. The median line passes through the points when they lie on one, and is not moved by an outlier.
#[test]
fn the_relative_citation_ratio_of_a_benchmark_paper_is_one() {
    let mut pairs: Vec<(f64, f64)> = (1..30).map(|at| (f64::from(at), 0.5 + 0.8 * f64::from(at))).collect();
    pairs.push((10.0, 900.0));
    let line = Benchmark::fit(&pairs, 200).unwrap();
    assert!((line.intercept - 0.5).abs() < 1e-3 && (line.slope - 0.8).abs() < 1e-3, "{line:?}");
    let ratio = relative_citation_ratio(citation_rate(42.5, 2010, 2015), &[8.0, 12.0], line).unwrap();
    assert!((ratio.value - 1.0).abs() < 2e-3, "{ratio:?}");
    assert_eq!(citation_rate(3.0, 2015, 2015), 3.0);
    assert_eq!(Benchmark::fit(&[(1.0, 2.0), (1.0, 3.0)], 10), None);
}

/// Batagelj 2003, by hand: 0 and 1 are sources, 4 and 5 sinks, all paths run through 2 -> 3. 2 sources x 2 sinks = 4 paths.
#[test]
fn search_path_counts_are_sources_times_sinks() {
    let made = main_path(6, &[(0, 2), (1, 2), (2, 3), (3, 4), (3, 5)]).unwrap();
    let counts: Vec<f64> = made.log_counts.iter().map(|log| log.exp().round()).collect();
    assert_eq!(counts, [2.0, 2.0, 4.0, 2.0, 2.0]);
    assert_eq!(made.papers, [0, 2, 3, 4]);
    // A ladder of 1,100 steps has 2^1100 paths, beyond any float.
    let ladder: Vec<(usize, usize)> = (0..1100)
        .flat_map(|at| [(3 * at, 3 * at + 1), (3 * at, 3 * at + 2), (3 * at + 1, 3 * at + 3), (3 * at + 2, 3 * at + 3)])
        .collect();
    let made = main_path(3301, &ladder).unwrap();
    assert!((made.log_counts[0] - 1099.0 * 2_f64.ln()).abs() < 1e-6 && made.papers.len() == 2201);
}

/// By hand: three unit vectors, two alike and one at a right angle: mean cosine 1/3. Two categories, evenly used: 1.
#[test]
fn coherence_and_uncertainty_follow_their_definitions() {
    let how = Bootstrap { resamples: 20, ..Bootstrap::default() };
    let (east, north) = ([2.0_f32, 0.0], [0.0_f32, 5.0]);
    let alike = coherence(&[&east, &east, &north], how).unwrap();
    assert!((alike.value - 1.0 / 3.0).abs() < 1e-12, "{alike:?}");
    assert!((uncertainty(&[3, 3, 8, 8], how).unwrap().value - 1.0).abs() < 1e-12);
    assert_eq!(uncertainty(&[3, 3], how).unwrap().value, 0.0);
}

/// By hand: counts 1, 2, 4 of equal totals double every year, exactly.
#[test]
fn doubling_is_a_growth_of_one() {
    let made = growth(&[100.0, 200.0, 400.0], &[1e6; 3]).unwrap();
    assert!((made.value - 1.0).abs() < 1e-9, "{made:?}");
    assert_eq!(growth(&[1.0, 2.0], &[10.0, 10.0]), None);
}

/// By hand: yes at .9 and .4, no at .6 and .1: three of four pairs are in order. At .5: one hit, one false alarm, one miss.
#[test]
fn marks_follow_their_definitions() {
    let (scores, outcomes) = ([0.9, 0.6, 0.4, 0.1], [true, false, true, false]);
    assert_eq!(auroc(&scores, &outcomes), 0.75);
    assert_eq!(auroc(&[1.0, 1.0], &[true, false]), 0.5);
    assert_eq!(precision_at(&scores, &outcomes, 2), 0.5);
    assert_eq!(precision_at(&[1.0, 1.0, 0.0], &[true, false, true], 1), 0.5);
    assert!((threat(&scores, &outcomes, 0.5) - 100.0 / 3.0).abs() < 1e-12);
}

/// One binary column without ridge: the fitted probabilities are the observed shares, which is the maximum likelihood.
#[test]
fn logistic_regression_finds_the_observed_shares() {
    let rows: Vec<Vec<f64>> = (0..100).map(|at| vec![f64::from(u8::from(at < 40))]).collect();
    let outcomes: Vec<bool> = (0..100).map(|at| if at < 40 { at < 30 } else { at < 52 }).collect();
    let model = Model::fit(&rows, &outcomes, 0.0, 50).unwrap();
    assert!((model.probability(&[1.0]) - 0.75).abs() < 1e-6 && (model.probability(&[0.0]) - 0.2).abs() < 1e-6);
    assert_eq!(Model::fit(&rows, &[true; 100], 1.0, 50), None);
}
