//! Forecasts of M3, tourism and gene counts beside statsforecast: errors, coverage of intervals, CPU seconds.
//!
//! `cargo xtask bench forecast [FOLDER]`: the folder holds `m3.jsonl`, `tourism_monthly.jsonl` and
//! `gene_year_counts_dev.tsv`. statsforecast is asked in the same run where `data/venv` has it
//! (`data/venv/bin/pip install statsforecast`); its imports and the first call of each method are not timed.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use bellwether_forecast::accuracy::{coverage, mase, smape};
use bellwether_forecast::backtest::Plan;
use bellwether_forecast::batch::gather;
use bellwether_forecast::combine;
use bellwether_forecast::conformal::Calibrator;
use bellwether_forecast::error::ForecastError;
use bellwether_forecast::forecast::Forecast;
use bellwether_forecast::method::{Method, Options, forecast};
use bellwether_forecast::pooled::Pooled;
use bellwether_forecast::series::{Frequency, Kind, Series};

/// Asks statsforecast for the same series; one line for each method.
const STATSFORECAST: &str = r"
import sys, json, time, warnings
warnings.filterwarnings('ignore')
import numpy as np
from statsforecast.models import *
path, period, season = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows = [r for r in map(json.loads, open(path)) if r['period'] == period]
rows = [(np.array(r['train']), np.array(r['test'])) for r in rows]
for name, m in [('SES', SimpleExponentialSmoothingOptimized()), ('Theta', Theta(season)), ('DOTM', DynamicOptimizedTheta(season)), ('AutoETS', AutoETS(season))]:
    m.forecast(rows[0][0], len(rows[0][1]))
    start = time.process_time()
    out = [m.forecast(y, len(t))['mean'] for y, t in rows]
    spent = time.process_time() - start
    s = np.mean([(200 * np.abs(t - f) / (np.abs(t) + np.abs(f))).mean() for (y, t), f in zip(rows, out)])
    e = np.mean([np.abs(t - f).mean() / np.abs(y[season:] - y[:-season]).mean() for (y, t), f in zip(rows, out)])
    print(f'statsforecast {name:<26} {s:8.3f} {e:8.4f} {spent:9.3f}', flush=True)
";

/// One data set with what came.
struct Set {
    name: &'static str,
    file: &'static str,
    period: &'static str,
    rows: Vec<(Series, Vec<f64>)>,
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| workspace().join("../shared/data/series"), PathBuf::from);
    if !folder.is_dir() {
        bail!("{} is not there; give the folder with m3.jsonl as argument", folder.display());
    }
    let python = workspace().join("data/venv/bin/python");
    let python = python.exists().then_some(python);
    if python.is_none() {
        println!("statsforecast is left out: data/venv is missing");
    }
    let sets = [
        load(&folder, "M3 yearly", "m3.jsonl", "yearly", Frequency::Annual, Kind::Level)?,
        load(&folder, "M3 quarterly", "m3.jsonl", "quarterly", Frequency::Quarterly, Kind::Level)?,
        load(&folder, "tourism monthly", "tourism_monthly.jsonl", "monthly", Frequency::Monthly, Kind::Rate)?,
    ];
    for set in &sets {
        println!("\n{}: {} series                     sMAPE     MASE     CPU-s", set.name, set.rows.len());
        for method in [
            Method::SeasonalNaive,
            Method::Simple,
            Method::DampedTrend,
            Method::Theta,
            Method::DynamicTheta,
            Method::Ets,
            Method::Median,
        ] {
            ours(set, method);
        }
        if let Some(python) = &python {
            beside(python, &folder, set)?;
        }
        intervals(set)?;
    }
    choose(&sets);
    genes(&folder)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn load(
    folder: &Path,
    name: &'static str,
    file: &'static str,
    period: &'static str,
    frequency: Frequency,
    kind: Kind,
) -> Result<Set> {
    let text = std::fs::read_to_string(folder.join(file)).with_context(|| format!("reading {file}"))?;
    let mut rows = Vec::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        if row["period"] == period {
            let numbers = |key: &str| -> Vec<f64> {
                row[key].as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
            };
            rows.push((Series::complete(frequency, kind, &numbers("train"))?, numbers("test")));
        }
    }
    Ok(Set { name, file, period, rows })
}

/// Mean sMAPE and MASE of a forecaster over those rows that `takes` keeps.
fn score(set: &Set, takes: impl Fn(usize) -> bool, of: impl Fn(&Series, usize) -> Vec<f64>) -> (f64, f64) {
    let (mut percent, mut scaled, mut count, mut scalable) = (0.0, 0.0, 0.0, 0.0);
    for (_, (series, test)) in set.rows.iter().enumerate().filter(|(at, _)| takes(*at)) {
        let point = of(series, test.len());
        percent += smape(test, &point);
        count += 1.0;
        if let Some(error) = mase(test, &point, series.change_scale()) {
            scaled += error;
            scalable += 1.0;
        }
    }
    (percent / count, scaled / scalable)
}

