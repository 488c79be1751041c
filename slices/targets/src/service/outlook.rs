//! What may follow: forecasts of papers a year by a regression learnt from all genes, with intervals learnt from how far off the
//! same regression was when it knew only earlier years.
//!
//! The regression foretells a gene's share; the papers on all genes are held at those of the last year. A forecast of these by
//! their trend made the forecasts of genes worse (ADR 64).

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use bellwether_forecast::backtest::Plan;
use bellwether_forecast::batch::{forecast_all, gather};
use bellwether_forecast::conformal::{Calibration, Calibrator};
use bellwether_forecast::pooled::Pooled;
use bellwether_forecast::series::{Frequency, Kind, Series};
use bellwether_foresight::api::{Outlook, OutlookYear};
use bellwether_jobs::Watch;

use crate::service::build::BuildError;
use crate::service::counting::Counted;

/// Years ahead; the shorter one where the past is too short for the longer.
const HORIZONS: [usize; 2] = [5, 3];
/// Earlier years from which forecasts are tried.
const ORIGINS: usize = 3;
/// A gene has a forecast if so many papers spoke of it in the last so many years: of fewer the past says nothing.
const LEAST_PAPERS: f64 = 10.0;
const RECENT_YEARS: usize = 10;

/// Forecasts of the genes that have papers enough; none where there are too few years or genes to learn from.
pub fn foretell(counted: &Counted, watch: &dyn Watch) -> Result<BTreeMap<u32, Outlook>, BuildError> {
    let recent = |counts: &[f64]| counts[counts.len().saturating_sub(RECENT_YEARS)..].iter().sum::<f64>();
    let told = counted.counts.iter().filter(|(_, counts)| recent(counts) >= LEAST_PAPERS);
    let told: Vec<(u32, Series)> =
        told.filter_map(|(gene, counts)| Some((*gene, series(counts, &counted.totals)?))).collect();
    let (genes, all): (Vec<u32>, Vec<Series>) = told.into_iter().unzip();
    for horizon in HORIZONS {
        let Some(calibration) = calibrate(&all, counted.totals.len(), horizon, watch)? else { continue };
        let Ok(pool) = Pooled::learn(&all.iter().collect::<Vec<_>>(), horizon) else { continue };
        let mut going = |progress: bellwether_forecast::batch::Progress| {
            watch.on_progress("forecasting", progress.done as u64, progress.of as u64);
            if watch.cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let forecaster = |series: &Series, horizon: usize| pool.forecast(series, horizon);
        let outlooks = forecast_all(&all, horizon, &calibration, &[0.8, 0.95], forecaster, &mut going);
        let outlooks = outlooks.map_err(|_| BuildError::Stopped)?;
        let told = genes.iter().zip(outlooks).filter_map(|(gene, outlook)| {
            let outlook = outlook.ok()?;
            let [narrow, wide] = outlook.bands.as_slice() else { return None };
            let year = |step: usize| OutlookYear {
                year: counted.years.1 + 1 + step as u16,
                middle: outlook.forecast.point[step],
                wide80: (narrow.lower[step], narrow.upper[step]),
                wide95: (wide.lower[step], wide.upper[step]),
            };
            let method = outlook.forecast.method.to_string();
            Some((*gene, Outlook { method, years: (0..horizon).map(year).collect() }))
        });
        return Ok(told.collect());
    }
    Ok(BTreeMap::new())
}

/// Errors at earlier years of regressions that were learnt up to those years; `None` where the past is too short.
fn calibrate(
    all: &[Series],
    years: usize,
    horizon: usize,
    watch: &dyn Watch,
) -> Result<Option<Calibration>, BuildError> {
    let plan = Plan { horizon, origins: 1, stride: 1, least: 1 };
    let mut gathered: Option<Calibrator> = None;
    for back in 0..ORIGINS {
        watch.on_progress("learning forecasts", back as u64, ORIGINS as u64);
        if watch.cancelled() {
            return Err(BuildError::Stopped);
        }
        let Some(until) = years.checked_sub(back + horizon) else { break };
        let cut = |length: usize| all.iter().filter_map(move |series| series.until(length)).collect::<Vec<_>>();
        let past = cut(until);
        let Ok(pool) = Pooled::learn(&past.iter().collect::<Vec<_>>(), horizon) else { break };
        let forecaster = |series: &Series, horizon: usize| pool.forecast(series, horizon);
        let found = gather(&cut(until + horizon), Kind::Count, plan, forecaster, &mut |_| ControlFlow::Continue(()));
        match (&mut gathered, found.map_err(|_| BuildError::Stopped)?) {
            (Some(gathered), Some(found)) => gathered.merge(found),
            (gathered, found) => *gathered = gathered.take().or(found),
        }
    }
    Ok(gathered.map(Calibrator::finish))
}

fn series(counts: &[f64], totals: &[f64]) -> Option<Series> {
    Series::complete(Frequency::Annual, Kind::Count, counts).ok()?.with_exposure(totals).ok()
}
