//! The addresses of the exchange's pages.

use bellwether_exchange_rules::span::Span;
use bellwether_web::links::{Link, segment};
use jiff::civil::Date;

use crate::model::booking::BookingId;
use crate::model::facility::Facility;
use crate::model::file::FacilityFile;
use crate::model::statement::Whose;

/// The facilities of the current cluster.
pub const FACILITIES: &str = "/facilities";
/// One's own bookings, and what waits for one's decision.
pub const BOOKINGS: &str = "/bookings";

/// One's own service orders, and those to work on.
pub const ORDERS: &str = "/orders";

/// The form for ordering a service.
pub fn order_new(one: &Facility) -> String {
    format!("{}/order", facility(one))
}

/// One order.
pub fn order(id: BookingId) -> String {
    format!("{ORDERS}/{id}")
}

/// Does something with an order.
pub fn order_step(id: BookingId, step: &str) -> String {
    format!("{ORDERS}/{id}/{step}")
}

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

/// A photo.
pub fn photo(one: &Facility, file: &FacilityFile) -> String {
    format!("{}/photos/{}", facility(one), file.id)
}

/// A version of a manual.
pub fn manual(one: &Facility, file: &FacilityFile) -> String {
    format!("{}/manuals/{}", facility(one), file.id)
}

/// The keeper's page of photos and manuals.
pub fn files(one: &Facility) -> String {
    format!("{}/files", facility(one))
}

/// A form of that page: `photo`, `manual`, `remove`.
pub fn files_form(one: &Facility, form: &str) -> String {
    format!("{}/{form}", files(one))
}

/// Days on which facilities of a cluster are closed.
pub fn holidays(cluster: &str) -> String {
    format!("/clusters/{}/facility-holidays", segment(cluster))
}

/// A form of that page: `remove`, `import`.
pub fn holidays_form(cluster: &str, form: &str) -> String {
    format!("{}/{form}", holidays(cluster))
}

/// The keeper's page of what a facility is set to.
pub fn configuration(one: &Facility) -> String {
    format!("{}/configuration", facility(one))
}

/// The page at the instrument.
pub fn kiosk(one: &Facility) -> String {
    format!("{}/kiosk", facility(one))
}

/// A button of that page: `start`, `stop`.
pub fn kiosk_form(one: &Facility, form: &str) -> String {
    format!("{}/kiosk/{form}", facility(one))
}

/// A sheet of labels with QR codes for the facilities of a cluster.
pub fn labels(cluster: &str) -> String {
    format!("/clusters/{}/facility-labels", segment(cluster))
}

/// A form of the keeper's page: `down`, `person`.
pub fn keep_form(one: &Facility, form: &str) -> String {
    format!("{}/keep/{form}", facility(one))
}

/// What a facility costs, and which accounts it uses.
pub fn money(one: &Facility) -> String {
    format!("{}/money", facility(one))
}

/// A form of that page: `accounts`, `rate`, `subsidy`, `fees`.
pub fn money_form(one: &Facility, form: &str) -> String {
    format!("{}/money/{form}", facility(one))
}

/// The charge codes of a cluster.
pub fn codes(cluster: &str) -> String {
    format!("/clusters/{}/charge-codes", segment(cluster))
}

/// One charge code.
pub fn code(cluster: &str, code: &str) -> String {
    format!("{}/{}", codes(cluster), segment(code))
}

/// A form of that page: `people`, `remove`, `close`, `open`.
pub fn code_form(cluster: &str, of: &str, form: &str) -> String {
    format!("{}/{form}", code(cluster, of))
}

/// What is to be paid for facilities in a month.
pub fn statements(cluster: &str, month: &str) -> Link {
    Link::to(format!("/clusters/{}/facility-statements", segment(cluster))).with("month", month)
}

/// How facilities were used in the months up to this one; `ending` is empty for the page, or `.csv`, `.xlsx`.
pub fn utilisation(cluster: &str, month: &str, months: i64, ending: &str) -> Link {
    let path = format!("/clusters/{}/facility-use{ending}", segment(cluster));
    Link::to(path).with("month", month).with("months", months)
}

/// Tries again what the books did not take.
pub fn settle(cluster: &str) -> String {
    format!("/clusters/{}/facility-statements/settle", segment(cluster))
}

/// Moves a charge without a code to one.
pub fn assign(cluster: &str) -> String {
    format!("/clusters/{}/facility-statements/assign", segment(cluster))
}

/// One statement; `ending` is empty for the page, or `.xlsx`, `.pdf`.
pub fn statement(cluster: &str, month: &str, whose: &Whose, ending: &str) -> Link {
    let link = Link::to(format!("/clusters/{}/facility-statement{ending}", segment(cluster))).with("month", month);
    match whose {
        Whose::Code(code) => link.with("code", code),
        Whose::Organisation(name) => link.with("organisation", name),
        Whose::WithoutCode => link,
    }
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

/// The page of use, for its form.
pub fn utilisation_path(cluster: &str) -> String {
    format!("/clusters/{}/facility-use", segment(cluster))
}
