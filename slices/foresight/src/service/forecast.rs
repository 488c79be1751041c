//! Forecasts series that somebody brought: each by the median of several methods, with intervals learnt from how far off the
//! same forecasts were at earlier periods, where there are enough of them.

use std::ops::ControlFlow;

use bellwether_forecast::backtest::Plan;
use bellwether_forecast::batch::gather;
use bellwether_forecast::conformal::Calibration;
use bellwether_forecast::error::ForecastError;
use bellwether_forecast::forecast::Forecast;
use bellwether_forecast::method::{self, Method, Options};
use bellwether_forecast::series::{Frequency, Kind, Series};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::forecast::{
    ExpectedPoint, IntervalSource, MOST_SERIES, NoForecast, STEPS, SeenPoint, SeriesForecast, ValueKind,
};
use crate::model::rhythm::Rhythm;
use crate::model::table::{Column, TableError, read};
use crate::policy::Act;

/// Earlier periods of all series together from which forecasts are tried: more cost time and change intervals little.
const TRIALS: usize = 400;
/// Earlier periods of one series.
const ORIGINS: usize = 60;

/// Why nothing was forecast.
#[derive(Debug, thiserror::Error)]
pub enum SeriesRefused {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Too far ahead, or not at all.
    #[error("{0} steps; there can be {first} to {last}", first = STEPS.start(), last = STEPS.end())]
    Steps(u32),
    /// Too many series.
    #[error("{0} series; up to {MOST_SERIES} are forecast at once, and `bellwether forecast` takes any number")]
    Many(usize),
}

/// Forecasts the series of a table. A series that cannot be forecast says why and does not hold up the others.
/// `most` bounds how many series there may be.
pub fn forecast(ctx: &Ctx, table: &str, steps: u32, most: Option<usize>) -> Result<Vec<SeriesForecast>, SeriesRefused> {
    ctx.permit(Act::Look, &Installation)?;
    if !STEPS.contains(&steps) {
        return Err(SeriesRefused::Steps(steps));
    }
    let columns = read(table)?;
    if most.is_some_and(|most| columns.len() > most) {
        return Err(SeriesRefused::Many(columns.len()));
    }
    let kinds: Vec<ValueKind> = columns.iter().map(|column| kind_of(&column.values)).collect();
    let made: Vec<Option<Series>> = columns.iter().zip(&kinds).map(|(column, kind)| series(column, *kind)).collect();
    let calibrations = [ValueKind::Count, ValueKind::Rate, ValueKind::Level].map(|kind| {
        let same = made.iter().zip(&kinds).filter(|(_, of)| **of == kind);
        let same: Vec<Series> = same.filter_map(|(series, _)| series.clone()).collect();
        calibrate(&same, kind, steps as usize)
    });
    let one = |((column, kind), series): ((&Column, &ValueKind), &Option<Series>)| {
        told(column, *kind, series.as_ref(), steps as usize, calibrations[*kind as usize].as_ref())
    };
    Ok(columns.iter().zip(&kinds).zip(&made).map(one).collect())
}

fn kind_of(values: &[Option<f64>]) -> ValueKind {
    let seen = || values.iter().flatten();
    if seen().any(|value| *value < 0.0) {
        ValueKind::Level
    } else if seen().all(|value| value.fract() == 0.0) {
        ValueKind::Count
    } else {
        ValueKind::Rate
    }
}

fn engine_kind(kind: ValueKind) -> Kind {
    match kind {
        ValueKind::Count => Kind::Count,
        ValueKind::Rate => Kind::Rate,
        ValueKind::Level => Kind::Level,
    }
}

fn series(column: &Column, kind: ValueKind) -> Option<Series> {
    let frequency = match column.first.rhythm {
        Rhythm::Annual => Frequency::Annual,
        Rhythm::Quarterly => Frequency::Quarterly,
        Rhythm::Monthly => Frequency::Monthly,
    };
    Series::new(frequency, engine_kind(kind), &column.values).ok()
}

/// The median of several methods where the past allows, else the last value: both say how sure they are.
fn forecaster(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    method::forecast(series, Method::Median, horizon, Options::default())
}

