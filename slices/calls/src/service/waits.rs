//! What waits for a person: invitations, returned applications, awards to accept, assessments, applications to check, reports.

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Filter;

use crate::model::application::HANDED_IN;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::application::{self as store, Wanted};
use crate::store::{assessment, seat, undertaking};

/// How much waits for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Invitations to teams.
    pub invitations: u64,
    /// Own applications that were returned.
    pub returned: u64,
    /// Own awards that are to be accepted.
    pub awards: u64,
    /// Assessments to write.
    pub assessments: u64,
    /// Applications to check, by cluster and call.
    pub to_check: Vec<(String, String, u64)>,
    /// Reports to approve, by cluster and call.
    pub reports: Vec<(String, String, u64)>,
}

impl Calls {
    /// What waits for the acting person.
    pub async fn waiting(&self, ctx: &Ctx) -> Result<Waiting, CallError> {
        let Some(person) = ctx.actor.user_id() else { return Ok(Waiting::default()) };
        let conn = self.db.reader();
        let mut waiting = Waiting { invitations: seat::invitations(conn, person).await?, ..Waiting::default() };
        let seen = ctx.permitted(Act::SeeApplication)?;
        let own =
            Wanted { is_own: true, states: &[RequestState::Returned, RequestState::Accepted], ..Wanted::default() };
        for (state, n) in store::counts(conn, ctx, &seen, &own).await? {
            match state {
                RequestState::Returned => waiting.returned = n,
                RequestState::Accepted => waiting.awards = n,
                _ => {}
            }
        }
        let assessments = assessment::of_person(conn, person).await?;
        let ids: Vec<_> = assessments.iter().filter(|one| one.state.waits()).map(|one| one.application).collect();
        if !ids.is_empty() {
            // Decided, but not announced: for an assessor that is still in review.
            let states = [RequestState::InReview, RequestState::Decided];
            let wanted = Wanted { ids: &ids, states: &states, ..Wanted::default() };
            let counts = store::counts(conn, ctx, &Filter::Everything, &wanted).await?;
            waiting.assessments = counts.iter().map(|(_, n)| n).sum();
        }
        // Only those who handle applications are told of those to check.
        if let Ok(filter) = ctx.permitted(Act::HandleApplications) {
            let filter = Filter::All(vec![filter, Filter::InState(HANDED_IN)]);
            waiting.to_check = store::to_check(conn, ctx, &filter).await?;
            waiting.reports = undertaking::requested(conn, ctx, &ctx.permitted(Act::HandleApplications)?).await?;
        }
        Ok(waiting)
    }
}
