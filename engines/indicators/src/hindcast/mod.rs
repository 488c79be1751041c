//! Would it have been seen coming? The combination of indicators is fitted on years up to a cut-off, and judged on the years
//! after it, beside the simple rules it must beat.
//!
//! The patented "EScore" is not used; the combination is a logistic regression whose weights are shown.

mod features;
mod logistic;
mod question;
mod run;
mod score;

pub use features::{NAMES, of_series};
pub use logistic::Model;
pub use question::{Measure, Question};
pub use run::{HindcastError, Judged, Options, Report, Rule, run};
pub use score::{auroc, precision_at, threat};
