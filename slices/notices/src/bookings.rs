//! Bookings: who is told what of them, when they are reminded of, and what is said.

use async_trait::async_trait;
use bellwether_db::{DbError, Tx};
use bellwether_exchange::api::{
    Booking, BookingId, Exchange, ExchangeError, Happened, Notifier, Part, Span, invitation, is_called_off,
};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_mail::letter::Calendar;
use bellwether_web::api::{Arg, Words};
use bellwether_web::format;
use jiff::tz::TimeZone;

use crate::frame::Frame;
use crate::model::kind::Kind;
use crate::model::notice::{Clock, Notice, Reminder, Said, Source, SourceError};
use crate::service::Notices;

/// How long before its beginning a booking is reminded of.
const AHEAD: Clock = Clock { name: "bookings", ahead_ms: 24 * 3_600_000 };
/// Bookings that are looked through at once.
const PART: u32 = 200;

/// Notes what happens to bookings.
pub struct BookingNotices(pub Notices);

#[async_trait]
impl Notifier for BookingNotices {
    async fn note(&self, tx: &Tx, happened: Happened, booking: &Booking) -> Result<(), DbError> {
        let data = match happened {
            Happened::Moved(old) => format!("{} {}", old.from_ms(), old.until_ms()),
            _ => String::new(),
        };
        let about = (booking.id.0, data.as_str());
        if let Some(keeper) = freed(tx, happened, booking) {
            self.0.note(tx, keeper, Kind::BookingFreed, about).await?;
        }
        let (kind, person) = match happened {
            Happened::Held => (Kind::BookingToDecide, booking.keeper),
            Happened::Confirmed => (Kind::BookingConfirmed, booking.person),
            Happened::Refused => (Kind::BookingRefused, booking.person),
            Happened::Moved(_) => (Kind::BookingMoved, booking.person),
            Happened::Cancelled => (Kind::BookingCancelled, booking.person),
            Happened::Given => (Kind::BookingGiven, booking.person),
            Happened::Missed => (Kind::BookingMissed, booking.person),
            Happened::Lapsed => (Kind::BookingLapsed, booking.person),
        };
        match person {
            Some(person) => self.0.note(tx, person, kind, about).await,
            None => Ok(()),
        }
    }
}

/// The keeper, where somebody else cancelled a booking that had its time.
fn freed(tx: &Tx, happened: Happened, booking: &Booking) -> Option<UserId> {
    let keeper = booking.keeper.filter(|keeper| Some(*keeper) != booking.person)?;
    let is_own_act = tx.actor() == format!("user:{keeper}");
    (happened == Happened::Cancelled && booking.allocated.is_some() && !is_own_act).then_some(keeper)
}

/// Says what happened to bookings of this exchange.
pub struct BookingSource {
    /// For the words.
    pub notices: Notices,
    /// For the bookings.
    pub exchange: Exchange,
}

const KINDS: &[Kind] = &[
    Kind::BookingToDecide,
    Kind::BookingConfirmed,
    Kind::BookingRefused,
    Kind::BookingMoved,
    Kind::BookingCancelled,
    Kind::BookingFreed,
    Kind::BookingGiven,
    Kind::BookingReminder,
    Kind::BookingMissed,
    Kind::BookingLapsed,
];

#[async_trait]
impl Source for BookingSource {
    fn kinds(&self) -> &'static [Kind] {
        KINDS
    }

    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, SourceError> {
        let booking = match self.exchange.booking(ctx, BookingId(notice.about)).await {
            Ok(booking) => booking,
            // What the page does not show is not told by mail.
            Err(ExchangeError::Denied(_) | ExchangeError::NotFound) => return Ok(None),
            Err(error) => return Err(SourceError::of(error)),
        };
        if !is_true_still(ctx, notice, &booking) {
            return Ok(None);
        }
        let words = self.notices.words(ctx.lang);
        let mut by = String::new();
        if matches!(notice.kind, Kind::BookingToDecide | Kind::BookingFreed) {
            let names = self.exchange.names(ctx, std::slice::from_ref(&booking)).await.map_err(SourceError::of)?;
            by = booking.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default();
        }
        Ok(Some(said(ctx, &words, notice, &booking, &by)))
    }

    fn clocks(&self) -> &'static [Clock] {
        &[AHEAD]
    }

    /// Bookings that begin soon, for those who booked them earlier than that.
    async fn reminders(
        &self,
        ctx: &Ctx,
        _: &Clock,
        (from_ms, until_ms): (i64, i64),
    ) -> Result<Vec<Reminder>, SourceError> {
        let due = confirmed(&self.exchange, ctx, from_ms, until_ms).await.map_err(SourceError::of)?;
        let reminder = |booking: Booking| {
            let person = booking.person?;
            Some(Reminder { person, kind: Kind::BookingReminder, about: booking.id.0, data: String::new() })
        };
        Ok(due.into_iter().filter_map(reminder).collect())
    }
}

