//! Applications to other funders: beginning, writing, the internal check, sending, what came of it.

use std::collections::BTreeSet;

use bellwether_db::Tx;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::{Installation, OfCluster};
use jiff::civil::Date;
use serde_json::json;

use crate::model::answers::{self, Answers, is_asked};
use crate::model::decision::WHY;
use crate::model::draft::Saved;
use crate::model::file::{Attached, FileId};
use crate::model::form::Form;
use crate::model::holder::Holder;
use crate::model::outbound::{
    Facts, MOST_REPORTS, MOST_TEAM, NAME, Outbound, OutboundId, OutboundState, OutboundStep, Report, Sent, Success,
    Total, Whole,
};
use crate::model::submission::{Frozen, FrozenFile};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::draft::{attached, fits, kept, title_of};
use crate::service::error::{CallError, field, reason};
use crate::store::outbound::{self as store, Wanted as Asked};
use crate::store::{answer, file, submission};

/// What somebody says with a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// The number that the funder gave it.
    pub reference: String,
    /// Why it is returned, refused or withdrawn.
    pub why: String,
    /// How much is granted, in minor units of the funder's currency.
    pub granted_minor: Option<i64>,
    /// The day of the funder's decision.
    pub decided_on: Option<Date>,
}

/// Which applications are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Of this cluster; empty for all.
    pub cluster: String,
    /// In one of these states.
    pub states: Vec<OutboundState>,
    /// With these words in title, funder, programme or reference number.
    pub words: String,
}

impl Calls {
    /// Applications to other funders that the acting person sees, with totals and how many succeeded.
    pub async fn outbounds(
        &self,
        ctx: &Ctx,
        sought: &Sought,
        limit: u32,
    ) -> Result<(Vec<Outbound>, Vec<Total>, Success), CallError> {
        let filter = ctx.permitted(Act::SeeOutbound)?;
        let asked = Asked { cluster: &sought.cluster, states: &sought.states, words: &sought.words };
        let rows = store::list(self.db.reader(), ctx, &filter, &asked, limit).await?;
        let (totals, success) = store::totals(self.db.reader(), ctx, &filter, &asked).await?;
        Ok((rows, totals, success))
    }

    /// One of them with all that belongs to it.
    pub async fn outbound(&self, ctx: &Ctx, id: OutboundId) -> Result<Whole, CallError> {
        let conn = self.db.reader();
        let one = permitted(ctx, Act::SeeOutbound, store::find(conn, ctx, id).await?)?;
        let team = store::team(conn, id).await?;
        let mut people = team.clone();
        people.extend(std::iter::once(one.responsible).chain(one.asked_by));
        let names = self.people.names(&people).await?;
        let (kept, files) = (answer::of(conn, id).await?, file::of(conn, id).await?);
        let (reports, frozen) = (store::reports(conn, id).await?, submission::last(conn, id).await?);
        Ok(Whole { one, kept, files, team, reports, frozen, names })
    }

    /// Names of those who answer for these, which the caller was permitted to see.
    pub async fn responsibles(
        &self,
        ctx: &Ctx,
        all: &[Outbound],
    ) -> Result<crate::model::people::PeopleNames, CallError> {
        for one in all {
            ctx.permit(Act::SeeOutbound, one)?;
        }
        let ids: BTreeSet<UserId> = all.iter().map(|one| one.responsible).collect();
        Ok(self.people.names(&ids.into_iter().collect::<Vec<_>>()).await?)
    }

    /// Begins one. It is written by whoever answers for it, who works for the cluster.
    pub async fn begin_outbound(
        &self,
        ctx: &Ctx,
        cluster: &str,
        facts: &Facts,
        form: &Form,
        responsible: &str,
    ) -> Result<OutboundId, CallError> {
        ctx.permit(Act::KeepOutbound, &OfCluster(cluster))?;
        let person = self.colleague(cluster, responsible, "responsible").await?;
        let one = self.new_outbound(ctx, (cluster, false), facts, form, person).await?;
        self.db.write(ctx, async |tx| add(&tx, &one).await).await?;
        Ok(one.id)
    }

    /// One that is not stored yet.
    pub(super) async fn new_outbound(
        &self,
        ctx: &Ctx,
        (cluster, sample): (&str, bool),
        facts: &Facts,
        form: &Form,
        responsible: UserId,
    ) -> Result<Outbound, CallError> {
        if !self.clusters(ctx).await?.iter().any(|one| one.slug == cluster) {
            return Err(CallError::NotFound);
        }
        let mut wrong = facts.wrong();
        if !form.wrong().is_empty() {
            wrong.push(("form", "calls-wrong-form"));
        }
        if !wrong.is_empty() {
            return Err(CallError::Fields(wrong));
        }
        Ok(Outbound {
            id: OutboundId::new(),
            cluster: cluster.to_owned(),
            state: OutboundState::Preparing,
            sample,
            facts: facts.clone(),
            form: form.clone(),
            title: String::new(),
            asked_minor: None,
            granted_minor: None,
            responsible,
            reference: String::new(),
            why: String::new(),
            asked_by: None,
            sent_at_ms: None,
            decided_on: None,
            begun_at_ms: ctx.now().as_millisecond(),
            viewer: None,
        })
    }

