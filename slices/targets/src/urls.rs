//! Addresses of this slice's pages and files.

use bellwether_web::links::{Link, segment};

use crate::model::filter::{Bursting, EmergingFilter, Filter, Sort};

/// The list of targets.
pub const TARGETS: &str = "/targets";
/// Targets that are likely to grow.
pub const EMERGING: &str = "/targets/emerging";
/// Where a build is asked for.
pub const BUILD: &str = "/targets/build";

/// The page of a target.
pub fn target(id: u32) -> String {
    format!("{TARGETS}/{id}")
}

/// The page of a target, from a record on.
pub fn target_records(id: u32, after: u32) -> Link {
    Link::to(target(id)).with_if("after", (after > 0).then_some(after))
}

/// The page of a record of the evidence.
pub fn record(key: &str) -> String {
    format!("/evidence/records/{}", segment(key))
}

/// The page of a topic of the landscape.
pub fn topic(id: &str) -> String {
    format!("/foresight/topics/{}", segment(id))
}

/// The page of a job.
pub fn job(id: impl std::fmt::Display) -> String {
    format!("/jobs/{id}")
}

/// The gene at NCBI.
pub fn ncbi(id: u32) -> String {
    format!("https://www.ncbi.nlm.nih.gov/gene/{id}")
}

/// The list of targets as it was asked for.
pub fn list(filter: &Filter) -> Link {
    asked(TARGETS, filter).with_if("after", filter.after.filter(|after| *after > 0))
}

/// The same as a file.
pub fn list_file(format: &str, filter: &Filter) -> Link {
    asked(&format!("{TARGETS}/export.{format}"), filter)
}

/// Targets that are likely to grow, as they were asked for.
pub fn emerging(filter: EmergingFilter) -> Link {
    likely(EMERGING, filter).with_if("after", filter.after.filter(|after| *after > 0))
}

/// The same as a file.
pub fn emerging_file(format: &str, filter: EmergingFilter) -> Link {
    likely(&format!("{EMERGING}/export.{format}"), filter)
}

fn likely(path: &str, filter: EmergingFilter) -> Link {
    Link::to(path).with_if("least", (filter.least > 0).then_some(filter.least))
}

/// The series of one target as a file.
pub fn series_file(id: u32) -> String {
    format!("{TARGETS}/{id}/series.csv")
}

fn asked(path: &str, filter: &Filter) -> Link {
    Link::to(path)
        .with_if("q", (!filter.q.is_empty()).then_some(&filter.q))
        .with_if("least", (filter.least > 0).then_some(filter.least))
        .with_if("burst", (filter.burst != Bursting::Any).then(|| filter.burst.name()))
        .with_if("sort", (filter.sort != Sort::default()).then(|| filter.sort.name()))
}
