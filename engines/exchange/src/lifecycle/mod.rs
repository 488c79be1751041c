//! The life cycles: for each noun an enum of its states and one function that says where a step leads. No other code
//! changes a state, and a test keeps the whole tables as a snapshot.

pub mod allocation;
pub mod assessment;
pub mod booking;
pub mod charge;
pub mod decision;
pub mod offer;
pub mod order;
pub mod request;

/// The step is not possible from that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{noun} that is {from} cannot {step}")]
pub struct StepRefused {
    /// Of what.
    pub noun: &'static str,
    /// The name of the state.
    pub from: &'static str,
    /// The name of the step.
    pub step: &'static str,
}
