//! Asking records for seats.

use std::collections::HashMap;

use bellwether_kernel::ctx::Ctx;
use uuid::Uuid;

use crate::model::records::{About, Place, Records, Seat};
use crate::policy::Act;
use crate::service::Messages;
use crate::service::error::MessageError;

impl Messages {
    pub(super) fn of_kind(&self, kind: &str) -> Option<&dyn Records> {
        self.records.iter().find(|records| records.kind() == kind).map(AsRef::as_ref)
    }

    /// The acting person's seat in the thread of a record.
    ///
    /// # Errors
    /// `Denied` if there is none, whether the record is there or not.
    pub(super) async fn seat(&self, ctx: &Ctx, about: &About) -> Result<Seat, MessageError> {
        let found = self.seats(ctx, std::slice::from_ref(about)).await?.remove(about);
        ctx.permit(Act::TakePart, &Place(found.as_ref().and_then(|_| ctx.actor.user_id())))?;
        found.ok_or(MessageError::Denied(bellwether_kernel::ctx::Denied { act: "take part in a thread", hidden: true }))
    }

    /// The acting person's seats in the threads of these records, asked for once for each kind.
    pub(super) async fn seats(&self, ctx: &Ctx, all: &[About]) -> Result<HashMap<About, Seat>, MessageError> {
        let mut seats = HashMap::new();
        for records in self.records.iter() {
            let kind = records.kind();
            let ids: Vec<Uuid> = all.iter().filter(|about| about.kind == kind).map(|about| about.id).collect();
            if ids.is_empty() {
                continue;
            }
            let found = records.seats(ctx, &ids).await?;
            seats.extend(found.into_iter().map(|(id, seat)| (About { kind: kind.to_owned(), id }, seat)));
        }
        Ok(seats)
    }
}
