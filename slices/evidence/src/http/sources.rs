//! `/evidence/sources`

use axum::extract::State;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::Query;
use serde::Deserialize;

use crate::policy::Act;
use crate::service::ingests::Ingests;
use crate::urls;
use crate::views::sources::SourcesPage;

/// Entries of the ledger on one page.
pub(super) const FILES_PER_PAGE: usize = 50;

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    /// Only entries before this one, counted from the oldest.
    before: Option<usize>,
}

/// Shows the page.
pub async fn page(page: Page, State(ingests): State<Ingests>, Query(asked): Query<Asked>) -> PageResult {
    let snapshot = ingests.snapshot(page.ctx()).await?;
    let end = asked.before.unwrap_or(usize::MAX).min(snapshot.files().len());
    let start = end.saturating_sub(FILES_PER_PAGE);
    Ok(page.show(&SourcesPage {
        records: snapshot.count(),
        sources: snapshot.sources(),
        files: snapshot.files()[start..end].iter().rev().cloned().collect(),
        older: (start > 0).then(|| urls::sources_before(start).to_string()),
        is_later_page: end < snapshot.files().len(),
        may_ingest: page.may(Act::SeeIngests, &Installation),
    }))
}
