//! The pages that only show: budgets, accounts, statements.

use axum::extract::State;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::{Path, Query};

use super::asked::Asked;
use super::desk::{self, Desk};
use crate::model::account::AccountId;
use crate::model::asked::StatementWanted;
use crate::urls;
use crate::views::accounts::AccountsPage;
use crate::views::books::BooksPage;
use crate::views::nothing::NoBooks;
use crate::views::statement::StatementPage;

/// `/ledger`: leads to the books of the current cluster.
pub async fn front(page: Page, State(desk): State<Desk>) -> PageResult {
    match desk.current(&page).await? {
        Some(cluster) => Ok(page.redirect_to(urls::books(&cluster.slug))),
        None => Ok(page.show(&NoBooks)),
    }
}

/// `/ledger/{cluster}`: the funds and budgets.
pub async fn books(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = desk.of(&page, &slug, asked.as_of.trim()).await?;
    let books = desk.ledger.books(page.ctx(), &slug, asked.instant(&page)?).await?;
    let others = desk.own(&page).await?.iter().filter(|of| of.slug != slug).map(|of| desk::of(&page, of, "")).collect();
    let waiting = desk.ledger.waiting(page.ctx()).await?.into_iter().find(|(of, _)| *of == slug).map_or(0, |(_, n)| n);
    Ok(page.show(&BooksPage { of, others, books, waiting }))
}

/// `/ledger/{cluster}/accounts`: the trial balance.
pub async fn accounts(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = desk.of(&page, &slug, asked.as_of.trim()).await?;
    let accounts = desk.ledger.accounts(page.ctx(), &slug, asked.instant(&page)?).await?;
    Ok(page.show(&AccountsPage { of, accounts }))
}

/// `/ledger/{cluster}/accounts/{account}`: its statement.
pub async fn statement(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = desk.of(&page, &slug, asked.as_of.trim()).await?;
    let as_of_ms = asked.instant(&page)?.map(Timestamp::as_millisecond);
    let wanted = StatementWanted { as_of_ms, before: asked.before };
    let statement = desk.ledger.statement(page.ctx(), &slug, account, &wanted, PageSize::clamped(50)).await?;
    Ok(page.show(&StatementPage { of, statement, is_first: asked.before.is_none() }))
}
