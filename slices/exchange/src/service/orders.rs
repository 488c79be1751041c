//! Service orders: ordering, working on them, samples; priced by unit.

use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::evaluate::{Asked, Facts, day_of, refusals};
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::lifecycle::order::{OrderState, OrderStep, SampleState};
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::{Filter, Installation};
use serde_json::json;
use std::collections::HashMap;

use crate::model::booking::{BookingId, Kept};
use crate::model::facility::Facility;
use crate::model::order::{NewOrder, Order, Sample, SampleId, Whole, quoted};
use crate::model::wish::{Obstacle, PURPOSE, Refused};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::{acting, admission};
use crate::service::codes;
use crate::service::error::ExchangeError;
use crate::service::look::is_seen;
use crate::store::order::{self as store, Wanted};
use crate::store::{charge as charges, facility as facilities};

impl Exchange {
    /// Orders a service.
    pub async fn order(
        &self,
        ctx: &Ctx,
        cluster: &str,
        slug: &str,
        new: &NewOrder,
    ) -> Result<BookingId, ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let facility = facilities::find(tx.conn(), cluster, slug).await?.filter(|one| is_seen(ctx, one));
                let facility = facility.ok_or(ExchangeError::NotFound)?;
                ctx.permit(Act::Book, &admission(ctx, tx.conn(), cluster).await?)?;
                let orders = facility.orders.as_ref().filter(|_| facility.state.takes_requests());
                let orders = orders.ok_or(ExchangeError::Closed)?;
                if let Some((field, key)) = new.problem(orders) {
                    return Err(ExchangeError::Field(field, key));
                }
                let standing = acting(ctx, tx.conn(), cluster).await?;
                judge(&facility, ctx, &standing, new)?;
                let code = codes::chosen(&tx, ctx, cluster, new.project.trim()).await?;
                let order = Order {
                    id: BookingId::new(),
                    resource: facility.id,
                    cluster: facility.cluster.clone(),
                    slug: facility.slug.clone(),
                    facility: facility.name.clone(),
                    keeper: facility.keeper,
                    person: ctx.actor.user_id(),
                    class: standing.class,
                    state: OrderState::Submitted,
                    request: RequestState::Draft.after_all(&[RequestStep::Submit, RequestStep::StartReview])?,
                    units: new.units,
                    what: new.what.trim().to_owned(),
                    project: new.project.trim().to_owned(),
                    code,
                    note: String::new(),
                    asked_at_ms: tx.now().as_millisecond(),
                };
                let sample =
                    |label: &String| Sample { id: SampleId::new(), label: label.clone(), state: SampleState::Expected };
                let samples: Vec<Sample> = new.samples.iter().map(sample).collect();
                store::add(tx.conn(), facility.offer, &order, &samples).await?;
                let day = day_of(tx.now(), &facility.time_zone());
                if let Some(quoted) = quoted(&facility, order.class, order.units, day) {
                    self.quote_order(&tx, &order, quoted, day).await?;
                }
                let detail = json!({ "resource": facility.id, "units": order.units, "samples": samples.len() });
                tx.journal(Entry::new("exchange.ordered", "order", order.id, &detail)).await?;
                Ok(order.id)
            })
            .await
    }

    /// One's own orders, the newest first.
    pub async fn own_orders(&self, ctx: &Ctx) -> Result<Vec<Order>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let Some(person) = ctx.actor.user_id() else { return Ok(Vec::new()) };
        let wanted = Wanted { person: Some(person), ..Wanted::default() };
        Ok(store::list(self.db.reader(), &ctx.permitted(Act::SeeBooking)?, wanted).await?)
    }

    /// Orders with something to do, of facilities that the acting person keeps; for administrators of all.
    pub async fn orders_to_do(&self, ctx: &Ctx) -> Result<Vec<Order>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let keeps_all = ctx.permit(Act::Keep, &Installation).is_ok();
        let keeper = ctx.actor.user_id();
        if !keeps_all && keeper.is_none() {
            return Ok(Vec::new());
        }
        let wanted = Wanted { keeper: keeper.filter(|_| !keeps_all), is_open: true, ..Wanted::default() };
        Ok(store::list(self.db.reader(), &Filter::Everything, wanted).await?)
    }

    /// How many orders wait for the acting person to take them.
    pub async fn orders_waiting(&self, ctx: &Ctx) -> Result<u64, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let keeps_all = ctx.permit(Act::Keep, &Installation).is_ok();
        let keeper = ctx.actor.user_id();
        if !keeps_all && keeper.is_none() {
            return Ok(0);
        }
        Ok(store::waiting(self.db.reader(), keeper.filter(|_| !keeps_all)).await?)
    }

    /// The names of who ordered these, which the caller was permitted to see.
    pub async fn ordered_by(&self, ctx: &Ctx, orders: &[Order]) -> Result<HashMap<UserId, String>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        for order in orders {
            permitted(ctx, Act::SeeBooking, order)?;
        }
        let mut ids: Vec<UserId> = orders.iter().filter_map(|order| order.person).collect();
        ids.sort();
        ids.dedup();
        Ok(self.people.names(&ids).await?)
    }

    /// One order with its samples and what it costs.
    pub async fn order_of(&self, ctx: &Ctx, id: BookingId) -> Result<Whole, ExchangeError> {
        let Some(order) = store::find(self.db.reader(), id).await? else {
            // A visitor is asked to sign in, whether there is such an order or not.
            ctx.permit(Act::SeeBooking, &Installation)?;
            return Err(ExchangeError::NotFound);
        };
        permitted(ctx, Act::SeeBooking, &order)?;
        let samples = store::samples(self.db.reader(), id).await?;
        let charges = charges::of_request(self.db.reader(), id).await?;
        let names = self.ordered_by(ctx, std::slice::from_ref(&order)).await?;
        let by = order.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default();
        Ok(Whole { order, samples, charges, by })
    }

    /// Moves an order on. The keeper accepts, declines with a reason, begins and finishes; who ordered withdraws.
    pub async fn order_step(&self, ctx: &Ctx, id: BookingId, step: OrderStep, note: &str) -> Result<(), ExchangeError> {
        let note = note.trim();
        if note.chars().count() > PURPOSE || (step == OrderStep::Decline && note.is_empty()) {
            return Err(ExchangeError::Field("note", "exchange-fault-why"));
        }
        self.db
            .write_in_turn(ctx, async |tx| {
                let Some(mut order) = store::find(tx.conn(), id).await? else {
                    ctx.permit(Act::ChangeBooking, &Installation)?;
                    return Err(ExchangeError::NotFound);
                };
                permitted(ctx, Act::ChangeBooking, &order)?;
                if step != OrderStep::Withdraw {
                    ctx.permit(Act::Keep, &Kept(order.keeper))?;
                }
                let facility = facilities::by_id(tx.conn(), order.resource).await?.ok_or(ExchangeError::NotFound)?;
                order.state = order.state.after(step)?;
                order.request = order.request.after_all(request_steps(step))?;
                if !note.is_empty() {
                    order.note = note.to_owned();
                }
                match step {
                    OrderStep::Accept => {
                        if let Some(shortage) = self.keep_order(&tx, &facility, id).await? {
                            return Err(ExchangeError::Short(shortage));
                        }
                    }
                    OrderStep::Decline | OrderStep::Withdraw => self.void_order(&tx, id).await?,
                    OrderStep::Finish => {
                        if self.charge_order(&tx, id).await? == Some(ChargeState::Charged) {
                            order.state = order.state.after(OrderStep::Settle)?;
                        }
                    }
                    OrderStep::Begin | OrderStep::Settle => {}
                }
                store::save(tx.conn(), &order).await?;
                let detail = json!({ "resource": order.resource, "state": order.state.name() });
                tx.journal(Entry::new("exchange.order_moved", "order", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Notes where a sample is.
    pub async fn sample_is(
        &self,
        ctx: &Ctx,
        id: BookingId,
        sample: SampleId,
        to: SampleState,
    ) -> Result<(), ExchangeError> {
        self.db
            .write(ctx, async |tx| {
                let Some(order) = store::find(tx.conn(), id).await? else {
                    ctx.permit(Act::ChangeBooking, &Installation)?;
                    return Err(ExchangeError::NotFound);
                };
                permitted(ctx, Act::ChangeBooking, &order)?;
                ctx.permit(Act::Keep, &Kept(order.keeper))?;
                let samples = store::samples(tx.conn(), id).await?;
                let found = samples.into_iter().find(|one| one.id == sample).ok_or(ExchangeError::NotFound)?;
                if !found.state.can_become(to) {
                    return Err(ExchangeError::Field("state", "exchange-fault-step"));
                }
                store::save_sample(tx.conn(), &Sample { state: to, ..found }).await?;
                let detail = json!({ "sample": sample, "state": to.name() });
                tx.journal(Entry::new("exchange.sample_moved", "order", id, &detail)).await?;
                Ok(())
            })
            .await
    }
}

/// The owner of the order or of the installation, or the keeper of the facility.
fn permitted(ctx: &Ctx, act: Act, order: &Order) -> Result<(), ExchangeError> {
    if ctx.permit(Act::Keep, &Kept(order.keeper)).is_err() {
        ctx.permit(act, order)?;
    }
    Ok(())
}

fn request_steps(step: OrderStep) -> &'static [RequestStep] {
    match step {
        OrderStep::Accept => &[RequestStep::Decide, RequestStep::Accept],
        OrderStep::Decline => &[RequestStep::Decide, RequestStep::Reject],
        OrderStep::Begin => &[RequestStep::Start],
        OrderStep::Finish => &[RequestStep::Complete],
        OrderStep::Settle => &[],
        OrderStep::Withdraw => &[RequestStep::Withdraw],
    }
}

/// The rules that are not about time.
fn judge(
    facility: &Facility,
    ctx: &Ctx,
    standing: &crate::model::standing::Standing,
    new: &NewOrder,
) -> Result<(), ExchangeError> {
    let of_orders = |one: &&Condition| {
        matches!(one, Condition::Eligible { .. } | Condition::Qualified { .. } | Condition::Deadline { .. })
    };
    let conditions: Vec<Condition> = facility.conditions.iter().filter(of_orders).cloned().collect();
    let zone = facility.time_zone();
    let asked = Asked::Money { minor: 0, left_minor: 0 };
    let (class, held) = (standing.class, standing.held.as_slice());
    let facts = Facts { now: ctx.now(), zone: &zone, class, held, own: &[], asked, project: &new.project };
    let refused = refusals(&conditions, &facts);
    let now_ms = ctx.now().as_millisecond();
    match Span::of_ms(now_ms, now_ms + 1).filter(|_| !refused.is_empty()) {
        Some(span) => Err(ExchangeError::Refused(vec![Refused { span, obstacle: Obstacle::Rules(refused) }])),
        None => Ok(()),
    }
}
