//! The journal, for administrators.

use axum::extract::State;
use bellwether_db::journal::list::Wanted;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::Query;
use serde::Deserialize;

use crate::http;
use crate::views::journal::Journal;

/// What of the journal is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub act: String,
    #[serde(default)]
    pub actor: String,
    #[serde(default)]
    pub target: String,
    #[serde(default)]
    pub before: Option<i64>,
}

impl Asked {
    pub fn wanted(&self) -> Wanted {
        Wanted {
            before: self.before,
            act: Some(self.act.clone()),
            actor: Some(self.actor.clone()),
            target_kind: None,
            target_id: Some(self.target.clone()),
        }
    }
}

pub(super) async fn list(State(state): State<http::State>, page: Page, Query(asked): Query<Asked>) -> PageResult {
    let found = state.accounts.journal(page.ctx(), &asked.wanted(), PageSize::clamped(50)).await?;
    Ok(page.show(&Journal {
        rows: found.rows,
        next: found.next,
        is_first: asked.before.is_none(),
        act: asked.act,
        actor: asked.actor,
        target: asked.target,
    }))
}
