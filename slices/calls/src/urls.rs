//! The addresses of the pages of calls.

use bellwether_web::links::{Link, segment};

use crate::model::application::ApplicationId;
use crate::model::assessing::AssessmentId;
use crate::model::call::Call;
use crate::model::file::FileId;
use crate::model::holder::Holder;
use crate::model::outbound::OutboundId;
use crate::model::undertaking::UndertakingId;

/// Calls of all clusters.
pub const CALLS: &str = "/calls";
/// One's own applications, and what one was asked to judge.
pub const MINE: &str = "/applications";

/// One's own interviews, for calendar programs.
pub const APPOINTMENTS: &str = "/applications.ics";

/// The form of a new call of a cluster.
pub fn new_call(cluster: &str) -> String {
    format!("/clusters/{}/calls/new", segment(cluster))
}

/// The page of a call.
pub fn call(one: &Call) -> String {
    call_of(&one.cluster, &one.slug)
}

/// The page of a call by its names.
pub fn call_of(cluster: &str, slug: &str) -> String {
    format!("/clusters/{}/calls/{}", segment(cluster), segment(slug))
}

/// A page or act of a call: `edit`, `form`, `steps`, `apply`, `applications`, `decisions`.
pub fn of_call(one: &Call, part: &str) -> String {
    format!("{}/{part}", call(one))
}

/// Choosing who judges these applications of a call.
pub fn assign(one: &Call, ids: &[ApplicationId]) -> Link {
    ids.iter().fold(Link::to(of_call(one, "assign")), |link, id| link.with("id", id))
}

/// The builder with one field open.
pub fn field(one: &Call, code: &str) -> Link {
    Link::to(of_call(one, "form")).with("field", code)
}

/// The page of an application.
pub fn application(id: ApplicationId) -> String {
    format!("{MINE}/{id}")
}

/// A page or act of an application: `edit`, `steps`, `handle`, `decide`, `team`, `files`, `letter.pdf`, `submitted.json`.
pub fn of_application(id: ApplicationId, part: &str) -> String {
    format!("{MINE}/{id}/{part}")
}

/// An application as it was in one of its stages.
pub fn in_stage(id: ApplicationId, stage: &str) -> String {
    Link::to(application(id)).with("stage", stage).to_string()
}

/// A file of an application, of either direction.
pub fn file(id: impl Into<Holder>, of: FileId) -> String {
    match id.into() {
        Holder::Application(id) => format!("{MINE}/{id}/files/{of}"),
        Holder::Outbound(id) => of_outbound(id, &format!("files/{of}")),
    }
}

/// Applications to other funders.
pub const OUTBOUND: &str = "/outbound";

/// The page of an application to another funder.
pub fn outbound(id: OutboundId) -> String {
    format!("{OUTBOUND}/{id}")
}

/// A page or act of one: `edit`, `facts`, `steps`, `team`, `files`, `reports`, `sent.json`.
pub fn of_outbound(id: OutboundId, part: &str) -> String {
    format!("{OUTBOUND}/{id}/{part}")
}

/// Of a cluster: `new`, `import`.
pub fn outbound_of(cluster: &str, part: &str) -> String {
    format!("/clusters/{}/outbound/{part}", segment(cluster))
}

/// The page of an assessment.
pub fn assessment(id: AssessmentId) -> String {
    format!("/assessments/{id}")
}

/// The page of an undertaking.
pub fn undertaking(id: UndertakingId) -> String {
    format!("/undertakings/{id}")
}

/// An act on a milestone.
pub fn milestone(id: UndertakingId, number: u32) -> String {
    format!("/undertakings/{id}/milestones/{number}")
}
