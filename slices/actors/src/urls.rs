//! The addresses of the register's pages.

use bellwether_web::links::{Link, segment};
use uuid::Uuid;

use crate::model::actor::ActorId;

/// The list.
pub const ACTORS: &str = "/actors";
/// The form of a new actor.
pub const NEW: &str = "/actors/new";
/// The form for a file.
pub const IMPORT: &str = "/actors/import";
/// Records that may be of one actor.
pub const DUPLICATES: &str = "/actors/duplicates";

/// The list of a cluster.
pub fn of_cluster(cluster: &str) -> Link {
    Link::to(ACTORS).with("cluster", cluster)
}

/// The list as a file.
pub fn file(ending: &str) -> Link {
    Link::to(format!("{ACTORS}/export.{ending}"))
}

/// The record of an actor.
pub fn actor(id: ActorId) -> String {
    format!("{ACTORS}/{id}")
}

/// The record in the words of schema.org.
pub fn json_ld(id: ActorId) -> String {
    format!("/actors/{id}/actor.jsonld")
}

/// The forms of an actor.
pub fn edit(id: ActorId) -> String {
    format!("{ACTORS}/{id}/edit")
}

/// Where facts of a part are added.
pub fn facts(id: ActorId, part: &str) -> String {
    format!("{ACTORS}/{id}/facts/{part}")
}

/// Where the days of a fact are set.
pub fn days(id: ActorId, part: &str, row: Uuid) -> String {
    format!("{ACTORS}/{id}/facts/{part}/{row}/days")
}

/// Where a fact is removed.
pub fn remove(id: ActorId, part: &str, row: Uuid) -> String {
    format!("{ACTORS}/{id}/facts/{part}/{row}/remove")
}

/// The data of a person.
pub fn data(id: ActorId) -> String {
    format!("{ACTORS}/{id}/data")
}

/// The data of a person as a file.
pub fn data_file(id: ActorId) -> String {
    format!("{ACTORS}/{id}/data.json")
}

/// Where a person is erased.
pub fn erase(id: ActorId) -> String {
    format!("{ACTORS}/{id}/erase")
}

/// What a merge would do.
pub fn merge(kept: ActorId, dropped: ActorId) -> String {
    format!("{ACTORS}/{kept}/merge/{dropped}")
}

/// Where a merge is undone.
pub fn undo(merge: Uuid) -> String {
    format!("{ACTORS}/merges/{merge}/undo")
}

/// The preview of an import.
pub fn import(id: Uuid) -> String {
    format!("{ACTORS}/imports/{id}")
}

/// Where an import is called off.
pub fn drop_import(id: Uuid) -> String {
    format!("{ACTORS}/imports/{id}/drop")
}

/// The home of a cluster on the portal.
pub fn cluster(slug: &str) -> String {
    format!("/clusters/{}", segment(slug))
}
