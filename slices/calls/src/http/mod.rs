//! Calls on the web: pages, files, and the JSON API.

pub mod api;
mod api_interview;
mod applications;
mod assess;
pub mod assign;
mod builder;
mod builder_stages;
mod calls;
mod consortium;
mod draft;
mod files;
mod interview;
mod keep;
mod mine;
mod outbound;
pub mod outbound_api;
mod outbound_files;
mod pack;
mod refused;
mod typed;
mod undertake;

use axum::Router;
use axum::routing::{get, post};

use crate::service::Calls;

/// The pages and files.
pub fn routes(calls: Calls) -> Router {
    Router::new()
        .route("/calls", get(calls::list))
        .route("/calls.csv", get(files::calls_csv))
        .route("/calls.ics", get(files::calls_ics))
        .route("/clusters/{cluster}/calls/new", get(keep::new).post(keep::make))
        .route("/clusters/{cluster}/calls/{call}", get(calls::one))
        .route("/clusters/{cluster}/calls/{call}/edit", get(keep::edit).post(keep::change))
        .route("/clusters/{cluster}/calls/{call}/form", get(builder::get).post(builder::post))
        .route("/clusters/{cluster}/calls/{call}/steps", post(calls::step))
        .route("/clusters/{cluster}/calls/{call}/apply", post(calls::apply))
        .route("/clusters/{cluster}/calls/{call}/applications", get(applications::list))
        .route("/clusters/{cluster}/calls/{call}/applications.csv", get(files::applications_csv))
        .route("/clusters/{cluster}/calls/{call}/applications.xlsx", get(files::applications_xlsx))
        .route("/clusters/{cluster}/calls/{call}/applications/preview", post(applications::preview))
        .route("/clusters/{cluster}/calls/{call}/applications/bulk", post(applications::bulk))
        .route("/clusters/{cluster}/calls/{call}/assign", get(assign::get).post(assign::post))
        .route("/clusters/{cluster}/calls/{call}/decisions", get(pack::get))
        .route("/clusters/{cluster}/calls/{call}/decisions/announce", post(pack::announce))
        .route("/clusters/{cluster}/calls/{call}/decisions.pdf", get(pack::paper))
        .route("/applications", get(mine::list))
        .route("/applications.ics", get(interview::calendar_file))
        .route("/applications/{id}", get(mine::one))
        .route("/applications/{id}/edit", get(draft::get).post(draft::post))
        .route("/applications/{id}/files", post(draft::send))
        .route("/applications/{id}/files/{file}", get(files::file))
        .route("/applications/{id}/files/{file}/remove", post(draft::remove))
        .route("/applications/{id}/steps", post(mine::step))
        .route("/applications/{id}/team", post(mine::invite))
        .route("/applications/{id}/team/answer", post(mine::answer))
        .route("/applications/{id}/handle", post(mine::handle))
        .route("/applications/{id}/decide", post(mine::decide))
        .route("/applications/{id}/partners", post(consortium::post))
        .route("/applications/{id}/partners/{number}/remove", post(consortium::remove))
        .route("/applications/{id}/interview", post(interview::post))
        .route("/applications/{id}/submitted.json", get(files::submitted))
        .route("/applications/{id}/letter.pdf", get(files::letter))
        .route("/assessments/{id}", get(assess::get).post(assess::post))
        .route("/outbound", get(outbound::list))
        .route("/outbound.csv", get(outbound_files::csv))
        .route("/outbound.ics", get(outbound_files::ics))
        .route("/clusters/{cluster}/outbound/new", get(outbound::new).post(outbound::begin))
        .route("/clusters/{cluster}/outbound/import", get(outbound_files::import).post(outbound_files::bring))
        .route("/outbound/{id}", get(outbound::one))
        .route("/outbound/{id}/facts", get(outbound::facts).post(outbound::change))
        .route("/outbound/{id}/edit", get(outbound::edit).post(outbound::save))
        .route("/outbound/{id}/steps", post(outbound::step))
        .route("/outbound/{id}/team", post(outbound::team))
        .route("/outbound/{id}/reports", post(outbound::report))
        .route("/outbound/{id}/files", post(outbound_files::send))
        .route("/outbound/{id}/files/{file}", get(outbound_files::file))
        .route("/outbound/{id}/files/{file}/remove", post(outbound_files::remove))
        .route("/outbound/{id}/sent.json", get(outbound_files::sent))
        .route("/undertakings/{id}", get(undertake::get))
        .route("/undertakings/{id}/milestones/{number}", post(undertake::post))
        .with_state(calls)
}
