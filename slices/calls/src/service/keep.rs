//! Making calls: drafts, versions, opening and closing.

use bellwether_exchange_rules::call::due;
use bellwether_exchange_rules::lifecycle::offer::{OfferState, OfferStep};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::money::Unit;
use bellwether_kernel::policy::{Filter, Installation, OfCluster};
use bellwether_ledger::api::OwnerKind;
use serde_json::json;

use crate::model::call::{BudgetChoice, Call, CallId, Content, Draft};
use crate::model::submission::Frozen;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field};
use crate::service::money::installation;
use crate::service::score::scored;
use crate::store::application::{self, Wanted};
use crate::store::call::{self as store, Words};

impl Calls {
    /// The budgets of a cluster that calls can be paid from: those in money.
    pub async fn budgets(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<BudgetChoice>, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        let books = self.ledger.books(&installation(ctx), cluster, None).await?;
        let mut choices = Vec::new();
        for one in books.iter().filter(|books| matches!(books.fund.unit, Unit::Money(_))) {
            // Those of areas; not those that calls opened for themselves.
            let of_areas = one.budgets.iter().filter(|held| held.account.owner_kind == OwnerKind::Concept);
            choices.extend(of_areas.map(|held| BudgetChoice {
                account: held.account.id,
                fund: one.fund.name.clone(),
                area: held.account.name.clone(),
                concept: held.account.owner.clone(),
                unit: one.fund.unit,
                free_minor: held.balance.free(),
            }));
        }
        Ok(choices)
    }

