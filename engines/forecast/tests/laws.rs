//! Laws that hold for every series.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::ops::ControlFlow;

use bellwether_forecast::backtest::{Plan, roll};
use bellwether_forecast::batch::{Stopped, forecast_all, gather};
use bellwether_forecast::conformal::Calibrator;
use bellwether_forecast::error::{ForecastError, SeriesError};
use bellwether_forecast::forecast::Forecast;
use bellwether_forecast::method::{Method, Options, forecast};
use bellwether_forecast::pooled::Pooled;
use bellwether_forecast::series::{Frequency, Kind, Series};
use proptest::prelude::*;

const STEPS: usize = 6;

fn counts(values: &[f64]) -> Series {
    Series::complete(Frequency::Annual, Kind::Count, values).unwrap()
}

fn made(series: &Series, method: Method, horizon: usize) -> Result<Forecast, ForecastError> {
    forecast(series, method, horizon, Options::default())
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * (1.0 + a.abs().max(b.abs()))
}

fn small_counts(length: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u32..40).prop_map(f64::from), length)
}

fn levels(length: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(10.0..100.0_f64, length)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn scaling_the_history_scales_the_forecast(values in levels(26), factor in 0.1..10.0_f64) {
        for frequency in [Frequency::Annual, Frequency::Quarterly] {
            let plain = Series::complete(frequency, Kind::Level, &values).unwrap();
            let larger: Vec<f64> = values.iter().map(|value| value * factor).collect();
            let scaled = Series::complete(frequency, Kind::Level, &larger).unwrap();
            for method in [Method::Naive, Method::SeasonalNaive, Method::Drift, Method::Simple, Method::Theta, Method::DynamicTheta] {
                let (plain, scaled) = (made(&plain, method, STEPS).unwrap(), made(&scaled, method, STEPS).unwrap());
                for (plain, scaled) in plain.point.iter().zip(&scaled.point) {
                    prop_assert!((plain * factor - scaled).abs() <= 0.02 * scaled.abs(), "{method}: {plain} {scaled}");
                }
            }
        }
    }

    #[test]
    fn counts_are_never_forecast_below_zero(values in small_counts(18), exposure in levels(18)) {
        let series = counts(&values).with_exposure(&exposure).unwrap();
        for method in Method::ALL {
            if let Ok(made) = made(&series, method, STEPS) {
                prop_assert!(made.point.iter().all(|point| *point >= 0.0 && point.is_finite()), "{method}: {:?}", made.point);
                prop_assert!(made.spread.iter().all(|spread| *spread >= 0.0 && spread.is_finite()), "{method}");
            }
        }
    }

    #[test]
    fn a_shorter_horizon_is_the_beginning_of_a_longer_one(values in small_counts(20)) {
        let series = counts(&values);
        for method in Method::ALL {
            if let (Ok(short), Ok(long)) = (made(&series, method, 2), made(&series, method, STEPS)) {
                prop_assert_eq!(&short.point[..], &long.point[..2], "{}", method);
            }
        }
    }

    /// The proof that backtests cannot look ahead: whatever the future is changed to, values or totals, each forecast stays
    /// the same to the last bit.
    #[test]
    fn changing_the_future_changes_no_forecast(
        values in small_counts(24), other in small_counts(24), totals in levels(24), other_totals in levels(24),
    ) {
        let plan = Plan { horizon: 3, origins: 4, stride: 2, least: 6 };
        for method in Method::ALL {
            let real = counts(&values).with_exposure(&totals).unwrap();
            for outcome in roll(&real, plan, |past, horizon| made(past, method, horizon)).into_iter().flatten() {
                let change = |was: &[f64], new: &[f64]| [&was[..outcome.origin], &new[outcome.origin..]].concat();
                let changed = counts(&change(&values, &other)).with_exposure(&change(&totals, &other_totals)).unwrap();
                let again = roll(&changed, plan, |past, horizon| made(past, method, horizon));
                let same = again.into_iter().flatten().find(|other| other.origin == outcome.origin).unwrap();
                prop_assert_eq!(&same.forecast, &outcome.forecast);
            }
        }
    }

    #[test]
    fn the_unit_of_the_total_does_not_matter(values in small_counts(16), totals in levels(16), factor in 0.01..100.0_f64) {
        let plain = counts(&values).with_exposure(&totals).unwrap();
        let other: Vec<f64> = totals.iter().map(|total| total * factor).collect();
        let scaled = counts(&values).with_exposure(&other).unwrap();
        let (plain, scaled) = (made(&plain, Method::Counts, 3).unwrap(), made(&scaled, Method::Counts, 3).unwrap());
        for (plain, scaled) in plain.point.iter().zip(&scaled.point) {
            prop_assert!(close(*plain, *scaled), "{plain} {scaled}");
        }
    }

    #[test]
    fn the_median_lies_between_its_members(values in levels(20)) {
        let series = Series::complete(Frequency::Annual, Kind::Level, &values).unwrap();
        let members = [Method::Naive, Method::Drift, Method::Theta];
        let median = bellwether_forecast::combine::of(&series, &members, STEPS, Options::default()).unwrap();
        let all: Vec<_> = members.iter().map(|member| made(&series, *member, STEPS).unwrap()).collect();
        for step in 0..STEPS {
            let at = |pick: fn(f64, f64) -> f64, start: f64| all.iter().map(|made| made.point[step]).fold(start, pick);
            prop_assert!(at(f64::min, f64::MAX) <= median.point[step] && median.point[step] <= at(f64::max, f64::MIN));
        }
    }

    #[test]
    fn gaps_leave_a_finite_forecast(values in small_counts(20), gaps in prop::collection::vec(prop::bool::weighted(0.3), 20)) {
        let holed: Vec<Option<f64>> = values.iter().zip(&gaps).map(|(value, gap)| (!gap).then_some(*value)).collect();
        if let Ok(series) = Series::new(Frequency::Annual, Kind::Count, &holed) {
            for method in Method::ALL {
                match made(&series, method, STEPS) {
                    Ok(made) => prop_assert!(made.point.iter().all(|point| point.is_finite())),
                    Err(ForecastError::TooShort { observed, needed, .. }) => prop_assert!(observed < needed),
                    Err(ForecastError::NoExposure { method }) => prop_assert_eq!(method, Method::Share),
                    Err(other) => prop_assert!(false, "{}", other),
                }
            }
        }
    }

    #[test]
    fn bands_are_nested_hold_the_point_and_stop_at_zero(
        errors in prop::collection::vec(0.0..30.0_f64, 60), point in 0.0..20.0_f64, spread in 0.0..5.0_f64,
    ) {
        let by = |point: f64, spread: f64| Forecast {
            method: Method::Counts, point: vec![point], spread: vec![spread],
            explanation: bellwether_forecast::forecast::Explanation::Plain { observed: 1 },
        };
        let mut calibrator = Calibrator::new(Method::Counts, Kind::Count, 1);
        for (at, error) in errors.iter().enumerate() {
            calibrator.add(&by(10.0, 1.0 + at as f64 / 60.0), &[Some(*error)]);
        }
        let calibration = calibrator.finish();
        let forecast = by(point, spread);
        let (narrow, wide) = (calibration.band(&forecast, 0.8).unwrap(), calibration.band(&forecast, 0.95).unwrap());
        prop_assert!(0.0 <= wide.lower[0] && wide.lower[0] <= narrow.lower[0] && narrow.lower[0] <= point);
        prop_assert!(point <= narrow.upper[0] && narrow.upper[0] <= wide.upper[0]);
    }

    /// Split conformal prediction covers exchangeable outcomes with at least the level, whatever their distribution.
    #[test]
    fn bands_cover_exchangeable_outcomes(seed in any::<u64>()) {
        let mut state = seed | 1;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let uniform = (state >> 11) as f64 / (1_u64 << 53) as f64;
            50.0 + 10.0 * (uniform / (1.0 - uniform)).ln()
        };
        let flat = Forecast {
            method: Method::Naive, point: vec![50.0], spread: vec![1.0],
            explanation: bellwether_forecast::forecast::Explanation::Plain { observed: 1 },
        };
        let mut calibrator = Calibrator::new(Method::Naive, Kind::Level, 1);
        for _ in 0..999 {
            calibrator.add(&flat, &[Some(draw())]);
        }
        let band = calibrator.finish().band(&flat, 0.8).unwrap();
        let within = (0..4000).filter(|_| { let value = draw(); band.lower[0] <= value && value <= band.upper[0] }).count();
        prop_assert!((within as f64 / 4000.0 - 0.8).abs() < 0.075, "{within}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let annual = |values: &[f64]| Series::complete(Frequency::Annual, Kind::Count, values);
    assert_eq!(annual(&[]), Err(SeriesError::NothingObserved));
    assert_eq!(annual(&[1.0, -2.0]), Err(SeriesError::Negative { position: 1, value: -2.0 }));
    assert_eq!(annual(&[1.0, f64::NAN]), Err(SeriesError::NotFinite { position: 1 }));
    let series = annual(&[1.0, 2.0]).unwrap();
    let short = series.clone().with_exposure(&[1.0]);
    assert_eq!(short, Err(SeriesError::ExposureLength { values: 2, exposures: 1 }));
    let zero = series.clone().with_exposure(&[1.0, 0.0]);
    assert_eq!(zero, Err(SeriesError::ExposureNotPositive { position: 1, value: 0.0 }));
    assert_eq!(made(&series, Method::Naive, 0), Err(ForecastError::NoHorizon));
    let too_short = made(&series, Method::Theta, 1).unwrap_err();
    assert_eq!(too_short.to_string(), "the Theta method needs 4 observed values, the series has 2");
    assert_eq!(made(&series, Method::Share, 1), Err(ForecastError::NoExposure { method: Method::Share }));
    assert_eq!(made(&series, Method::Pooled, 1), Err(ForecastError::NotLearnt { method: Method::Pooled }));
}

#[test]
fn too_few_errors_make_no_interval() {
    let forecast = made(&counts(&[3.0, 4.0, 5.0]), Method::Naive, 1).unwrap();
    let mut calibrator = Calibrator::new(Method::Naive, Kind::Count, 1);
    for value in 0..10 {
        calibrator.add(&forecast, &[Some(f64::from(value))]);
    }
    let calibration = calibrator.finish();
    assert!(calibration.band(&forecast, 0.8).is_ok());
    let refusal = ForecastError::TooFewErrors { level: 0.95, needed: 39, step: 1, seen: 10 };
    assert_eq!(calibration.band(&forecast, 0.95), Err(refusal));
}

#[test]
fn work_on_many_series_stops_between_two_of_them() {
    let series: Vec<Series> = (0..50).map(|at| counts(&[1.0, 2.0, f64::from(at), 4.0, 5.0, 6.0, 3.0])).collect();
    let naive = |series: &Series, horizon: usize| made(series, Method::Naive, horizon);
    let plan = Plan { horizon: 1, origins: 3, stride: 1, least: 2 };
    let calibrator = gather(&series, Kind::Count, plan, naive, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
    let calibration = calibrator.finish();
    let mut seen = Vec::new();
    let stop = forecast_all(&series, 1, &calibration, &[0.8], naive, &mut |progress| {
        seen.push(progress.done);
        if progress.done == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stop, Err(Stopped { done: 7 }));
    assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_regression_over_all_series_keeps_what_never_moves() {
    let steady: Vec<Series> = (0..40)
        .map(|size| counts(&(0..20).map(|at| f64::from(10 + size) + f64::from(at % 2)).collect::<Vec<_>>()))
        .collect();
    let pooled = Pooled::learn(&steady.iter().collect::<Vec<_>>(), 2).unwrap();
    let made = pooled.forecast(&steady[7], 2).unwrap();
    // The series alternates between 17 and 18 and ends on 18.
    assert!((made.point[0] - 17.0).abs() < 0.3 && (made.point[1] - 18.0).abs() < 0.3, "{:?}", made.point);
}
