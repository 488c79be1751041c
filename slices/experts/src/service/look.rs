//! Looking at experts and institutions: lists, profiles, what was built.

use serde::de::DeserializeOwned;

use crate::model::filter::{DEEPEST, Filter, Rows};
use crate::model::institution::{Institution, InstitutionLine};
use crate::model::person::{Person, PersonLine};
use crate::model::status::Status;
pub use crate::store::error::StoreError;
pub use crate::store::folder::Folder;
use crate::store::index::Sort;

/// A page of experts.
pub fn persons(folder: &Folder, filter: &Filter, limit: u32) -> Result<Rows<PersonLine>, StoreError> {
    rows(folder, Sort::Person, filter, limit, |person: Person| person.line())
}

/// A page of institutions.
pub fn institutions(folder: &Folder, filter: &Filter, limit: u32) -> Result<Rows<InstitutionLine>, StoreError> {
    let filter = Filter { institution: String::new(), ..filter.clone() };
    rows(folder, Sort::Institution, &filter, limit, |institution: Institution| institution.line())
}

/// One expert.
pub fn person(folder: &Folder, id: &str) -> Result<Option<Person>, StoreError> {
    folder.edition()?.map_or(Ok(None), |edition| edition.index.get(Sort::Person, id))
}

/// One institution.
pub fn institution(folder: &Folder, id: &str) -> Result<Option<Institution>, StoreError> {
    folder.edition()?.map_or(Ok(None), |edition| edition.index.get(Sort::Institution, id))
}

/// What was built; `None` before the first build.
pub fn status(folder: &Folder) -> Result<Option<Status>, StoreError> {
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
