//! Users and the journal as spreadsheets, in the person's language. The journal's is for looking at: it holds the newest
//! entries, while the CSV holds all.

use axum::extract::State;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::Query;
use bellwether_web::sheet::{self, Cell, Sheet, SheetColumn};

use crate::http::export::{instant, wanted_users};
use crate::http::{self, journal as journal_page, users as users_page};
use crate::model::user::role_names;

/// So many entries of the journal are in a spreadsheet.
const ENTRIES: u32 = 10_000;

pub(super) async fn users(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<users_page::Asked>,
) -> PageResult {
    let users = wanted_users(&state, &page, &asked).await?;
    let columns = ["accounts-email", "accounts-name", "accounts-roles", "accounts-state", "accounts-made"];
    let mut sheet = Sheet::new(&columns.map(|key| SheetColumn(page.t(key), 28)), u32::MAX)?;
    for user in users {
        let state = if user.active { "accounts-active" } else { "accounts-inactive" };
        sheet.row([
            user.email.as_str().into(),
            user.name.into(),
            role_names(&user.roles).into(),
            page.t(state).into(),
            instant(user.created_at_ms).into(),
        ])?;
    }
    Ok(sheet::download("users", sheet.finish(&[])?))
}

pub(super) async fn journal(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<journal_page::Asked>,
) -> PageResult {
    let columns = [
        ("accounts-journal-number", 10),
        ("accounts-journal-at", 26),
        ("accounts-journal-actor", 44),
        ("accounts-journal-act", 24),
        ("accounts-journal-target", 50),
        ("accounts-journal-detail", 60),
    ];
    let mut sheet = Sheet::titled(&page, &columns, ENTRIES)?;
    let mut wanted = asked.wanted();
    let mut has_room = true;
    while has_room {
        let found = state.accounts.journal(page.ctx(), &wanted, PageSize::clamped(200)).await?;
        for row in found.rows {
            let target = format!("{} {}", row.target_kind, row.target_id);
            has_room = sheet.row([
                Cell::Number(row.seq as f64),
                instant(row.at_ms).into(),
                row.actor.into(),
                row.act.into(),
                target.trim().into(),
                row.detail.into(),
            ])?;
        }
        let Some(next) = found.next.and_then(|next| next.parse().ok()) else { break };
        wanted.before = Some(next);
    }
    let about = if has_room { vec![] } else { vec![(page.t("accounts-journal-sheet-full"), Cell::from(ENTRIES))] };
    Ok(sheet::download("journal", sheet.finish(&about)?))
}
