//! The seam to money: what a use costs, and who is told. Accounts and transfers are another slice's.

use async_trait::async_trait;
use bellwether_db::{DbError, Tx};
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;

use crate::model::booking::BookingId;
use crate::model::facility::Facility;

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In minor units.
    pub minor: i64,
    /// The code of the currency.
    pub currency: String,
}

/// What a use costs: quotes and charges are this one number. Rounded up to a minor unit, by the rate of the day on which
/// the use begins; `None` where there is no rate.
pub fn price(facility: &Facility, class: CustomerClass, span: Span) -> Option<Price> {
    let rate = facility.rate(class, day_of(span.from(), &facility.time_zone()))?;
    let minor = (i128::from(rate.minor_per_hour) * i128::from(span.minutes()) + 59).div_euclid(60);
    Some(Price { minor: i64::try_from(minor).ok()?, currency: rate.currency.clone() })
}

/// A use that is to be paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The booking.
    pub booking: BookingId,
    /// The cluster's slug.
    pub cluster: String,
    /// Who pays.
    pub person: Option<UserId>,
    /// The code of the project; empty for none.
    pub project: String,
    /// How much.
    pub price: Price,
}

/// Takes charges, in the transaction that makes them: both become visible, or neither.
#[async_trait]
pub trait Charges: Send + Sync {
    /// Notes the charge. `false` if nothing keeps charges here; then the booking stays unsettled.
    async fn post(&self, tx: &Tx, charge: &Charge) -> Result<bool, DbError>;
}

/// Nobody keeps charges.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCharges;

#[async_trait]
impl Charges for NoCharges {
    async fn post(&self, _: &Tx, _: &Charge) -> Result<bool, DbError> {
        Ok(false)
    }
}
