//! The administrative check: returning, sending to review, asking assessors, conflicts of interest; one or many at once.

use bellwether_db::Tx;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::{Filter, OfCluster};
use serde_json::json;

use crate::model::application::{Application, ApplicationId, SeatState};
use crate::model::assessing::{Assessment, AssessmentId, Scores};
use crate::model::call::Call;
use crate::model::decision::WHY;
use crate::model::handling::{Handling, Preview};
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::bulk::{Room, is_together};
use crate::service::error::{CallError, field, reason};
use crate::service::look::of_others;
use crate::store::application::{self as store, Wanted};
use crate::store::{assessment, call as calls, decision, seat};

/// The most applications that are changed at once.
pub const AT_ONCE: usize = 200;

impl Calls {
    /// What would come of handling these applications of a call; nothing is changed.
    pub async fn preview(
        &self,
        ctx: &Ctx,
        call: &Call,
        ids: &[ApplicationId],
        how: &Handling,
    ) -> Result<Vec<Preview>, CallError> {
        ctx.permit(Act::of(how), call)?;
        let assessor = self.checked(how).await?;
        let all = self.chosen(ctx, call, ids, Act::of(how)).await?;
        if is_together(how) {
            let taken = decision::taken(self.db.reader(), call.id).await?;
            let of: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
            let before = decision::current(self.db.reader(), &of).await?;
            let mut room = Room::new(call, taken, before, ctx.now().as_millisecond());
            let look = |application: Application| {
                let obstacle = room.obstacle(&application, how);
                Preview { application, obstacle }
            };
            return Ok(all.into_iter().map(look).collect());
        }
        let mut previews = Vec::with_capacity(all.len());
        let ids: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
        let asked = assessment::of(self.db.reader(), &ids).await?;
        for application in all {
            let obstacle = match assessor {
                None => step(&application, how).err(),
                Some(person) => {
                    let is_asked = asked.iter().any(|one| {
                        one.application == application.id && one.assessor == person && one.stage == application.stage.at
                    });
                    let can = may_judge(&application, is_asked);
                    let has_conflict = self.has_stake(application.id, person).await?;
                    can.err().or(has_conflict.then_some("calls-obstacle-conflict"))
                }
            };
            previews.push(Preview { application, obstacle });
        }
        Ok(previews)
    }

    /// Handles these applications of a call; those that it cannot be done to stay as they are. Tells to how many it was done.
    pub async fn handle(
        &self,
        ctx: &Ctx,
        call: &Call,
        ids: &[ApplicationId],
        how: &Handling,
    ) -> Result<usize, CallError> {
        ctx.permit(Act::of(how), call)?;
        if is_together(how) {
            return self.handle_together(ctx, call, ids, how).await;
        }
        let assessor = self.checked(how).await?;
        self.db
            .write(ctx, async |tx| {
                let mut done = 0;
                for id in ids.iter().take(AT_ONCE) {
                    let found = store::find(tx.conn(), ctx, *id).await?.filter(|one| one.call == call.id);
                    let one = of_others(ctx, Act::HandleApplications, found)?;
                    done += usize::from(self.handled(&tx, one, how, assessor).await?);
                }
                Ok(done)
            })
            .await
    }

    /// Handles one application, or says why not.
    pub async fn handle_one(&self, ctx: &Ctx, id: ApplicationId, how: &Handling) -> Result<(), CallError> {
        let found = of_others(ctx, Act::of(how), store::find(self.db.reader(), ctx, id).await?)?;
        ctx.permitted(Act::of(how))?;
        if is_together(how) {
            let call = calls::by_id(self.db.reader(), found.call, calls::Words::Published).await?;
            let done = self.handle_together(ctx, &call.ok_or(CallError::NotFound)?, &[id], how).await?;
            return if done == 1 { Ok(()) } else { Err(CallError::Closed) };
        }
        let assessor = self.checked(how).await?;
        let has_stake = match assessor {
            Some(person) => self.has_stake(id, person).await?,
            None => false,
        };
        if has_stake {
            return Err(field("email", "calls-obstacle-conflict"));
        }
        self.db
            .write(ctx, async |tx| {
                let one = of_others(ctx, Act::HandleApplications, store::find(tx.conn(), ctx, id).await?)?;
                if let (None, Err(_)) = (assessor, step(&one, how)) {
                    // The transition says which state and step it is.
                    one.state.after(step_of(how))?;
                    return Err(CallError::Closed);
                }
                if self.handled(&tx, one, how, assessor).await? {
                    Ok(())
                } else {
                    Err(field("email", "calls-obstacle-asked"))
                }
            })
            .await
    }

    /// Declares a conflict of interest with an application that one would see by one's work: it is hidden from then on.
    pub async fn declare_conflict(&self, ctx: &Ctx, id: ApplicationId) -> Result<(), CallError> {
        ctx.permitted(Act::Decide)?;
        self.db
            .write(ctx, async |tx| {
                of_others(ctx, Act::Decide, store::find(tx.conn(), ctx, id).await?)?;
                let person = ctx.actor.user_id().ok_or(CallError::NotFound)?;
                store::add_conflict(tx.conn(), id, person, tx.now().as_millisecond()).await?;
                tx.journal(Entry::new("calls.conflict_declared", "application", id, &json!({ "person": person })))
                    .await?;
                Ok(())
            })
            .await
    }

