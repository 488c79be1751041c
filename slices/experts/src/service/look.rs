//! Looking at experts and institutions: lists, profiles, what was built.

use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;
use serde::de::DeserializeOwned;

use crate::model::filter::{DEEPEST, Filter, Rows};
use crate::model::institution::{Institution, InstitutionLine};
use crate::model::person::{Person, PersonLine};
use crate::model::status::Status;
use crate::policy::Act;
pub use crate::store::error::StoreError;
pub use crate::store::folder::Folder;
use crate::store::index::Sort;

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The experts cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A page of experts.
pub fn persons(ctx: &Ctx, folder: &Folder, filter: &Filter, limit: u32) -> Result<Rows<PersonLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(rows(folder, Sort::Person, filter, limit, |person: Person| person.line())?)
}

/// A page of institutions.
pub fn institutions(
    ctx: &Ctx,
    folder: &Folder,
    filter: &Filter,
    limit: u32,
) -> Result<Rows<InstitutionLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let filter = Filter { institution: String::new(), ..filter.clone() };
    Ok(rows(folder, Sort::Institution, &filter, limit, |institution: Institution| institution.line())?)
}

/// One expert.
pub fn person(ctx: &Ctx, folder: &Folder, id: &str) -> Result<Option<Person>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?.map_or(Ok(None), |edition| edition.index.get(Sort::Person, id))?)
}

/// One institution.
pub fn institution(ctx: &Ctx, folder: &Folder, id: &str) -> Result<Option<Institution>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?.map_or(Ok(None), |edition| edition.index.get(Sort::Institution, id))?)
}

/// What was built; `None` before the first build.
pub fn status(ctx: &Ctx, folder: &Folder) -> Result<Option<Status>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?.map(|edition| edition.status.clone()))
}

fn rows<P: DeserializeOwned, L>(
    folder: &Folder,
    sort: Sort,
    filter: &Filter,
    limit: u32,
    line: impl Fn(P) -> L,
) -> Result<Rows<L>, StoreError> {
    let Some(edition) = folder.edition()? else { return Ok(Rows { rows: Vec::new(), total: 0, next: None }) };
    let found = edition.index.search(sort, filter, limit)?;
    let rows: Vec<L> = found.profiles.into_iter().map(line).collect();
    let after = filter.after.unwrap_or(0).min(DEEPEST) + rows.len() as u32;
    let next = (u64::from(after) < found.total && after < DEEPEST && !rows.is_empty()).then_some(after);
    Ok(Rows { rows, total: found.total, next })
}
