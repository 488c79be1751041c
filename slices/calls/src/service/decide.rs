//! Deciding now and announcing together later; awards, and those who wait.

use bellwether_db::Tx;
use bellwether_exchange_rules::call::next_awards;
use bellwether_exchange_rules::capacity::Amounts;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, DecisionStep, Outcome};
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Filter;
use jiff::ToSpan;
use serde_json::json;

use crate::model::application::{Application, ApplicationId};
use crate::model::call::{Call, parts};
use crate::model::decision::{Decision, DecisionId, Verdict, WHY};
use crate::model::told::Happened;
use crate::model::undertaking::{Milestone, MilestoneState, MilestoneStep, Undertaking, UndertakingId};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field, reason};
use crate::service::look::of_others;
use crate::service::money::installation;
use crate::store::application::{self as store, Wanted};
use crate::store::call::{self as calls, Words};
use crate::store::{assessment, decision, undertaking};

impl Calls {
    /// Decides about an application. Applicants learn of it when it is announced; after an appeal at once.
    pub async fn decide(&self, ctx: &Ctx, id: ApplicationId, verdict: &Verdict) -> Result<(), CallError> {
        ctx.permitted(Act::Decide)?;
        let why = reason(&verdict.why, "why", WHY)?;
        let verdict = Verdict { why, ..verdict.clone() };
        self.db.write_in_turn(ctx, async |tx| self.decided(ctx, &tx, id, &verdict).await).await
    }

    /// The same inside a transaction that takes its turn; the reasons were looked at.
    pub(super) async fn decided(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        id: ApplicationId,
        verdict: &Verdict,
    ) -> Result<(), CallError> {
        let mut one = of_others(ctx, Act::Decide, store::find(tx.conn(), ctx, id).await?)?;
        let is_appeal = one.state == RequestState::Appealed;
        let (content, _) = calls::version(tx.conn(), one.call, one.version).await?.ok_or(CallError::NotFound)?;
        let is_last = content.is_last_stage(one.stage.at);
        let amount_minor = if !is_last || verdict.outcome == Outcome::Rejected { 0 } else { verdict.amount_minor };
        fitting(&one, verdict, amount_minor, is_last)?;
        let call = calls::by_id(tx.conn(), one.call, Words::Published).await?.ok_or(CallError::NotFound)?;
        supersede(tx, &one).await?;
        if verdict.outcome == Outcome::Accepted {
            match content.stage(one.stage.at).filter(|_| !is_last) {
                Some(stage) => room(tx, &one, stage.most).await?,
                None => commit(tx, &call, amount_minor).await?,
            }
        }
        let now_ms = tx.now().as_millisecond();
        let mut new = Decision {
            id: DecisionId::new(),
            application: id,
            stage: one.stage.at,
            outcome: verdict.outcome,
            amount_minor,
            place: verdict.place,
            why: verdict.why.clone(),
            state: DecisionState::Proposed.after(DecisionStep::Carry)?,
            by: ctx.actor.user_id(),
            at_ms: now_ms,
            announced_at_ms: None,
        };
        decision::add(tx.conn(), &new).await?;
        // A decision that waits to be announced can be replaced by another.
        if one.state == RequestState::InReview {
            one.state = one.state.after(RequestStep::Decide)?;
            store::save(tx.conn(), &one).await?;
        } else if !is_appeal && one.state != RequestState::Decided {
            one.state.after(RequestStep::Decide)?;
        }
        let detail =
            json!({ "call": one.call, "stage": one.stage.key, "outcome": new.outcome, "amount_minor": amount_minor });
        tx.journal(Entry::new("calls.decided", "application", id, &detail)).await?;
        if is_appeal {
            self.announce_one(ctx, tx, &call, &mut one, &mut new).await?;
        }
        Ok(())
    }

    /// Announces what was decided about applications of a call: these, or all. Tells how many; each learns of it at the same
    /// moment, or none does.
    pub async fn announce(&self, ctx: &Ctx, call: &Call, ids: &[ApplicationId]) -> Result<usize, CallError> {
        ctx.permit(Act::Decide, call)?;
        self.announced(ctx, call, ids, None).await
    }

    /// Announces what was decided in one stage of a call.
    pub async fn announce_stage(&self, ctx: &Ctx, call: &Call, stage: u32) -> Result<usize, CallError> {
        ctx.permit(Act::Decide, call)?;
        self.announced(ctx, call, &[], Some(stage)).await
    }

