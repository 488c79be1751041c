//! Money of a booking, in the transactions that change it: quoted when asked for, held when given, posted when used, let go
//! when not. The books are another slice's; see [`crate::model::charges`].

use bellwether_db::Tx;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_exchange_rules::lifecycle::booking::BookingStep;
use bellwether_exchange_rules::lifecycle::charge::{ChargeState, ChargeStep};
use bellwether_exchange_rules::quote::{of_time, part};
use bellwether_kernel::lang::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::model::booking::{Booking, BookingId};
use crate::model::charge::{Charge, ChargeId, ChargeKind, Quoted, quoted};
use crate::model::charges::{ChargesError, Payment, Shortage};
use crate::model::facility::Facility;
use crate::model::order::Order;
use crate::model::statement;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::{booking as bookings, charge as store, code as codes};

/// What came of holding a payment.
pub(super) enum Held {
    /// The transfer, or none where the books have no part in it: then it is by invoice; and the account that pays because there
    /// is no code.
    Yes(Option<Uuid>, Option<Uuid>),
    /// An account does not have enough.
    Short(Shortage),
}

impl Exchange {
    /// Quotes a new request; who asked was shown this price.
    pub(super) async fn quote(&self, tx: &Tx, facility: &Facility, of: &Booking) -> Result<(), ExchangeError> {
        let Some(quoted) = quoted(facility, of.class, of.span) else { return Ok(()) };
        store::add(tx.conn(), &drafted(facility, of, quoted, tx.now().as_millisecond())).await?;
        Ok(())
    }

    /// The time is given: what it costs is held. Gives the account that does not have enough; then nothing was written.
    pub(super) async fn keep_charge(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: &Booking,
    ) -> Result<Option<Shortage>, ExchangeError> {
        let Some(mut charge) = open(tx, of.id).await? else { return Ok(None) };
        charge.state = charge.state.after(ChargeStep::Keep)?;
        // A moved booking holds anew, so the key names the time as well.
        match self.hold(tx, facility, &charge, &format!("{}-{}", charge.id, of.span.from_ms())).await? {
            Held::Short(shortage) => return Ok(Some(shortage)),
            Held::Yes(transfer, advanced) => (charge.transfer, charge.advanced) = (transfer, advanced),
        }
        store::save(tx.conn(), &charge).await?;
        Ok(None)
    }

    /// The booking is for another time now: the old price is let go, the new one takes its place.
    pub(super) async fn requote(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: &Booking,
    ) -> Result<Option<Shortage>, ExchangeError> {
        let Some(mut charge) = open(tx, of.id).await? else {
            self.quote(tx, facility, of).await?;
            return self.kept_again(tx, facility, of).await;
        };
        let Some(quoted) = quoted(facility, of.class, of.span) else {
            self.void(tx, &mut charge).await?;
            return Ok(None);
        };
        self.let_go(tx, &charge).await?;
        let id = charge.id;
        charge = Charge { id, ..drafted(facility, of, quoted, charge.quoted_at_ms) };
        store::requote(tx.conn(), &charge).await?;
        self.kept_again(tx, facility, of).await
    }

    async fn kept_again(&self, tx: &Tx, facility: &Facility, of: &Booking) -> Result<Option<Shortage>, ExchangeError> {
        let is_given = of.booked().is_some_and(|state| state.after(BookingStep::Start).is_ok());
        if is_given { self.keep_charge(tx, facility, of).await } else { Ok(None) }
    }

    /// The use is over: what was quoted is charged, and the time beyond.
    pub(super) async fn charge_use(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: &mut Booking,
        ended_at_ms: i64,
    ) -> Result<(), ExchangeError> {
        let Some(mut charge) = open(tx, of.id).await? else { return Ok(()) };
        self.charge(tx, &mut charge).await?;
        let mut is_paid = charge.state == ChargeState::Charged;
        let minutes = (ended_at_ms - of.span.until_ms()) / 60_000;
        if minutes > 0
            && let Some(quote) = of_time(charge.quoted.rate_minor, minutes, None)
            && quote.gross_minor > 0
        {
            let quoted = Quoted { units: minutes, quote, ..charge.quoted.clone() };
            is_paid &= self.extra(tx, facility, charge.another(ChargeKind::Overrun, quoted, ended_at_ms)).await?;
        }
        settled(tx, of, is_paid).await
    }

    /// The time was kept and not used: what was quoted is let go, and a part of it charged.
    pub(super) async fn charge_fee(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: &mut Booking,
        (kind, percent): (ChargeKind, u8),
    ) -> Result<(), ExchangeError> {
        let Some(mut charge) = open(tx, of.id).await? else { return Ok(()) };
        self.void(tx, &mut charge).await?;
        let quote = part(charge.quoted.quote, percent);
        if quote.gross_minor == 0 {
            return Ok(());
        }
        let quoted = Quoted { quote, ..charge.quoted.clone() };
        let fee = charge.another(kind, quoted, tx.now().as_millisecond());
        let is_paid = self.extra(tx, facility, fee).await?;
        settled(tx, of, is_paid).await
    }

