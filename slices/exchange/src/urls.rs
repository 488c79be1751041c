//! The addresses of the exchange's pages.

use bellwether_exchange_rules::span::Span;
use bellwether_web::links::{Link, segment};
use jiff::civil::Date;

use crate::model::booking::BookingId;
use crate::model::facility::Facility;

/// The facilities of the current cluster.
pub const FACILITIES: &str = "/facilities";
/// One's own bookings, and what waits for one's decision.
pub const BOOKINGS: &str = "/bookings";

/// The facilities of a cluster.
pub fn facilities(cluster: &str) -> String {
    format!("/clusters/{}/facilities", segment(cluster))
}

/// The same as a file.
pub fn facilities_file(cluster: &str, ending: &str) -> String {
    format!("{}.{ending}", facilities(cluster))
}

/// All facilities of a cluster on one day, a row for each.
pub fn day_of_all(cluster: &str, day: Date) -> Link {
    Link::to(format!("/clusters/{}/facility-days", segment(cluster))).with("day", day)
}

/// The page of a facility.
pub fn facility(one: &Facility) -> String {
    facility_of(&one.cluster, &one.slug)
}

/// The page of a facility by its names.
pub fn facility_of(cluster: &str, slug: &str) -> String {
    format!("{}/{}", facilities(cluster), segment(slug))
}

/// Its calendar around a day, as `day` or `week`.
pub fn calendar(one: &Facility, view: &str, day: Date) -> Link {
    Link::to(facility(one)).with("view", view).with("day", day)
}

/// When it is taken, for calendar programs.
pub fn facility_feed(one: &Facility) -> String {
    format!("{}/taken.ics", facility(one))
}

/// The form for booking it.
pub fn book(one: &Facility) -> String {
    format!("{}/book", facility(one))
}

/// The form for booking this time.
pub fn book_at(one: &Facility, span: Span) -> Link {
    let zone = one.time_zone();
    let (from, until) = (span.from().to_zoned(zone.clone()), span.until().to_zoned(zone));
    Link::to(book(one))
        .with("day", from.date())
        .with("from", from.strftime("%H:%M"))
        .with_if("until_day", (from.date() != until.date()).then(|| until.date()))
        .with("until", until.strftime("%H:%M"))
}

/// The keeper's page.
pub fn keep(one: &Facility) -> String {
    keep_of(&one.cluster, &one.slug)
}

/// The keeper's page by the names of the facility.
pub fn keep_of(cluster: &str, slug: &str) -> String {
    format!("{}/keep", facility_of(cluster, slug))
}

/// A form of the keeper's page: `down`, `person`.
pub fn keep_form(one: &Facility, form: &str) -> String {
    format!("{}/keep/{form}", facility(one))
}

/// The page of a booking.
pub fn booking(id: BookingId) -> String {
    format!("{BOOKINGS}/{id}")
}

/// Does something with a booking.
pub fn step(id: BookingId, step: &str) -> String {
    format!("{BOOKINGS}/{id}/{step}")
}

/// One's own bookings as a file: `csv`, `json`, `xlsx`, `ics`.
pub fn bookings_file(ending: &str) -> String {
    format!("{BOOKINGS}.{ending}")
}
