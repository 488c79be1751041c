//! Addresses of this slice's pages and files.

use bellwether_web::links::{Link, segment};

use crate::model::filter::{RecordFilter, Sort, TopicFilter};

/// The map.
pub const MAP: &str = "/foresight";
/// Where a build is asked for.
pub const BUILD: &str = "/foresight/build";
/// The list of topics.
pub const TOPICS: &str = "/foresight/topics";
/// The points of the map, as columns.
pub const POINTS: &str = "/foresight/map/points";
/// The topics of the map, with their places.
pub const MAP_TOPICS: &str = "/foresight/map/topics";
/// Which points a search finds.
pub const HITS: &str = "/foresight/map/hits";
/// The record of one point; its number follows.
pub const RECORD: &str = "/foresight/map/record";
/// The records inside a line.
pub const RECORDS: &str = "/foresight/records";

/// Forecasts of series that people bring.
pub const FORECAST: &str = "/foresight/forecast";
/// The hindcast over the topics.
pub const HINDCAST: &str = "/foresight/hindcast";
/// The printed report.
pub const REPORT: &str = "/foresight/report";

/// A printed report of one topic.
pub fn topic_report(id: &str) -> Link {
    Link::to(REPORT).with_if("topics", Some(id))
}

/// The page of a topic.
pub fn topic(id: &str) -> String {
    format!("{TOPICS}/{}", segment(id))
}

/// Who is most active in a topic.
pub fn people(id: &str) -> String {
    format!("{TOPICS}/{}/people", segment(id))
}

/// The page of an expert.
pub fn expert(id: &str) -> String {
    format!("/experts/{}", segment(id))
}

/// The page of an institution.
pub fn institution(id: &str) -> String {
    format!("/institutions/{}", segment(id))
}

/// The records that were asked for, as a spreadsheet.
pub fn record_file(filter: &RecordFilter) -> Link {
    Link::to(format!("{RECORDS}/export.xlsx"))
        .with_if("lasso", (!filter.lasso.is_empty()).then_some(&filter.lasso))
        .with_if("topic", (!filter.topic.is_empty()).then_some(&filter.topic))
}

/// The page of a record of the evidence.
pub fn record(key: &str) -> String {
    format!("/evidence/records/{}", segment(key))
}

/// The page of a job.
pub fn job(id: impl std::fmt::Display) -> String {
    format!("/jobs/{id}")
}

/// The list of topics as it was asked for.
pub fn topic_list(filter: &TopicFilter) -> Link {
    list(TOPICS, filter).with_if("after", filter.after.filter(|after| *after > 0))
}

/// The same as a file.
pub fn topic_file(format: &str, filter: &TopicFilter) -> Link {
    list(&format!("{TOPICS}/export.{format}"), filter)
}

fn list(path: &str, filter: &TopicFilter) -> Link {
    let sort = (filter.sort != Sort::Size).then(|| filter.sort.name());
    Link::to(path)
        .with_if("level", filter.level)
        .with_if("q", (!filter.q.is_empty()).then_some(&filter.q))
        .with_if("sort", sort)
}

/// The records that were asked for.
pub fn record_list(filter: &RecordFilter) -> Link {
    Link::to(RECORDS)
        .with_if("lasso", (!filter.lasso.is_empty()).then_some(&filter.lasso))
        .with_if("topic", (!filter.topic.is_empty()).then_some(&filter.topic))
        .with_if("after", filter.after.filter(|after| *after > 0))
}
