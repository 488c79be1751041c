//! Handing in, taking back, appealing, accepting an award.

use std::collections::BTreeSet;

use bellwether_db::Tx;
use bellwether_exchange_rules::call::{CallCondition, CallFacts, refusals};
use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::answers::{self, Answers, is_asked};
use crate::model::application::{Application, ApplicationId, Seat, SeatState};
use crate::model::call::{Call, Content};
use crate::model::consortium;
use crate::model::decision::WHY;
use crate::model::submission::{Frozen, FrozenFile, Submitted};
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::draft::{title_of, writable};
use crate::service::error::{CallError, reason};
use crate::service::look::permitted;
use crate::store::application as store;
use crate::store::call::{self as calls, Words};
use crate::store::{answer, file, partner, seat, submission, undertaking};

impl Calls {
    /// Hands an application in: what it says is frozen as exact bytes.
    pub async fn submit(&self, ctx: &Ctx, id: ApplicationId) -> Result<Frozen, CallError> {
        ctx.permitted(Act::WriteApplication)?;
        let office = self.office_of(id).await?;
        self.db
            .write(ctx, async |tx| {
                let mut one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                let call = calls::by_id(tx.conn(), one.call, Words::Published).await?.ok_or(CallError::NotFound)?;
                let (content, version) =
                    calls::version(tx.conn(), one.call, one.version).await?.ok_or(CallError::NotFound)?;
                let content = windowed(content, &call, &one).in_stage(one.stage.at);
                let submitted = whole(&tx, ctx, &call, &content, &one, version.sha256()).await?;
                let frozen = Frozen::of(&submitted)?;
                let now_ms = tx.now().as_millisecond();
                submission::add(tx.conn(), id, (submitted.number, one.stage.at), &frozen, now_ms).await?;
                one.state = one.state.after(RequestStep::Submit)?;
                one.submitted_at_ms = Some(now_ms);
                one.title = title_of(&submitted.answers);
                // A stage that does not ask for a budget leaves open how much it is.
                one.asked_minor = content.form.budget().map(|_| submitted.asked_minor);
                store::save(tx.conn(), &one).await?;
                store::save_search(tx.conn(), id, &search_words(&submitted)).await?;
                let detail = json!({ "call": one.call, "number": submitted.number, "stage": submitted.stage, "sha256": frozen.sha256() });
                tx.journal(Entry::new("calls.submitted", "application", id, &detail)).await?;
                self.tell_team(&tx, id, Happened::HandedIn(id)).await?;
                self.tell_office(&tx, id, (&office, Happened::ToCheck(id))).await?;
                Ok(frozen)
            })
            .await
    }

    /// Takes an application back. What was promised to it goes to those who wait.
    pub async fn withdraw(&self, ctx: &Ctx, id: ApplicationId) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let mut one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                one.state = one.state.after(RequestStep::Withdraw)?;
                store::save(tx.conn(), &one).await?;
                tx.journal(Entry::new("calls.withdrawn", "application", id, &json!({ "call": one.call }))).await?;
                self.fall_through(ctx, &tx, &one).await
            })
            .await
    }

    /// Appeals a rejection, once.
    pub async fn appeal(&self, ctx: &Ctx, id: ApplicationId, why: &str) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        let why = reason(why, "appeal", WHY)?;
        self.stepped(ctx, id, RequestStep::Appeal, "calls.appealed", &why).await
    }

    /// Accepts an award: the undertaking begins.
    pub async fn accept(&self, ctx: &Ctx, id: ApplicationId) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        self.stepped(ctx, id, RequestStep::Start, "calls.award_accepted", "").await
    }

    async fn stepped(
        &self,
        ctx: &Ctx,
        id: ApplicationId,
        step: RequestStep,
        act: &'static str,
        appeal: &str,
    ) -> Result<(), CallError> {
        let office = self.office_of(id).await?;
        self.db
            .write(ctx, async |tx| {
                let mut one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                one.state = one.state.after(step)?;
                if !appeal.is_empty() {
                    one.appeal = appeal.to_owned();
                }
                store::save(tx.conn(), &one).await?;
                tx.journal(Entry::new(act, "application", id, &json!({ "call": one.call }))).await?;
                if step == RequestStep::Appeal {
                    return self.tell_office(&tx, id, (&office, Happened::ToCheck(id))).await;
                }
                match undertaking::of_application(tx.conn(), id).await? {
                    Some(opened) => self.tell_team(&tx, id, Happened::Opened(opened.id)).await,
                    None => Ok(()),
                }
            })
            .await
    }
}

/// The application, if the acting person leads its team: what binds all is done by one.
pub(super) fn led(ctx: &Ctx, found: Option<Application>) -> Result<Application, CallError> {
    let one = permitted(ctx, Act::WriteApplication, found)?;
    if ctx.actor.user_id() == Some(one.lead) { Ok(one) } else { Err(CallError::NotLead) }
}