fn point(series: &Series, method: Method, horizon: usize) -> Vec<f64> {
    forecast(series, method, horizon, Options::default()).map(|made| made.point).unwrap_or_default()
}

fn ours(set: &Set, method: Method) {
    let start = cpu_seconds();
    let (percent, scaled) = score(set, |_| true, |series, horizon| point(series, method, horizon));
    println!("ours          {:<26} {percent:8.3} {scaled:8.4} {:9.3}", format!("{method:?}"), cpu_seconds() - start);
}

fn beside(python: &Path, folder: &Path, set: &Set) -> Result<()> {
    let period = set.rows[0].0.frequency().period().to_string();
    let arguments = ["-c", STATSFORECAST];
    let status =
        Command::new(python).args(arguments).arg(folder.join(set.file)).args([set.period, &period]).status()?;
    if !status.success() {
        println!("statsforecast did not run; is it installed in data/venv?");
    }
    Ok(())
}

/// Coverage of intervals calibrated in two ways: at earlier origins of the same series, as in use; and on the outcomes of
/// the other half of the series, which tells what change between the periods does.
fn intervals(set: &Set) -> Result<()> {
    let horizon = set.rows[0].1.len();
    let kind = set.rows[0].0.kind();
    let series: Vec<Series> = set.rows.iter().map(|(series, _)| series.clone()).collect();
    let plan = Plan { horizon, origins: 1, stride: 1, least: 6 };
    let median = |series: &Series, horizon: usize| forecast(series, Method::Median, horizon, Options::default());
    let earlier = gather(&series, kind, plan, median, &mut |_| ControlFlow::Continue(()))?;
    let earlier = earlier.context("no series is long enough")?.finish();
    let made = series.iter().map(|series| median(series, horizon)).collect::<Result<Vec<_>, _>>()?;
    let mut halves = [Calibrator::new(Method::Median, kind, horizon), Calibrator::new(Method::Median, kind, horizon)];
    for (at, (made, (_, test))) in made.iter().zip(&set.rows).enumerate() {
        halves[at % 2].add(made, &test.iter().copied().map(Some).collect::<Vec<_>>());
    }
    let halves = halves.map(Calibrator::finish);
    for level in [0.8, 0.95] {
        let mut covered = [0.0; 3];
        let times = bellwether_forecast::distribution::normal_quantile((1.0 + level) / 2.0);
        for (at, (made, (_, test))) in made.iter().zip(&set.rows).enumerate() {
            for (covered, calibration) in covered.iter_mut().zip([&earlier, &halves[1 - at % 2]]) {
                let band = calibration.band(made, level)?;
                *covered += coverage(test, &band.lower, &band.upper);
            }
            let bound = |sign: f64| -> Vec<f64> {
                made.point.iter().zip(&made.spread).map(|(point, spread)| point + sign * times * spread).collect()
            };
            covered[2] += coverage(test, &bound(-1.0), &bound(1.0));
        }
        let [origins, others, own] = covered.map(|covered| covered / made.len() as f64);
        println!(
            "coverage of {:.0} % intervals: {origins:.3} learnt at earlier origins, {others:.3} learnt on other series, \
             {own:.3} by the models' own account",
            level * 100.0,
        );
    }
    Ok(())
}

/// Which members the median should have: chosen on one half of the series by the mean error relative to the best
/// on that half, judged on the other.
fn choose(sets: &[Set]) {
    use Method::{DampedTrend, Drift, DynamicTheta, Ets, Holt, SeasonalNaive, Simple, Theta};
    let candidates: [&[Method]; 8] = [
        &[Ets, DynamicTheta],
        &[Ets, DynamicTheta, Theta],
        &[Ets, DynamicTheta, DampedTrend],
        &[Ets, DynamicTheta, SeasonalNaive],
        &[Ets, DynamicTheta, DampedTrend, SeasonalNaive],
        &[Ets, DynamicTheta, Simple, Holt],
        &[Ets, DynamicTheta, Simple, Drift],
        &[DynamicTheta, Simple, Holt, DampedTrend],
    ];
    println!("\nmembers of the median, chosen on one half, judged on the other (sMAPE; MASE for tourism):");
    for half in 0..2 {
        let error = |set: &Set, members: &[Method], half: usize| {
            let (percent, scaled) = score(
                set,
                |at| at % 2 == half,
                |series, horizon| {
                    combine::of(series, members, horizon, Options::default()).map(|made| made.point).unwrap_or_default()
                },
            );
            if set.period == "monthly" { scaled } else { percent }
        };
        let table: Vec<Vec<f64>> =
            candidates.iter().map(|members| sets.iter().map(|set| error(set, members, half)).collect()).collect();
        let best = |at: usize| table.iter().map(|row| row[at]).fold(f64::INFINITY, f64::min);
        let relative = |row: &Vec<f64>| row.iter().enumerate().map(|(at, error)| error / best(at)).sum::<f64>();
        let chosen = (0..candidates.len()).min_by(|a, b| relative(&table[*a]).total_cmp(&relative(&table[*b])));
        let chosen = candidates[chosen.unwrap_or(0)];
        let judged: Vec<String> = sets.iter().map(|set| format!("{:.3}", error(set, chosen, 1 - half))).collect();
        println!("half {half}: {chosen:?}; other half: {}", judged.join(", "));
    }
}