    /// Changes to whom it goes, until when and in which currency, while it is being written.
    pub async fn change_outbound(&self, ctx: &Ctx, id: OutboundId, facts: &Facts) -> Result<(), CallError> {
        ctx.permitted(Act::KeepOutbound)?;
        let wrong = facts.wrong();
        if !wrong.is_empty() {
            return Err(CallError::Fields(wrong));
        }
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, Act::KeepOutbound, store::find(tx.conn(), ctx, id).await?)?;
                written(&one)?;
                one.facts.clone_from(facts);
                let all = typed(&tx, id).await?;
                one.asked_minor = answers::asked_minor(&one.form, &all, one.facts.unit);
                store::save(tx.conn(), &one).await?;
                tx.journal(Entry::new("calls.outbound_changed", "outbound", id, &json!({ "fields": ["facts"] })))
                    .await?;
                Ok(())
            })
            .await
    }

    /// Saves answers, each with the revision that it was read at. Those that were changed meanwhile stay as they are.
    pub async fn save_outbound(
        &self,
        ctx: &Ctx,
        id: OutboundId,
        all: &[(String, String, i64)],
    ) -> Result<Vec<Saved>, CallError> {
        ctx.permitted(Act::WriteOutbound)?;
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, Act::WriteOutbound, store::find(tx.conn(), ctx, id).await?)?;
                written(&one)?;
                fits(&one.form, all)?;
                let (saved, changed) = kept(&tx, ctx, id, all).await?;
                if !changed.is_empty() {
                    let all = typed(&tx, id).await?;
                    (one.title, one.asked_minor) =
                        (title_of(&all), answers::asked_minor(&one.form, &all, one.facts.unit));
                    store::save(tx.conn(), &one).await?;
                    let detail = json!({ "fields": changed });
                    tx.journal(Entry::new("calls.outbound_changed", "outbound", id, &detail)).await?;
                }
                Ok(saved)
            })
            .await
    }

    /// Takes a file in answer to a field, in the place of the one that was there.
    pub async fn send_outbound_file(
        &self,
        ctx: &Ctx,
        id: OutboundId,
        code: &str,
        (name, bytes): (&str, &[u8]),
    ) -> Result<Attached, CallError> {
        let one = permitted(ctx, Act::WriteOutbound, store::find(self.db.reader(), ctx, id).await?)?;
        let sent = attached(&one.form, id, code, (name, bytes))?;
        self.db
            .write(ctx, async |tx| {
                written(&permitted(ctx, Act::WriteOutbound, store::find(tx.conn(), ctx, id).await?)?)?;
                file::replace(tx.conn(), &sent, bytes, tx.now().as_millisecond()).await?;
                let detail = json!({ "fields": [sent.field] });
                tx.journal(Entry::new("calls.outbound_changed", "outbound", id, &detail)).await?;
                Ok::<_, CallError>(())
            })
            .await?;
        Ok(sent)
    }

    /// Takes a file away. What was sent keeps it.
    pub async fn remove_outbound_file(&self, ctx: &Ctx, id: OutboundId, of: FileId) -> Result<(), CallError> {
        ctx.permitted(Act::WriteOutbound)?;
        self.db
            .write(ctx, async |tx| {
                written(&permitted(ctx, Act::WriteOutbound, store::find(tx.conn(), ctx, id).await?)?)?;
                if !file::remove(tx.conn(), id, of).await? {
                    return Err(CallError::NotFound);
                }
                tx.journal(Entry::new("calls.file_removed", "outbound", id, &json!({ "file": of }))).await?;
                Ok(())
            })
            .await
    }

    /// A file with its bytes.
    pub async fn outbound_file(&self, ctx: &Ctx, id: OutboundId, of: FileId) -> Result<(Attached, Vec<u8>), CallError> {
        permitted(ctx, Act::SeeOutbound, store::find(self.db.reader(), ctx, id).await?)?;
        let all = file::all(self.db.reader(), id).await?;
        let one = all.into_iter().find(|file| file.id == of).ok_or(CallError::NotFound)?;
        let bytes = file::content_of(self.db.reader(), Holder::Outbound(id), of).await?.ok_or(CallError::NotFound)?;
        Ok((one, bytes))
    }

    /// Takes somebody who works for the cluster into the team, or out of it.
    pub async fn seat_outbound(
        &self,
        ctx: &Ctx,
        id: OutboundId,
        (email, joins): (&str, bool),
    ) -> Result<(), CallError> {
        ctx.permitted(Act::KeepOutbound)?;
        let one = permitted(ctx, Act::KeepOutbound, store::find(self.db.reader(), ctx, id).await?)?;
        let person = self.colleague(&one.cluster, email, "email").await?;
        self.db
            .write(ctx, async |tx| {
                let one = permitted(ctx, Act::KeepOutbound, store::find(tx.conn(), ctx, id).await?)?;
                let team = store::team(tx.conn(), id).await?;
                if joins && team.len() < MOST_TEAM && !team.contains(&person) {
                    store::join(tx.conn(), id, person).await?;
                } else if joins || person == one.responsible || !store::leave(tx.conn(), id, person).await? {
                    return Err(field("email", "calls-wrong-member"));
                }
                let detail = json!({ "person": person, "joins": joins });
                tx.journal(Entry::new("calls.outbound_team", "outbound", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// A step. Whoever asked for the check does not approve; what is sent is frozen.
    pub async fn step_outbound(
        &self,
        ctx: &Ctx,
        id: OutboundId,
        step: OutboundStep,
        noted: &Noted,
    ) -> Result<Option<Frozen>, CallError> {
        let act = if step == OutboundStep::Ask { Act::WriteOutbound } else { Act::KeepOutbound };
        ctx.permitted(act)?;
        if noted.reference.chars().count() > NAME {
            return Err(field("reference", "calls-wrong-long"));
        }
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, act, store::find(tx.conn(), ctx, id).await?)?;
                one.state = one.state.after(step)?;
                let mut frozen = None;
                match step {
                    OutboundStep::Ask => {
                        whole(&tx, &one).await?;
                        (one.asked_by, one.why) = (ctx.actor.user_id(), String::new());
                    }
                    OutboundStep::Approve if one.asked_by.is_some() && one.asked_by == ctx.actor.user_id() => {
                        return Err(CallError::Own);
                    }
                    OutboundStep::Approve => {}
                    OutboundStep::Return | OutboundStep::Withdraw => one.why = reason(&noted.why, "why", WHY)?,
                    OutboundStep::Send => {
                        noted.reference.trim().clone_into(&mut one.reference);
                        frozen = Some(sent(&tx, ctx, &mut one).await?);
                    }
                    OutboundStep::Grant | OutboundStep::Refuse => decided(&mut one, step, noted)?,
                }
                store::save(tx.conn(), &one).await?;
                let digest = frozen.as_ref().map(Frozen::sha256);
                let detail = json!({ "state": one.state, "sha256": digest, "granted_minor": one.granted_minor });
                tx.journal(Entry::new("calls.outbound_stepped", "outbound", id, &detail)).await?;
                Ok(frozen)
            })
            .await
    }

    /// Notes the number that the funder gave it.
    pub async fn refer_outbound(&self, ctx: &Ctx, id: OutboundId, reference: &str) -> Result<(), CallError> {
        ctx.permitted(Act::KeepOutbound)?;
        if reference.chars().count() > NAME {
            return Err(field("reference", "calls-wrong-long"));
        }
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, Act::KeepOutbound, store::find(tx.conn(), ctx, id).await?)?;
                reference.trim().clone_into(&mut one.reference);
                store::save(tx.conn(), &one).await?;
                let detail = json!({ "fields": ["reference"] });
                tx.journal(Entry::new("calls.outbound_changed", "outbound", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Notes a report that the funder wants, or that one was sent.
    pub async fn report_outbound(
        &self,
        ctx: &Ctx,
        id: OutboundId,
        name: &str,
        due: Option<Date>,
        done: Option<u32>,
    ) -> Result<(), CallError> {
        ctx.permitted(Act::WriteOutbound)?;
        self.db
            .write(ctx, async |tx| {
                let one = permitted(ctx, Act::WriteOutbound, store::find(tx.conn(), ctx, id).await?)?;
                if one.state != OutboundState::Granted {
                    return Err(CallError::Closed);
                }
                let mut all = store::reports(tx.conn(), id).await?;
                let report = match done {
                    Some(number) => {
                        let today = tx.now().to_zoned(one.facts.time_zone()).date();
                        let at = all.iter().position(|one| one.number == number && one.done_on.is_none());
                        Report { done_on: Some(today), ..all.swap_remove(at.ok_or(CallError::NotFound)?) }
                    }
                    None => {
                        let is_name = !name.trim().is_empty() && name.chars().count() <= NAME;
                        let due = due.filter(|_| is_name && all.len() < MOST_REPORTS);
                        let due = due.ok_or_else(|| field("due", "calls-wrong-report"))?;
                        let number = all.iter().map(|one| one.number).max().unwrap_or(0) + 1;
                        Report { number, name: name.trim().to_owned(), due, done_on: None }
                    }
                };
                store::save_report(tx.conn(), id, &report).await?;
                let detail = json!({ "report": report.number, "is_done": report.done_on.is_some() });
                tx.journal(Entry::new("calls.outbound_report", "outbound", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Somebody who works for the cluster, by their address.
    pub(super) async fn colleague(&self, cluster: &str, email: &str, at: &'static str) -> Result<UserId, CallError> {
        let found = self.people.colleague(cluster, email.trim()).await?;
        found.ok_or_else(|| field(at, "calls-wrong-colleague"))
    }
}

/// Stores one that is new, with whoever answers for it as its team.
pub(super) async fn add(tx: &Tx, one: &Outbound) -> Result<(), CallError> {
    store::save(tx.conn(), one).await?;
    store::join(tx.conn(), one.id, one.responsible).await?;
    let detail = json!({ "cluster": one.cluster, "state": one.state, "unit": one.facts.unit });
    tx.journal(Entry::new("calls.outbound_begun", "outbound", one.id, &detail)).await?;
    Ok(())
}

/// The application, if there is one and the acting person may do this to it; otherwise it is as if it were not there.
fn permitted(ctx: &Ctx, act: Act, found: Option<Outbound>) -> Result<Outbound, CallError> {
    let Some(one) = found else {
        if !ctx.actor.is_known() {
            ctx.permit(act, &Installation)?;
        }
        return Err(CallError::NotFound);
    };
    ctx.permit(act, &one)?;
    Ok(one)
}

fn written(one: &Outbound) -> Result<(), CallError> {
    if one.state == OutboundState::Preparing { Ok(()) } else { Err(CallError::Closed) }
}

async fn typed(tx: &Tx, id: OutboundId) -> Result<Answers, CallError> {
    Ok(answer::of(tx.conn(), id).await?.into_iter().map(|kept| (kept.field, kept.typed)).collect())
}

/// The answers, if nothing is missing.
async fn whole(tx: &Tx, one: &Outbound) -> Result<(Answers, Vec<Attached>), CallError> {
    let (all, files) = (typed(tx, one.id).await?, file::of(tx.conn(), one.id).await?);
    let with_file: BTreeSet<String> = files.iter().map(|file| file.field.clone()).collect();
    let wrong = answers::wrong(&one.form, &all, &with_file, one.facts.unit);
    if wrong.is_empty() { Ok((all, files)) } else { Err(CallError::Answers(wrong)) }
}

/// Freezes what was sent.
async fn sent(tx: &Tx, ctx: &Ctx, one: &mut Outbound) -> Result<Frozen, CallError> {
    let (all, files) = whole(tx, one).await?;
    let at_ms = tx.now().as_millisecond();
    let asked: Vec<&str> =
        one.form.fields().filter(|field| is_asked(&one.form, field, &all)).map(|field| field.code.as_str()).collect();
    let is_shown = |code: &str| asked.contains(&code);
    let frozen =
        |file: Attached| FrozenFile { field: file.field, name: file.name, bytes: file.bytes, sha256: file.sha256 };
    let frozen = Frozen::of(&Sent {
        application: one.id,
        cluster: one.cluster.clone(),
        funder: one.facts.funder.clone(),
        programme: one.facts.programme.clone(),
        reference: one.reference.clone(),
        at_ms,
        by: ctx.actor.user_id(),
        asked_minor: one.asked_minor.unwrap_or(0),
        currency: one.facts.unit.code().to_owned(),
        form: one.form.clone(),
        files: files.into_iter().filter(|file| is_shown(&file.field)).map(frozen).collect(),
        answers: all
            .iter()
            .filter(|(code, _)| is_shown(code))
            .map(|(code, typed)| (code.clone(), typed.clone()))
            .collect(),
    })?;
    submission::add_sent(tx.conn(), one.id, &frozen, at_ms).await?;
    one.sent_at_ms = Some(at_ms);
    Ok(frozen)
}

fn decided(one: &mut Outbound, step: OutboundStep, noted: &Noted) -> Result<(), CallError> {
    one.decided_on = Some(noted.decided_on.ok_or_else(|| field("decided_on", "calls-wrong-day"))?);
    if !noted.reference.trim().is_empty() {
        noted.reference.trim().clone_into(&mut one.reference);
    }
    noted.why.trim().chars().take(WHY).collect::<String>().clone_into(&mut one.why);
    if step == OutboundStep::Grant {
        let granted = noted.granted_minor.filter(|minor| *minor > 0);
        one.granted_minor = Some(granted.ok_or_else(|| field("granted", "calls-wrong-amount"))?);
    }
    Ok(())
}
