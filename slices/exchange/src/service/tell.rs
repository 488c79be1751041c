//! Notes what is to be told of bookings, in the transaction in which it happens.

use bellwether_db::Tx;

use crate::model::booking::BookingId;
use crate::model::told::Happened;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::booking as store;

impl Exchange {
    /// Notes that this happened to a booking.
    pub(super) async fn tell(&self, tx: &Tx, id: BookingId, happened: Happened) -> Result<(), ExchangeError> {
        if let Some(booking) = store::find(tx.conn(), id).await? {
            self.notifier.note(tx, happened, &booking).await?;
        }
        Ok(())
    }

    /// Notes what came of new requests: each is held, or confirmed.
    pub(super) async fn tell_of_new(&self, tx: &Tx, booked: &[BookingId]) -> Result<(), ExchangeError> {
        for id in booked {
            let Some(booking) = store::find(tx.conn(), *id).await? else { continue };
            let is_held = booking.state_name() == "held";
            let happened = if is_held { Happened::Held } else { Happened::Confirmed };
            self.notifier.note(tx, happened, &booking).await?;
        }
        Ok(())
    }

    /// Notes that these got the time that they waited for; where it is to be approved, the keeper is told too.
    pub(super) async fn tell_of_promoted(&self, tx: &Tx, promoted: &[BookingId]) -> Result<(), ExchangeError> {
        for id in promoted {
            let Some(booking) = store::find(tx.conn(), *id).await? else { continue };
            self.notifier.note(tx, Happened::Given, &booking).await?;
            if booking.state_name() == "held" {
                self.notifier.note(tx, Happened::Held, &booking).await?;
            }
        }
        Ok(())
    }
}