    /// Nothing is to be paid.
    pub(super) async fn charge_nothing(&self, tx: &Tx, of: &Booking) -> Result<(), ExchangeError> {
        self.void_order(tx, of.id).await
    }

    /// Tries again to put a charge into the books that they could not take. Tells whether they did.
    pub(super) async fn try_again(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: &mut Booking,
        mut charge: Charge,
    ) -> Result<bool, ExchangeError> {
        if !self.held_again(tx, facility, &mut charge).await? {
            return Ok(false);
        }
        self.charge(tx, &mut charge).await?;
        let is_paid = charge.state == ChargeState::Charged;
        let all = store::of_request(tx.conn(), of.id).await?;
        settled(tx, of, is_paid && all.iter().all(|one| one.state != ChargeState::Due)).await?;
        Ok(is_paid)
    }

    /// Quotes a new order; who ordered was shown this price.
    pub(super) async fn quote_order(
        &self,
        tx: &Tx,
        of: &Order,
        quoted: Quoted,
        day: Date,
    ) -> Result<(), ExchangeError> {
        let charge = Charge {
            id: ChargeId::new(),
            request: of.id,
            cluster: of.cluster.clone(),
            resource: of.resource,
            kind: ChargeKind::Order,
            state: ChargeState::Quoted,
            quoted,
            month: statement::written(day),
            person: of.person,
            code: of.code,
            transfer: None,
            advanced: None,
            quoted_at_ms: of.asked_at_ms,
            settled_at_ms: None,
        };
        store::add(tx.conn(), &charge).await?;
        Ok(())
    }

    /// An order is taken: what it costs is held.
    pub(super) async fn keep_order(
        &self,
        tx: &Tx,
        facility: &Facility,
        of: BookingId,
    ) -> Result<Option<Shortage>, ExchangeError> {
        let Some(mut charge) = open(tx, of).await? else { return Ok(None) };
        charge.state = charge.state.after(ChargeStep::Keep)?;
        match self.hold(tx, facility, &charge, &charge.id.to_string()).await? {
            Held::Short(shortage) => return Ok(Some(shortage)),
            Held::Yes(transfer, advanced) => (charge.transfer, charge.advanced) = (transfer, advanced),
        }
        store::save(tx.conn(), &charge).await?;
        Ok(None)
    }

    /// An order is done: what was quoted is charged. Tells where the charge stands; nothing where it costs nothing.
    pub(super) async fn charge_order(&self, tx: &Tx, of: BookingId) -> Result<Option<ChargeState>, ExchangeError> {
        let Some(mut charge) = open(tx, of).await? else { return Ok(None) };
        self.charge(tx, &mut charge).await?;
        Ok(Some(charge.state))
    }

    /// Nothing is to be paid for an order.
    pub(super) async fn void_order(&self, tx: &Tx, of: BookingId) -> Result<(), ExchangeError> {
        match open(tx, of).await? {
            Some(mut charge) => self.void(tx, &mut charge).await,
            None => Ok(()),
        }
    }

    /// Tries again to put the charge of an order into the books.
    pub(super) async fn try_order_again(
        &self,
        tx: &Tx,
        facility: &Facility,
        mut charge: Charge,
    ) -> Result<bool, ExchangeError> {
        if !self.held_again(tx, facility, &mut charge).await? {
            return Ok(false);
        }
        self.charge(tx, &mut charge).await?;
        Ok(charge.state == ChargeState::Charged)
    }

    /// Holds a charge anew whose transfer is gone. `false` if an account does not have enough.
    async fn held_again(&self, tx: &Tx, facility: &Facility, charge: &mut Charge) -> Result<bool, ExchangeError> {
        if charge.transfer.is_none() {
            let key = format!("{}-{}", charge.id, tx.now().as_millisecond());
            match self.hold(tx, facility, charge, &key).await? {
                Held::Short(_) => return Ok(false),
                Held::Yes(transfer, advanced) => (charge.transfer, charge.advanced) = (transfer, advanced),
            }
        }
        Ok(true)
    }

    /// A charge that comes at the end. Tells whether the books took it.
    async fn extra(&self, tx: &Tx, facility: &Facility, mut charge: Charge) -> Result<bool, ExchangeError> {
        match self.hold(tx, facility, &charge, &charge.id.to_string()).await? {
            Held::Short(_) => charge.state = charge.state.after(ChargeStep::Defer)?,
            Held::Yes(transfer, advanced) => (charge.transfer, charge.advanced) = (transfer, advanced),
        }
        store::add(tx.conn(), &charge).await?;
        if charge.state == ChargeState::Kept {
            self.charge(tx, &mut charge).await?;
        }
        Ok(charge.state == ChargeState::Charged)
    }

