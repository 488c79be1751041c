//! Calls from a file, and to one. A call that is there already stays as it is.

use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::actor::{Actor, User, UserId};
use bellwether_kernel::amount::Amount;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::application::ApplicationId;
use crate::model::call::{Call, Draft};
use crate::model::consortium::NewPartner;
use crate::model::decision::Verdict;
use crate::model::handling::Handling;
use crate::model::interview::Appointment;
use crate::model::stage::StageKind;
use crate::model::written::{self, WrittenApplication, WrittenError};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::{application, call as store};

/// What loading did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Calls that are new.
    pub added: usize,
    /// Calls that were there.
    pub known: usize,
    /// Applications that were begun.
    pub applications: usize,
}

impl Calls {
    /// Loads the calls of a file. `lead` begins its invented applications; without one they are left out.
    pub async fn load(&self, ctx: &Ctx, source: &str, lead: Option<UserId>) -> Result<Loaded, CallError> {
        ctx.permit(Act::LoadCalls, &Installation)?;
        let written = written::read(source)?;
        let cluster = written.cluster.as_str();
        if !self.clusters(ctx).await?.iter().any(|one| one.slug == cluster) {
            return Err(WrittenError::NoCluster(written.cluster).into());
        }
        let mut loaded = Loaded::default();
        for one in &written.calls {
            if store::find(self.db.reader(), cluster, &one.slug, store::Words::Draft).await?.is_some() {
                loaded.known += 1;
                continue;
            }
            let area = one.content.area.clone().unwrap_or_default();
            let budget = self.budgets(ctx, cluster).await?.into_iter().find(|budget| budget.concept == area);
            let budget = budget.ok_or_else(|| WrittenError::NoBudget { slug: one.slug.clone(), area })?;
            let amount = Amount::parse(&one.budget, budget.unit)
                .map_err(|_| WrittenError::Amount { slug: one.slug.clone(), amount: one.budget.clone() })?;
            let draft = Draft { content: one.content.clone(), source: budget.account, budget_minor: amount.minor };
            let mut call = self.make(ctx, cluster, &one.slug, &draft, true).await?;
            loaded.added += 1;
            if one.publish {
                call = self.publish(ctx, cluster, &one.slug).await?;
            }
            if let Some(lead) = lead {
                for application in &one.applications {
                    self.load_application(ctx, &call, application, lead).await?;
                    loaded.applications += 1;
                }
            }
        }
        Ok(loaded)
    }

    async fn load_application(
        &self,
        ctx: &Ctx,
        call: &Call,
        written: &WrittenApplication,
        lead: UserId,
    ) -> Result<(), CallError> {
        let person = Ctx::new(Actor::User(User::new(lead, String::new(), Vec::new())), ctx.lang, ctx.clock());
        let quiz: Vec<(String, bool)> = call.content.quiz.iter().map(|one| (one.code.clone(), one.yes)).collect();
        let id = self.begin(&person, &call.cluster, &call.slug, &quiz).await?;
        let found = application::find(self.db.reader(), &person, id).await?.ok_or(CallError::NotFound)?;
        for one in &written.partners {
            let share = Amount::parse(&one.share, call.unit)
                .map_err(|_| WrittenError::Amount { slug: call.slug.clone(), amount: one.share.clone() })?;
            let new = NewPartner {
                name: one.name.clone(),
                country: one.country.clone(),
                kind: one.kind,
                role: one.role,
                share_minor: share.minor,
                signatory: String::new(),
                signs_as: one.signs_as.clone(),
            };
            self.put_partner(&person, &found, None, &new, (one.name.clone(), lead)).await?;
        }
        for stage in 0..written.advanced {
            self.fill(&person, call, id, written, stage).await?;
            if call.content.stage_at(stage).kind == StageKind::Written {
                self.submit(&person, id).await?;
            }
            self.handle(ctx, call, &[id], &Handling::StartReview).await?;
            let why = "Invented for the demonstration. Придумано для демонстрации.".to_owned();
            let verdict = Verdict { outcome: Outcome::Accepted, amount_minor: 0, place: 0, why };
            self.decide(ctx, id, &verdict).await?;
            self.announce(ctx, call, &[id]).await?;
        }
        self.fill(&person, call, id, written, written.advanced).await?;
        if let Some(at) = written.interview {
            let place = "Room 3, invented / Переговорная 3, вымышлено".to_owned();
            self.appoint(ctx, id, &Appointment { at, minutes: 30, place, link: String::new() }).await?;
        }
        if written.submit {
            self.submit(&person, id).await?;
        }
        if written.review {
            self.handle(ctx, call, &[id], &Handling::StartReview).await?;
        }
        Ok(())
    }

    /// Answers what a stage asks, where that is not said yet.
    async fn fill(
        &self,
        person: &Ctx,
        call: &Call,
        id: ApplicationId,
        written: &WrittenApplication,
        stage: u32,
    ) -> Result<(), CallError> {
        let content = call.content.in_stage(stage);
        let asked = written.answers.iter().filter(|(code, _)| content.form.field(code).is_some());
        let answers: Vec<(String, String, i64)> = asked.map(|(code, typed)| (code.clone(), typed.clone(), 0)).collect();
        if call.content.stage_at(stage).kind == StageKind::Written {
            self.save_answers(person, id, &answers).await?;
        }
        Ok(())
    }

    /// The calls of a cluster as a file that can be loaded: as they are published, or being written.
    pub async fn export(&self, ctx: &Ctx, cluster: &str) -> Result<String, CallError> {
        ctx.permit(Act::LoadCalls, &Installation)?;
        let all = self.calls(ctx, Some(cluster)).await?;
        Ok(written::write(cluster, &all)?)
    }
}
