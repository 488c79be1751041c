//! What calls, forms, applications, assessments, decisions and undertakings are, and their rules.

pub mod answers;
pub mod application;
pub mod archive;
pub mod assessing;
pub mod assigning;
pub mod call;
pub mod consortium;
pub mod decision;
pub mod demo;
pub mod draft;
pub mod file;
pub mod form;
pub mod handling;
pub mod interview;
pub mod pack;
pub mod people;
pub mod register;
pub mod search;
pub mod seen;
pub mod stage;
pub mod submission;
pub mod told;
pub mod undertaking;
pub mod written;
