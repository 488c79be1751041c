//! The seam of assessing, as services: declaring, judging, handing in. What replaces the plain rubric replaces this file and
//! `model::assessing`.

use bellwether_exchange_rules::call::announced;
use bellwether_exchange_rules::lifecycle::assessment::{AssessmentState, AssessmentStep};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::application::{Application, ApplicationId};
use crate::model::assessing::{Assessment, AssessmentId, COMMENT, Recommendation, Scores};
use crate::model::call::Content;
use crate::model::file::Attached;
use crate::model::seen::{Dossier, Reader};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field};
use crate::service::money::installation;
use crate::service::score::scored;
use crate::store::{application as applications, assessment as store, call as calls};

/// What an assessor wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The scores.
    pub scores: Scores,
    /// The recommendation.
    pub recommendation: Option<Recommendation>,
    /// The reasons.
    pub comment: String,
}

/// What a letter says of an assessment that was asked for: what its page shows before anything is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Its id.
    pub id: AssessmentId,
    /// The title of the application.
    pub title: String,
    /// The title of the call.
    pub call_title: Text,
    /// Does it wait for who was asked?
    pub waits: bool,
}

impl Calls {
    /// What a letter may say to the assessor who was asked.
    pub async fn asked(&self, ctx: &Ctx, id: AssessmentId) -> Result<Assessed, CallError> {
        ctx.permitted(Act::Assess)?;
        let (one, of) = self.assessment(ctx, id).await?;
        // That something is decided is not for assessors to know.
        let waits = one.state.waits() && of.application.state == RequestState::InReview;
        Ok(Assessed { id, title: of.application.title, call_title: of.application.call_title, waits })
    }

    /// What the acting person was asked to judge, each with its application as they may know it.
    pub async fn to_assess(&self, ctx: &Ctx) -> Result<Vec<(Assessment, Application)>, CallError> {
        ctx.permit(Act::Apply, &Installation)?;
        ctx.permitted(Act::Assess).ok();
        let Some(person) = ctx.actor.user_id() else { return Ok(Vec::new()) };
        let all = store::of_person(self.db.reader(), person).await?;
        let ids: Vec<ApplicationId> = all.iter().map(|one| one.application).collect();
        let wanted = applications::Wanted { ids: &ids, ..applications::Wanted::default() };
        let everything = bellwether_kernel::policy::Filter::Everything;
        // Conflicts of interest of whoever looks hide applications here as everywhere.
        let found = if ids.is_empty() {
            Vec::new()
        } else {
            applications::list(self.db.reader(), ctx, &everything, &wanted, 200).await?
        };
        let of = |one: Assessment| {
            let application = found.iter().find(|application| application.id == one.application)?.clone();
            Some((one, Reader::Assessor(crate::model::call::Blindness::DoubleBlind).sees(application)))
        };
        Ok(all.into_iter().filter_map(of).collect())
    }

    /// One assessment with all that its assessor may know of the application. Until it is declared that there is no conflict of
    /// interest, that is title and call alone.
    pub async fn assessment(&self, ctx: &Ctx, id: AssessmentId) -> Result<(Assessment, Dossier), CallError> {
        let one = permitted(ctx, store::find(self.db.reader(), id).await?)?;
        let application =
            applications::find(self.db.reader(), ctx, one.application).await?.ok_or(CallError::NotFound)?;
        let content = self.content_of(&application, one.stage).await?;
        let dossier = self.gathered(Reader::Assessor(content.blindness), application, one.stage).await?;
        Ok((one, dossier))
    }

    /// Declares that there is no conflict of interest, or that there is one: then the application is gone for this person.
    pub async fn declare(&self, ctx: &Ctx, id: AssessmentId, step: AssessmentStep) -> Result<(), CallError> {
        ctx.permitted(Act::Assess)?;
        if !matches!(step, AssessmentStep::DeclareNone | AssessmentStep::DeclareConflict | AssessmentStep::Recuse) {
            return Err(CallError::NotFound);
        }
        self.changed(ctx, id, |one| {
            one.state = one.state.after(step)?;
            Ok(match step {
                AssessmentStep::DeclareNone => "calls.no_conflict_declared",
                AssessmentStep::DeclareConflict => "calls.conflict_declared",
                _ => "calls.assessor_recused",
            })
        })
        .await
    }

