//! Choosing who judges, by name: who can be asked, a plan for many applications, and carrying it out.

use std::collections::{HashMap, HashSet};

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;

use crate::model::application::{Application, ApplicationId};
use crate::model::assigning::{Assigning, Candidate, MOST_EACH, MOST_PEOPLE, Plan, Planned, evenly};
use crate::model::call::Call;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field};
use crate::service::handle::AT_ONCE;
use crate::service::look::of_others;
use crate::store::{application as store, assessment, stake};

/// How many people a search finds at most.
const FOUND: u32 = 20;

impl Calls {
    /// People who can be asked to judge applications of a call, with these words in their name: those who work for its cluster,
    /// and experts. Everybody else is asked by an address that one knows.
    pub async fn candidates(&self, ctx: &Ctx, call: &Call, words: &str) -> Result<Vec<Candidate>, CallError> {
        ctx.permit(Act::HandleApplications, call)?;
        if words.trim().is_empty() {
            return Ok(Vec::new());
        }
        let found = self.people.assessors(&call.cluster, words.trim(), FOUND).await?;
        let loads = self.loads(&call.cluster).await?;
        let of = |(person, name): (UserId, String)| {
            let load = loads.get(&person).copied().unwrap_or(0);
            Candidate { person, name, load, conflicts: 0 }
        };
        Ok(found.into_iter().map(of).collect())
    }

    /// What would come of asking these people to judge these applications; nothing is changed.
    pub async fn plan(&self, ctx: &Ctx, call: &Call, wanted: &Assigning) -> Result<Plan, CallError> {
        ctx.permit(Act::HandleApplications, call)?;
        let applications: Vec<Application> = self.chosen(ctx, call, &wanted.ids, Act::HandleApplications).await?;
        let ids: Vec<ApplicationId> = applications.iter().map(|one| one.id).collect();
        let stakes: HashSet<(ApplicationId, UserId)> = stake::of(self.db.reader(), &ids).await?.into_iter().collect();
        // Who judged an earlier stage can be asked for this one.
        let stage = |id: ApplicationId| applications.iter().find(|one| one.id == id).map_or(0, |one| one.stage.at);
        let asked: HashSet<(ApplicationId, UserId)> = assessment::of(self.db.reader(), &ids)
            .await?
            .iter()
            .filter(|one| one.stage == stage(one.application))
            .map(|one| (one.application, one.assessor))
            .collect();
        let people = self.known_candidates(call, &wanted.people).await?;
        let people: Vec<Candidate> = people
            .into_iter()
            .map(|one| {
                let conflicts = ids.iter().filter(|id| stakes.contains(&(**id, one.person))).count();
                Candidate { conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX), ..one }
            })
            .collect();
        let asked_of = |id: ApplicationId| u32::try_from(asked.iter().filter(|(of, _)| *of == id).count()).unwrap_or(0);
        let is_barred = |one: &Application, person: UserId| {
            let cannot = stakes.contains(&(one.id, person)) || asked.contains(&(one.id, person));
            cannot || super::handle::may_judge(one, false).is_err()
        };
        let barred: Vec<Vec<bool>> = applications
            .iter()
            .map(|one| people.iter().map(|candidate| is_barred(one, candidate.person)).collect())
            .collect();
        let each = wanted.each.clamp(1, MOST_EACH);
        let needs: Vec<u32> = ids.iter().map(|id| each.saturating_sub(asked_of(*id))).collect();
        let loads: Vec<u32> = people.iter().map(|one| one.load).collect();
        let shared = evenly(&needs, &barred, &loads);
        let planned = applications.into_iter().zip(shared).zip(barred).map(|((application, new), barred)| {
            let asked = asked_of(application.id);
            let barred = (0..barred.len()).filter(|at| barred[*at]).collect();
            Planned { application, asked, new, barred }
        });
        Ok(Plan { applications: planned.collect(), people })
    }

    /// Asks each of these people to judge this application, all or none. Tells how many were asked.
    pub async fn assign(&self, ctx: &Ctx, call: &Call, pairs: &[(ApplicationId, UserId)]) -> Result<usize, CallError> {
        ctx.permit(Act::HandleApplications, call)?;
        let mut people: Vec<UserId> = pairs.iter().map(|(_, person)| *person).collect();
        people.sort_unstable();
        people.dedup();
        let known = self.known_candidates(call, &people).await?;
        let is_known = people.iter().all(|person| known.iter().any(|one| one.person == *person));
        if pairs.is_empty() || pairs.len() > AT_ONCE * MOST_EACH as usize || !is_known {
            return Err(field("person", "calls-wrong-assessors"));
        }
        self.db
            .write(ctx, async |tx| {
                for (id, person) in pairs {
                    let found = store::find(tx.conn(), ctx, *id).await?.filter(|one| one.call == call.id);
                    let one = of_others(ctx, Act::HandleApplications, found)?;
                    // Somebody asked, returned or decided meanwhile: the plan is another now.
                    if !self.ask(&tx, one, *person).await? {
                        return Err(CallError::Stale);
                    }
                }
                Ok(pairs.len())
            })
            .await
    }

    /// Those of these people who can be asked, in this order; others are left out as if they were not there.
    async fn known_candidates(&self, call: &Call, people: &[UserId]) -> Result<Vec<Candidate>, CallError> {
        let people = &people[..people.len().min(MOST_PEOPLE)];
        let names: HashMap<UserId, String> =
            self.people.assessors_among(&call.cluster, people).await?.into_iter().collect();
        let loads = self.loads(&call.cluster).await?;
        let mut known = HashSet::new();
        let of = |person: &UserId| {
            let name = names.get(person)?.clone();
            let load = loads.get(person).copied().unwrap_or(0);
            known.insert(*person).then_some(Candidate { person: *person, name, load, conflicts: 0 })
        };
        Ok(people.iter().filter_map(of).collect())
    }

    async fn loads(&self, cluster: &str) -> Result<HashMap<UserId, u32>, CallError> {
        Ok(stake::loads(self.db.reader(), cluster).await?.into_iter().collect())
    }
}
