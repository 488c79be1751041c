//! Who is told of what, in the transaction in which it happens; and what comes by the clock.

use std::collections::BTreeSet;

use bellwether_db::Tx;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;

use crate::model::application::{Application, ApplicationId, SeatState};
use crate::model::told::{Coming, Happened};
use crate::model::undertaking::UndertakingId;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::store::application::{self as store, Wanted};
use crate::store::{due, seat};

/// Who takes part in what is written about an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Those who apply.
    pub team: Vec<UserId>,
    /// The officers of the cluster, without those of the team and those with a conflict of interest.
    pub office: Vec<UserId>,
}

impl Calls {
    /// Tells these.
    pub(super) async fn tell(&self, tx: &Tx, happened: Happened, people: &[UserId]) -> Result<(), CallError> {
        for person in people {
            self.notifier.note(tx, happened, *person).await?;
        }
        Ok(())
    }

    /// Tells those who apply.
    pub(super) async fn tell_team(&self, tx: &Tx, id: ApplicationId, happened: Happened) -> Result<(), CallError> {
        let team = team(tx, id).await?;
        self.tell(tx, happened, &team).await
    }

    /// Tells the office, whom the caller looked up before the transaction began.
    pub(super) async fn tell_office(
        &self,
        tx: &Tx,
        id: ApplicationId,
        (office, happened): (&[UserId], Happened),
    ) -> Result<(), CallError> {
        let team = team(tx, id).await?;
        for person in office.iter().filter(|person| !team.contains(person)) {
            if !store::has_conflict(tx.conn(), id, *person).await? {
                self.notifier.note(tx, happened, *person).await?;
            }
        }
        Ok(())
    }

    /// Tells those who apply of an award, the lead that it is to be accepted; of anything else that was decided, all alike.
    pub(super) async fn tell_decision(
        &self,
        tx: &Tx,
        one: &Application,
        (is_award, otherwise): (bool, Happened),
    ) -> Result<(), CallError> {
        for person in team(tx, one.id).await? {
            let happened = if is_award && person == one.lead { Happened::Awarded(one.id) } else { otherwise };
            self.notifier.note(tx, happened, person).await?;
        }
        Ok(())
    }

    /// The officers of the cluster of an application.
    pub(super) async fn office_of(&self, id: ApplicationId) -> Result<Vec<UserId>, CallError> {
        match store::cluster_of(self.db.reader(), id).await? {
            Some(cluster) => Ok(self.people.office(&cluster).await?),
            None => Ok(Vec::new()),
        }
    }

    /// The officers of the cluster of an undertaking.
    pub(super) async fn office_of_undertaking(&self, id: UndertakingId) -> Result<Vec<UserId>, CallError> {
        match crate::store::undertaking::find(self.db.reader(), id).await? {
            Some(one) => self.office_of(one.application).await,
            None => Ok(Vec::new()),
        }
    }

    /// Who takes part in what is written about an application; for the installation alone.
    pub async fn party(&self, ctx: &Ctx, id: ApplicationId) -> Result<Party, CallError> {
        ctx.permit(Act::SweepCalls, &bellwether_kernel::policy::Installation)?;
        let conn = self.db.reader();
        let seats = seat::of(conn, id).await?;
        let team: Vec<UserId> =
            seats.iter().filter(|seat| seat.state != SeatState::Declined).map(|seat| seat.person).collect();
        let mut office = Vec::new();
        for person in self.office_of(id).await?.into_iter().filter(|person| !team.contains(person)) {
            if !store::has_conflict(conn, id, person).await? {
                office.push(person);
            }
        }
        Ok(Party { team, office })
    }

    /// Those of these applications that the acting person sees as one of the team or of the office, as they may be known.
    pub async fn among(&self, ctx: &Ctx, ids: &[ApplicationId]) -> Result<Vec<Application>, CallError> {
        let filter = ctx.permitted(Act::SeeApplication)?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let mut seen = Vec::new();
        // Databases bound the number of values in one statement.
        for ids in ids.chunks(200) {
            let wanted = Wanted { ids, ..Wanted::default() };
            let found = store::list(self.db.reader(), ctx, &filter, &wanted, 200).await?;
            seen.extend(found.into_iter().map(|one| super::look::reader_of(&one).sees(one)));
        }
        Ok(seen)
    }

    /// What comes after the one moment and not after the other, and whom to tell; for the installation alone.
    pub async fn coming(
        &self,
        ctx: &Ctx,
        what: Coming,
        (from_ms, until_ms): (i64, i64),
    ) -> Result<Vec<(Happened, UserId)>, CallError> {
        ctx.permit(Act::SweepCalls, &bellwether_kernel::policy::Installation)?;
        let conn = self.db.reader();
        let found = match what {
            Coming::Closing => due::closing(conn, from_ms, until_ms).await?,
            Coming::ReportsDue => due::reports(conn, from_ms, until_ms, Happened::ReportDue).await?,
            Coming::ReportsOverdue => due::reports(conn, from_ms, until_ms, Happened::ReportOverdue).await?,
            Coming::Assessments => due::assessments(conn, from_ms, until_ms).await?,
        };
        Ok(found)
    }
}

/// Those who apply, without who declined.
async fn team(tx: &Tx, id: ApplicationId) -> Result<Vec<UserId>, CallError> {
    let seats = seat::of(tx.conn(), id).await?;
    let people: BTreeSet<UserId> =
        seats.iter().filter(|seat| seat.state != SeatState::Declined).map(|seat| seat.person).collect();
    Ok(people.into_iter().collect())
}
