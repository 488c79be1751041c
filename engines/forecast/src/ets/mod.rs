//! Exponential smoothing as state space models (Hyndman, Koehler, Ord, Snyder 2008), with automatic choice of the form.
//!
//! Not here: multiplicative trends, which forecast badly and are left out by `ets()` of R's forecast package as well,
//! and forms with additive error and multiplicative season, whose variance is infinite.

mod choose;
mod filter;
mod fit;
mod form;
mod seasonal;

pub use choose::{Fitted, choose, fit_form};
pub use form::{Error, Form, Season, Trend, Weights};
