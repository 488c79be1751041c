//! Addresses of this slice's pages and files.

use bellwether_web::links::{Link, segment};

/// The map.
pub const MAP: &str = "/foresight";
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

/// The page of a topic.
pub fn topic(id: &str) -> String {
    format!("{TOPICS}/{}", segment(id))
}

/// The page of a record of the evidence.
pub fn record(key: &str) -> String {
    format!("/evidence/records/{}", segment(key))
}

/// The list of topics of one level.
pub fn topics(level: u8) -> Link {
    Link::to(TOPICS).with("level", level)
}
