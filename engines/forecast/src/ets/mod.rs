//! Exponential smoothing as state space models (Hyndman, Koehler, Ord, Snyder 2008), with automatic choice of the form.
//!
//! Not here: multiplicative trends, which forecast badly and are left out by `ets()` of R's forecast package as well,
//! and forms with additive error and multiplicative season, whose variance is infinite.

pub mod choose;
mod filter;
mod fit;
pub mod form;
mod seasonal;