/// Papers per gene and year: errors of methods, and intervals of the regression learnt from all genes.
fn genes(folder: &Path) -> Result<()> {
    let text = std::fs::read_to_string(folder.join("gene_year_counts_dev.tsv"))?;
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .map(|line| line.split('\t').skip(2).map(str::parse).collect::<Result<_, _>>())
        .collect::<Result<_, _>>()?;
    let (total, genes) = rows.split_last().context("the file is empty")?;
    for horizon in [4, 5, 6] {
        let cut = total.len() - horizon;
        let series = genes
            .iter()
            .map(|gene| Series::complete(Frequency::Annual, Kind::Count, &gene[..cut])?.with_exposure(&total[..cut]))
            .collect::<Result<Vec<_>, _>>()?;
        println!("\n{} genes, the last {horizon} years ahead: MASE, wall-s", genes.len());
        let judge = |name: &str, of: &dyn Fn(&Series) -> Result<Forecast, ForecastError>| -> Result<()> {
            let start = Instant::now();
            let (mut sum, mut count) = (0.0, 0.0);
            for (gene, series) in genes.iter().zip(&series) {
                if let Some(error) = mase(&gene[cut..], &of(series)?.point, series.change_scale()) {
                    sum += error;
                    count += 1.0;
                }
            }
            println!("{name:<22} {:8.4} {:8.3}", sum / count, start.elapsed().as_secs_f64());
            Ok(())
        };
        use Method::{Counts, DynamicTheta, Ets, Median, Naive, Share, Simple, Theta};
        for method in [Naive, Simple, Theta, DynamicTheta, Ets, Counts, Share, Median] {
            judge(&format!("{method:?}"), &|series| forecast(series, method, horizon, Options::default()))?;
        }
        let start = Instant::now();
        let pooled = Pooled::learn(&series.iter().collect::<Vec<_>>(), horizon)?;
        println!("learning from all genes took {:.3} s", start.elapsed().as_secs_f64());
        judge("Pooled", &|series| pooled.forecast(series, horizon))?;
        if let Err(error) = gene_intervals(genes, &series, horizon) {
            println!("no intervals: {error}");
        }
    }
    Ok(())
}

/// The regression is learnt and calibrated before the cut: learnt up to `horizon` years before it, calibrated on those years;
/// then learnt anew up to the cut and judged on what came.
fn gene_intervals(genes: &[Vec<f64>], series: &[Series], horizon: usize) -> Result<()> {
    let cut = series[0].len();
    let past: Vec<Series> = series.iter().filter_map(|series| series.until(cut - horizon)).collect();
    let earlier = Pooled::learn(&past.iter().collect::<Vec<_>>(), horizon)?;
    let plan = Plan { horizon, origins: 1, stride: 1, least: 8 };
    let forecaster = |series: &Series, horizon: usize| earlier.forecast(series, horizon);
    let calibrator = gather(series, Kind::Count, plan, forecaster, &mut |_| ControlFlow::Continue(()))?;
    let calibration = calibrator.context("no gene is long enough")?.finish();
    let pooled = Pooled::learn(&series.iter().collect::<Vec<_>>(), horizon)?;
    for level in [0.8, 0.95] {
        let (mut covered, mut negative) = (0.0, 0);
        for (gene, series) in genes.iter().zip(series) {
            let band = calibration.band(&pooled.forecast(series, horizon)?, level)?;
            covered += coverage(&gene[cut..], &band.lower, &band.upper);
            negative += usize::from(band.lower.iter().any(|bound| *bound < 0.0));
        }
        let share = covered / genes.len() as f64;
        println!("coverage of {:.0} % intervals: {share:.3}; negative bounds: {negative}", level * 100.0);
    }
    Ok(())
}

/// CPU seconds of this process, where the system tells; else seconds since the start.
fn cpu_seconds() -> f64 {
    let ticks = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = ticks.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.with(|start| start.elapsed().as_secs_f64()), |spent| spent / 1e9)
}

thread_local! {
    static START: Instant = Instant::now();
}