/// The bookings that begin after the one moment and not after the other, and are confirmed.
async fn confirmed(exchange: &Exchange, ctx: &Ctx, from_ms: i64, until_ms: i64) -> Result<Vec<Booking>, ExchangeError> {
    let mut due = Vec::new();
    let mut after = (from_ms, BookingId(Uuid::max()));
    // After the last that begins at the first moment; nothing begins between two moments that are one.
    let mut is_last = from_ms >= until_ms;
    while !is_last {
        let part = Part { is_ahead: true, after: Some(after), limit: PART };
        let found = exchange.bookings(ctx, None, part).await?;
        is_last = found.len() < PART as usize;
        for booking in found {
            after = (booking.span.from_ms(), booking.id);
            is_last |= after.0 > until_ms;
            if after.0 <= until_ms && booking.state_name() == "confirmed" {
                due.push(booking);
            }
        }
    }
    Ok(due)
}

/// Is what the notice says the case now? What came after it is told by a notice of its own.
fn is_true_still(ctx: &Ctx, notice: &Notice, booking: &Booking) -> bool {
    let state = booking.state_name();
    let is_keeper = booking.keeper == Some(notice.person);
    match notice.kind {
        Kind::BookingToDecide => is_keeper && state == "held",
        Kind::BookingFreed => is_keeper && is_called_off(booking),
        Kind::BookingConfirmed => state == "confirmed",
        Kind::BookingReminder => state == "confirmed" && booking.span.from() > ctx.now(),
        Kind::BookingMoved | Kind::BookingGiven => matches!(state, "confirmed" | "held"),
        Kind::BookingRefused | Kind::BookingCancelled | Kind::BookingMissed | Kind::BookingLapsed => {
            is_called_off(booking)
        }
        _ => false,
    }
}

fn said(ctx: &Ctx, words: &Words, notice: &Notice, booking: &Booking, by: &str) -> Said {
    let zone = TimeZone::get(&booking.zone).unwrap_or(TimeZone::UTC);
    let (facility, _) = booking.facility.best(ctx.lang);
    let when = when(ctx, booking.span, &zone);
    let args: [(&str, Arg<'_>); 2] = [("facility", facility.into()), ("when", (&when).into())];
    let mut frame = Frame::of(words, notice.kind, &args);
    frame.fact("notices-fact-facility", facility);
    frame.fact("notices-fact-when", &format!("{when} ({})", booking.zone));
    if booking.state_name() == "held" && notice.kind != Kind::BookingToDecide {
        frame.sentence("notices-still-held");
    }
    if is_called_off(booking) {
        frame.fact("notices-fact-why", booking.allocated.as_ref().map_or("", |allocated| allocated.why.as_str()));
    }
    frame.fact("notices-fact-by", by);
    if notice.kind == Kind::BookingToDecide {
        frame.fact("notices-fact-purpose", &booking.purpose);
    }
    // The keeper's own calendar is not the place for other people's bookings.
    let is_own = booking.person == Some(notice.person) && notice.kind != Kind::BookingToDecide;
    let had_time = booking.allocated.is_some();
    let calendar = (is_own && had_time)
        .then(|| Calendar { text: invitation(booking, ctx.lang, ctx.now()), is_cancelled: is_called_off(booking) });
    Said { calendar, ..frame.said(format!("/bookings/{}", booking.id), format!("booking-{}", booking.id)) }
}

/// A time as the page of the booking shows it.
fn when(ctx: &Ctx, span: Span, zone: &TimeZone) -> String {
    let (from, until) = (span.from().to_zoned(zone.clone()), span.until().to_zoned(zone.clone()));
    let end = if from.date() == until.date() {
        until.strftime("%H:%M").to_string()
    } else {
        format::moment(ctx.lang, span.until(), zone)
    };
    format!("{}–{end}", format::moment(ctx.lang, span.from(), zone))
}
