//! Published values, and recorded values of independent implementations.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_forecast::accuracy::{interval_score, mase, smape};
use bellwether_forecast::distribution::{NegativeBinomial, ln_gamma, normal_quantile};
use bellwether_forecast::ets::{Error, Form, Season, Trend, fit_form};
use bellwether_forecast::forecast::Explanation;
use bellwether_forecast::method::{Method, Options, forecast};
use bellwether_forecast::series::{Frequency, Kind, Series};

/// International airline passengers, thousands, 1949-1960 (Box and Jenkins 1976, series G).
const PASSENGERS: [f64; 144] = [
    112., 118., 132., 129., 121., 135., 148., 148., 136., 119., 104., 118., 115., 126., 141., 135., 125., 149., 170.,
    170., 158., 133., 114., 140., 145., 150., 178., 163., 172., 178., 199., 199., 184., 162., 146., 166., 171., 180.,
    193., 181., 183., 218., 230., 242., 209., 191., 172., 194., 196., 196., 236., 235., 229., 243., 264., 272., 237.,
    211., 180., 201., 204., 188., 235., 227., 234., 264., 302., 293., 259., 229., 203., 229., 242., 233., 267., 269.,
    270., 315., 364., 347., 312., 274., 237., 278., 284., 277., 317., 313., 318., 374., 413., 405., 355., 306., 271.,
    306., 315., 301., 356., 348., 355., 422., 465., 467., 404., 347., 305., 336., 340., 318., 362., 348., 363., 435.,
    491., 505., 404., 359., 310., 337., 360., 342., 406., 396., 420., 472., 548., 559., 463., 407., 362., 405., 417.,
    391., 419., 461., 472., 535., 622., 606., 508., 461., 390., 432.,
];

fn monthly() -> Series {
    Series::complete(Frequency::Monthly, Kind::Level, &PASSENGERS).unwrap()
}

fn annual() -> Series {
    let sums: Vec<f64> = PASSENGERS.chunks(12).map(|year| year.iter().sum()).collect();
    Series::complete(Frequency::Annual, Kind::Level, &sums).unwrap()
}

/// Largest relative difference to the recorded values.
fn furthest(series: &Series, method: Method, recorded: &[f64]) -> f64 {
    let made = forecast(series, method, recorded.len(), Options::default()).unwrap();
    made.point.iter().zip(recorded).map(|(ours, theirs)| (ours / theirs - 1.0).abs()).fold(0.0, f64::max)
}

/// statsforecast 2.1.1 on the same series, recorded 2026-11-25. The searches differ in where they start and stop, so
/// agreement is asked to a part in a hundred, not to the last digit.
#[test]
fn forecasts_agree_with_statsforecast() {
    let theta = [440.97, 429.25, 490.69, 476.66, 480.63, 546.46, 603.95, 602.29, 524.99, 457.53, 398.74, 448.52];
    assert!(furthest(&monthly(), Method::Theta, &theta) < 0.01);
    let dynamic = [442.93, 432.3, 495.48, 482.58, 487.87, 556.12, 616.22, 616.11, 538.4, 470.41, 411.0, 463.48];
    assert!(furthest(&monthly(), Method::DynamicTheta, &dynamic) < 0.01);
    // The same form on both sides: which form wins depends on how the seasons at the start are found.
    let form = Form { error: Error::Multiplicative, trend: Trend::Additive, season: Season::Multiplicative };
    let fitted = fit_form(&monthly(), form, Method::Ets, 400).unwrap();
    let smoothing = [448.31, 442.99, 507.42, 493.4, 494.38, 561.88, 626.77, 624.0, 544.17, 476.81, 414.89, 469.24];
    for (ours, theirs) in fitted.forecast(Method::Ets, 12).unwrap().point.iter().zip(smoothing) {
        assert!((ours / theirs - 1.0).abs() < 0.04, "{ours} {theirs}");
    }
    assert!(furthest(&annual(), Method::Simple, &[5708.2, 5708.2, 5708.2, 5708.2]) < 0.002);
    assert!(furthest(&annual(), Method::Theta, &[5901.68, 6093.23, 6284.77, 6476.31]) < 0.005);
    // statsforecast judges from the fourth error on, we from the second: of twelve values that is a quarter.
    assert!(furthest(&annual(), Method::DynamicTheta, &[6095.07, 6486.11, 6882.12, 7281.37]) < 0.05);
    assert!(furthest(&annual(), Method::Holt, &[6071.28, 6452.78, 6834.28, 7215.78]) < 0.01);
    assert!(furthest(&annual(), Method::Ets, &[6014.11, 6342.49, 6670.87, 6999.25]) < 0.02);
}

/// The passengers' seasons grow with their level: every published analysis finds them multiplicative.
#[test]
fn the_passengers_have_multiplicative_seasons() {
    let made = forecast(&monthly(), Method::Ets, 12, Options::default()).unwrap();
    let Explanation::Smoothing { form, .. } = made.explanation else { panic!("{:?}", made.explanation) };
    assert_eq!(form.season, Season::Multiplicative);
    assert_eq!(Form::DAMPED.to_string(), "ETS(A,Ad,N)");
}

/// scipy 1.17: `nbinom(2.5, 0.4)`, `norm.ppf`; gamma of whole and half numbers is known exactly.
#[test]
fn distributions_have_their_known_values() {
    let count = NegativeBinomial { shape: 2.5, success: 0.4 };
    assert!((count.ln_probability(3.0) + 1.941_832_073_065_617).abs() < 1e-10);
    assert!((count.ln_probability(0.0) + 2.290_726_829_685_387).abs() < 1e-10);
    assert!((count.mean() - 3.75).abs() < 1e-12 && (count.variance() - 9.375).abs() < 1e-12);
    // Half of the probability lies below 2.5 + (0.5 - P(count <= 2)) / P(count = 3).
    assert!((count.median() - (2.5 + (0.5 - 0.412_361_006_885) / 0.143_440_914_665)).abs() < 1e-8);
    assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-8);
    assert!((normal_quantile(0.001) + 3.090_232_306_167_813).abs() < 1e-7);
    assert!((ln_gamma(10.0) - 362_880_f64.ln()).abs() < 1e-12);
    assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-12);
}

/// Worked by hand from the definitions.
#[test]
fn errors_follow_their_definitions() {
    assert!((smape(&[100.0, 50.0], &[110.0, 50.0]) - 100.0 * 10.0 / 210.0).abs() < 1e-12);
    assert_eq!(mase(&[10.0, 12.0], &[11.0, 11.0], 2.0), Some(0.5));
    assert_eq!(mase(&[10.0], &[11.0], 0.0), None);
    assert_eq!(interval_score(&[5.0, 11.0], &[4.0, 4.0], &[10.0, 10.0], 0.8, 1.0), Some((6.0 + 16.0) / 2.0));
}
