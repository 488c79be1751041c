//! Steps that several services share: judging one time, giving it, giving it back, promoting those who wait.

use bellwether_db::Tx;
use bellwether_exchange_rules::condition::{Condition, needs_approval};
use bellwether_exchange_rules::evaluate::{Asked, Facts, OwnUse, refusals};
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::booking::{BookingState, BookingStep};
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::RequestStep;
use bellwether_exchange_rules::span::Span;
use bellwether_exchange_rules::waiting::{Waiter, in_order};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::journal::Entry;
use jiff::Timestamp;
use serde_json::json;

use crate::model::booking::{Allocated, AllocationId, Booking, BookingId};
use crate::model::facility::Facility;
use crate::model::standing::Standing;
use crate::service::Exchange;
use crate::service::admission::of_booking;
use crate::service::configuring::kept_for;
use crate::service::error::ExchangeError;
use crate::store::hold::{self, Holder};
use crate::store::{Conn, booking as store};

/// Quotas look at uses of a week around; a little more, for any zone.
const AROUND_MINUTES: u32 = 9 * 24 * 60;

/// Why one time is refused by the rules, for a person with these other uses.
pub(super) fn judged(
    facility: &Facility,
    standing: &Standing,
    own: &[OwnUse],
    now: Timestamp,
    (span, project): (Span, &str),
) -> Vec<Refusal> {
    judged_by(&facility.rules(), facility, standing, own, now, (span, project))
}

fn judged_by(
    conditions: &[Condition],
    facility: &Facility,
    standing: &Standing,
    own: &[OwnUse],
    now: Timestamp,
    (span, project): (Span, &str),
) -> Vec<Refusal> {
    let zone = facility.time_zone();
    let (class, held) = (standing.class, standing.held.as_slice());
    refusals(conditions, &Facts { now, zone: &zone, class, held, own, asked: Asked::Time(span), project })
}

/// Other uses that the rules look at for a request; but for one, which is to be moved.
pub(super) async fn own_uses(
    tx: &Tx,
    facility: &Facility,
    of: &Booking,
    but: Option<BookingId>,
) -> Result<Vec<OwnUse>, ExchangeError> {
    own_uses_of(tx.conn(), facility, (of.person, &of.project), of.span, but).await
}

/// The same for a person and a project, in a transaction or not.
pub(super) async fn own_uses_of(
    conn: &impl Conn,
    facility: &Facility,
    (person, project): (Option<UserId>, &str),
    span: Span,
    but: Option<BookingId>,
) -> Result<Vec<OwnUse>, ExchangeError> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let around = span.widened(AROUND_MINUTES, AROUND_MINUTES).unwrap_or(span);
    let all = store::own_uses(conn, facility.id, person, around, project).await?;
    let own = all.into_iter().filter(|one| Some(one.id) != but);
    Ok(own.map(|one| OwnUse { span: one.span, project: one.project }).collect())
}

/// Gives a request its time if there is a place, whatever the rules say: held for approval, or confirmed.
pub(super) async fn give(
    tx: &Tx,
    facility: &Facility,
    request: &mut Booking,
    is_approved: bool,
    why: &str,
) -> Result<bool, ExchangeError> {
    let asked = (request.span, &request.wants);
    let Some(kept) = kept_for(tx.conn(), facility, asked, Some(request.id)).await?.span else { return Ok(false) };
    let id = AllocationId::new();
    let holder = Holder::Allocation(id);
    let Some(place) = hold::take(tx.conn(), facility.id, facility.places, kept, holder).await? else {
        return Ok(false);
    };
    let waits = needs_approval(&facility.conditions) && !is_approved;
    let state = if waits { BookingState::Held } else { BookingState::Held.after(BookingStep::Confirm)? };
    let why = why.to_owned();
    request.allocated = Some(Allocated { id, state, place, started_at_ms: None, ended_at_ms: None, why });
    Ok(true)
}

/// The steps of a request that is decided at once.
pub(super) fn decided_at_once(outcome: Outcome) -> [RequestStep; 4] {
    let last = match outcome {
        Outcome::Accepted => RequestStep::Accept,
        Outcome::Waitlisted => RequestStep::Waitlist,
        Outcome::Rejected => RequestStep::Reject,
    };
    [RequestStep::Submit, RequestStep::StartReview, RequestStep::Decide, last]
}

impl Exchange {
    /// Ends a booking that keeps its time, gives that back, and promotes those who wait for it.
    pub(super) async fn release(
        &self,
        tx: &Tx,
        facility: &Facility,
        booking: &mut Booking,
        steps: (BookingStep, RequestStep),
    ) -> Result<Vec<BookingId>, ExchangeError> {
        let Some(allocated) = &mut booking.allocated else { return Err(ExchangeError::NotFound) };
        allocated.state = allocated.state.after(steps.0)?;
        let free = hold::give_back(tx.conn(), facility.id, Holder::Allocation(allocated.id)).await?;
        store::save_allocation(tx.conn(), booking.span, allocated).await?;
        booking.state = booking.state.after(steps.1)?;
        store::save_request(tx.conn(), booking).await?;
        let mut promoted = Vec::new();
        for span in free {
            promoted.extend(self.promote(tx, facility, span).await?);
        }
        Ok(promoted)
    }

    /// Gives what became free to those who wait for it, by the rule of the facility. Whoever the rules refuse by now, such as for
    /// a training that expired, goes on waiting. Rules about when to ask were kept when it was asked.
    pub(super) async fn promote(
        &self,
        tx: &Tx,
        facility: &Facility,
        free: Span,
    ) -> Result<Vec<BookingId>, ExchangeError> {
        let now_ms = tx.now().as_millisecond();
        let around = facility.kept_for(free).unwrap_or(free);
        let all = store::waiting(tx.conn(), facility.id, around, now_ms).await?;
        let waiter = |one: Booking| Waiter { id: one.id, since_ms: one.asked_at_ms, class: one.class, wanted: one };
        let waiters: Vec<Waiter<BookingId, Booking>> = all.into_iter().map(waiter).collect();
        let of_asking = |one: &&Condition| matches!(one, Condition::LeadTime { .. } | Condition::MaximumAhead { .. });
        let mut conditions = facility.rules();
        conditions.retain(|one| !of_asking(&one));
        let mut promoted = Vec::new();
        for waiter in in_order(facility.waiting, &waiters) {
            let mut request = waiter.wanted.clone();
            let standing = of_booking(tx.conn(), &request, tx.now()).await?;
            let own = own_uses(tx, facility, &request, None).await?;
            let asked = (request.span, request.project.as_str());
            if !judged_by(&conditions, facility, &standing, &own, tx.now(), asked).is_empty() {
                continue;
            }
            if !give(tx, facility, &mut request, false, "").await? {
                continue;
            }
            let Some(allocated) = &request.allocated else { continue };
            // Whoever cannot pay for it goes on waiting.
            if allocated.state == BookingState::Confirmed && self.keep_charge(tx, facility, &request).await?.is_some() {
                hold::give_back(tx.conn(), facility.id, Holder::Allocation(allocated.id)).await?;
                continue;
            }
            store::add_allocation(tx.conn(), &request, allocated).await?;
            request.state = request.state.after(RequestStep::Promote)?;
            store::save_request(tx.conn(), &request).await?;
            store::add_decision(tx.conn(), request.id, Outcome::Accepted, "", None, now_ms).await?;
            let detail = json!({ "resource": facility.id, "rule": facility.waiting.name() });
            tx.journal(Entry::new("exchange.promoted", "booking", request.id, &detail)).await?;
            promoted.push(request.id);
        }
        Ok(promoted)
    }
}
