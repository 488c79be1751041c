//! How facilities are used: hours that are open, booked, used, not used and out of service, by facility, month and class.
//!
//! A booking counts whole in the month in which it begins, in the zone of its facility, as on statements. Everything is in
//! minutes; pages show hours.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::Add;

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::opening::open_minutes;
use jiff::ToSpan;
use jiff::civil::{Date, time};

use crate::model::facility::{Facility, ResourceId};

/// The most months of one page.
pub const MOST_MONTHS: i64 = 24;

/// Minutes of bookings, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booked {
    /// How many bookings.
    pub bookings: i64,
    /// Time that was booked and not cancelled in time.
    pub booked: i64,
    /// Time between beginning and end of use, as people said.
    pub used: i64,
    /// Time that was booked and nobody came.
    pub no_show: i64,
    /// Time that was cancelled later than the rules ask.
    pub late_cancel: i64,
}

impl Add for Booked {
    type Output = Booked;

    fn add(self, other: Booked) -> Booked {
        Booked {
            bookings: self.bookings + other.bookings,
            booked: self.booked + other.booked,
            used: self.used + other.used,
            no_show: self.no_show + other.no_show,
            late_cancel: self.late_cancel + other.late_cancel,
        }
    }
}

impl Sum for Booked {
    fn sum<I: Iterator<Item = Booked>>(all: I) -> Booked {
        all.fold(Booked::default(), Add::add)
    }
}

/// What was booked of one facility in one month by one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The facility.
    pub resource: ResourceId,
    /// The first day of the month.
    pub month: Date,
    /// The class.
    pub class: CustomerClass,
    /// The minutes.
    pub booked: Booked,
}

/// A sum that is kept and is not that of the bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddSum {
    /// The facility.
    pub resource: ResourceId,
    /// The month, such as `2026-11`.
    pub month: String,
    /// The name of the class.
    pub class: String,
    /// What is kept.
    pub kept: Booked,
    /// What the bookings add up to.
    pub anew: Booked,
}

/// How long a facility could be used in one month: the same for all classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The facility.
    pub resource: ResourceId,
    /// The first day of the month.
    pub month: Date,
    /// Open minutes of all places.
    pub open: i64,
    /// Minutes out of service, of all places, whether open or not.
    pub down: i64,
}

/// Open and booked minutes side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Open minutes.
    pub open: i64,
    /// Minutes out of service.
    pub down: i64,
    /// What was booked.
    pub booked: Booked,
}

/// How the facilities of a cluster were used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utilisation {
    /// The facilities, in the order of the cluster.
    pub facilities: Vec<Facility>,
    /// The months, the first first.
    pub months: Vec<Date>,
    /// What was booked.
    pub cells: Vec<Cell>,
    /// What there was.
    pub rooms: Vec<Room>,
}

impl Utilisation {
    /// The sum of what these two choose.
    pub fn sum(&self, rooms: impl Fn(&Room) -> bool, cells: impl Fn(&Cell) -> bool) -> Share {
        let chosen = || self.rooms.iter().filter(|room| rooms(room));
        Share {
            open: chosen().map(|room| room.open).sum(),
            down: chosen().map(|room| room.down).sum(),
            booked: self.cells.iter().filter(|cell| cells(cell)).map(|cell| cell.booked).sum(),
        }
    }

    /// Of all together.
    pub fn whole(&self) -> Share {
        self.sum(|_| true, |_| true)
    }

    /// Of one facility.
    pub fn of_facility(&self, id: ResourceId) -> Share {
        self.sum(|room| room.resource == id, |cell| cell.resource == id)
    }

    /// Of one month.
    pub fn of_month(&self, month: Date) -> Share {
        self.sum(|room| room.month == month, |cell| cell.month == month)
    }

    /// What each class booked.
    pub fn by_class(&self) -> BTreeMap<CustomerClass, Booked> {
        let mut all = BTreeMap::new();
        for cell in &self.cells {
            let sum: &mut Booked = all.entry(cell.class).or_default();
            *sum = *sum + cell.booked;
        }
        all
    }
}

/// The months up to this one, the first first.
pub fn months(last: Date, how_many: i64) -> Vec<Date> {
    let how_many = how_many.clamp(1, MOST_MONTHS);
    (0..how_many).rev().filter_map(|back| last.checked_sub(back.months()).ok()).collect()
}

/// The month after this one.
pub fn next(month: Date) -> Date {
    month.checked_add(1.month()).unwrap_or(month)
}

/// The open minutes of a facility in a month, of all its places.
pub fn open(facility: &Facility, month: Date) -> i64 {
    open_minutes(&facility.rules(), month, next(month)) * i64::from(facility.places)
}

/// Where the months begin in the zone of a facility, and where the last is over; in milliseconds since 1970 UTC.
pub fn boundaries(zone: &jiff::tz::TimeZone, months: &[Date]) -> Vec<i64> {
    let begin = |day: Date| {
        let at = zone.to_ambiguous_timestamp(day.to_datetime(time(0, 0, 0, 0))).compatible();
        at.map_or(0, |at| at.as_millisecond())
    };
    months.iter().copied().chain(months.last().map(|last| next(*last))).map(begin).collect()
}
