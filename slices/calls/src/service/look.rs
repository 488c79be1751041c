//! Looking at calls and applications.

use std::collections::HashMap;

use bellwether_cluster::api::{Cluster, clusters, profile};
use bellwether_exchange_rules::call::{CallFacts, refusals};
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::{Filter, Installation, OfCluster};

use crate::model::answers::Answers;
use crate::model::application::{Application, ApplicationId};
use crate::model::assessing::{Assessment, Rubric, Summary};
use crate::model::call::{Call, Content};
use crate::model::consortium::Partner;
use crate::model::decision::Decision;
use crate::model::file::Attached;
use crate::model::people::PeopleNames;
use crate::model::search::{Search, Typed};
use crate::model::seen::{Dossier, Reader};
use crate::model::submission::{Frozen, Submitted};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::application::{self as store, Wanted};
use crate::store::call::{self as calls, Words};
use crate::store::{answer, assessment, decision, file, interview, partner, seat, submission, undertaking};

/// What an application says to a reader.
struct Said {
    answers: Answers,
    files: Vec<Attached>,
    partners: Vec<Partner>,
    frozen: Option<Frozen>,
    /// The number of the stage in which it was said.
    stage: u32,
}

impl Calls {
    /// The clusters.
    pub async fn clusters(&self, ctx: &Ctx) -> Result<Vec<Cluster>, CallError> {
        ctx.permitted(Act::LookAtCalls)?;
        Ok(clusters(ctx, &self.db).await?)
    }

    /// The name of the area that a call is for.
    pub async fn area(&self, ctx: &Ctx, call: &Call) -> Result<Option<Text>, CallError> {
        ctx.permit(Act::LookAtCalls, call)?;
        let Some(area) = &call.content.area else { return Ok(None) };
        let profile = profile(ctx, &self.db, &call.cluster).await?;
        Ok(profile.as_ref().and_then(|of| of.concept(area)).map(|(_, concept)| concept.title().clone()))
    }

    /// Calls that the acting person may look at, of a cluster where one is named; those that close last first.
    pub async fn calls(&self, ctx: &Ctx, cluster: Option<&str>) -> Result<Vec<Call>, CallError> {
        let filter = ctx.permitted(Act::LookAtCalls)?;
        Ok(calls::list(self.db.reader(), &filter, cluster).await?)
    }

    /// One call, as it is published; as it is being written for those who keep it and nothing is published yet.
    pub async fn call(&self, ctx: &Ctx, cluster: &str, slug: &str) -> Result<Call, CallError> {
        let found = calls::find(self.db.reader(), cluster, slug, Words::Published).await?;
        let call = found.ok_or(CallError::NotFound)?;
        // A visitor learns no more of a draft than of what is not there.
        ctx.permit(Act::LookAtCalls, &call).map_err(|_| CallError::NotFound)?;
        Ok(call)
    }

