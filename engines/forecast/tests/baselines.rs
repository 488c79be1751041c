//! Better than the naive method on real series, by a recorded margin. Skipped, with a message, where the data are absent.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};

use bellwether_forecast::accuracy::{mase, smape};
use bellwether_forecast::method::{Method, Options, forecast};
use bellwether_forecast::pooled::Pooled;
use bellwether_forecast::series::{Frequency, Kind, Series};

fn data(file: &str) -> Option<String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/series");
    if !folder.exists() {
        println!("skipped: ../shared/data/series is not there");
        return None;
    }
    Some(std::fs::read_to_string(folder.join(file)).unwrap())
}

fn rows(text: &str, period: &str, frequency: Frequency) -> Vec<(Series, Vec<f64>)> {
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let numbers = |row: &serde_json::Value, key: &str| -> Vec<f64> {
        row[key].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
    };
    rows.filter(|row| row["period"] == period)
        .map(|row| (Series::complete(frequency, Kind::Rate, &numbers(&row, "train")).unwrap(), numbers(&row, "test")))
        .collect()
}

fn score(rows: &[(Series, Vec<f64>)], method: Method) -> (f64, f64) {
    let (mut percent, mut scaled, mut scalable) = (0.0, 0.0, 0.0);
    for (series, test) in rows {
        let point = forecast(series, method, test.len(), Options::default()).unwrap().point;
        percent += smape(test, &point);
        if let Some(error) = mase(test, &point, series.change_scale()) {
            scaled += error;
            scalable += 1.0;
        }
    }
    (percent / rows.len() as f64, scaled / scalable)
}

/// The naive row is that of the published M3 scores (Naive2, yearly: 17.8799 and 3.1717), so the reading is right.
#[test]
fn the_median_beats_the_naive_method_on_m3() {
    let Some(text) = data("m3.jsonl") else { return };
    let yearly = rows(&text, "yearly", Frequency::Annual);
    let (percent, scaled) = score(&yearly, Method::Naive);
    assert!((percent - 17.8799).abs() < 5e-4 && (scaled - 3.1717).abs() < 5e-4, "{percent} {scaled}");
    let (percent, scaled) = score(&yearly, Method::Median);
    assert!(percent <= 15.6 && scaled <= 2.62, "{percent} {scaled}");
    let (percent, scaled) = score(&rows(&text, "quarterly", Frequency::Quarterly), Method::Median);
    assert!(percent <= 9.2 && scaled <= 1.12, "{percent} {scaled}");
}

/// AutoETS of statsforecast 2.1.1: 1.5310. Seasonal naive: 1.6309.
#[test]
fn the_median_beats_automatic_smoothing_on_tourism() {
    let Some(text) = data("tourism_monthly.jsonl") else { return };
    let (_, scaled) = score(&rows(&text, "monthly", Frequency::Monthly), Method::Median);
    assert!(scaled <= 1.49, "{scaled}");
}

#[test]
fn learning_from_all_genes_beats_each_gene_alone() {
    let Some(text) = data("gene_year_counts_dev.tsv") else { return };
    let mut rows: Vec<Vec<f64>> =
        text.lines().skip(1).map(|line| line.split('\t').skip(2).map(|cell| cell.parse().unwrap()).collect()).collect();
    let total = rows.pop().unwrap();
    for horizon in [4, 5] {
        let cut = total.len() - horizon;
        let annual = |row: &Vec<f64>| Series::complete(Frequency::Annual, Kind::Count, &row[..cut]);
        let series: Vec<Series> =
            rows.iter().map(|row| annual(row).unwrap().with_exposure(&total[..cut]).unwrap()).collect();
        let pooled = Pooled::learn(&series.iter().collect::<Vec<_>>(), horizon).unwrap();
        let mut sums = [0.0; 3];
        for (series, row) in series.iter().zip(&rows) {
            let alone = |method| forecast(series, method, horizon, Options::default()).unwrap().point;
            let points = [pooled.forecast(series, horizon).unwrap().point, alone(Method::Simple), alone(Method::Naive)];
            for (sum, point) in sums.iter_mut().zip(points) {
                *sum += mase(&row[cut..], &point, series.change_scale()).unwrap_or(0.0);
            }
        }
        let [pooled, simple, naive] = sums;
        assert!(pooled < 0.95 * simple && pooled < 0.93 * naive, "{sums:?}");
    }
}
