//! Consortia: organisations join an application, each with a share and somebody who signs for it.

use bellwether_db::Tx;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::application::{Application, ApplicationId, Seat, SeatRole, SeatState};
use crate::model::consortium::{MOST_PARTNERS, NAME, NewPartner, Partner, PartnerRole, is_country};
use crate::model::register::Organisation;
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::apply::led;
use crate::service::draft::{lapse_signatures, writable};
use crate::service::error::{CallError, field};
use crate::service::look::permitted;
use crate::store::application as store;
use crate::store::{assessment, call as calls, partner, seat};

impl Calls {
    /// Adds an organisation to an application, or changes the one with this number. Who signs for it is invited, if they are
    /// not of the team; whoever signed before signs again.
    pub async fn save_partner(
        &self,
        ctx: &Ctx,
        id: ApplicationId,
        number: Option<u32>,
        new: &NewPartner,
    ) -> Result<u32, CallError> {
        ctx.permitted(Act::WriteApplication)?;
        let found = led(ctx, store::find(self.db.reader(), ctx, id).await?)?;
        writable(&found)?;
        let name = checked(new)?;
        let email = new.signatory.trim();
        let person = self.people.by_email(email).await?.ok_or_else(|| field("signatory", "calls-wrong-email"))?;
        self.put_partner(ctx, &found, number, new, (name, person)).await
    }

    /// The same with the person who signs, and the name as it was looked at.
    pub(super) async fn put_partner(
        &self,
        ctx: &Ctx,
        found: &Application,
        number: Option<u32>,
        new: &NewPartner,
        (name, person): (String, UserId),
    ) -> Result<u32, CallError> {
        let id = found.id;
        // The organisation of the register with exactly this name, if whoever writes may see one.
        let known = self.register.organisations(ctx, &found.cluster, &name).await?;
        let actor = known.iter().find(|one| one.is_called(&name)).map(|one| one.id);
        self.db
            .write(ctx, async |tx| {
                let one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                asks_for_partners(&tx, &one).await?;
                let before = partner::of(tx.conn(), id).await?;
                let mut brought = false;
                if let Some(number) = number {
                    let gone = partner::remove(tx.conn(), id, number).await?.ok_or(CallError::NotFound)?;
                    brought = gone == Some(person);
                    leave(&tx, id, gone.filter(|gone| *gone != person)).await?;
                } else if before.len() >= MOST_PARTNERS as usize {
                    return Err(field("name", "calls-wrong-partner"));
                }
                let next = before.iter().map(|one| one.number).max().unwrap_or(0) + 1;
                let partner = Partner {
                    number: number.unwrap_or(next),
                    actor,
                    name: name.clone(),
                    country: new.country.trim().to_owned(),
                    kind: new.kind,
                    role: new.role,
                    share_minor: new.share_minor,
                    signatory: person,
                    signs_as: new.signs_as.trim().to_owned(),
                    signed: false,
                };
                if seated(&tx, id, &partner).await? {
                    brought = true;
                    self.tell(&tx, Happened::Invited(id), &[person]).await?;
                }
                partner::save(tx.conn(), id, &partner, brought).await?;
                lapse_signatures(&tx, id).await?;
                let detail = json!({ "number": partner.number, "signatory": person, "actor": actor });
                tx.journal(Entry::new("calls.partner_saved", "application", id, &detail)).await?;
                Ok(partner.number)
            })
            .await
    }

    /// Takes an organisation out of an application. Whoever came only to sign for it leaves the team.
    pub async fn remove_partner(&self, ctx: &Ctx, id: ApplicationId, number: u32) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        self.db
            .write(ctx, async |tx| {
                let one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                let gone = partner::remove(tx.conn(), id, number).await?.ok_or(CallError::NotFound)?;
                leave(&tx, id, gone).await?;
                lapse_signatures(&tx, id).await?;
                tx.journal(Entry::new("calls.partner_removed", "application", id, &json!({ "number": number })))
                    .await?;
                Ok(())
            })
            .await
    }

    /// Organisations of the register to choose from, for those who write an application.
    pub async fn organisations(&self, ctx: &Ctx, id: ApplicationId) -> Result<Vec<Organisation>, CallError> {
        let one = permitted(ctx, Act::WriteApplication, store::find(self.db.reader(), ctx, id).await?)?;
        Ok(self.register.organisations(ctx, &one.cluster, "").await?)
    }
}

/// What was written, looked at; the name comes back.
fn checked(new: &NewPartner) -> Result<String, CallError> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME {
        return Err(field("name", "calls-wrong-partner"));
    }
    if !is_country(new.country.trim()) {
        return Err(field("country", "calls-wrong-partner-country"));
    }
    let is_free = new.role == PartnerRole::Associated;
    if new.share_minor < 0 || (is_free && new.share_minor > 0) {
        return Err(field("share", "calls-wrong-partner-share"));
    }
    let signs_as = new.signs_as.trim();
    if signs_as.is_empty() || signs_as.chars().count() > NAME {
        return Err(field("signs_as", "calls-wrong-partner-signs"));
    }
    Ok(name)
}

async fn asks_for_partners(tx: &Tx, one: &Application) -> Result<(), CallError> {
    let content = calls::content_of(tx.conn(), one).await?.ok_or(CallError::NotFound)?;
    if content.consortium.is_some() { Ok(()) } else { Err(CallError::NotFound) }
}

/// Gives who signs a seat, if they have none; tells whether it is new.
async fn seated(tx: &Tx, id: ApplicationId, partner: &Partner) -> Result<bool, CallError> {
    let person = partner.signatory;
    // Whoever was asked to judge an application, or has a conflict of interest, cannot sign for one of its organisations.
    let judges = assessment::of(tx.conn(), &[id]).await?.iter().any(|one| one.assessor == person);
    if judges || store::has_conflict(tx.conn(), id, person).await? {
        return Err(field("signatory", "calls-wrong-member"));
    }
    let team = seat::of(tx.conn(), id).await?;
    let own = team.iter().find(|seat| seat.person == person);
    if own.is_some_and(|seat| seat.state != SeatState::Declined) {
        return Ok(false);
    }
    let new = Seat { person, role: SeatRole::Member, state: SeatState::Invited };
    seat::save(tx.conn(), id, &new, tx.now().as_millisecond()).await?;
    tx.journal(Entry::new("calls.invited", "application", id, &json!({ "person": person }))).await?;
    Ok(true)
}

async fn leave(tx: &Tx, id: ApplicationId, person: Option<UserId>) -> Result<(), CallError> {
    if let Some(person) = person {
        let gone = Seat { person, role: SeatRole::Member, state: SeatState::Declined };
        seat::save(tx.conn(), id, &gone, tx.now().as_millisecond()).await?;
    }
    Ok(())
}
