//! Would it have been seen coming? The combination of indicators is fitted on years up to a cut-off, and judged on the years
//! after it, beside the simple rules it must beat.
//!
//! The patented "EScore" is not used; the combination is a logistic regression whose weights are shown.

pub mod features;
pub mod logistic;
pub mod question;
pub mod run;
pub mod score;
