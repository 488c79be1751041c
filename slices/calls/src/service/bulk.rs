//! Acts of deciding on many applications at once: all are looked at with what the others take, before anything is written.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::application::{Application, ApplicationId};
use crate::model::call::Call;
use crate::model::decision::{Decision, Verdict, WHY};
use crate::model::handling::Handling;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, reason};
use crate::service::handle::AT_ONCE;
use crate::service::look::of_others;
use crate::store::decision::{self, Taken};
use crate::store::{application as store, call as calls};

/// What there is to be given, while many are decided one after the other.
pub(super) struct Room<'a> {
    call: &'a Call,
    left_minor: i64,
    going_on: HashMap<u32, u32>,
    before: HashMap<ApplicationId, Decision>,
    now_ms: i64,
}

impl<'a> Room<'a> {
    /// What there is now.
    pub(super) fn new(call: &'a Call, taken: Taken, before: Vec<Decision>, now_ms: i64) -> Room<'a> {
        Room {
            call,
            left_minor: call.budget_minor - taken.committed_minor,
            going_on: taken.going_on.into_iter().collect(),
            before: before.into_iter().map(|one| (one.application, one)).collect(),
            now_ms,
        }
    }

    /// Why it cannot be done to an application; what it takes is taken if it can.
    pub(super) fn obstacle(&mut self, one: &Application, how: &Handling) -> Option<&'static str> {
        match how {
            Handling::Announce => (one.state != RequestState::Decided).then_some("calls-obstacle-state"),
            Handling::Lapse => self.late(one),
            Handling::Decide(outcome, _) => self.decided(one, *outcome),
            Handling::Return(_) | Handling::StartReview | Handling::Assign(_) => Some("calls-obstacle-state"),
        }
    }

    /// Only what was not handed in in time falls out of the call.
    fn late(&self, one: &Application) -> Option<&'static str> {
        let is_over = self.call.content.closes_ms(one.stage.at).is_some_and(|closes| closes <= self.now_ms);
        let waits = matches!(one.state, RequestState::Advanced | RequestState::Returned) && one.is_written();
        match (waits, is_over) {
            (true, true) => None,
            (true, false) => Some("calls-obstacle-early"),
            (false, _) => Some("calls-obstacle-state"),
        }
    }

    fn decided(&mut self, one: &Application, outcome: Outcome) -> Option<&'static str> {
        if !matches!(one.state, RequestState::InReview | RequestState::Decided) {
            return Some("calls-obstacle-state");
        }
        let content = &self.call.content;
        let is_last = content.is_last_stage(one.stage.at);
        if outcome == Outcome::Waitlisted && !is_last {
            return Some("calls-wrong-stage-outcome");
        }
        let before = self.before.get(&one.id).filter(|of| of.outcome == Outcome::Accepted);
        let (freed, had_place) = (before.map_or(0, |of| of.amount_minor), before.is_some());
        let asked = one.asked_minor.unwrap_or(0);
        if is_last && outcome != Outcome::Rejected && asked <= 0 {
            return Some("calls-obstacle-amount");
        }
        let going = self.going_on.entry(one.stage.at).or_default();
        if outcome == Outcome::Accepted && is_last && asked > self.left_minor + freed {
            return Some("calls-obstacle-budget");
        }
        let most = content.stage(one.stage.at).and_then(|stage| stage.most).filter(|_| !is_last);
        if outcome == Outcome::Accepted && !had_place && most.is_some_and(|most| *going >= most) {
            return Some("calls-obstacle-full");
        }
        self.left_minor += freed;
        *going -= u32::from(had_place && *going > 0);
        if outcome == Outcome::Accepted {
            self.left_minor -= if is_last { asked } else { 0 };
            *going += 1;
        }
        None
    }
}

impl Calls {
    /// Decides, announces or lets lapse many applications of a call in one transaction that takes its turn; those that it
    /// cannot be done to stay as they are. Tells to how many it was done.
    pub(super) async fn handle_together(
        &self,
        ctx: &Ctx,
        call: &Call,
        ids: &[ApplicationId],
        how: &Handling,
    ) -> Result<usize, CallError> {
        ctx.permit(Act::of(how), call)?;
        let why = match how {
            Handling::Decide(_, why) => reason(why, "why", WHY)?,
            _ => String::new(),
        };
        let ids = &ids[..ids.len().min(AT_ONCE)];
        let done = self
            .db
            .write_in_turn(ctx, async |tx| {
                let call =
                    calls::by_id(tx.conn(), call.id, calls::Words::Published).await?.ok_or(CallError::NotFound)?;
                let taken = decision::taken(tx.conn(), call.id).await?;
                let before = decision::current(tx.conn(), ids).await?;
                let mut room = Room::new(&call, taken, before, tx.now().as_millisecond());
                let mut done = Vec::new();
                for (place, id) in (1..).zip(ids) {
                    let found = store::find(tx.conn(), ctx, *id).await?.filter(|one| one.call == call.id);
                    let mut one = of_others(ctx, Act::of(how), found)?;
                    if room.obstacle(&one, how).is_some() {
                        continue;
                    }
                    match how {
                        Handling::Decide(outcome, _) => {
                            let amount_minor = one.asked_minor.unwrap_or(0);
                            let verdict = Verdict { outcome: *outcome, amount_minor, place, why: why.clone() };
                            self.decided(ctx, &tx, *id, &verdict).await?;
                        }
                        Handling::Lapse => {
                            one.state = one.state.after(RequestStep::Lapse)?;
                            store::save(tx.conn(), &one).await?;
                            let detail = json!({ "call": call.id, "stage": one.stage.key });
                            tx.journal(Entry::new("calls.lapsed", "application", *id, &detail)).await?;
                        }
                        _ => {}
                    }
                    done.push(*id);
                }
                Ok::<_, CallError>(done)
            })
            .await?;
        // An announcement is one act of its own, of those that can be announced.
        if *how == Handling::Announce && !done.is_empty() {
            return self.announce(ctx, call, &done).await;
        }
        Ok(done.len())
    }
}

/// Is it decided, announced or let lapse, all together?
pub(super) fn is_together(how: &Handling) -> bool {
    matches!(how, Handling::Decide(..) | Handling::Announce | Handling::Lapse)
}