    /// Makes a call, as a draft.
    pub async fn make(
        &self,
        ctx: &Ctx,
        cluster: &str,
        slug: &str,
        draft: &Draft,
        sample: bool,
    ) -> Result<Call, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || slug.len() > 80 || !slug.bytes().all(is_sign) || slug == "new" {
            return Err(field("slug", "calls-wrong-slug"));
        }
        let call = self.drawn(ctx, cluster, slug, draft, sample).await?;
        self.db
            .write(ctx, async |tx| {
                store::add(tx.conn(), &call, ctx.actor.user_id(), tx.now().as_millisecond()).await.map_err(taken)?;
                let detail =
                    json!({ "cluster": cluster, "slug": slug, "budget_minor": call.budget_minor, "unit": call.unit });
                tx.journal(Entry::new("calls.made", "call", call.id, &detail)).await?;
                Ok::<_, CallError>(())
            })
            .await?;
        Ok(call)
    }

    async fn drawn(
        &self,
        ctx: &Ctx,
        cluster: &str,
        slug: &str,
        draft: &Draft,
        sample: bool,
    ) -> Result<Call, CallError> {
        let budgets = self.budgets(ctx, cluster).await?;
        let source = budgets.iter().find(|budget| budget.account == draft.source);
        let Some(source) = source else { return Err(field("source", "calls-wrong-source")) };
        if draft.budget_minor <= 0 {
            return Err(field("budget", "calls-wrong-amount"));
        }
        let (opens_ms, closes_ms) = draft.content.window_ms().ok_or_else(|| field("zone", "calls-wrong-zone"))?;
        let content = Content { area: Some(source.concept.clone()), ..draft.content.clone() };
        Ok(Call {
            id: CallId::new(),
            cluster: cluster.to_owned(),
            slug: slug.to_owned(),
            written: OfferState::Draft,
            sample,
            content,
            revision: 1,
            version: 0,
            is_changed: false,
            source: source.account,
            account: None,
            payee: None,
            unit: source.unit,
            budget_minor: draft.budget_minor,
            committed_minor: 0,
            opens_ms,
            closes_ms,
        })
    }

    /// Changes the draft of a call that somebody read at this revision. What is published stays as it is.
    pub async fn change(
        &self,
        ctx: &Ctx,
        cluster: &str,
        slug: &str,
        revision: i64,
        draft: &Draft,
    ) -> Result<Call, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        let wanted = self.drawn(ctx, cluster, slug, draft, false).await?;
        self.db
            .write(ctx, async |tx| {
                let known = store::find(tx.conn(), cluster, slug, Words::Draft).await?.ok_or(CallError::NotFound)?;
                if known.revision != revision {
                    return Err(CallError::Stale);
                }
                let mut call = Call { content: wanted.content.clone(), revision: known.revision + 1, ..known };
                if call.version == 0 {
                    (call.source, call.unit, call.budget_minor) = (wanted.source, wanted.unit, wanted.budget_minor);
                } else {
                    // Money was promised to applicants: what is published keeps its area and amount.
                    call.content.area = known.content.area.clone();
                }
                if !store::save_draft(tx.conn(), &call, known.revision).await? {
                    return Err(CallError::Stale);
                }
                let detail = json!({ "cluster": cluster, "slug": slug, "revision": call.revision });
                tx.journal(Entry::new("calls.changed", "call", call.id, &detail)).await?;
                Ok(call)
            })
            .await
    }

    /// Publishes the draft of a call as a version that never changes. The first time its budget becomes its own.
    pub async fn publish(&self, ctx: &Ctx, cluster: &str, slug: &str) -> Result<Call, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        let draft = store::find(self.db.reader(), cluster, slug, Words::Draft).await?.ok_or(CallError::NotFound)?;
        let (account, payee) = self.accounts_of(ctx, &draft).await?;
        self.db
            .write_in_turn(ctx, async |tx| {
                let mut call = store::find(tx.conn(), cluster, slug, Words::Draft).await?.ok_or(CallError::NotFound)?;
                let wrong = call.content.wrong(call.budget_minor);
                if !wrong.is_empty() {
                    return Err(CallError::Fields(wrong));
                }
                let now_ms = tx.now().as_millisecond();
                (call.opens_ms, call.closes_ms) =
                    call.content.window_ms().ok_or_else(|| field("zone", "calls-wrong-zone"))?;
                if call.closes_ms <= now_ms {
                    return Err(field("closes", "calls-wrong-past"));
                }
                (call.account, call.payee) = (Some(account), Some(payee));
                call.version += 1;
                call.written = match call.written {
                    OfferState::Draft => call.written.after(OfferStep::Publish)?,
                    OfferState::Closed => call.written.after(OfferStep::Reopen)?,
                    OfferState::Settled => call.written.after(OfferStep::Publish)?,
                    same @ (OfferState::Published | OfferState::Open) => same,
                };
                call.written = call.state_at(now_ms);
                let frozen = Frozen::of(&call.content)?;
                store::publish(tx.conn(), &call, &frozen, ctx.actor.user_id(), now_ms).await?;
                if call.version == 1 {
                    self.endow(ctx, &tx, &call).await?;
                }
                let detail =
                    json!({ "cluster": cluster, "slug": slug, "version": call.version, "sha256": frozen.sha256() });
                tx.journal(Entry::new("calls.published", "call", call.id, &detail)).await?;
                Ok(call)
            })
            .await
    }

    /// Closes a call before its time, or settles it: then what it did not give goes back to the area's budget.
    pub async fn step(&self, ctx: &Ctx, cluster: &str, slug: &str, step: OfferStep) -> Result<Call, CallError> {
        ctx.permit(Act::KeepCalls, &OfCluster(cluster))?;
        if !matches!(step, OfferStep::Close | OfferStep::Settle) {
            return Err(CallError::Closed);
        }
        self.db
            .write_in_turn(ctx, async |tx| {
                let mut call =
                    store::find(tx.conn(), cluster, slug, Words::Published).await?.ok_or(CallError::NotFound)?;
                let now_ms = tx.now().as_millisecond();
                call.written = call.state_at(now_ms).after(step)?;
                if step == OfferStep::Close {
                    // Its window is over by the clock as well, so that all that asks the clock agrees.
                    call.closes_ms = call.closes_ms.min(now_ms);
                    call.opens_ms = call.opens_ms.min(call.closes_ms);
                } else {
                    let undecided = [
                        RequestState::Submitted,
                        RequestState::Returned,
                        RequestState::InReview,
                        RequestState::Decided,
                        RequestState::Advanced,
                        RequestState::Appealed,
                    ];
                    let wanted = Wanted { call: Some(call.id), states: &undecided, ..Wanted::default() };
                    if !application::counts(tx.conn(), &installation(ctx), &Filter::Everything, &wanted)
                        .await?
                        .is_empty()
                    {
                        return Err(CallError::Unfinished);
                    }
                    self.give_back(ctx, &tx, &call, call.budget_minor - call.committed_minor).await?;
                }
                store::save_state(tx.conn(), &call).await?;
                let detail = json!({ "cluster": cluster, "slug": slug, "state": call.written });
                tx.journal(Entry::new("calls.stepped", "call", call.id, &detail)).await?;
                Ok(call)
            })
            .await
    }

    /// Keeps scores beside applications that were judged by an earlier version.
    async fn catch_up(&self, ctx: &Ctx) -> Result<(), CallError> {
        for id in application::unscored(self.db.reader()).await? {
            self.db
                .write(ctx, async |tx| match application::find(tx.conn(), ctx, id).await? {
                    Some(one) => scored(&tx, &one).await,
                    None => Ok(()),
                })
                .await?;
        }
        Ok(())
    }

    /// Writes down what the clock did to calls. Tells to how many.
    pub async fn sweep(&self, ctx: &Ctx) -> Result<usize, CallError> {
        ctx.permit(Act::SweepCalls, &Installation)?;
        self.catch_up(ctx).await?;
        let all = store::due(self.db.reader(), ctx.now().as_millisecond()).await?;
        for call in &all {
            self.db
                .write(ctx, async |tx| {
                    let now_ms = tx.now().as_millisecond();
                    let Some(mut call) = store::by_id(tx.conn(), call.id, Words::Published).await? else {
                        return Ok(());
                    };
                    while let Some(step) = due(call.written, call.opens_ms, call.closes_ms, now_ms) {
                        call.written = call.written.after(step)?;
                    }
                    store::save_state(tx.conn(), &call).await?;
                    let detail = json!({ "cluster": call.cluster, "slug": call.slug, "state": call.written });
                    tx.journal(Entry::new("calls.stepped", "call", call.id, &detail)).await?;
                    Ok::<_, CallError>(())
                })
                .await?;
        }
        Ok(all.len())
    }
}

fn taken(error: crate::store::error::StoreError) -> CallError {
    match error {
        crate::store::error::StoreError::Db(error) if error.is_duplicate() => CallError::Taken,
        error => error.into(),
    }
}