    async fn charge(&self, tx: &Tx, charge: &mut Charge) -> Result<(), ExchangeError> {
        let posted = match charge.transfer {
            Some(transfer) => self.charges.post(tx, &charge.cluster, transfer).await,
            None => Ok(()),
        };
        let step = match posted {
            Ok(()) => ChargeStep::Charge,
            Err(ChargesError::NotNow) => ChargeStep::Defer,
            Err(ChargesError::Gone) => {
                charge.transfer = None;
                ChargeStep::Defer
            }
            Err(error) => return Err(error.into()),
        };
        // What is due already stays due.
        if (charge.state, step) != (ChargeState::Due, ChargeStep::Defer) {
            charge.state = charge.state.after(step)?;
        }
        charge.settled_at_ms = Some(tx.now().as_millisecond());
        store::save(tx.conn(), charge).await?;
        Ok(())
    }

    async fn void(&self, tx: &Tx, charge: &mut Charge) -> Result<(), ExchangeError> {
        self.let_go(tx, charge).await?;
        charge.state = charge.state.after(ChargeStep::Void)?;
        charge.settled_at_ms = Some(tx.now().as_millisecond());
        store::save(tx.conn(), charge).await?;
        Ok(())
    }

    pub(super) async fn let_go(&self, tx: &Tx, charge: &Charge) -> Result<(), ExchangeError> {
        match charge.transfer {
            Some(transfer) => Ok(self.charges.void(tx, &charge.cluster, transfer, "not used").await?),
            None => Ok(()),
        }
    }

    pub(super) async fn hold(
        &self,
        tx: &Tx,
        facility: &Facility,
        charge: &Charge,
        key: &str,
    ) -> Result<Held, ExchangeError> {
        let (legs, advanced) = legs(tx, charge).await?;
        if legs.is_empty() {
            return Ok(Held::Yes(None, None));
        }
        let payment = Payment { key: format!("facility-{key}"), memo: memo(facility), legs };
        match self.charges.hold(tx, &charge.cluster, &payment).await {
            Ok(transfer) => Ok(Held::Yes(Some(transfer), advanced)),
            Err(ChargesError::Short(shortage)) => Ok(Held::Short(shortage)),
            Err(ChargesError::NotNow) => Ok(Held::Yes(None, None)),
            Err(error) => Err(error.into()),
        }
    }
}

fn drafted(facility: &Facility, of: &Booking, quoted: Quoted, now_ms: i64) -> Charge {
    Charge {
        id: ChargeId::new(),
        request: of.id,
        cluster: of.cluster.clone(),
        resource: of.resource,
        kind: ChargeKind::Use,
        state: ChargeState::Quoted,
        quoted,
        month: statement::written(day_of(of.span.from(), &facility.time_zone())),
        person: of.person,
        code: of.code,
        transfer: None,
        advanced: None,
        quoted_at_ms: now_ms,
        settled_at_ms: None,
    }
}

/// The price of a booking that is neither charged nor let go.
async fn open(tx: &Tx, of: BookingId) -> Result<Option<Charge>, ExchangeError> {
    let all = store::of_request(tx.conn(), of).await?;
    Ok(all.into_iter().find(|one| matches!(one.state, ChargeState::Quoted | ChargeState::Kept)))
}

/// Who pays what to whom, and the account that advances what has no code; nothing where the facility or those who pay have no
/// account.
async fn legs(tx: &Tx, charge: &Charge) -> Result<(Vec<(Uuid, i64)>, Option<Uuid>), ExchangeError> {
    let accounts = codes::accounts(tx.conn(), charge.resource).await?;
    let Some(accounts) = accounts.into_iter().find(|one| one.currency == charge.quoted.currency) else {
        return Ok((Vec::new(), None));
    };
    let Some(paid) = accounts.paid_id else { return Ok((Vec::new(), None)) };
    let quote = charge.quoted.quote;
    let (payer, advanced) = match charge.code {
        Some(code) => (codes::account(tx.conn(), code).await?, None),
        None => (accounts.unassigned_id, accounts.unassigned_id.filter(|_| quote.net_minor > 0)),
    };
    let mut legs: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (account, minor) in [(payer, quote.net_minor), (accounts.subsidy_id, quote.subsidy_minor)] {
        let Some(account) = account.filter(|_| minor > 0) else { continue };
        *legs.entry(account).or_default() -= minor;
        *legs.entry(paid).or_default() += minor;
    }
    Ok((legs.into_iter().filter(|(_, minor)| *minor != 0).collect(), advanced))
}

pub(super) fn memo(facility: &Facility) -> Text {
    let with = |before: &str, name: &Option<String>| name.as_ref().map(|name| format!("{before}: {name}"));
    Text { en: with("Use", &facility.name.en), ru: with("Использование", &facility.name.ru) }
}

/// A booking is settled when all of it is in the books, or on invoices.
async fn settled(tx: &Tx, of: &mut Booking, is_paid: bool) -> Result<(), ExchangeError> {
    let Some(allocated) = of.allocated.as_mut().filter(|_| is_paid) else { return Ok(()) };
    if let Ok(state) = allocated.state.after(BookingStep::Settle) {
        allocated.state = state;
        bookings::save_allocation(tx.conn(), of.span, allocated).await?;
    }
    Ok(())
}
