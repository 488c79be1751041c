//! The exchange on the web: pages, files, and the JSON API.

pub mod api;
mod api_money;
mod api_orders;
mod book;
mod bookings;
mod codes;
mod configuration;
mod facilities;
mod facility_files;
mod files;
mod holidays;
mod keep;
mod keep_calendar;
mod kiosk;
mod money;
mod orders;
mod refused;
mod statements;
mod typed;
mod utilisation;

use axum::Router;
use axum::routing::{get, post};

use crate::service::Exchange;

/// The pages and files.
pub fn routes(exchange: Exchange) -> Router {
    Router::new()
        .merge(of_one())
        .route("/facilities", get(facilities::current))
        .route("/clusters/{cluster}/facilities", get(facilities::list))
        .route("/clusters/{cluster}/facilities.csv", get(files::facilities_csv))
        .route("/clusters/{cluster}/facilities.json", get(files::facilities_json))
        .route("/clusters/{cluster}/facilities.xlsx", get(files::facilities_xlsx))
        .route("/clusters/{cluster}/facility-days", get(facilities::days))
        .route("/clusters/{cluster}/facility-labels", get(kiosk::labels))
        .route("/clusters/{cluster}/facility-holidays", get(holidays::get).post(holidays::add))
        .route("/clusters/{cluster}/facility-holidays/remove", post(holidays::remove))
        .route("/clusters/{cluster}/facility-holidays/import", post(holidays::import))
        .route("/clusters/{cluster}/charge-codes", get(codes::list).post(codes::add))
        .route("/clusters/{cluster}/charge-codes/{code}", get(codes::one))
        .route("/clusters/{cluster}/charge-codes/{code}/people", post(codes::people))
        .route("/clusters/{cluster}/charge-codes/{code}/remove", post(codes::remove))
        .route("/clusters/{cluster}/charge-codes/{code}/close", post(codes::close))
        .route("/clusters/{cluster}/charge-codes/{code}/open", post(codes::open))
        .route("/clusters/{cluster}/facility-statements", get(statements::totals))
        .route("/clusters/{cluster}/facility-statements/settle", post(statements::settle))
        .route("/clusters/{cluster}/facility-statements/assign", post(statements::assign))
        .route("/clusters/{cluster}/facility-use", get(utilisation::get))
        .route("/clusters/{cluster}/facility-use.csv", get(utilisation::csv))
        .route("/clusters/{cluster}/facility-use.xlsx", get(utilisation::xlsx))
        .route("/clusters/{cluster}/facility-statement", get(statements::one))
        .route("/clusters/{cluster}/facility-statement.xlsx", get(statements::xlsx))
        .route("/clusters/{cluster}/facility-statement.pdf", get(statements::pdf))
        .route("/orders", get(orders::list))
        .route("/orders/{id}", get(orders::one))
        .route("/orders/{id}/{step}", post(orders::step))
        .route("/bookings", get(bookings::own))
        .route("/bookings.csv", get(files::bookings_csv))
        .route("/bookings.json", get(files::bookings_json))
        .route("/bookings.xlsx", get(files::bookings_xlsx))
        .route("/bookings.ics", get(files::bookings_ics))
        .route("/bookings/{id}", get(bookings::one))
        .route("/bookings/{id}/cancel", post(bookings::cancel))
        .route("/bookings/{id}/move", post(bookings::reschedule))
        .route("/bookings/{id}/start", post(bookings::start))
        .route("/bookings/{id}/stop", post(bookings::stop))
        .route("/bookings/{id}/approve", post(bookings::approve))
        .route("/bookings/{id}/refuse", post(bookings::refuse))
        .with_state(exchange)
}

/// What belongs to one facility.
fn of_one() -> Router<Exchange> {
    Router::new()
        .route("/clusters/{cluster}/facilities/{facility}", get(facilities::one))
        .route("/clusters/{cluster}/facilities/{facility}/taken.ics", get(files::taken))
        .route("/clusters/{cluster}/facilities/{facility}/book", get(book::form).post(book::post))
        .route("/clusters/{cluster}/facilities/{facility}/keep", get(keep::get))
        .route("/clusters/{cluster}/facilities/{facility}/keep/down", post(keep::down))
        .route("/clusters/{cluster}/facilities/{facility}/keep/person", post(keep::person))
        .route("/clusters/{cluster}/facilities/{facility}/keep/calendar", post(keep_calendar::take))
        .route("/clusters/{cluster}/facilities/{facility}/keep/back", post(keep::back))
        .route("/clusters/{cluster}/facilities/{facility}/photos/{id}", get(facility_files::photo))
        .route("/clusters/{cluster}/facilities/{facility}/manuals/{id}", get(facility_files::manual))
        .route("/clusters/{cluster}/facilities/{facility}/files", get(facility_files::get))
        .route("/clusters/{cluster}/facilities/{facility}/files/photo", post(facility_files::send_photo))
        .route("/clusters/{cluster}/facilities/{facility}/files/manual", post(facility_files::send_manual))
        .route("/clusters/{cluster}/facilities/{facility}/files/remove", post(facility_files::remove))
        .route("/clusters/{cluster}/facilities/{facility}/kiosk", get(kiosk::get))
        .route("/clusters/{cluster}/facilities/{facility}/kiosk/start", post(kiosk::start))
        .route("/clusters/{cluster}/facilities/{facility}/kiosk/stop", post(kiosk::stop))
        .route("/clusters/{cluster}/facilities/{facility}/keep/class-end", post(keep::class_end))
        .route("/clusters/{cluster}/facilities/{facility}/money", get(money::get))
        .route("/clusters/{cluster}/facilities/{facility}/money/accounts", post(money::accounts))
        .route("/clusters/{cluster}/facilities/{facility}/money/rate", post(money::rate))
        .route("/clusters/{cluster}/facilities/{facility}/money/subsidy", post(money::subsidy))
        .route("/clusters/{cluster}/facilities/{facility}/money/fees", post(money::fees))
        .route("/clusters/{cluster}/facilities/{facility}/order", get(orders::form).post(orders::post))
        .route(
            "/clusters/{cluster}/facilities/{facility}/configuration",
            get(configuration::get).post(configuration::post),
        )
}
