//! Telling people what happened to a booking. How they are told is another slice's; the program wires it.

use async_trait::async_trait;
use bellwether_db::{DbError, Tx};
use bellwether_exchange_rules::span::Span;

use crate::model::booking::Booking;

/// What happened to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Its time is kept until the keeper decides.
    Held,
    /// It is confirmed.
    Confirmed,
    /// The keeper refused it.
    Refused,
    /// It is at another time than this.
    Moved(Span),
    /// It was cancelled, or taken back.
    Cancelled,
    /// Who waited was given the time.
    Given,
    /// Nobody came.
    Missed,
    /// Its time came before it was approved or given.
    Lapsed,
}

/// Notes what is to be told, in the transaction in which it happens; so it must be quick, and have no effect outside.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Notes it; the booking is as it is afterwards.
    async fn note(&self, tx: &Tx, happened: Happened, booking: &Booking) -> Result<(), DbError>;
}

/// Tells nobody.
pub struct Silent;

#[async_trait]
impl Notifier for Silent {
    async fn note(&self, _: &Tx, _: Happened, _: &Booking) -> Result<(), DbError> {
        Ok(())
    }
}
