//! What waits for a person: invitations, returned applications, awards to accept, assessments, applications to check, reports.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Filter;

use crate::model::application::HANDED_IN;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::{application as store, due as store_due, outbound, undertaking, waits};

/// How much waits for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Invitations to teams.
    pub invitations: u64,
    /// Own applications that were returned.
    pub returned: u64,
    /// Own applications that went on to the next stage.
    pub advanced: u64,
    /// Own awards that are to be accepted.
    pub awards: u64,
    /// Own drafts whose call closes soon.
    pub closing: u64,
    /// Own reports that are due soon, or were.
    pub reports_due: u64,
    /// Assessments to write.
    pub assessments: u64,
    /// Applications to check, by cluster and call.
    pub to_check: Vec<(String, String, u64)>,
    /// Reports to approve, by cluster and call.
    pub reports: Vec<(String, String, u64)>,
    /// Applications to other funders that one answers for and that are due soon, or were.
    pub outbound: u64,
    /// Their reports that are due soon, or were.
    pub outbound_reports: u64,
    /// Applications to other funders to check, by cluster.
    pub to_approve: Vec<(String, u64)>,
}

impl Calls {
    /// What waits for the acting person.
    pub async fn waiting(&self, ctx: &Ctx) -> Result<Waiting, CallError> {
        let Some(person) = ctx.actor.user_id() else { return Ok(Waiting::default()) };
        let conn = self.db.reader();
        // Seats and assessments are the person's own, whatever their roles.
        ctx.permitted(Act::SeeApplication)?;
        let own = waits::own(conn, person, ctx.now().as_millisecond()).await?;
        let mut waiting = Waiting {
            invitations: own.invitations.unsigned_abs(),
            returned: own.returned.unsigned_abs(),
            advanced: own.advanced.unsigned_abs(),
            awards: own.awards.unsigned_abs(),
            closing: own.closing.unsigned_abs(),
            reports_due: own.reports_due.unsigned_abs(),
            assessments: own.assessments.unsigned_abs(),
            ..Waiting::default()
        };
        let soon = store_due::soon(ctx.now().as_millisecond());
        (waiting.outbound, waiting.outbound_reports) = outbound::own_waits(conn, person, soon).await?;
        if let Ok(filter) = ctx.permitted(Act::KeepOutbound) {
            waiting.to_approve = outbound::to_approve(conn, ctx, &filter).await?;
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
