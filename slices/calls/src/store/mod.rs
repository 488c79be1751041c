//! The tables of calls: reading and writing, no rules.

pub mod answer;
pub mod application;
pub mod assessment;
pub mod call;
pub mod decision;
pub mod due;
pub mod error;
pub mod file;
pub mod interview;
pub mod outbound;
pub mod partner;
pub mod seat;
pub mod stake;
pub mod submission;
pub mod tables;
pub mod undertaking;
pub mod waits;

use sea_orm::Value;

use crate::model::application::ApplicationId;

/// The places of these ids in a statement that asks for nothing else, and the ids for them.
fn among(ids: &[ApplicationId]) -> (String, Vec<Value>) {
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    (places.join(", "), ids.iter().map(|id| id.0.into()).collect())
}