    /// Writes a judgement, and hands it in where that is wanted and everything is said.
    pub async fn judge(
        &self,
        ctx: &Ctx,
        id: AssessmentId,
        judgement: &Judgement,
        hand_in: bool,
    ) -> Result<(), CallError> {
        ctx.permitted(Act::Assess)?;
        if judgement.comment.chars().count() > COMMENT {
            return Err(field("comment", "calls-wrong-long"));
        }
        let found = permitted(ctx, store::find(self.db.reader(), id).await?)?;
        let application =
            applications::find(self.db.reader(), ctx, found.application).await?.ok_or(CallError::NotFound)?;
        let content = self.content_of(&application, found.stage).await?;
        let known = |code: &String, score: &u8| {
            content.rubric.criteria.iter().any(|one| one.code == *code && *score <= one.most)
        };
        if !judgement.scores.iter().all(|(code, score)| known(code, score)) {
            return Err(field("scores", "calls-wrong-score"));
        }
        self.changed(ctx, id, |one| {
            one.state = one.state.after(AssessmentStep::Write)?;
            (one.scores, one.recommendation) = (judgement.scores.clone(), judgement.recommendation);
            one.comment.clone_from(&judgement.comment);
            if !hand_in {
                return Ok("calls.assessment_saved");
            }
            if !one.is_whole(&content.rubric) {
                return Err(field("scores", "calls-wrong-assessment"));
            }
            one.state = one.state.after(AssessmentStep::Submit)?;
            Ok("calls.assessment_submitted")
        })
        .await
    }

    async fn changed(
        &self,
        ctx: &Ctx,
        id: AssessmentId,
        change: impl Fn(&mut Assessment) -> Result<&'static str, CallError>,
    ) -> Result<(), CallError> {
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, store::find(tx.conn(), id).await?)?;
                let application =
                    applications::find(tx.conn(), ctx, one.application).await?.ok_or(CallError::NotFound)?;
                // What was announced is not judged any more. That something is decided is not for assessors to know.
                let is_over = application.stage.at != one.stage;
                if is_over || announced(application.state) != RequestState::InReview {
                    return Err(CallError::Closed);
                }
                let act = change(&mut one)?;
                store::save(tx.conn(), &one).await?;
                scored(&tx, &application).await?;
                if one.state == AssessmentState::Conflicted {
                    let now_ms = tx.now().as_millisecond();
                    applications::add_conflict(tx.conn(), one.application, one.assessor, now_ms).await?;
                }
                let detail = json!({ "application": one.application, "state": one.state });
                tx.journal(Entry::new(act, "assessment", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    async fn content_of(&self, one: &Application, stage: u32) -> Result<Content, CallError> {
        let version = calls::version(self.db.reader(), one.call, one.version).await?;
        Ok(version.ok_or(CallError::NotFound)?.0.in_stage(stage))
    }

    /// The files that the acting person sees as an assessor; `None` if they are none of this application.
    pub(super) async fn judged_files(&self, ctx: &Ctx, id: ApplicationId) -> Result<Option<Vec<Attached>>, CallError> {
        let Some(person) = ctx.actor.user_id() else { return Ok(None) };
        let asked = store::of(self.db.reader(), &[id]).await?;
        let judges = |one: &Assessment| {
            let is_told = one.state != AssessmentState::Invited;
            one.assessor == person && one.state.shows_the_request() && is_told
        };
        // Of several stages, what was handed in until the last of them.
        let Some(stage) = asked.iter().filter(|one| judges(one)).map(|one| one.stage).max() else {
            return Ok(None);
        };
        let Some(application) = applications::find(self.db.reader(), &installation(ctx), id).await? else {
            return Ok(None);
        };
        let content = self.content_of(&application, stage).await?;
        Ok(Some(self.shown_files(Reader::Assessor(content.blindness), &application, stage).await?))
    }
}

fn permitted(ctx: &Ctx, found: Option<Assessment>) -> Result<Assessment, CallError> {
    let Some(one) = found else {
        if !ctx.actor.is_known() {
            ctx.permit(Act::Assess, &Installation)?;
        }
        return Err(CallError::NotFound);
    };
    ctx.permit(Act::Assess, &one)?;
    if one.state.shows_the_request() { Ok(one) } else { Err(CallError::NotFound) }
}
