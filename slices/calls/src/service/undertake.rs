//! After the award: reports and payment requests against milestones, with approval.

use bellwether_db::Tx;
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::application::Application;
use crate::model::decision::WHY;
use crate::model::told::Happened;
use crate::model::undertaking::{Awarded, Milestone, MilestoneStep, REPORT, Undertaking, UndertakingId};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, reason};
use crate::service::look::{of_others, permitted};
use crate::store::application;
use crate::store::undertaking as store;

impl Calls {
    /// One undertaking with its application, for its team and for those who decide.
    pub async fn undertaking(&self, ctx: &Ctx, id: UndertakingId) -> Result<Awarded, CallError> {
        let undertaking = store::find(self.db.reader(), id).await?;
        let found = match &undertaking {
            Some(one) => application::find(self.db.reader(), ctx, one.application).await?,
            None => None,
        };
        let application = permitted(ctx, Act::SeeApplication, found)?;
        Ok(Awarded { application, undertaking: undertaking.ok_or(CallError::NotFound)? })
    }

    /// Reports that a milestone was reached, and asks for its payment.
    pub async fn report(&self, ctx: &Ctx, id: UndertakingId, number: u32, text: &str) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        let text = reason(text, "report", REPORT)?;
        let office = self.office_of_undertaking(id).await?;
        self.db
            .write(ctx, async |tx| {
                let (undertaking, mut milestone) = found(&tx, id, number).await?;
                let one = permitted(
                    ctx,
                    Act::WriteApplication,
                    application::find(tx.conn(), ctx, undertaking.application).await?,
                )?;
                // Nothing is paid before the award was accepted.
                if one.state != RequestState::Active {
                    return Err(CallError::Closed);
                }
                milestone.report.clone_from(&text);
                stepped(&tx, &undertaking, milestone, MilestoneStep::Request, "calls.reported").await?;
                self.tell_office(&tx, one.id, (&office, Happened::Reported(id, number))).await
            })
            .await
    }

    /// Gives a report back, with reasons.
    pub async fn return_report(&self, ctx: &Ctx, id: UndertakingId, number: u32, why: &str) -> Result<(), CallError> {
        ctx.permitted(Act::HandleApplications)?;
        let why = reason(why, "why", WHY)?;
        self.db
            .write(ctx, async |tx| {
                let (undertaking, mut milestone) = found(&tx, id, number).await?;
                handled(&tx, ctx, &undertaking).await?;
                milestone.why.clone_from(&why);
                stepped(&tx, &undertaking, milestone, MilestoneStep::Return, "calls.report_returned").await?;
                self.tell_team(&tx, undertaking.application, Happened::ReportReturned(id, number)).await
            })
            .await
    }

    /// Approves a report: what was promised for its milestone is paid. With the last one the application is completed.
    pub async fn approve_report(&self, ctx: &Ctx, id: UndertakingId, number: u32) -> Result<(), CallError> {
        ctx.permitted(Act::HandleApplications)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let (undertaking, milestone) = found(&tx, id, number).await?;
                let mut one = handled(&tx, ctx, &undertaking).await?;
                let transfer = milestone.transfer;
                stepped(&tx, &undertaking, milestone, MilestoneStep::Pay, "calls.report_approved").await?;
                self.tell_team(&tx, one.id, Happened::ReportApproved(id, number)).await?;
                if let Some(transfer) = transfer {
                    self.pay(ctx, &tx, &one.cluster, transfer).await?;
                }
                if store::find(tx.conn(), id).await?.is_some_and(|now| now.is_over()) {
                    one.state = one.state.after(RequestStep::Complete)?;
                    application::save(tx.conn(), &one).await?;
                    tx.journal(Entry::new("calls.completed", "application", one.id, &json!({ "call": one.call })))
                        .await?;
                }
                Ok(())
            })
            .await
    }
}

async fn found(tx: &Tx, id: UndertakingId, number: u32) -> Result<(Undertaking, Milestone), CallError> {
    let undertaking = store::find(tx.conn(), id).await?.ok_or(CallError::NotFound)?;
    let milestone =
        undertaking.milestones.iter().find(|one| one.number == number).cloned().ok_or(CallError::NotFound)?;
    Ok((undertaking, milestone))
}

async fn handled(tx: &Tx, ctx: &Ctx, of: &Undertaking) -> Result<Application, CallError> {
    of_others(ctx, Act::HandleApplications, application::find(tx.conn(), ctx, of.application).await?)
}

async fn stepped(
    tx: &Tx,
    of: &Undertaking,
    mut milestone: Milestone,
    step: MilestoneStep,
    act: &'static str,
) -> Result<(), CallError> {
    milestone.state = milestone.state.after(step)?;
    store::save_milestone(tx.conn(), of.id, &milestone).await?;
    tx.journal(Entry::new(act, "undertaking", of.id, &json!({ "milestone": milestone.number }))).await?;
    Ok(())
}
