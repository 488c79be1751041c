//! Photos and manuals: who sees them, who sends them and takes them away.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::facility::Facility;
use crate::model::file::{
    DocumentId, FacilityFile, FileId, FileSort, Files, MOST_MANUALS, MOST_PHOTOS, NewFile, sha256,
};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::admission;
use crate::service::error::ExchangeError;
use crate::store::file as store;

impl Exchange {
    /// The photos of a facility, and its manuals for those who are let in.
    pub async fn files(&self, ctx: &Ctx, facility: &Facility) -> Result<Files, ExchangeError> {
        ctx.permit(Act::Look, facility)?;
        let all = store::of(self.db.reader(), facility.id).await?;
        let (photos, mut manuals): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.sort == FileSort::Photo);
        if !self.reads_manuals(ctx, facility).await? {
            manuals.clear();
        }
        Ok(Files { photos, manuals })
    }

    /// One file with its bytes.
    pub async fn file(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        id: FileId,
    ) -> Result<(FacilityFile, Vec<u8>), ExchangeError> {
        ctx.permit(Act::Look, facility)?;
        let found = store::content(self.db.reader(), facility.id, id).await?.ok_or(ExchangeError::NotFound)?;
        if found.0.sort == FileSort::Manual && !self.reads_manuals(ctx, facility).await? {
            return Err(ExchangeError::NotFound);
        }
        Ok(found)
    }

    async fn reads_manuals(&self, ctx: &Ctx, facility: &Facility) -> Result<bool, ExchangeError> {
        let admission = admission(ctx, self.db.reader(), &facility.cluster).await?;
        Ok(ctx.permit(Act::ReadManuals, &admission).is_ok() || ctx.permit(Act::Keep, facility).is_ok())
    }

    /// Takes a photo or a version of a manual. The same bytes again are not stored again.
    pub async fn send_file(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        new: &NewFile<'_>,
    ) -> Result<FacilityFile, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        let (kind, size) = new.checked().map_err(|(field, key)| ExchangeError::Field(field, key))?;
        let digest = sha256(new.bytes);
        self.db
            .write(ctx, async |tx| {
                let all = store::of(tx.conn(), facility.id).await?;
                let alike = all.iter().filter(|one| one.sort == new.sort);
                if let Some(same) = alike.clone().find(|one| one.sha256 == digest && one.name == new.name) {
                    return Ok(same.clone());
                }
                let most = if new.sort == FileSort::Photo { MOST_PHOTOS } else { MOST_MANUALS };
                if alike.count() >= most {
                    return Err(ExchangeError::Field("file", "exchange-fault-files-many"));
                }
                let last = match new.of.filter(|_| new.sort == FileSort::Manual) {
                    Some(of) => {
                        let last = store::last_version(tx.conn(), facility.id, of).await?;
                        Some(last.ok_or(ExchangeError::NotFound)?)
                    }
                    None => None,
                };
                let file = FacilityFile {
                    id: FileId::new(),
                    resource: facility.id,
                    sort: new.sort,
                    document: last.as_ref().map_or_else(DocumentId::new, |last| last.document),
                    version: last.map_or(1, |last| last.version + 1),
                    name: new.name.clone(),
                    kind,
                    size,
                    bytes: new.bytes.len() as u64,
                    sha256: digest.clone(),
                    sent_at_ms: tx.now().as_millisecond(),
                };
                store::add(tx.conn(), &file, new.bytes, ctx.actor.user_id()).await?;
                let detail = json!({
                    "resource": facility.id, "sort": file.sort.name(), "version": file.version, "sha256": file.sha256,
                });
                tx.journal(Entry::new("exchange.file_sent", "facility_file", file.id, &detail)).await?;
                Ok(file)
            })
            .await
    }

    /// Takes a photo or a version of a manual away. Its bytes stay, and nobody is shown them.
    pub async fn remove_file(&self, ctx: &Ctx, facility: &Facility, id: FileId) -> Result<(), ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        self.db
            .write(ctx, async |tx| {
                if !store::remove(tx.conn(), facility.id, id).await? {
                    return Err(ExchangeError::NotFound);
                }
                let detail = json!({ "resource": facility.id });
                tx.journal(Entry::new("exchange.file_removed", "facility_file", id, &detail)).await?;
                Ok(())
            })
            .await
    }
}
