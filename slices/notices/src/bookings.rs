//! Bookings: who is told what of them, and what is said.

use std::sync::OnceLock;

use async_trait::async_trait;
use bellwether_db::{DbError, Tx};
use bellwether_exchange::api::{
    Booking, BookingId, Exchange, ExchangeError, Happened, Notifier, Span, invitation, is_called_off,
};
use bellwether_kernel::ctx::Ctx;
use bellwether_mail::letter::Calendar;
use bellwether_web::api::{Arg, Words};
use bellwether_web::format;
use jiff::tz::TimeZone;

use crate::model::kind::Kind;
use crate::model::notice::{Notice, Said, Source, SourceError};
use crate::service::Notices;

/// The exchange, once it is there: it is made with the notices that it notes things for.
pub type Bookings = std::sync::Arc<OnceLock<Exchange>>;

/// Notes what happens to bookings.
pub struct BookingNotices(pub Notices);

#[async_trait]
impl Notifier for BookingNotices {
    async fn note(&self, tx: &Tx, happened: Happened, booking: &Booking) -> Result<(), DbError> {
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
        let Some(person) = person else { return Ok(()) };
        let data = match happened {
            Happened::Moved(old) => format!("{} {}", old.from_ms(), old.until_ms()),
            _ => String::new(),
        };
        self.0.note(tx, person, kind, (booking.id.0, &data)).await
    }
}

/// Says what happened to bookings.
pub struct BookingSource(pub Notices);

const KINDS: &[Kind] = &[
    Kind::BookingToDecide,
    Kind::BookingConfirmed,
    Kind::BookingRefused,
    Kind::BookingMoved,
    Kind::BookingCancelled,
    Kind::BookingGiven,
    Kind::BookingReminder,
    Kind::BookingMissed,
    Kind::BookingLapsed,
];

pub(crate) fn unsaid(error: ExchangeError) -> SourceError {
    SourceError::of(error)
}

#[async_trait]
impl Source for BookingSource {
    fn kinds(&self) -> &'static [Kind] {
        KINDS
    }

    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, SourceError> {
        let Some(exchange) = self.0.bookings.get() else { return Ok(None) };
        let booking = match exchange.booking(ctx, BookingId(notice.about)).await {
            Ok(booking) => booking,
            // What the page does not show is not told by mail.
            Err(ExchangeError::Denied(_) | ExchangeError::NotFound) => return Ok(None),
            Err(error) => return Err(unsaid(error)),
        };
        if !is_true_still(ctx, notice, &booking) {
            return Ok(None);
        }
        let mut lines = Vec::new();
        let words = self.0.words(ctx.lang);
        if notice.kind == Kind::BookingToDecide {
            let names = exchange.names(ctx, std::slice::from_ref(&booking)).await.map_err(unsaid)?;
            let by = booking.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default();
            lines.extend(fact(&words, "notices-fact-by", &by));
            lines.extend(fact(&words, "notices-fact-purpose", &booking.purpose));
        }
        Ok(Some(said(ctx, &words, notice, &booking, lines)))
    }
}

/// Is what the notice says the case now? What came after it is told by a notice of its own.
fn is_true_still(ctx: &Ctx, notice: &Notice, booking: &Booking) -> bool {
    let state = booking.state_name();
    let is_keeper = booking.keeper == Some(notice.person);
    match notice.kind {
        Kind::BookingToDecide => is_keeper && state == "held",
        Kind::BookingConfirmed => state == "confirmed",
        Kind::BookingReminder => state == "confirmed" && booking.span.from() > ctx.now(),
        Kind::BookingMoved | Kind::BookingGiven => matches!(state, "confirmed" | "held"),
        Kind::BookingRefused | Kind::BookingCancelled | Kind::BookingMissed | Kind::BookingLapsed => {
            is_called_off(booking)
        }
        Kind::Message => false,
    }
}

fn said(ctx: &Ctx, words: &Words, notice: &Notice, booking: &Booking, more: Vec<String>) -> Said {
    let zone = TimeZone::get(&booking.zone).unwrap_or(TimeZone::UTC);
    let (facility, _) = booking.facility.best(ctx.lang);
    let when = when(ctx, booking.span, &zone);
    let args: [(&str, Arg<'_>); 2] = [("facility", facility.into()), ("when", (&when).into())];
    let key = format!("notices-mail-{}", notice.kind.name().replace('_', "-"));
    let mut lines = vec![words.t_with(&format!("{key}-text"), &args), String::new()];
    lines.extend(fact(words, "notices-fact-facility", facility));
    lines.extend(fact(words, "notices-fact-when", &format!("{when} ({})", booking.zone)));
    if booking.state_name() == "held" && notice.kind != Kind::BookingToDecide {
        lines.push(words.t("notices-still-held"));
    }
    let why = booking.allocated.as_ref().map_or("", |allocated| allocated.why.as_str());
    if is_called_off(booking) {
        lines.extend(fact(words, "notices-fact-why", why));
    }
    lines.extend(more);
    // The keeper's own calendar is not the place for other people's bookings.
    let is_own = booking.person == Some(notice.person) && notice.kind != Kind::BookingToDecide;
    let had_time = booking.allocated.is_some();
    let calendar = (is_own && had_time)
        .then(|| Calendar { text: invitation(booking, ctx.lang, ctx.now()), is_cancelled: is_called_off(booking) });
    Said {
        subject: words.t_with(&key, &args),
        lines,
        href: format!("/bookings/{}", booking.id),
        about: format!("booking-{}", booking.id),
        calendar,
    }
}

/// A line of a fact; none where there is nothing to say.
fn fact(words: &Words, key: &str, value: &str) -> Option<String> {
    (!value.is_empty()).then(|| format!("{}: {value}", words.t(key)))
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
