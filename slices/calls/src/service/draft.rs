//! Writing an application: nothing that was typed is lost, also where two people, or two tabs, write at once.

use bellwether_db::Tx;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::answers::{self, Answers, LONGEST};
use crate::model::application::{Application, ApplicationId, Seat, SeatRole, SeatState};
use crate::model::call::Content;
use crate::model::draft::{Kept, Saved, Written};
use crate::model::file::{self as files, Attached, FileId, FileRefused};
use crate::model::form::{Form, TITLE, Wanted};
use crate::model::holder::Holder;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::{CallError, field};
use crate::service::look::permitted;
use crate::store::answer;
use crate::store::application as store;
use crate::store::call as calls;
use crate::store::{file, seat};

impl Calls {
    /// Begins an application, if the answers of the quiz and the conditions let one.
    pub async fn begin(
        &self,
        ctx: &Ctx,
        cluster: &str,
        slug: &str,
        quiz: &[(String, bool)],
    ) -> Result<ApplicationId, CallError> {
        ctx.permit(Act::Apply, &Installation)?;
        let call = self.call(ctx, cluster, slug).await?;
        let Some(lead) = ctx.actor.user_id() else { return Err(CallError::Closed) };
        if call.state_at(ctx.now().as_millisecond()) != OfferState::Open {
            return Err(CallError::Closed);
        }
        self.db
            .write(ctx, async |tx| {
                let refused = self.refusals(ctx, &call, quiz).await?;
                if !refused.is_empty() {
                    return Err(CallError::Refused(refused));
                }
                let now_ms = tx.now().as_millisecond();
                let one = Application {
                    id: ApplicationId::new(),
                    call: call.id,
                    cluster: call.cluster.clone(),
                    call_slug: call.slug.clone(),
                    call_title: call.content.title.clone(),
                    version: call.version,
                    number: calls::next_number(tx.conn(), call.id).await?,
                    stage: call.content.stage_at(0),
                    state: RequestState::Draft,
                    lead,
                    title: String::new(),
                    asked_minor: None,
                    awarded_minor: None,
                    unit: call.unit,
                    returned_why: String::new(),
                    appeal: String::new(),
                    begun_at_ms: now_ms,
                    submitted_at_ms: None,
                    viewer: Some(lead),
                };
                store::add(tx.conn(), &one).await?;
                let own = Seat { person: lead, role: SeatRole::Lead, state: SeatState::Signed };
                seat::save(tx.conn(), one.id, &own, now_ms).await?;
                // In the transaction, where those begun at the same moment count.
                let of_call = call.content.per_person;
                if store::led(tx.conn(), call.id, lead, Some(one.id)).await? >= of_call {
                    return Err(CallError::Refused(self.refusals(ctx, &call, quiz).await?));
                }
                let detail = json!({ "call": call.id, "number": one.number });
                tx.journal(Entry::new("calls.application_begun", "application", one.id, &detail)).await?;
                Ok(one.id)
            })
            .await
    }

    /// A draft with the revisions of its answers, for those who write it.
    pub async fn written(&self, ctx: &Ctx, id: ApplicationId) -> Result<Written, CallError> {
        let conn = self.db.reader();
        let application = permitted(ctx, Act::WriteApplication, store::find(conn, ctx, id).await?)?;
        writable(&application)?;
        let content = calls::content_of(conn, &application).await?.ok_or(CallError::NotFound)?;
        let (kept, files, team) = (answer::of(conn, id).await?, file::of(conn, id).await?, seat::of(conn, id).await?);
        Ok(Written { application, content, kept, files, team })
    }

    /// Saves one answer that was read at `revision` (0: it was not there). Nobody's words are written over unseen.
    pub async fn save_answer(
        &self,
        ctx: &Ctx,
        id: ApplicationId,
        code: &str,
        typed: &str,
        revision: i64,
    ) -> Result<Saved, CallError> {
        ctx.permitted(Act::WriteApplication)?;
        let all = self.save_answers(ctx, id, &[(code.to_owned(), typed.to_owned(), revision)]).await?;
        all.into_iter().next().ok_or(CallError::NotFound)
    }

