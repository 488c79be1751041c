//! Where a series is going: forecasts of annual, quarterly and monthly counts and rates, with intervals that are
//! calibrated across series.
//!
//! Pure and deterministic: numbers in, numbers with their uncertainty and an explanation out. No method here draws
//! random numbers; work is bounded by a count of evaluations. See `README.md` for the methods and their quality.

pub mod accuracy;
pub mod backtest;
pub mod batch;
pub mod combine;
pub mod conformal;
pub mod counts;
pub mod distribution;
pub mod error;
pub mod ets;
pub mod forecast;
pub mod method;
pub mod naive;
pub mod optimise;
pub mod pooled;
pub mod season;
pub mod series;
pub mod share;
pub mod theta;