    async fn announced(
        &self,
        ctx: &Ctx,
        call: &Call,
        ids: &[ApplicationId],
        stage: Option<u32>,
    ) -> Result<usize, CallError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let states = &[RequestState::Decided];
                let wanted = Wanted { call: Some(call.id), states, ids, stage, ..Wanted::default() };
                // All, also those that who announces must not see: an announcement is of the whole call.
                let all = store::list(tx.conn(), &installation(ctx), &Filter::Everything, &wanted, 10_000).await?;
                let of: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
                let mut decisions = decision::current(tx.conn(), &of).await?;
                let call = calls::by_id(tx.conn(), call.id, Words::Published).await?.ok_or(CallError::NotFound)?;
                for mut one in all {
                    let Some(at) = decisions.iter().position(|decision| decision.application == one.id) else {
                        continue;
                    };
                    let mut decision = decisions.swap_remove(at);
                    self.announce_one(ctx, &tx, &call, &mut one, &mut decision).await?;
                }
                let detail = json!({ "applications": of.len(), "stage": stage });
                tx.journal(Entry::new("calls.announced", "call", call.id, &detail)).await?;
                Ok(of.len())
            })
            .await
    }

    async fn announce_one(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        call: &Call,
        one: &mut Application,
        decision: &mut Decision,
    ) -> Result<(), CallError> {
        let now_ms = tx.now().as_millisecond();
        decision.state = decision.state.after(DecisionStep::Announce)?;
        decision::save_state(tx.conn(), decision, Some(now_ms)).await?;
        let (content, _) = calls::version(tx.conn(), one.call, one.version).await?.ok_or(CallError::NotFound)?;
        let goes_on = decision.outcome == Outcome::Accepted && !content.is_last_stage(one.stage.at);
        one.state = one.state.after(match decision.outcome {
            Outcome::Accepted if goes_on => RequestStep::Advance,
            Outcome::Accepted => RequestStep::Accept,
            Outcome::Waitlisted => RequestStep::Waitlist,
            Outcome::Rejected => RequestStep::Reject,
        })?;
        if goes_on {
            one.stage = content.stage_at(one.stage.at + 1);
            (one.returned_why, one.appeal) = (String::new(), String::new());
            store::save_score(tx.conn(), one.id, None).await?;
            let detail = json!({ "call": one.call, "stage": one.stage.key });
            tx.journal(Entry::new("calls.advanced", "application", one.id, &detail)).await?;
        }
        store::save(tx.conn(), one).await?;
        if decision.outcome == Outcome::Accepted && !goes_on {
            self.award(ctx, tx, call, one, decision.amount_minor).await?;
        }
        let told = match () {
            () if goes_on => Happened::Advanced(one.id),
            // One who appealed has been told of an announcement before.
            () if !one.appeal.is_empty() => Happened::AppealDecided(one.id),
            () => Happened::Announced(one.id),
        };
        let is_award = decision.outcome == Outcome::Accepted && !goes_on;
        self.tell_decision(tx, one, (is_award, told)).await?;
        for mut judged in assessment::of(tx.conn(), &[one.id]).await? {
            if let Ok(state) = judged.state.after(AssessmentStep::Release) {
                judged.state = state;
                assessment::save(tx.conn(), &judged).await?;
            }
        }
        Ok(())
    }

    /// Opens the undertaking of an award with its milestones, each with its promise in the books.
    async fn award(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        call: &Call,
        one: &Application,
        amount_minor: i64,
    ) -> Result<(), CallError> {
        let (content, _) = calls::version(tx.conn(), call.id, one.version).await?.ok_or(CallError::NotFound)?;
        let today = tx.now().to_zoned(content.time_zone()).date();
        let mut milestones = Vec::with_capacity(content.instalments.len());
        for (number, (instalment, minor)) in
            (1..).zip(content.instalments.iter().zip(parts(amount_minor, &content.instalments)))
        {
            // A part of less than the smallest coin is nothing to promise.
            let transfer = match minor {
                0 => None,
                _ => Some(self.promise(ctx, tx, call, format!("call-award-{}-{number}", one.id), minor).await?),
            };
            milestones.push(Milestone {
                number,
                name: instalment.name.clone(),
                due: today.checked_add(i32::from(instalment.months).months()).unwrap_or(today),
                amount_minor: minor,
                state: MilestoneState::Planned,
                transfer,
                report: String::new(),
                why: String::new(),
            });
        }
        let new = Undertaking {
            id: UndertakingId::new(),
            application: one.id,
            amount_minor,
            unit: call.unit,
            opened_at_ms: tx.now().as_millisecond(),
            milestones,
        };
        undertaking::add(tx.conn(), &new).await?;
        let detail = json!({ "application": one.id, "amount_minor": amount_minor });
        tx.journal(Entry::new("calls.undertaking_opened", "undertaking", new.id, &detail)).await?;
        Ok(())
    }

    /// Gives back what an application was promised, and awards that to those who wait, by their place.
    pub(super) async fn fall_through(&self, ctx: &Ctx, tx: &Tx, one: &Application) -> Result<(), CallError> {
        let mut paid_minor = 0;
        if let Some(mut of) = undertaking::of_application(tx.conn(), one.id).await? {
            paid_minor = of.paid_minor();
            let id = of.id;
            for milestone in of.milestones.iter_mut().filter(|milestone| !milestone.state.is_over()) {
                milestone.state = milestone.state.after(MilestoneStep::Drop)?;
                if let Some(transfer) = milestone.transfer {
                    self.take_back(ctx, tx, &one.cluster, transfer).await?;
                }
                undertaking::save_milestone(tx.conn(), id, milestone).await?;
            }
        }
        let current = decision::current(tx.conn(), &[one.id]).await?;
        let given = current
            .iter()
            .filter(|decision| decision.outcome == Outcome::Accepted)
            .map(|decision| decision.amount_minor)
            .sum::<i64>();
        for mut decision in current {
            // What was not announced yet never came to be; what was is replaced by nothing.
            if decision.state == DecisionState::Carried {
                decision.state = decision.state.after(DecisionStep::Announce)?;
            }
            decision.state = decision.state.after(DecisionStep::Supersede)?;
            decision::save_state(tx.conn(), &decision, None).await?;
        }
        if given > paid_minor {
            calls::commit(tx.conn(), one.call, paid_minor - given).await?;
            self.promote(ctx, tx, one.call).await?;
        }
        Ok(())
    }

    async fn promote(&self, ctx: &Ctx, tx: &Tx, id: crate::model::call::CallId) -> Result<(), CallError> {
        let call = calls::by_id(tx.conn(), id, Words::Published).await?.ok_or(CallError::NotFound)?;
        let mut left = Amounts::new(call.budget_minor.unsigned_abs());
        if !left.take(call.committed_minor.unsigned_abs()) {
            return Ok(());
        }
        let waiting = store::waiting(tx.conn(), id).await?;
        for next in next_awards(&mut left, &waiting) {
            let found = store::find(tx.conn(), &installation(ctx), next).await?;
            let Some((mut one, mut before)) = found.zip(decision::current(tx.conn(), &[next]).await?.pop()) else {
                continue;
            };
            commit(tx, &call, before.amount_minor).await?;
            before.state = before.state.after(DecisionStep::Supersede)?;
            decision::save_state(tx.conn(), &before, None).await?;
            let now_ms = tx.now().as_millisecond();
            let state = DecisionState::Proposed.after(DecisionStep::Carry)?.after(DecisionStep::Announce)?;
            // By the rule of the list, and not by somebody.
            let new = Decision {
                id: DecisionId::new(),
                outcome: Outcome::Accepted,
                by: None,
                at_ms: now_ms,
                state,
                ..before
            };
            decision::add(tx.conn(), &new).await?;
            decision::save_state(tx.conn(), &new, Some(now_ms)).await?;
            one.state = one.state.after(RequestStep::Promote)?;
            store::save(tx.conn(), &one).await?;
            self.award(ctx, tx, &call, &one, new.amount_minor).await?;
            self.tell_decision(tx, &one, (true, Happened::Announced(next))).await?;
            let detail = json!({ "call": id, "amount_minor": new.amount_minor });
            tx.journal(Entry::new("calls.promoted", "application", next, &detail)).await?;
        }
        Ok(())
    }
}

