//! Lists as files.

use axum::extract::State;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Path, Query};
use bellwether_web::sheet::{self, Sheet};

use super::pages::MembersQuery;
use super::portal::Portal;
use crate::model::actor::Actor;
use crate::service::look;
use crate::urls;

/// The members as CSV.
pub async fn csv(
    page: Page,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(query): Query<MembersQuery>,
) -> PageResult {
    let members = members(&page, &portal, &slug, query).await?;
    let row = |member: Actor| {
        let own = member.involvements.iter().filter(|one| one.with.is_none());
        let roles = own.map(|one| one.role.name()).collect::<Vec<_>>().join(" ");
        let address = urls::actor(&slug, &member);
        let Actor { slug, name, part_of, .. } = member;
        let part_of = part_of.and_then(|whole| whole.en).unwrap_or_default();
        [slug, name.en.unwrap_or_default(), name.ru.unwrap_or_default(), roles, part_of, address]
    };
    let head = ["slug", "name_en", "name_ru", "roles", "part_of", "address"];
    download::csv(&named(&slug, "csv"), &head, members.into_iter().map(row))
}

/// The members as JSON.
pub async fn json(
    page: Page,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(query): Query<MembersQuery>,
) -> PageResult {
    let members = members(&page, &portal, &slug, query).await?;
    let bytes = serde_json::to_vec_pretty(&members).map_err(WebError::internal)?;
    Ok(download::file(&named(&slug, "json"), "application/json", bytes))
}

/// The members as a spreadsheet, in the person's language.
pub async fn xlsx(
    page: Page,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(query): Query<MembersQuery>,
) -> PageResult {
    let members = members(&page, &portal, &slug, query).await?;
    let columns = [("cluster-name", 40), ("cluster-role", 40), ("cluster-part-of", 30)];
    let mut sheet = Sheet::titled(&page, &columns, u32::MAX)?;
    for member in members {
        let words = |text: &Text| text.best(page.lang()).0.to_owned();
        let own = member.involvements.iter().filter(|one| one.with.is_none());
        let roles: Vec<String> = own.map(|one| page.t(&format!("actors-role-{}", one.role.name()))).collect();
        let part_of = member.part_of.as_ref().map(words).unwrap_or_default();
        sheet.row([words(&member.name).into(), roles.join("; ").into(), part_of.into()])?;
    }
    Ok(sheet::download(&format!("{slug}-members"), sheet.finish(&[])?))
}

async fn members(page: &Page, portal: &Portal, slug: &str, query: MembersQuery) -> Result<Vec<Actor>, WebError> {
    look::all_members(page.ctx(), &portal.db, slug, &query.wanted(page)?).await?.ok_or(WebError::NotFound)
}

/// The slug is that of a cluster that is there, so it is made of letters, digits and hyphens.
fn named(slug: &str, ending: &str) -> String {
    format!("{slug}-members.{ending}")
}