    /// One call as it is being written.
    pub async fn draft_of(&self, ctx: &Ctx, cluster: &str, slug: &str) -> Result<Call, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        calls::find(self.db.reader(), cluster, slug, Words::Draft).await?.ok_or(CallError::NotFound)
    }

    /// Why a person who gives these answers cannot apply; empty if they can.
    pub async fn refusals(
        &self,
        ctx: &Ctx,
        call: &Call,
        answers: &[(String, bool)],
    ) -> Result<Vec<Refusal>, CallError> {
        ctx.permit(Act::Apply, &Installation)?;
        let others = match ctx.actor.user_id() {
            Some(person) => store::led(self.db.reader(), call.id, person, None).await?,
            None => 0,
        };
        let zone = call.time_zone();
        let facts = CallFacts {
            now: ctx.now(),
            zone: &zone,
            currency: call.unit.code(),
            answers,
            others,
            asked_minor: None,
            budget_minor: call.budget_minor,
        };
        Ok(refusals(&call.common_conditions(), &call.content.own_conditions(), &facts))
    }

    /// The applications of the acting person's teams, the newest first.
    pub async fn own(&self, ctx: &Ctx) -> Result<Vec<Application>, CallError> {
        ctx.permit(Act::Apply, &Installation)?;
        let filter = ctx.permitted(Act::SeeApplication)?;
        let wanted = Wanted { is_own: true, ..Wanted::default() };
        let all = store::list(self.db.reader(), ctx, &filter, &wanted, 500).await?;
        Ok(all.into_iter().map(|one| Reader::Team.sees(one)).collect())
    }

    /// Applications of a call, by number, with how many there are in each state.
    pub async fn applications(
        &self,
        ctx: &Ctx,
        call: &Call,
        (words, states): (&str, &[RequestState]),
        after: Option<i64>,
        limit: u32,
    ) -> Result<(Vec<Application>, Vec<(RequestState, u64)>), CallError> {
        ctx.permit(Act::Decide, call)?;
        let search = Search { words: words.to_owned(), states: states.to_vec(), after, ..Search::default() };
        self.search(ctx, call, &search, limit).await
    }

    /// Applications of a call that are what is looked for, by number, with how many there are in each state. The number of
    /// queries does not depend on that of the applications.
    pub async fn search(
        &self,
        ctx: &Ctx,
        call: &Call,
        search: &Search,
        limit: u32,
    ) -> Result<(Vec<Application>, Vec<(RequestState, u64)>), CallError> {
        ctx.permit(Act::Decide, call)?;
        let filter = Filter::All(vec![
            ctx.permitted(Act::SeeApplication)?,
            Filter::InState(crate::model::application::HANDED_IN),
        ]);
        let wanted = Wanted {
            call: Some(call.id),
            is_of_others: true,
            states: &search.states,
            words: &search.words,
            stage: search.stage,
            least_score: search.least_score,
            least_minor: search.least_minor,
            most_minor: search.most_minor,
            member: search.member,
            after: search.after,
            ..Wanted::default()
        };
        let rows = store::list(self.db.reader(), ctx, &filter, &wanted, limit).await?;
        let all = Wanted { states: &[], after: None, ..wanted };
        let counts = store::counts(self.db.reader(), ctx, &filter, &all).await?;
        Ok((rows, counts))
    }

    /// What was typed to look for applications, as it is looked for.
    pub async fn search_of(&self, ctx: &Ctx, call: &Call, typed: &Typed) -> Result<Search, CallError> {
        ctx.permit(Act::Decide, call)?;
        let mut search = typed.search(call);
        let email = typed.member.trim();
        if !email.is_empty() {
            // Nobody belongs to a team under an address that is nobody's.
            let nobody = UserId(uuid::Uuid::nil());
            search.member = Some(self.people.by_email(email).await?.unwrap_or(nobody));
        }
        Ok(search)
    }

    /// Every application that the acting person may see; for tests of the policy and for programs.
    pub async fn seen(&self, ctx: &Ctx) -> Result<Vec<Application>, CallError> {
        let filter = ctx.permitted(Act::SeeApplication)?;
        let all = store::list(self.db.reader(), ctx, &filter, &Wanted::default(), 1000).await?;
        Ok(all.into_iter().map(|one| reader_of(&one).sees(one)).collect())
    }

    /// What assessments say of these applications, and what was decided about them.
    pub async fn judged(
        &self,
        ctx: &Ctx,
        call: &Call,
        all: &[Application],
    ) -> Result<(HashMap<ApplicationId, Summary>, HashMap<ApplicationId, Decision>), CallError> {
        ctx.permit(Act::Decide, call)?;
        let ids: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
        let assessments = assessment::of(self.db.reader(), &ids).await?;
        let decisions = decision::current(self.db.reader(), &ids).await?;
        // Each by the rubric of the stage that it has reached, and by what was said of it there.
        let rubrics: Vec<Rubric> = (0..call.content.stage_count()).map(|at| call.content.in_stage(at).rubric).collect();
        let mut judged: HashMap<(ApplicationId, u32), Vec<&Assessment>> = HashMap::new();
        for one in &assessments {
            judged.entry((one.application, one.stage)).or_default().push(one);
        }
        let of = |one: &Application| {
            let said = judged.get(&(one.id, one.stage.at)).map_or(&[][..], Vec::as_slice);
            let rubric = rubrics.get(one.stage.at as usize).unwrap_or(&call.content.rubric);
            (one.id, Summary::of(rubric, said))
        };
        let summaries = all.iter().map(of).collect();
        Ok((summaries, decisions.into_iter().map(|one| (one.application, one)).collect()))
    }

    /// One application, if the acting person may see it.
    pub async fn application(&self, ctx: &Ctx, id: ApplicationId) -> Result<Application, CallError> {
        let one = permitted(ctx, Act::SeeApplication, store::find(self.db.reader(), ctx, id).await?)?;
        Ok(reader_of(&one).sees(one))
    }

    /// All that the acting person may know of one application: as one of its team, or as one who decides.
    pub async fn dossier(&self, ctx: &Ctx, id: ApplicationId) -> Result<Dossier, CallError> {
        let application = permitted(ctx, Act::SeeApplication, store::find(self.db.reader(), ctx, id).await?)?;
        let stage = application.stage.at;
        self.gathered(reader_of(&application), application, stage).await
    }

    /// The same as it was in an earlier stage: what was handed in there.
    pub async fn dossier_in(&self, ctx: &Ctx, id: ApplicationId, stage: &str) -> Result<Dossier, CallError> {
        let application = permitted(ctx, Act::SeeApplication, store::find(self.db.reader(), ctx, id).await?)?;
        let version = calls::version(self.db.reader(), application.call, application.version).await?;
        let (content, _) = version.ok_or(CallError::NotFound)?;
        let at = content.stage_of(stage).filter(|at| *at <= application.stage.at).ok_or(CallError::NotFound)?;
        self.gathered(reader_of(&application), application, at).await
    }

    /// The dossier for a reader, whom the caller permitted to see it.
    pub(super) async fn gathered(
        &self,
        reader: Reader,
        application: Application,
        stage: u32,
    ) -> Result<Dossier, CallError> {
        let conn = self.db.reader();
        let id = application.id;
        let application = reader.sees(application);
        let version = calls::version(conn, application.call, application.version).await?;
        let (whole, _) = version.ok_or(CallError::NotFound)?;
        let said = self.said(reader, &application, stage).await?;
        let partners = if reader.knows_applicants() { said.partners } else { Vec::new() };
        // The rubric and window of the stage, with the form of what is read in it.
        let content = Content { form: whole.in_stage(said.stage).form, ..whole.in_stage(stage) };
        let team = if reader.knows_applicants() { seat::of(conn, id).await? } else { Vec::new() };
        let decision = decision::current(conn, &[id]).await?.pop();
        let is_announced = matches!(&decision, Some(one) if one.state.name() == "effective");
        let decision = decision.filter(|_| reader == Reader::Office || (reader == Reader::Team && is_announced));
        let mut assessments = assessment::of(conn, &[id]).await?;
        assessments.retain(|one| match reader {
            Reader::Office => true,
            Reader::Team => one.state.name() == "released",
            Reader::Assessor(_) => false,
        });
        let before = match reader {
            Reader::Assessor(_) => Vec::new(),
            _ => decision::before(conn, id).await?,
        };
        let interview = interview::find(conn, id, stage).await?;
        let handed_in = if reader == Reader::Office || reader == Reader::Team {
            submission::stages(conn, id).await?
        } else {
            Vec::new()
        };
        let undertaking = match reader {
            Reader::Assessor(_) => None,
            _ => undertaking::of_application(conn, id).await?,
        };
        let is_open = content.blindness == crate::model::call::Blindness::Open;
        let judges = assessments.iter().filter(|_| reader == Reader::Office || is_open).map(|one| one.assessor);
        let signatories = partners.iter().map(|one| one.signatory);
        let people: Vec<UserId> = team.iter().map(|seat| seat.person).chain(judges).chain(signatories).collect();
        let names = self.people.names(&people).await?;
        Ok(Dossier {
            answers: reader.answers(&content.form, &said.answers),
            files: reader.files(&content.form, said.files),
            partners,
            sha256: said.frozen.map(|frozen| frozen.sha256().to_owned()),
            application,
            content,
            team,
            decision,
            before,
            interview,
            handed_in,
            shown: stage,
            rubrics: (0..whole.stage_count()).map(|at| whole.in_stage(at).rubric).collect(),
            assessments,
            undertaking,
            names,
        })
    }

    /// What an application says to a reader: who writes sees the draft, everybody else what was handed in.
    /// Of an earlier stage it is what was handed in until then; the number of the stage in which that was comes with it.
    async fn said(&self, reader: Reader, one: &Application, stage: u32) -> Result<Said, CallError> {
        let conn = self.db.reader();
        let is_draft = reader == Reader::Team && one.is_written() && stage == one.stage.at;
        let last = submission::last_until(conn, one.id, stage).await?;
        let Some((frozen, read)) = last.as_ref().filter(|_| !is_draft) else {
            let answers = answer::of(conn, one.id).await?.into_iter().map(|kept| (kept.field, kept.typed)).collect();
            let (files, partners) = (file::of(conn, one.id).await?, partner::of(conn, one.id).await?);
            return Ok(Said { answers, files, partners, frozen: last.map(|(frozen, _)| frozen), stage });
        };
        let submitted: Submitted = serde_json::from_str(frozen.text())?;
        let mut files = file::all(conn, one.id).await?;
        files.retain(|file| submitted.files.iter().any(|of| of.field == file.field && of.sha256 == file.sha256));
        files.dedup_by(|a, b| a.field == b.field && a.sha256 == b.sha256);
        let (answers, partners, stage) = (submitted.answers, submitted.partners, *read);
        Ok(Said { answers, files, partners, frozen: last.map(|(frozen, _)| frozen), stage })
    }

    /// The files that a reader sees, whom the caller permitted to see the application.
    pub(super) async fn shown_files(
        &self,
        reader: Reader,
        one: &Application,
        stage: u32,
    ) -> Result<Vec<Attached>, CallError> {
        let version = calls::version(self.db.reader(), one.call, one.version).await?;
        let (content, _) = version.ok_or(CallError::NotFound)?;
        let said = self.said(reader, one, stage).await?;
        Ok(reader.files(&content.in_stage(said.stage).form, said.files))
    }

    /// The files that the team or the office sees, of all stages.
    pub(super) async fn files_of_stages(&self, one: &Application) -> Result<Vec<Attached>, CallError> {
        let reader = reader_of(one);
        let mut all = self.shown_files(reader, one, one.stage.at).await?;
        for stage in submission::stages(self.db.reader(), one.id).await? {
            if stage < one.stage.at {
                all.extend(self.shown_files(reader, one, stage).await?);
            }
        }
        Ok(all)
    }

    /// The exact bytes that were handed in the last time.
    pub async fn submitted(&self, ctx: &Ctx, id: ApplicationId) -> Result<Frozen, CallError> {
        permitted(ctx, Act::SeeApplication, store::find(self.db.reader(), ctx, id).await?)?;
        submission::last(self.db.reader(), id).await?.ok_or(CallError::NotFound)
    }

    /// The exact bytes that were handed in in a stage.
    pub async fn submitted_in(&self, ctx: &Ctx, id: ApplicationId, stage: u32) -> Result<Frozen, CallError> {
        permitted(ctx, Act::SeeApplication, store::find(self.db.reader(), ctx, id).await?)?;
        let found = submission::last_until(self.db.reader(), id, stage).await?;
        found.filter(|(_, of)| *of == stage).map(|(frozen, _)| frozen).ok_or(CallError::NotFound)
    }

    /// Names of those who began these applications, which the caller was permitted to see.
    pub async fn leads(&self, ctx: &Ctx, all: &[Application]) -> Result<PeopleNames, CallError> {
        for one in all {
            ctx.permit(Act::SeeApplication, one)?;
        }
        let mut ids: Vec<UserId> = all.iter().map(|one| one.lead).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(self.people.names(&ids).await?)
    }
}

/// How whoever looks reads an application.
pub(super) fn reader_of(one: &Application) -> Reader {
    if one.viewer.is_some() { Reader::Team } else { Reader::Office }
}

/// An application that the acting person may do this to by their work: never one of their own team.
pub(super) fn of_others(ctx: &Ctx, act: Act, found: Option<Application>) -> Result<Application, CallError> {
    let one = permitted(ctx, Act::SeeApplication, found)?;
    ctx.permit(act, &one)?;
    if one.viewer.is_some() { Err(CallError::Own) } else { Ok(one) }
}

/// The application, if there is one and the acting person may do this to it. A visitor is asked to sign in, whether there is
/// one or not.
pub(super) fn permitted(ctx: &Ctx, act: Act, found: Option<Application>) -> Result<Application, CallError> {
    let Some(one) = found else {
        if !ctx.actor.is_known() {
            ctx.permit(act, &Installation)?;
        }
        return Err(CallError::NotFound);
    };
    ctx.permit(act, &one)?;
    Ok(one)
}
