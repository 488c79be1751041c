//! The addresses of the portal's pages.

use bellwether_web::links::{Link, segment};

use crate::model::actor::Actor;
use crate::model::concept::Concept;
use bellwether_actors::api::Role;

/// The list of clusters.
pub const CLUSTERS: &str = "/clusters";

/// The home of a cluster.
pub fn home(cluster: &str) -> String {
    format!("/clusters/{}", segment(cluster))
}

/// The list of a cluster's members.
pub fn members(cluster: &str) -> Link {
    Link::to(format!("/clusters/{}/members", segment(cluster)))
}

/// The members with one role.
pub fn members_with(cluster: &str, role: Role) -> Link {
    members(cluster).with("role", role.name())
}

/// The list of members as a file.
pub fn members_file(cluster: &str, ending: &str) -> Link {
    Link::to(format!("/clusters/{}/members.{ending}", segment(cluster)))
}

/// The page of an organisation or body.
pub fn actor(cluster: &str, actor: &Actor) -> String {
    let list = if actor.is(Role::Commission) { "commissions" } else { "members" };
    format!("/clusters/{}/{list}/{}", segment(cluster), segment(&actor.slug))
}

/// The record of an actor in the register, which leads there.
pub fn record(cluster: &str, actor: &Actor) -> String {
    format!("/actors/of/{}/{}", segment(cluster), segment(&actor.slug))
}

/// The page of an area.
pub fn area(cluster: &str, concept: &Concept) -> String {
    format!("/clusters/{}/areas/{}", segment(cluster), segment(&concept.slug))
}

/// The search for evidence.
pub fn search(query: &str) -> Link {
    Link::to("/evidence").with("q", query).with("sort", "newest")
}

/// The calls of a cluster, with those that are closed.
pub fn calls(cluster: &str) -> Link {
    Link::to("/calls").with("cluster", cluster).with("show", "all")
}

/// The facilities of a cluster.
pub fn facilities(cluster: &str) -> String {
    format!("/clusters/{}/facilities", segment(cluster))
}
