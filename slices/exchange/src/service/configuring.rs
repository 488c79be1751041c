//! What a facility is set to: who changes it, which changes a booking needs, and the time that is kept for them.

use bellwether_db::Tx;
use bellwether_exchange_rules::condition::buffers;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::booking::{Booking, BookingId};
use crate::model::configuration::{Change, Options, Setting, changes, minutes};
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::{Conn, setting as store};

/// The time that is kept for a use with the changes before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTime {
    /// From the first change up to the end of the buffer; `None` if the changes before the next booking leave no room.
    pub span: Option<Span>,
    /// What has to be changed.
    pub changes: Vec<Change>,
}

/// The time to be kept for a use that asks for options. What is set by then is what the bookings before it ask for.
pub(super) async fn kept_for(
    conn: &impl Conn,
    facility: &Facility,
    (span, wants): (Span, &Options),
    but: Option<BookingId>,
) -> Result<KeptTime, ExchangeError> {
    let plain = facility.kept_for(span);
    if facility.items.is_empty() {
        return Ok(KeptTime { span: plain, changes: Vec::new() });
    }
    let mut set = Options::new();
    for asked in store::asked_before(conn, facility.id, (span.from_ms(), but)).await? {
        for (item, option) in asked {
            set.entry(item).or_insert(option);
        }
    }
    for present in store::present(conn, facility.id).await? {
        set.entry(present.item).or_insert(present.option);
    }
    let needed = changes(&facility.items, &set, wants);
    let kept = plain.and_then(|kept| kept.widened(minutes(&needed), 0));
    set.extend(wants.clone());
    let (before, _) = buffers(&facility.conditions);
    let fits = match (store::next(conn, facility.id, (span, but)).await?, kept) {
        (Some(next), Some(kept)) => {
            // What the next one keeps for changes already, and what it needs after this one.
            let has = (next.from_ms - next.kept_from_ms) / 60_000 - i64::from(before);
            let needs = i64::from(minutes(&changes(&facility.items, &set, &next.wants)));
            kept.until_ms() + (needs - has).max(0) * 60_000 <= next.kept_from_ms
        }
        _ => true,
    };
    Ok(KeptTime { span: kept.filter(|_| fits), changes: needed })
}

/// What a booking asked for is set when its use begins.
pub(super) async fn set_for_use(tx: &Tx, ctx: &Ctx, facility: &Facility, of: &Booking) -> Result<(), ExchangeError> {
    let present: Options =
        store::present(tx.conn(), facility.id).await?.into_iter().map(|one| (one.item, one.option)).collect();
    for change in changes(&facility.items, &present, &of.wants) {
        configured(tx, ctx, facility, (&change.item, &change.to), Some(of.id)).await?;
    }
    Ok(())
}

async fn configured(
    tx: &Tx,
    ctx: &Ctx,
    facility: &Facility,
    (item, option): (&str, &str),
    of: Option<BookingId>,
) -> Result<(), ExchangeError> {
    let one = Setting {
        item: item.to_owned(),
        option: option.to_owned(),
        by: ctx.actor.user_id(),
        at_ms: tx.now().as_millisecond(),
    };
    store::set(tx.conn(), facility.id, &one, of).await?;
    let detail = json!({ "item": item, "option": option, "booking": of });
    tx.journal(Entry::new("exchange.configured", "resource", facility.id, &detail)).await?;
    Ok(())
}

/// Are these options of the facility?
pub(super) fn known(facility: &Facility, wants: &Options) -> Result<(), ExchangeError> {
    let is_known = |(item, option): (&String, &String)| {
        facility.items.iter().any(|one| one.code == *item && one.option(option).is_some())
    };
    if wants.iter().all(is_known) { Ok(()) } else { Err(ExchangeError::Field("wants", "exchange-fault-option")) }
}

impl Exchange {
    /// What a facility is set to now.
    pub async fn settings(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<Setting>, ExchangeError> {
        ctx.permit(Act::Look, facility)?;
        let mut all = store::present(self.db.reader(), facility.id).await?;
        // Who set it is for the keeper.
        if ctx.permit(Act::Keep, facility).is_err() {
            all.iter_mut().for_each(|one| one.by = None);
        }
        Ok(all)
    }

    /// Who set what when, the latest first.
    pub async fn setting_history(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<Setting>, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        Ok(store::history(self.db.reader(), facility.id).await?)
    }

    /// Notes that an item is set to an option now. The bookings to come keep the time that they keep.
    pub async fn configure(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        (item, option): (&str, &str),
    ) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        known(facility, &Options::from([(item.to_owned(), option.to_owned())]))?;
        self.db.write(ctx, async |tx| configured(&tx, ctx, facility, (item, option), None).await).await
    }
}
