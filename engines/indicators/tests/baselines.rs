//! Better than simple rules on real series, at every cut-off. Skipped, with a message, where the data are absent.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::Path;

use bellwether_indicators::estimate::Bootstrap;
use bellwether_indicators::hindcast::{HindcastError, Options, Question, run};

/// Papers per human gene, 1997-2021. Recorded 2026-11-25: advantage .05 to .16 in AUROC, threat score 24.8 to 29.4.
#[test]
fn the_combination_beats_simple_rules_at_every_cut_off() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/series");
    if !folder.exists() {
        println!("skipped: ../shared/data/series is not there");
        return;
    }
    let text = std::fs::read_to_string(folder.join("gene_year_counts_dev.tsv")).unwrap();
    let mut genes: Vec<Vec<f64>> =
        text.lines().skip(1).map(|line| line.split('\t').skip(2).map(|cell| cell.parse().unwrap()).collect()).collect();
    let totals = genes.pop().unwrap();
    let options = Options { bootstrap: Bootstrap { resamples: 100, seed: 1, level: 0.95 }, ..Options::default() };
    for cutoff in (8..=20).step_by(4) {
        let report = run(&genes, &totals, cutoff, Question::default(), options).unwrap();
        let interval = report.advantage.1.unwrap();
        assert!(interval.low > 0.0, "{cutoff}: {:?}", report.advantage);
        let combination = &report.judged[0];
        assert!(combination.threat.0 > 24.0, "{cutoff}: {combination:?}");
        assert!(report.judged[1..].iter().all(|rule| rule.threat.0 < combination.threat.0), "{cutoff}");
    }
    let beyond = run(&genes, &totals, 23, Question::default(), options);
    assert_eq!(beyond, Err(HindcastError::NotJudgeable { cutoff: 23, needed: 27, years: 25 }));
}
