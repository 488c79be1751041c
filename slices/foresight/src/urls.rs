//! Addresses of this slice's pages and files.

use bellwether_web::links::{Link, segment};

use crate::model::emerging::{EmergingFilter, EmergingSort};
use crate::model::filter::{RecordFilter, Sort, TopicFilter};
use crate::model::proposal::ProposalId;

/// The map.
pub const MAP: &str = "/foresight";
/// Where a build is asked for.
pub const BUILD: &str = "/foresight/build";
/// The list of topics.
pub const TOPICS: &str = "/foresight/topics";
/// The table of emerging topics.
pub const EMERGING: &str = "/foresight/emerging";
/// Two topics, clusters, institutions or countries side by side.
pub const COMPARE: &str = "/foresight/compare";
/// The topics that a person watches.
pub const WATCHED: &str = "/foresight/watched";
/// Where all of them are marked as seen.
pub const WATCHED_SEEN: &str = "/foresight/watched/seen";
/// The proposed areas.
pub const PROPOSALS: &str = "/foresight/proposals";
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

/// The home of a cluster.
pub fn cluster(slug: &str) -> String {
    format!("/clusters/{}", segment(slug))
}

/// The records of a country.
pub fn country(name: &str) -> Link {
    Link::to("/evidence").with("q", format!("country:\"{}\"", name.replace('"', "")))
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

/// The table of emerging topics as it was asked for.
pub fn emerging(filter: &EmergingFilter) -> Link {
    emerging_at(EMERGING, filter).with_if("after", filter.after.filter(|after| *after > 0))
}

/// The same as a file.
pub fn emerging_file(format: &str, filter: &EmergingFilter) -> Link {
    emerging_at(&format!("{EMERGING}/export.{format}"), filter)
}

fn emerging_at(path: &str, filter: &EmergingFilter) -> Link {
    let sort = (filter.sort != EmergingSort::Score).then(|| filter.sort.name());
    Link::to(path)
        .with_if("level", filter.level)
        .with_if("stage", filter.stage)
        .with_if("min", filter.min)
        .with_if("max", filter.max)
        .with_if("q", (!filter.q.is_empty()).then_some(&filter.q))
        .with_if("sort", sort)
        .with_if("early_from", filter.early_from)
        .with_if("early_to", filter.early_to)
        .with_if("late_from", filter.late_from)
        .with_if("late_to", filter.late_to)
}

/// Two of a kind side by side; empty ids leave the choice open.
pub fn compare(kind: &str, a: &str, b: &str) -> Link {
    let some = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    Link::to(COMPARE).with("kind", kind).with_if("a", some(a)).with_if("b", some(b))
}

/// Where a topic is put on a person's list.
pub fn watch(topic: &str) -> String {
    format!("{TOPICS}/{}/watch", segment(topic))
}

/// Where a topic is taken off a person's list. It may be gone from the landscape.
pub fn unwatch(topic: &str) -> String {
    format!("{WATCHED}/{}/end", segment(topic))
}

/// Where one watched topic is marked as seen.
pub fn mark_seen(topic: &str) -> String {
    format!("{WATCHED}/{}/seen", segment(topic))
}

/// Where a topic is proposed as a priority area.
pub fn propose(topic: &str) -> String {
    format!("{TOPICS}/{}/propose", segment(topic))
}

/// The proposed areas of a cluster, or of all, older than `before`.
pub fn proposals(cluster: &str, before: Option<ProposalId>) -> Link {
    Link::to(PROPOSALS).with_if("cluster", (!cluster.is_empty()).then_some(cluster)).with_if("before", before)
}

/// The same as a file.
pub fn proposals_file(ending: &str, cluster: &str) -> Link {
    Link::to(format!("{PROPOSALS}/export.{ending}")).with_if("cluster", (!cluster.is_empty()).then_some(cluster))
}

/// The permanent address of a proposal.
pub fn proposal(id: ProposalId) -> String {
    format!("{PROPOSALS}/{id}")
}

/// The exact bytes of a proposal's evidence.
pub fn proposal_evidence(id: ProposalId) -> String {
    format!("{PROPOSALS}/{id}/evidence.json")
}

/// Where a proposal is withdrawn.
pub fn withdraw(id: ProposalId) -> String {
    format!("{PROPOSALS}/{id}/withdraw")
}
