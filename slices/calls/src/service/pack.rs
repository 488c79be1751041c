//! The decision pack of a stage: only what whoever asks may see, so that the page and the paper never say more.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Filter;

use crate::model::application::{Application, ApplicationId, HANDED_IN};
use crate::model::assessing::Assessment;
use crate::model::call::Call;
use crate::model::consortium::Partner;
use crate::model::pack::{Pack, PackDetails};
use crate::model::people::PeopleNames;
use crate::model::submission::Submitted;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::application::{self as store, Wanted};
use crate::store::{assessment, partner, submission};

/// The most applications of a pack; the best of the stage.
pub const MOST: u32 = 2000;
/// The most of them that are told about one by one on paper.
pub const TOLD: usize = 200;
/// What stands in a decision pack.
const PACKED: &[RequestState] = &[
    RequestState::InReview,
    RequestState::Decided,
    RequestState::Accepted,
    RequestState::Waitlisted,
    RequestState::Rejected,
    RequestState::Appealed,
    RequestState::RejectedFinally,
    RequestState::Active,
    RequestState::Completed,
];

impl Calls {
    /// The decision pack of a stage of a call; of the last one in which something is judged or decided if none is named.
    pub async fn pack(&self, ctx: &Ctx, call: &Call, stage: Option<u32>) -> Result<Pack, CallError> {
        ctx.permit(Act::Decide, call)?;
        let filter = Filter::All(vec![ctx.permitted(Act::SeeApplication)?, Filter::InState(HANDED_IN)]);
        let wanted = Wanted {
            call: Some(call.id),
            is_of_others: true,
            states: PACKED,
            stage,
            is_best_first: true,
            ..Wanted::default()
        };
        let mut rows = store::list(self.db.reader(), ctx, &filter, &wanted, MOST).await?;
        let stage = stage.unwrap_or_else(|| rows.iter().map(|one| one.stage.at).max().unwrap_or(0));
        rows.retain(|one| one.stage.at == stage);
        let is_cut = rows.len() >= MOST as usize;
        let (summaries, decisions) = self.judged(ctx, call, &rows).await?;
        let ids: Vec<ApplicationId> = rows.iter().map(|one| one.id).collect();
        let mut partners: HashMap<ApplicationId, Vec<Partner>> = HashMap::new();
        for (id, one) in partner::of_all(self.db.reader(), &ids).await? {
            partners.entry(id).or_default().push(one);
        }
        let mut conflicts: HashMap<ApplicationId, Vec<UserId>> = HashMap::new();
        for (id, person) in store::conflicts(self.db.reader(), &ids).await? {
            conflicts.entry(id).or_default().push(person);
        }
        let content = call.content.in_stage(stage);
        let call = call.clone();
        Ok(Pack { call, content, stage, rows, summaries, decisions, partners, conflicts, is_cut }.ranked())
    }

    /// Names of those who declared a conflict of interest with something in a pack.
    pub async fn pack_names(&self, ctx: &Ctx, pack: &Pack) -> Result<PeopleNames, CallError> {
        ctx.permit(Act::Decide, &pack.call)?;
        let people: Vec<UserId> = pack.conflicts.values().flatten().copied().collect();
        Ok(self.people.names(&people).await?)
    }

    /// What stands beside a pack on paper: what the best of it say, and what was said of them.
    pub async fn pack_details(&self, ctx: &Ctx, pack: &Pack) -> Result<PackDetails, CallError> {
        ctx.permit(Act::Decide, &pack.call)?;
        let told: Vec<&Application> = pack.rows.iter().take(TOLD).collect();
        let ids: Vec<ApplicationId> = told.iter().map(|one| one.id).collect();
        let mut answers = HashMap::new();
        for (id, frozen) in submission::last_of_all(self.db.reader(), &ids).await? {
            let submitted: Submitted = serde_json::from_str(frozen.text())?;
            answers.insert(id, submitted.answers);
        }
        let mut assessments: HashMap<ApplicationId, Vec<Assessment>> = HashMap::new();
        for one in assessment::of(self.db.reader(), &ids).await? {
            if one.stage == pack.stage {
                assessments.entry(one.application).or_default().push(one);
            }
        }
        let judges = assessments.values().flatten().map(|one| one.assessor);
        let conflicted = pack.conflicts.values().flatten().copied();
        let mut people: Vec<UserId> = told.iter().map(|one| one.lead).chain(judges).chain(conflicted).collect();
        people.sort_unstable();
        people.dedup();
        Ok(PackDetails { answers, assessments, names: self.people.names(&people).await? })
    }
}
