//! A booking for the calendar program of who booked, as it is attached to letters (RFC 5546, `PUBLISH` and `CANCEL`).

use bellwether_kernel::lang::Lang;
use bellwether_web::ical::{Event, calendar};
use jiff::Timestamp;

use crate::model::booking::Booking;

/// Is the event called off?
pub fn is_called_off(booking: &Booking) -> bool {
    !booking.booked().is_some_and(|state| state.keeps_its_time())
}

/// The calendar with this booking. Its id is that of the feed, so that a program that has both shows it once.
pub fn invitation(booking: &Booking, lang: Lang, now: Timestamp) -> String {
    let (name, _) = booking.facility.best(lang);
    let is_off = is_called_off(booking);
    let is_held = booking.booked().is_some_and(|state| state.name() == "held");
    let event = Event {
        uid: format!("{}@bellwether", booking.id),
        stamp: now,
        from: booking.span.from(),
        until: booking.span.until(),
        summary: name.to_owned(),
        location: booking.cluster.clone(),
        status: if is_off {
            "CANCELLED"
        } else if is_held {
            "TENTATIVE"
        } else {
            "CONFIRMED"
        },
    };
    let method = if is_off { "METHOD:CANCEL" } else { "METHOD:PUBLISH" };
    calendar(name, &[event]).replacen("CALSCALE:GREGORIAN\r\n", &format!("CALSCALE:GREGORIAN\r\n{method}\r\n"), 1)
}
