//! Interviews: the office sets the appointment, the team and the assessors of the stage see it.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::application::{Application, ApplicationId};
use crate::model::interview::{Appointment, Interview, MOST_MINUTES, PLACE};
use crate::model::seen::Reader;
use crate::model::stage::StageKind;
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field};
use crate::service::look::of_others;
use crate::store::application::{self as store, Wanted};
use crate::store::{call as calls, interview};

impl Calls {
    /// Sets the appointment of an application that has reached an interview, or moves it.
    pub async fn appoint(&self, ctx: &Ctx, id: ApplicationId, wanted: &Appointment) -> Result<Interview, CallError> {
        ctx.permitted(Act::HandleApplications)?;
        let (place, link) = (wanted.place.trim(), wanted.link.trim());
        let is_fine = |words: &str| words.chars().count() <= PLACE && !words.chars().any(char::is_control);
        if !is_fine(place) || (place.is_empty() && link.is_empty()) {
            return Err(field("place", "calls-wrong-interview-place"));
        }
        let is_address = link.is_empty() || link.starts_with("https://");
        if !is_fine(link) || !is_address {
            return Err(field("link", "calls-wrong-interview-link"));
        }
        if !(1..=MOST_MINUTES).contains(&wanted.minutes) {
            return Err(field("minutes", "calls-wrong-interview-minutes"));
        }
        self.db
            .write(ctx, async |tx| {
                let one = of_others(ctx, Act::HandleApplications, store::find(tx.conn(), ctx, id).await?)?;
                if one.stage.kind != StageKind::Interview || !one.can_be_judged() {
                    return Err(CallError::Closed);
                }
                let zone = calls::content_of(tx.conn(), &one).await?.ok_or(CallError::NotFound)?.time_zone();
                let at = zone.to_ambiguous_timestamp(wanted.at).compatible();
                let at_ms = at.map_err(|_| field("at", "calls-wrong-moment"))?.as_millisecond();
                if at_ms <= tx.now().as_millisecond() {
                    return Err(field("at", "calls-wrong-past"));
                }
                let before = interview::find(tx.conn(), id, one.stage.at).await?;
                let new = Interview {
                    at_ms,
                    minutes: wanted.minutes,
                    place: place.to_owned(),
                    link: link.to_owned(),
                    revision: before.map_or(0, |before| before.revision + 1),
                    set_at_ms: tx.now().as_millisecond(),
                };
                interview::save(tx.conn(), id, one.stage.at, &new, ctx.actor.user_id()).await?;
                let detail = json!({ "call": one.call, "stage": one.stage.key, "at_ms": at_ms });
                tx.journal(Entry::new("calls.interview_set", "application", id, &detail)).await?;
                self.tell_team(&tx, id, Happened::InterviewSet(id)).await?;
                Ok(new)
            })
            .await
    }

    /// The appointments of the acting person: those of their teams, and of what they were asked to judge.
    pub async fn appointments(&self, ctx: &Ctx) -> Result<Vec<(Application, Interview)>, CallError> {
        ctx.permit(Act::Apply, &Installation)?;
        let filter = ctx.permitted(Act::SeeApplication)?;
        let wanted = Wanted { is_own: true, ..Wanted::default() };
        let own = store::list(self.db.reader(), ctx, &filter, &wanted, 500).await?;
        let mut known: HashMap<(ApplicationId, u32), Application> =
            own.into_iter().map(|one| ((one.id, one.stage.at), Reader::Team.sees(one))).collect();
        // Until it is declared that there is no conflict of interest, title and call are all that is known.
        let judged =
            self.to_assess(ctx).await?.into_iter().filter(|(asked, _)| asked.state != AssessmentState::Invited);
        for (asked, one) in judged {
            known.insert((one.id, asked.stage), one);
        }
        let ids: Vec<ApplicationId> = known.keys().map(|(id, _)| *id).collect();
        let all = interview::of(self.db.reader(), &ids).await?;
        let of = |(id, stage, interview): (ApplicationId, u32, Interview)| {
            known.get(&(id, stage)).map(|one| (one.clone(), interview))
        };
        let takes_place =
            |(one, _): &(Application, Interview)| !matches!(one.state, RequestState::Withdrawn | RequestState::Lapsed);
        Ok(all.into_iter().filter_map(of).filter(takes_place).collect())
    }
}