    /// The person to ask, where somebody is asked; the reasons are looked at.
    async fn checked(&self, how: &Handling) -> Result<Option<UserId>, CallError> {
        match how {
            Handling::Return(why) => reason(why, "why", WHY).map(|_| None),
            Handling::Decide(_, why) => reason(why, "why", WHY).map(|_| None),
            Handling::StartReview | Handling::Announce | Handling::Lapse => Ok(None),
            Handling::Assign(email) => {
                let person = self.people.by_email(email.trim()).await?;
                Ok(Some(person.ok_or_else(|| field("email", "calls-wrong-email"))?))
            }
        }
    }

    /// Does the person belong to the team, or have a conflict of interest?
    async fn has_stake(&self, id: ApplicationId, person: UserId) -> Result<bool, CallError> {
        let conn = self.db.reader();
        let is_member =
            seat::of(conn, id).await?.iter().any(|seat| seat.person == person && seat.state != SeatState::Declined);
        Ok(is_member || store::has_conflict(conn, id, person).await?)
    }

    /// `false` if it cannot be done.
    async fn handled(
        &self,
        tx: &Tx,
        mut one: Application,
        how: &Handling,
        assessor: Option<UserId>,
    ) -> Result<bool, CallError> {
        let (id, call) = (one.id, one.call);
        if let Some(person) = assessor {
            return self.ask(tx, one, person).await;
        }
        let Ok(state) = step(&one, how) else { return Ok(false) };
        one.state = state;
        let act = match how {
            Handling::Return(why) => {
                one.returned_why = why.trim().to_owned();
                "calls.returned"
            }
            _ => "calls.review_started",
        };
        store::save(tx.conn(), &one).await?;
        tx.journal(Entry::new(act, "application", id, &json!({ "call": call }))).await?;
        if matches!(how, Handling::Return(_)) {
            self.tell_team(tx, id, Happened::Returned(id)).await?;
        }
        Ok(true)
    }

    /// Asks a person to judge an application; `false` if that cannot be.
    pub(super) async fn ask(&self, tx: &Tx, mut one: Application, person: UserId) -> Result<bool, CallError> {
        let (id, call) = (one.id, one.call);
        let is_member = seat::of(tx.conn(), id)
            .await?
            .iter()
            .any(|seat| seat.person == person && seat.state != SeatState::Declined);
        if may_judge(&one, false).is_err() || is_member || store::has_conflict(tx.conn(), id, person).await? {
            return Ok(false);
        }
        let new = Assessment {
            id: AssessmentId::new(),
            application: id,
            stage: one.stage.at,
            assessor: person,
            state: AssessmentState::Invited,
            scores: Scores::new(),
            recommendation: None,
            comment: String::new(),
            asked_at_ms: tx.now().as_millisecond(),
        };
        if !assessment::add(tx.conn(), &new).await? {
            return Ok(false);
        }
        // Asking somebody to judge begins the review.
        if one.state != RequestState::InReview {
            one.state = one.state.after(RequestStep::StartReview)?;
            store::save(tx.conn(), &one).await?;
        }
        let detail = json!({ "call": call, "assessment": new.id, "person": person });
        tx.journal(Entry::new("calls.assessor_asked", "application", id, &detail)).await?;
        self.tell(tx, Happened::AskedToAssess(new.id), &[person]).await?;
        Ok(true)
    }

    pub(super) async fn chosen(
        &self,
        ctx: &Ctx,
        call: &Call,
        ids: &[ApplicationId],
        act: Act,
    ) -> Result<Vec<Application>, CallError> {
        ctx.permit(act, &OfCluster(&call.cluster))?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let seen = ctx.permitted(Act::SeeApplication)?;
        let filter = Filter::All(vec![seen, Filter::InState(crate::model::application::HANDED_IN)]);
        let ids = &ids[..ids.len().min(AT_ONCE)];
        let wanted = Wanted { call: Some(call.id), is_of_others: true, ids, ..Wanted::default() };
        Ok(store::list(self.db.reader(), ctx, &filter, &wanted, AT_ONCE as u32).await?)
    }
}

fn step_of(how: &Handling) -> RequestStep {
    match how {
        Handling::Return(_) => RequestStep::Return,
        Handling::StartReview | Handling::Assign(_) => RequestStep::StartReview,
        Handling::Decide(..) | Handling::Announce => RequestStep::Decide,
        Handling::Lapse => RequestStep::Lapse,
    }
}

fn step(one: &Application, how: &Handling) -> Result<RequestState, &'static str> {
    // What is to be written in this stage is handed in before it is judged.
    if step_of(how) == RequestStep::StartReview && one.is_written() {
        return Err("calls-obstacle-state");
    }
    one.state.after(step_of(how)).map_err(|_| "calls-obstacle-state")
}

/// Whoever is asked judges what is handed in and not decided.
pub(super) fn may_judge(one: &Application, is_asked: bool) -> Result<(), &'static str> {
    if !one.can_be_judged() {
        return Err("calls-obstacle-state");
    }
    if is_asked { Err("calls-obstacle-asked") } else { Ok(()) }
}
