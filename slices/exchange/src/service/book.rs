//! Booking: one time or a series, in one transaction. What cannot be had is told with its reasons.

use bellwether_db::Tx;
use bellwether_exchange_rules::evaluate::OwnUse;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_exchange_rules::recurrence::occurrences;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;

use crate::model::booking::{Booking, BookingId, SeriesId};
use crate::model::code::CodeId;
use crate::model::configuration::Options;
use crate::model::facility::Facility;
use crate::model::standing::Standing;
use crate::model::wish::{Obstacle, PROJECT, PURPOSE, Refused, Wish};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::{acting, admission};
use crate::service::codes;
use crate::service::configuring::known;
use crate::service::error::ExchangeError;
use crate::service::look::is_seen;
use crate::service::placing::{decided_at_once, give, judged, own_uses};
use crate::store::{booking as store, facility as facilities};

/// What came of a wish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// What was booked, or waits for approval.
    pub booked: Vec<BookingId>,
    /// What waits for room.
    pub waits: Vec<BookingId>,
    /// What cannot be had and was left out.
    pub left_out: Vec<Refused>,
}

impl Exchange {
    /// Books what is wished for: all of it or nothing, unless the wish leaves out what cannot be had.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] with every time that cannot be had.
    pub async fn book(&self, ctx: &Ctx, cluster: &str, slug: &str, wish: &Wish) -> Result<Outcomes, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        self.book_set(ctx, (cluster, slug), wish, &Options::new()).await
    }

    /// The same with what the facility has to be set to; the time for changes is kept before each use.
    ///
    /// # Errors
    /// As for [`Exchange::book`].
    pub async fn book_set(
        &self,
        ctx: &Ctx,
        (cluster, slug): (&str, &str),
        wish: &Wish,
        wants: &Options,
    ) -> Result<Outcomes, ExchangeError> {
        if wish.purpose.chars().count() > PURPOSE {
            return Err(ExchangeError::Field("purpose", "exchange-fault-purpose"));
        }
        if wish.project.chars().count() > PROJECT {
            return Err(ExchangeError::Field("project", "exchange-fault-project"));
        }
        self.db
            .write_in_turn(ctx, async |tx| {
                let facility = facilities::find(tx.conn(), cluster, slug).await?.filter(|one| is_seen(ctx, one));
                let facility = facility.ok_or(ExchangeError::NotFound)?;
                ctx.permit(Act::Book, &admission(ctx, tx.conn(), cluster).await?)?;
                known(&facility, wants)?;
                if !facility.state.takes_requests() || facility.orders.is_some() {
                    return Err(ExchangeError::Closed);
                }
                if wish.beyond_rules.is_some() {
                    ctx.permit(Act::Keep, &facility)?;
                }
                let standing = acting(ctx, tx.conn(), cluster).await?;
                let code = codes::chosen(&tx, ctx, cluster, wish.project.trim()).await?;
                let outcomes = self.series(&tx, ctx, &facility, &standing, (wish, code, wants)).await?;
                self.tell_of_new(&tx, &outcomes.booked).await?;
                Ok(outcomes)
            })
            .await
    }

    async fn series(
        &self,
        tx: &Tx,
        ctx: &Ctx,
        facility: &Facility,
        standing: &Standing,
        (wish, code, wants): (&Wish, Option<CodeId>, &Options),
    ) -> Result<Outcomes, ExchangeError> {
        let spans = match wish.repeat {
            Some((every, times)) => occurrences(wish.span, every, times, &facility.time_zone()),
            None => vec![wish.span],
        };
        let series = (spans.len() > 1).then(SeriesId::new);
        let mut outcomes = Outcomes::default();
        // Earlier times of the series count for quotas and gaps of the later ones; the database has them already.
        for span in spans {
            let mut request = drafted(ctx, facility, standing, wish, span);
            (request.series, request.code, request.wants) = (series, code, wants.clone());
            match self.one(tx, facility, standing, wish, request).await? {
                Ok((id, Outcome::Waitlisted)) => outcomes.waits.push(id),
                Ok((id, _)) => outcomes.booked.push(id),
                Err(obstacle) => outcomes.left_out.push(Refused { span, obstacle }),
            }
        }
        let is_nothing = outcomes.booked.is_empty() && outcomes.waits.is_empty();
        if !outcomes.left_out.is_empty() && (!wish.leaves_out || is_nothing) {
            return Err(ExchangeError::Refused(outcomes.left_out));
        }
        Ok(outcomes)
    }

    async fn one(
        &self,
        tx: &Tx,
        facility: &Facility,
        standing: &Standing,
        wish: &Wish,
        mut request: Booking,
    ) -> Result<Result<(BookingId, Outcome), Obstacle>, ExchangeError> {
        if wish.beyond_rules.is_none() {
            let own: Vec<OwnUse> = own_uses(tx, facility, &request, None).await?;
            let asked = (request.span, request.project.as_str());
            let refusals = judged(facility, standing, &own, tx.now(), asked);
            if !refusals.is_empty() {
                return Ok(Err(Obstacle::Rules(refusals)));
            }
        }
        let why = wish.beyond_rules.as_deref().unwrap_or_default();
        let is_approved = wish.beyond_rules.is_some();
        let outcome = if give(tx, facility, &mut request, is_approved, why).await? {
            Outcome::Accepted
        } else if wish.waits {
            Outcome::Waitlisted
        } else {
            return Ok(Err(Obstacle::Taken));
        };
        let is_held = request.allocated.as_ref().is_some_and(|one| one.state.name() == "held");
        // Time that is kept until somebody approves is not decided yet.
        let steps = decided_at_once(outcome);
        request.state = request.state.after_all(if is_held { &steps[..2] } else { &steps })?;
        store::add_request(tx.conn(), facility.offer, &request).await?;
        if let Some(allocated) = &request.allocated {
            store::add_allocation(tx.conn(), &request, allocated).await?;
        }
        self.quote(tx, facility, &request).await?;
        if outcome == Outcome::Accepted
            && !is_held
            && let Some(shortage) = self.keep_charge(tx, facility, &request).await?
        {
            return Err(ExchangeError::Short(shortage));
        }
        if !is_held {
            store::add_decision(tx.conn(), request.id, outcome, why, None, request.asked_at_ms).await?;
        }
        let detail = json!({
            "resource": facility.id,
            "from": request.span.from(),
            "until": request.span.until(),
            "state": request.state_name(),
            "series": request.series,
            "beyond_rules": wish.beyond_rules.is_some(),
        });
        tx.journal(Entry::new("exchange.booked", "booking", request.id, &detail)).await?;
        Ok(Ok((request.id, outcome)))
    }
}

fn drafted(ctx: &Ctx, facility: &Facility, standing: &Standing, wish: &Wish, span: Span) -> Booking {
    Booking {
        id: BookingId::new(),
        resource: facility.id,
        cluster: facility.cluster.clone(),
        slug: facility.slug.clone(),
        facility: facility.name.clone(),
        keeper: facility.keeper,
        zone: facility.zone.clone(),
        person: ctx.actor.user_id(),
        class: standing.class,
        state: RequestState::Draft,
        span,
        purpose: wish.purpose.trim().to_owned(),
        project: wish.project.trim().to_owned(),
        wants: Options::new(),
        code: None,
        series: None,
        asked_at_ms: ctx.now().as_millisecond(),
        allocated: None,
    }
}