    /// Saves several answers, each with the revision that it was read at. Those that were changed meanwhile stay as they are.
    pub async fn save_answers(
        &self,
        ctx: &Ctx,
        id: ApplicationId,
        all: &[(String, String, i64)],
    ) -> Result<Vec<Saved>, CallError> {
        let found = permitted(ctx, Act::WriteApplication, store::find(self.db.reader(), ctx, id).await?)?;
        let content = calls::content_of(self.db.reader(), &found).await?.ok_or(CallError::NotFound)?;
        fits(&content.form, all)?;
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, Act::WriteApplication, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                let (saved, changed) = kept(&tx, ctx, id, all).await?;
                if !changed.is_empty() {
                    note(&tx, &content, &mut one, &changed).await?;
                }
                Ok(saved)
            })
            .await
    }

    /// Takes a file in answer to a field, in the place of the one that was there.
    pub async fn send_file(
        &self,
        ctx: &Ctx,
        id: ApplicationId,
        code: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<Attached, CallError> {
        let found = permitted(ctx, Act::WriteApplication, store::find(self.db.reader(), ctx, id).await?)?;
        let content = calls::content_of(self.db.reader(), &found).await?.ok_or(CallError::NotFound)?;
        let sent = attached(&content.form, id, code, (name, bytes))?;
        self.db
            .write(ctx, async |tx| {
                let mut one = permitted(ctx, Act::WriteApplication, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                file::replace(tx.conn(), &sent, bytes, tx.now().as_millisecond()).await?;
                note(&tx, &content, &mut one, std::slice::from_ref(&sent.field)).await
            })
            .await?;
        Ok(sent)
    }

    /// Takes a file away. What was handed in before keeps it.
    pub async fn remove_file(&self, ctx: &Ctx, id: ApplicationId, of: FileId) -> Result<(), CallError> {
        self.db
            .write(ctx, async |tx| {
                let one = permitted(ctx, Act::WriteApplication, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                if !file::remove(tx.conn(), id, of).await? {
                    return Err(CallError::NotFound);
                }
                tx.journal(Entry::new("calls.file_removed", "application", id, &json!({ "file": of }))).await?;
                Ok(())
            })
            .await
    }

    /// A file with its bytes, for whoever may see it in the application.
    pub async fn file(&self, ctx: &Ctx, id: ApplicationId, of: FileId) -> Result<(Attached, Vec<u8>), CallError> {
        let found = store::find(self.db.reader(), ctx, id).await?;
        let shown = match permitted(ctx, Act::SeeApplication, found) {
            Ok(one) => self.files_of_stages(&one).await?,
            Err(error) => self.judged_files(ctx, id).await?.ok_or(error)?,
        };
        let one = shown.into_iter().find(|file| file.id == of).ok_or(CallError::NotFound)?;
        let bytes = file::content(self.db.reader(), of).await?.ok_or(CallError::NotFound)?;
        Ok((one, bytes))
    }
}

/// Is it being written?
pub(super) fn writable(one: &Application) -> Result<(), CallError> {
    if one.is_written() { Ok(()) } else { Err(CallError::Closed) }
}

/// Can these answers be kept in a form: are they asked for in words, and not too long?
pub(super) fn fits(form: &Form, all: &[(String, String, i64)]) -> Result<(), CallError> {
    for (code, typed, _) in all {
        let asked = form.field(code).ok_or(CallError::NotFound)?;
        if typed.chars().count() > LONGEST || matches!(asked.answer, Wanted::File { .. }) {
            return Err(field("value", "calls-wrong-long"));
        }
    }
    Ok(())
}

/// A file in answer to a field, if it is one that the field takes.
pub(super) fn attached(
    form: &Form,
    of: impl Into<Holder>,
    code: &str,
    (name, bytes): (&str, &[u8]),
) -> Result<Attached, CallError> {
    let asked = form.field(code).ok_or(CallError::NotFound)?;
    let Wanted::File { kinds, most_bytes } = &asked.answer else { return Err(FileRefused::Kind.into()) };
    let name = files::plain_name(name);
    let kind = files::taken(&name, bytes, kinds, *most_bytes)?;
    Ok(Attached {
        id: FileId::new(),
        of: of.into(),
        field: code.to_owned(),
        name,
        kind,
        bytes: bytes.len() as u64,
        sha256: files::sha256(bytes),
    })
}

/// Keeps answers, each read at its revision. Tells what came of each, and the fields that changed.
pub(super) async fn kept(
    tx: &Tx,
    ctx: &Ctx,
    of: impl Into<Holder>,
    all: &[(String, String, i64)],
) -> Result<(Vec<Saved>, Vec<String>), CallError> {
    let of = of.into();
    let mut saved = Vec::with_capacity(all.len());
    let mut changed = Vec::new();
    for (code, typed, revision) in all {
        let there = answer::find(tx.conn(), of, code).await?.unwrap_or_default();
        let (done, is_new) = kept_one(tx, ctx, of, there, (code, typed, *revision)).await?;
        if is_new {
            changed.push(code.clone());
        }
        saved.push(done);
    }
    Ok((saved, changed))
}

async fn kept_one(
    tx: &Tx,
    ctx: &Ctx,
    id: Holder,
    there: Kept,
    (code, typed, revision): (&str, &str, i64),
) -> Result<(Saved, bool), CallError> {
    // Line ends are those of whoever typed; what is the same is not a change.
    let typed = typed.replace("\r\n", "\n");
    if there.typed == typed {
        return Ok((Saved::Kept(Kept { field: code.to_owned(), ..there }), false));
    }
    if there.revision != revision {
        return Ok((Saved::Conflict(there), false));
    }
    let new = Kept { field: code.to_owned(), typed, revision: revision + 1, saved_at_ms: tx.now().as_millisecond() };
    answer::save(tx.conn(), id, &new, ctx.actor.user_id()).await?;
    Ok((Saved::Kept(new), true))
}

/// What follows from a change: the title and amount for lists; and who signed before signs again.
async fn note(tx: &Tx, content: &Content, one: &mut Application, changed: &[String]) -> Result<(), CallError> {
    let all: Answers = answer::of(tx.conn(), one.id).await?.into_iter().map(|kept| (kept.field, kept.typed)).collect();
    // What was handed in keeps its title and amount in lists until it is handed in again.
    if one.submitted_at_ms.is_none() {
        one.title = title_of(&all);
        one.asked_minor = answers::asked_minor(&content.form, &all, one.unit);
        store::save(tx.conn(), one).await?;
    }
    lapse_signatures(tx, one.id).await?;
    // What was typed is nobody's business but the team's; the journal knows only that, and where.
    tx.journal(Entry::new("calls.application_changed", "application", one.id, &json!({ "fields": changed }))).await?;
    Ok(())
}

/// Whoever signed what was there before signs again.
pub(super) async fn lapse_signatures(tx: &Tx, id: ApplicationId) -> Result<(), CallError> {
    let now_ms = tx.now().as_millisecond();
    let signed = |seat: &Seat| seat.role == SeatRole::Member && seat.state == SeatState::Signed;
    for member in seat::of(tx.conn(), id).await?.into_iter().filter(signed) {
        seat::save(tx.conn(), id, &Seat { state: SeatState::Invited, ..member }, now_ms).await?;
    }
    Ok(())
}

/// The title of an application, for lists.
pub(super) fn title_of(answers: &Answers) -> String {
    answers.get(TITLE).map_or(String::new(), |title| title.trim().chars().take(300).collect())
}
