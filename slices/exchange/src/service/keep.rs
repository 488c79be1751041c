//! What the keeper of a facility does: out of service, classes of people, training.

use bellwether_db::Tx;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use jiff::Timestamp;
use serde_json::json;

use crate::model::facility::{Downtime, DowntimeId, Facility};
use crate::model::ical_in::{BusyTime, Imported};
use crate::model::standing::{GivenClass, Training};
use crate::model::wish::PURPOSE;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::hold::{self, Holder};
use crate::store::{facility as store, standing};

/// Writes a time out of service with its holds; how many places have bookings in the way.
async fn taken_down(tx: &Tx, ctx: &Ctx, facility: &Facility, down: &Downtime) -> Result<usize, ExchangeError> {
    let now_ms = tx.now().as_millisecond();
    store::add_downtime(tx.conn(), facility.id, down, ctx.actor.user_id(), now_ms).await?;
    let mut in_the_way = 0;
    for place in 0..facility.places {
        let holder = Holder::Downtime(down.id);
        in_the_way += usize::from(!hold::take_on(tx.conn(), facility.id, place, down.span, holder).await?);
    }
    let detail = json!({ "resource": facility.id, "from": down.span.from(), "until": down.span.until() });
    tx.journal(Entry::new("exchange.taken_down", "resource", facility.id, &detail)).await?;
    Ok(in_the_way)
}

impl Exchange {
    /// Takes a facility out of service for a time. Refused while bookings are in the way: their owners are to be told first.
    pub async fn take_down(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        span: Span,
        why: &str,
    ) -> Result<DowntimeId, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        let why = why.trim();
        if why.is_empty() || why.chars().count() > PURPOSE {
            return Err(ExchangeError::Field("why", "exchange-fault-why"));
        }
        self.db
            .write(ctx, async |tx| {
                let down = Downtime { id: DowntimeId::new(), span, why: why.to_owned(), uid: None };
                let in_the_way = taken_down(&tx, ctx, facility, &down).await?;
                // Nothing of it stays: the transaction is given up.
                if in_the_way > 0 { Err(ExchangeError::InTheWay(in_the_way)) } else { Ok(down.id) }
            })
            .await
    }

    /// Puts a facility back into service: what was to come is taken away, what has begun ends now. Those who wait are promoted.
    pub async fn bring_back(&self, ctx: &Ctx, facility: &Facility, id: DowntimeId) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let found = store::downtime(tx.conn(), facility.id, id).await?.ok_or(ExchangeError::NotFound)?;
                self.brought_back(&tx, facility, &found).await
            })
            .await
    }

    async fn brought_back(&self, tx: &Tx, facility: &Facility, down: &Downtime) -> Result<(), ExchangeError> {
        let now_ms = tx.now().as_millisecond();
        if down.span.until_ms() <= now_ms {
            return Err(ExchangeError::NotFound);
        }
        let free = hold::give_back(tx.conn(), facility.id, Holder::Downtime(down.id)).await?;
        if down.span.from_ms() < now_ms {
            store::end_downtime(tx.conn(), down.id, now_ms).await?;
        } else {
            store::remove_downtime(tx.conn(), down.id).await?;
        }
        for span in free {
            self.promote(tx, facility, span).await?;
        }
        let detail = json!({ "resource": facility.id, "from": down.span.from(), "until": down.span.until() });
        tx.journal(Entry::new("exchange.brought_back", "resource", facility.id, &detail)).await?;
        Ok(())
    }

    /// Takes busy times of a calendar of somebody else as times out of service. What was there by the same id is moved; what is
    /// over, or has bookings in the way, is left out.
    pub async fn import_busy(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        busy: &[BusyTime],
    ) -> Result<Imported, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let mut imported = Imported::default();
                let known = store::downtimes_from_calendars(tx.conn(), facility.id).await?;
                let now_ms = tx.now().as_millisecond();
                for one in busy {
                    let before = known.iter().find(|down| down.uid.as_deref() == Some(one.uid.as_str()));
                    if before.is_some_and(|before| before.span == one.span) {
                        imported.same += 1;
                    } else if one.span.until_ms() <= now_ms {
                        imported.over += 1;
                    } else if hold::is_free(tx.conn(), facility.id, one.span, before.map(|one| one.id)).await? {
                        if let Some(before) = before {
                            self.brought_back(&tx, facility, before).await?;
                        }
                        let why = if one.summary.is_empty() { "iCalendar" } else { one.summary.as_str() };
                        let (id, uid) = (DowntimeId::new(), Some(one.uid.clone()));
                        let down = Downtime { id, span: one.span, why: why.to_owned(), uid };
                        taken_down(&tx, ctx, facility, &down).await?;
                        imported.taken += 1;
                    } else {
                        imported.in_the_way.push(one.span);
                    }
                }
                Ok(imported)
            })
            .await
    }

    /// Says what a person is to the facilities of this one's cluster.
    pub async fn set_class(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        person: UserId,
        class: CustomerClass,
    ) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        self.db
            .write(ctx, async |tx| {
                standing::set_class(tx.conn(), &facility.cluster, person, class).await?;
                let detail = json!({ "cluster": facility.cluster, "class": class.name() });
                tx.journal(Entry::new("exchange.class_set", "user", person, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Says from when on a class that was given counts no more. What was booked before stays, at its price.
    pub async fn end_class(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        person: UserId,
        until: Option<Timestamp>,
    ) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        self.db
            .write(ctx, async |tx| {
                let until_ms = until.unwrap_or(tx.now()).max(tx.now()).as_millisecond();
                if !standing::end_class(tx.conn(), &facility.cluster, person, until_ms).await? {
                    return Err(ExchangeError::NotFound);
                }
                let detail = json!({ "cluster": facility.cluster, "until_ms": until_ms });
                tx.journal(Entry::new("exchange.class_ended", "user", person, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Who was given a class for the facilities of this one's cluster.
    pub async fn given_classes(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<GivenClass>, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        Ok(standing::given(self.db.reader(), &facility.cluster, ctx.now().as_millisecond()).await?)
    }

    /// Notes that a person holds a qualification.
    pub async fn train(&self, ctx: &Ctx, facility: &Facility, training: &Training) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if training.code.is_empty() || training.code.len() > 60 || !training.code.chars().all(is_code) {
            return Err(ExchangeError::Field("code", "exchange-fault-code"));
        }
        self.db
            .write(ctx, async |tx| {
                let now_ms = tx.now().as_millisecond();
                standing::give(tx.conn(), &facility.cluster, training, ctx.actor.user_id(), now_ms).await?;
                let detail = json!({ "cluster": facility.cluster, "code": training.code });
                tx.journal(Entry::new("exchange.trained", "user", training.person, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Who holds a qualification that a facility asks for.
    pub async fn trained(&self, ctx: &Ctx, facility: &Facility, code: &str) -> Result<Vec<Training>, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        Ok(standing::holders(self.db.reader(), &facility.cluster, code).await?)
    }

    /// The person with this e-mail address, for the keeper's forms.
    pub async fn person(&self, ctx: &Ctx, facility: &Facility, email: &str) -> Result<UserId, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        let found = self.people.by_email(email.trim()).await?;
        found.ok_or(ExchangeError::Field("email", "exchange-fault-email"))
    }

    /// The names of these people, for the keeper.
    pub async fn names_of(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        people: &[UserId],
    ) -> Result<std::collections::HashMap<UserId, String>, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        Ok(self.people.names(people).await?)
    }
}