/// What is handed in, if nothing is missing, nothing refuses it and everybody signed.
async fn whole(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    content: &Content,
    one: &Application,
    version: &str,
) -> Result<Submitted, CallError> {
    let kept: Answers = answer::of(tx.conn(), one.id).await?.into_iter().map(|kept| (kept.field, kept.typed)).collect();
    let files = file::of(tx.conn(), one.id).await?;
    let with_file: BTreeSet<String> = files.iter().map(|file| file.field.clone()).collect();
    let wrong = answers::wrong(&content.form, &kept, &with_file, one.unit);
    if !wrong.is_empty() {
        return Err(CallError::Answers(wrong));
    }
    let asked_minor = answers::asked_minor(&content.form, &kept, one.unit).unwrap_or(0);
    refused(ctx, call, content, one, asked_minor)?;
    let team = seat::of(tx.conn(), one.id).await?;
    let partners = partner::of(tx.conn(), one.id).await?;
    let wrong = content
        .consortium
        .as_ref()
        .map(|rule| consortium::wrong(rule, &partners, content.form.budget().map(|_| asked_minor)));
    if let Some(wrong) = wrong.filter(|wrong| !wrong.is_empty()) {
        return Err(CallError::Consortium(wrong));
    }
    // Where a call does not ask for the signatures of organisations, nobody waits for them.
    let waits_for_organisations = content.consortium.as_ref().is_none_or(|rule| rule.signatures);
    let waits =
        |seat: &&Seat| waits_for_organisations || !partners.iter().any(|partner| partner.signatory == seat.person);
    if team.iter().filter(waits).any(|seat| seat.state == SeatState::Invited) {
        return Err(CallError::Unsigned);
    }
    let asked = content.form.fields().filter(|field| is_asked(&content.form, field, &kept));
    let codes: BTreeSet<&str> = asked.map(|field| field.code.as_str()).collect();
    let frozen = |file: &crate::model::file::Attached| FrozenFile {
        field: file.field.clone(),
        name: file.name.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    };
    Ok(Submitted {
        application: one.id,
        number: submission::count(tx.conn(), one.id).await? + 1,
        cluster: one.cluster.clone(),
        call: one.call_slug.clone(),
        stage: one.stage.is_named().then(|| one.stage.key.clone()),
        version: one.version,
        version_sha256: version.to_owned(),
        at_ms: tx.now().as_millisecond(),
        by: ctx.actor.user_id(),
        signed: team.iter().filter(|seat| seat.state == SeatState::Signed).map(|seat| seat.person).collect(),
        asked_minor,
        currency: one.unit.code().to_owned(),
        files: files.iter().filter(|file| codes.contains(file.field.as_str())).map(frozen).collect(),
        answers: kept
            .iter()
            .filter(|(code, _)| codes.contains(code.as_str()))
            .map(|(code, typed)| (code.clone(), typed.clone()))
            .collect(),
        partners,
    })
}

/// The content that an application answers, with the windows of its stages as they are published now: a deadline that was
/// moved is moved for everybody.
fn windowed(mut content: Content, call: &Call, one: &Application) -> Content {
    let now = call.content.stages.iter().find(|stage| stage.key == one.stage.key);
    if let (Some(now), Some(stage)) = (now, content.stages.get_mut(one.stage.at as usize)) {
        (stage.opens, stage.closes) = (now.opens, now.closes);
    }
    content
}

/// Deadline, budget and bounds of the amount. What was returned may come back after the deadline; the quiz was answered when
/// the application was begun.
fn refused(ctx: &Ctx, call: &Call, content: &Content, one: &Application, asked_minor: i64) -> Result<(), CallError> {
    let zone = call.time_zone();
    let is_returned = one.state == RequestState::Returned;
    // The deadline is that of the stage; an amount is only asked about where there is one.
    let mut common = call.common_conditions();
    common.retain(|condition| !matches!(condition, Condition::Deadline { .. }));
    if !is_returned {
        common.push(Condition::Deadline { at: if one.stage.at == 0 { call.content.closes } else { content.closes } });
    }
    let mut own = content.own_conditions();
    own.retain(|condition| matches!(condition, CallCondition::Amount { .. }) && content.form.budget().is_some());
    let facts = CallFacts {
        now: ctx.now(),
        zone: &zone,
        currency: one.unit.code(),
        answers: &[],
        others: 0,
        asked_minor: Some(asked_minor),
        budget_minor: call.budget_minor,
    };
    let all = refusals(&common, &own, &facts);
    let has_begun = || ctx.now().to_zoned(zone.clone()).datetime() >= content.opens;
    let is_open = match one.stage.at {
        _ if is_returned => true,
        0 => call.state_at(ctx.now().as_millisecond()).takes_requests(),
        _ => has_begun(),
    };
    match (all.is_empty(), is_open) {
        (true, true) => Ok(()),
        (true, false) => Err(CallError::Closed),
        (false, _) => Err(CallError::Refused(all)),
    }
}

/// The words by which officers find it, names of its organisations among them: bounded, in small letters.
fn search_words(submitted: &Submitted) -> String {
    let names = submitted.partners.iter().map(|one| one.name.as_str());
    let all: Vec<&str> = names.chain(submitted.answers.values().map(String::as_str)).collect();
    all.join("\n").to_lowercase().chars().take(20_000).collect()
}
