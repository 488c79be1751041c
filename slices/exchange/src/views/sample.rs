//! Invented data that the pages are tried with.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_exchange_rules::quote::Quote;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use uuid::Uuid;

use crate::model::booking::{Allocated, AllocationId, Booking, BookingId, Busy};
use crate::model::charge::{Charge, ChargeId, ChargeKind, Quoted};
use crate::model::configuration::{Change, Item, ItemOption};
use crate::model::demo::DEMO;
use crate::model::facility::{Facility, ResourceId};
use crate::model::statement::Line;
use crate::model::written;

/// 26 November 2026, 09:00 UTC.
pub const NOW_MS: i64 = 1_795_683_600_000;

/// So many hours after [`NOW_MS`], and so long.
pub fn hours(after: i64, long: i64) -> Span {
    let from_ms = NOW_MS + after * 3_600_000;
    Span::of_ms(from_ms, from_ms + long * 3_600_000).expect("a span that is not empty")
}

/// The facilities of the demo's first cluster, with ids that stay the same.
pub fn facilities() -> Vec<Facility> {
    let (_, all) = written::read(DEMO[0].1).expect("the demo's file can be read");
    let numbered = |(number, one): (u128, Facility)| Facility { id: ResourceId(Uuid::from_u128(number)), ..one };
    (1..).zip(all).map(numbered).collect()
}

/// A facility whose words would do harm if they were not escaped.
pub fn hostile() -> Facility {
    let words = "<script>alert(1)</script>";
    let one = facilities().swap_remove(0);
    Facility { name: Text::both(words, words), about: Text::both(words, words), owner: Text::both(words, words), ..one }
}

/// The same with something that can be set.
pub fn configured() -> Facility {
    let words = "<b>60×</b>";
    let option = |code: &str| ItemOption { code: code.to_owned(), name: Text::both(words, words) };
    let item = Item {
        code: "objective".to_owned(),
        name: Text::both("Objective", "Объектив"),
        change_minutes: 15,
        options: vec![option("dry"), option("oil")],
    };
    Facility { items: vec![item], ..hostile() }
}

/// A change of it.
pub fn changes() -> Vec<Change> {
    let (item, from, to) = ("objective".to_owned(), "dry".to_owned(), "oil".to_owned());
    vec![Change { item, from, to, minutes: 15 }]
}

/// A booking in this state.
pub fn booking(number: u128, state: BookingState) -> Booking {
    let facility = facilities().swap_remove(0);
    Booking {
        id: BookingId(Uuid::from_u128(number)),
        resource: facility.id,
        cluster: facility.cluster,
        slug: facility.slug,
        facility: facility.name,
        keeper: None,
        zone: facility.zone,
        person: Some(UserId(Uuid::from_u128(7))),
        class: CustomerClass::Member,
        state: RequestState::Accepted,
        span: hours(24, 2),
        purpose: "Cells after <b>heating</b>".to_owned(),
        project: "RSF-26-15".to_owned(),
        wants: std::collections::BTreeMap::new(),
        code: None,
        series: None,
        asked_at_ms: NOW_MS,
        allocated: Some(Allocated {
            id: AllocationId(Uuid::from_u128(number)),
            state,
            place: 0,
            started_at_ms: None,
            ended_at_ms: None,
            why: String::new(),
        }),
    }
}

/// A price with a subsidy.
pub fn quoted() -> Quoted {
    let quote = Quote { gross_minor: 180_000, subsidy_minor: 72_000, net_minor: 108_000 };
    let class = CustomerClass::Member;
    Quoted { class, units: 120, rate_minor: 90_000, currency: "RUB".to_owned(), quote }
}

/// What a booking that was used longer costs.
pub fn charges() -> Vec<Charge> {
    let booking = booking(1, BookingState::Used);
    let one = Charge {
        id: ChargeId(Uuid::from_u128(1)),
        request: booking.id,
        cluster: booking.cluster,
        resource: booking.resource,
        kind: ChargeKind::Use,
        state: ChargeState::Charged,
        quoted: quoted(),
        month: "2026-11".to_owned(),
        person: booking.person,
        code: None,
        transfer: None,
        advanced: None,
        quoted_at_ms: NOW_MS,
        settled_at_ms: Some(NOW_MS),
    };
    let over = Quote { gross_minor: 15_000, subsidy_minor: 0, net_minor: 15_000 };
    let over = Quoted { units: 10, quote: over, ..quoted() };
    let over = Charge { state: ChargeState::Due, kind: ChargeKind::Overrun, quoted: over, ..one.clone() };
    vec![one, over]
}

/// The same as lines of a statement.
pub fn lines() -> Vec<Line> {
    let line = |one: Charge| Line {
        id: one.id,
        request: one.request,
        kind: one.kind,
        state: one.state,
        quoted: one.quoted,
        person: one.person,
        code: Some("RSF-26-15".to_owned()),
        facility: hostile().name,
        zone: "Europe/Moscow".to_owned(),
        at_ms: NOW_MS,
    };
    charges().into_iter().map(line).collect()
}

/// Times that are taken, one of them one's own.
pub fn busy() -> Vec<Busy> {
    let resource = ResourceId(Uuid::from_u128(1));
    let one = |after, long, is_down| Busy {
        resource,
        place: 0,
        span: hours(after, long),
        is_down,
        person: None,
        booking: None,
        used: None,
        is_ahead: false,
        is_own: false,
    };
    let person = Some(UserId(Uuid::from_u128(7)));
    let booking = Some(BookingId(Uuid::from_u128(3)));
    let own = Busy { person, booking, used: Some(hours(2, 1)), is_ahead: true, is_own: true, ..one(2, 1, false) };
    vec![one(0, 2, false), own, one(24, 4, true)]
}