/// Can it be decided like that in this stage? What is asked for is given at most, and only the last stage gives.
fn fitting(one: &Application, verdict: &Verdict, amount_minor: i64, is_last: bool) -> Result<(), CallError> {
    let gives = is_last && verdict.outcome != Outcome::Rejected;
    if gives && !(1..=one.asked_minor.unwrap_or(0)).contains(&amount_minor) {
        return Err(field("amount", "calls-wrong-award"));
    }
    if verdict.outcome == Outcome::Waitlisted && one.state == RequestState::Appealed {
        return Err(field("outcome", "calls-wrong-appeal"));
    }
    if verdict.outcome == Outcome::Waitlisted && !is_last {
        return Err(field("outcome", "calls-wrong-stage-outcome"));
    }
    Ok(())
}

/// Is there room among those that go on from this stage? Decisions take their turn, so that nobody counts what another is
/// just writing.
async fn room(tx: &Tx, one: &Application, most: Option<u32>) -> Result<(), CallError> {
    let Some(most) = most else { return Ok(()) };
    let taken = decision::going_on(tx.conn(), one.call, one.stage.at).await?;
    if taken < most { Ok(()) } else { Err(CallError::Full { most }) }
}

/// Ends the decision that is there, with what was promised by it.
async fn supersede(tx: &Tx, one: &Application) -> Result<(), CallError> {
    for mut before in decision::current(tx.conn(), &[one.id]).await? {
        if before.state == DecisionState::Carried && before.outcome == Outcome::Accepted {
            calls::commit(tx.conn(), one.call, -before.amount_minor).await?;
        }
        if before.state == DecisionState::Carried {
            before.state = before.state.after(DecisionStep::Announce)?;
        }
        before.state = before.state.after(DecisionStep::Supersede)?;
        decision::save_state(tx.conn(), &before, None).await?;
    }
    Ok(())
}

/// Promises so much of the budget, or says what is left.
async fn commit(tx: &Tx, call: &Call, minor: i64) -> Result<(), CallError> {
    if calls::commit(tx.conn(), call.id, minor).await? {
        return Ok(());
    }
    let now = calls::by_id(tx.conn(), call.id, Words::Published).await?.ok_or(CallError::NotFound)?;
    Err(CallError::Short { asked_minor: minor, left_minor: now.budget_minor - now.committed_minor })
}