fn calibrate(series: &[Series], kind: ValueKind, horizon: usize) -> Option<Calibration> {
    let first = series.first()?;
    // Two seasons are the least from which a season is learnt; five values the least from which a trend is.
    let least = (2 * first.frequency().period()).max(5);
    let origins = (TRIALS / series.len()).clamp(1, ORIGINS);
    let plan = Plan { horizon, origins, stride: 1, least };
    let gathered = gather(series, engine_kind(kind), plan, forecaster, &mut |_| ControlFlow::Continue(()));
    gathered.ok().flatten().map(|gathered| gathered.finish())
}

fn told(
    column: &Column,
    kind: ValueKind,
    series: Option<&Series>,
    steps: usize,
    calibration: Option<&Calibration>,
) -> SeriesForecast {
    let seen =
        |(at, value): (i32, &Option<f64>)| SeenPoint { period: column.first.after(at).to_string(), value: *value };
    let mut told = SeriesForecast {
        name: column.name.clone(),
        rhythm: column.first.rhythm,
        kind,
        seen: (0..).zip(&column.values).map(seen).collect(),
        method: String::new(),
        expected: Vec::new(),
        source80: IntervalSource::Model,
        source95: IntervalSource::Model,
        problem: None,
    };
    let Some(series) = series else {
        told.problem = Some(NoForecast::NothingObserved);
        return told;
    };
    let forecast = match forecaster(series, steps) {
        Ok(forecast) => forecast,
        Err(error) => {
            told.problem = Some(no_forecast(&error));
            return told;
        }
    };
    let (bounds80, source80) = bounds(&forecast, kind, 0.8, calibration);
    let (bounds95, source95) = bounds(&forecast, kind, 0.95, calibration);
    let (wide80, wide95) = (nested(&bounds80, &forecast, &bounds80), nested(&bounds95, &forecast, &bounds80));
    told.method = forecast.method.to_string();
    (told.source80, told.source95) = (source80, source95);
    let ahead = |step: usize| ExpectedPoint {
        period: column.first.after((column.values.len() + step) as i32).to_string(),
        middle: forecast.point[step],
        wide80: wide80[step],
        wide95: wide95[step],
    };
    told.expected = (0..steps).map(ahead).collect();
    told
}

fn no_forecast(error: &ForecastError) -> NoForecast {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match *error {
        ForecastError::TooShort { needed, observed, .. } => {
            NoForecast::TooShort { needed: number(needed), observed: number(observed) }
        }
        // The steps were checked before, and the median takes any series: what remains are its numbers.
        _ => NoForecast::NotFinite,
    }
}

/// Ends of an interval at each step, and where they come from.
fn bounds(
    forecast: &Forecast,
    kind: ValueKind,
    level: f64,
    calibration: Option<&Calibration>,
) -> (Vec<(f64, f64)>, IntervalSource) {
    if let Some(Ok(band)) = calibration.map(|calibration| calibration.band(forecast, level)) {
        let ends = band.lower.into_iter().zip(band.upper).collect();
        return (ends, IntervalSource::Learnt(u32::try_from(band.learnt_from).unwrap_or(u32::MAX)));
    }
    // How far from the middle a normal distribution holds 80 % and 95 %.
    let reach = if level > 0.9 { 1.959_964 } else { 1.281_552 };
    let least = if kind == ValueKind::Level { f64::NEG_INFINITY } else { 0.0 };
    let end =
        |(middle, spread): (&f64, &f64)| ((middle - reach * spread).max(least), (middle + reach * spread).max(least));
    (forecast.point.iter().zip(&forecast.spread).map(end).collect(), IntervalSource::Model)
}

/// The interval holds the middle and the narrower interval: bounds that were learnt for one level may cross bounds that the model
/// gave for another.
fn nested(bounds: &[(f64, f64)], forecast: &Forecast, inner: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let ends = bounds.iter().zip(inner).zip(&forecast.point);
    ends.map(|((own, inner), middle)| (own.0.min(inner.0).min(*middle), own.1.max(inner.1).max(*middle))).collect()
}
