//! What may follow: forecasts of the yearly counts of all topics, with intervals learnt from how far off earlier ones were.

use std::ops::ControlFlow;

use bellwether_forecast::backtest::Plan;
use bellwether_forecast::batch::{forecast_all, gather};
use bellwether_forecast::method::{self, Method, Options};
use bellwether_forecast::series::{Frequency, Kind, Series};

use crate::model::status::YEARS_NEEDED;
use crate::model::topic::{Outlook, OutlookYear, Topic};
use crate::service::build::{BuildError, Watch};

/// Years ahead.
const HORIZON: usize = 3;
/// Earlier years from which forecasts are tried.
const ORIGINS: usize = 5;

/// Gives topics an outlook, where the years without a gap are enough to learn one and its intervals from.
pub fn foretell(all: &mut [Topic], run: Option<(u16, u16)>, watch: &dyn Watch) -> Result<(), BuildError> {
    let Some((first, last)) = run else { return Ok(()) };
    if last - first + 1 < YEARS_NEEDED {
        return Ok(());
    }
    let told: Vec<Series> = all.iter().filter_map(|topic| series(topic, first, last)).collect();
    if told.len() != all.len() {
        return Ok(());
    }
    let method = Method::Median;
    let forecaster = |series: &Series, horizon: usize| method::forecast(series, method, horizon, Options::default());
    let plan = Plan { horizon: HORIZON, origins: ORIGINS, stride: 1, least: usize::from(YEARS_NEEDED) - HORIZON };
    let mut going = |progress: bellwether_forecast::batch::Progress| {
        watch.on_progress("forecasting", progress.done as u64, progress.of as u64);
        if watch.cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let gathered = gather(&told, Kind::Count, plan, forecaster, &mut going).map_err(|_| BuildError::Stopped)?;
    let Some(calibration) = gathered.map(|gathered| gathered.finish()) else { return Ok(()) };
    let outlooks = forecast_all(&told, HORIZON, &calibration, &[0.8, 0.95], forecaster, &mut going)
        .map_err(|_| BuildError::Stopped)?;
    for (topic, outlook) in all.iter_mut().zip(outlooks) {
        // A series that cannot be forecast, or whose intervals cannot be told, shows its past alone.
        let Ok(outlook) = outlook else { continue };
        let [narrow, wide] = outlook.bands.as_slice() else { continue };
        let year = |step: usize| OutlookYear {
            year: last + 1 + step as u16,
            middle: outlook.forecast.point[step],
            wide80: (narrow.lower[step], narrow.upper[step]),
            wide95: (wide.lower[step], wide.upper[step]),
        };
        topic.outlook = Some(Outlook { method: method.to_string(), years: (0..HORIZON).map(year).collect() });
    }
    Ok(())
}

/// The counts of a topic in these years, as part of the corpus.
fn series(topic: &Topic, first: u16, last: u16) -> Option<Series> {
    let within: Vec<_> = topic.years.iter().filter(|year| (first..=last).contains(&year.year)).collect();
    let counts: Vec<f64> = within.iter().map(|year| f64::from(year.records)).collect();
    let totals: Vec<f64> = within.iter().map(|year| f64::from(year.corpus)).collect();
    Series::complete(Frequency::Annual, Kind::Count, &counts).ok()?.with_exposure(&totals).ok()
}
