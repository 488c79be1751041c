//! Rows of the table as what they say: cells become values, rows of one actor one draft.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Text;

use super::columns::Column;
use super::problem::{Problem, Refusal};
use crate::model::actor::ActorId;
use crate::model::day::{NotAPeriod, Validity};
use crate::model::fold::folded;
use crate::model::identifier::{Identifier, IdentifierScheme, NotAnIdentifier};
use crate::model::kinds::{ActorKind, LegalForm, Role, Visibility};
use crate::model::names::{is_name, is_slug};
use crate::model::personal::{PersonalField, is_usable};

/// What the rows about one actor say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// The rows.
    pub rows: Vec<u32>,
    pub id: Option<ActorId>,
    pub slug: Option<String>,
    pub kind: Option<ActorKind>,
    pub name: Text,
    pub other_names: Vec<String>,
    pub form: Option<LegalForm>,
    pub identifiers: Vec<Identifier>,
    pub part_of: Option<(u32, String)>,
    pub visibility: Option<Visibility>,
    pub roles: Vec<DraftRole>,
    pub personal: Vec<(u32, PersonalField, String)>,
}

/// A role that a row gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DraftRole {
    pub row: u32,
    pub role: Role,
    pub of: Option<String>,
    pub valid: Validity,
    pub visibility: Option<Visibility>,
}

/// A table as drafts, and what is refused of it.
pub(crate) fn drafts(rows: &[(u32, Vec<String>)]) -> (Vec<Draft>, Vec<Refusal>) {
    let mut refused = Vec::new();
    let Some((heading, rows)) = rows.split_first() else {
        return (Vec::new(), vec![refusal(1, None, "", Problem::NoHeading)]);
    };
    let columns = heading_columns(heading, &mut refused);
    if !columns
        .iter()
        .flatten()
        .any(|column| matches!(column, Column::NameEn | Column::NameRu | Column::Id | Column::Slug))
    {
        refused.push(refusal(heading.0, None, "", Problem::NoHeading));
    }
    if !refused.is_empty() {
        return (Vec::new(), refused);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (number, cells) in rows {
        let cells: BTreeMap<Column, &str> = columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| Some(((*column)?, cell.as_str())))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        let draft = Reader { row: *number, cells: &cells, refused: &mut refused }.draft();
        let keys = keys(&draft);
        match keys.iter().find_map(|key| known.get(key).copied()) {
            Some(at) => join(&mut drafts[at], draft, &mut refused),
            None => drafts.push(draft),
        }
        let at = keys.iter().find_map(|key| known.get(key).copied()).unwrap_or(drafts.len() - 1);
        for key in keys {
            known.entry(key).or_insert(at);
        }
    }
    (drafts, refused)
}

fn refusal(row: u32, column: Option<Column>, value: &str, problem: Problem) -> Refusal {
    Refusal { row, column, value: value.to_owned(), problem }
}

fn heading_columns((row, cells): &(u32, Vec<String>), refused: &mut Vec<Refusal>) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for cell in cells {
        let column = Column::from_name(&cell.to_lowercase());
        if column.is_none() && !cell.is_empty() {
            refused.push(refusal(*row, None, cell, Problem::UnknownColumn));
        }
        if column.is_some() && columns.contains(&column) {
            refused.push(refusal(*row, column, cell, Problem::ColumnTwice));
        }
        columns.push(column);
    }
    columns
}

/// By what rows are known to be of one actor.
fn keys(draft: &Draft) -> Vec<String> {
    let mut keys: Vec<String> = draft.id.iter().map(|id| format!("id {id}")).collect();
    keys.extend(draft.slug.iter().map(|slug| format!("slug {slug}")));
    keys.extend(draft.identifiers.iter().map(|id| format!("{} {}", id.scheme.name(), id.value)));
    if keys.is_empty() {
        let name = draft.name.en.as_deref().or(draft.name.ru.as_deref()).map(folded);
        keys.extend(name.map(|name| format!("name {} {name}", draft.kind.map_or("", ActorKind::name))));
    }
    keys
}

/// Adds what another row says about the same actor.
fn join(draft: &mut Draft, more: Draft, refused: &mut Vec<Refusal>) {
    let row = more.rows.first().copied().unwrap_or_default();
    let mut clash =
        |column: Column, value: String| refused.push(refusal(row, Some(column), &value, Problem::Contradiction));
    macro_rules! same {
        ($($into:expr, $from:expr, $column:ident, $show:expr;)*) => {$(
            match (&$into, $from) {
                (_, None) => {}
                (Some(known), Some(said)) if *known == said => {}
                (Some(_), Some(said)) => clash(Column::$column, $show(&said)),
                (None, Some(said)) => $into = Some(said),
            }
        )*};
    }
    same!(
        draft.id, more.id, Id, ToString::to_string;
        draft.slug, more.slug, Slug, String::clone;
        draft.kind, more.kind, Kind, |kind: &ActorKind| kind.name().to_owned();
        draft.name.en, more.name.en, NameEn, String::clone;
        draft.name.ru, more.name.ru, NameRu, String::clone;
        draft.form, more.form, LegalForm, |form: &LegalForm| form.name().to_owned();
        draft.visibility, more.visibility, Visibility, |one: &Visibility| one.name().to_owned();
    );
    match (&draft.part_of, more.part_of) {
        (Some((_, known)), Some((_, said))) if *known != said => clash(Column::PartOf, said),
        (None, said) => draft.part_of = said,
        _ => {}
    }
    draft.rows.extend(more.rows);
    for name in more.other_names {
        if !draft.other_names.contains(&name) {
            draft.other_names.push(name);
        }
    }
    for id in more.identifiers {
        if !draft.identifiers.contains(&id) {
            draft.identifiers.push(id);
        }
    }
    draft.roles.extend(more.roles);
    for (row, field, value) in more.personal {
        match draft.personal.iter().find(|(_, known, _)| *known == field) {
            Some((_, _, known)) if *known != value => {
                refused.push(refusal(row, Some(of_field(field)), &value, Problem::Contradiction));
            }
            Some(_) => {}
            None => draft.personal.push((row, field, value)),
        }
    }
}

/// The column of a field.
pub(crate) fn of_field(field: PersonalField) -> Column {
    match field {
        PersonalField::Email => Column::Email,
        PersonalField::Phone => Column::Phone,
        PersonalField::Address => Column::Address,
        PersonalField::BirthDate => Column::BirthDate,
        PersonalField::Degree => Column::Degree,
        PersonalField::Position => Column::Position,
        PersonalField::TaxNumber => Column::TaxNumber,
    }
}

/// The column of a scheme.
pub(crate) fn of_scheme(scheme: IdentifierScheme) -> Column {
    match scheme {
        IdentifierScheme::Ror => Column::Ror,
        IdentifierScheme::Isni => Column::Isni,
        IdentifierScheme::Inn => Column::Inn,
        IdentifierScheme::Ogrn => Column::Ogrn,
        IdentifierScheme::Orcid => Column::Orcid,
    }
}

struct Reader<'a> {
    row: u32,
    cells: &'a BTreeMap<Column, &'a str>,
    refused: &'a mut Vec<Refusal>,
}

impl Reader<'_> {
    fn refuse(&mut self, column: Column, problem: Problem) {
        let value = self.cells.get(&column).copied().unwrap_or_default();
        self.refused.push(refusal(self.row, Some(column), value, problem));
    }

    fn cell(&self, column: Column) -> Option<String> {
        self.cells.get(&column).map(|cell| (*cell).to_owned())
    }

    fn word<T>(&mut self, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(column)?;
        let read = read(&cell.to_lowercase());
        if read.is_none() {
            self.refuse(column, Problem::UnknownWord);
        }
        read
    }

    fn name(&mut self, column: Column) -> Option<String> {
        let name = self.cell(column)?;
        if is_name(&name) {
            return Some(name);
        }
        self.refuse(column, Problem::BadName);
        None
    }

    fn draft(mut self) -> Draft {
        let id = self.cell(Column::Id).and_then(|id| {
            let read = id.parse().ok();
            if read.is_none() {
                self.refuse(Column::Id, Problem::UnknownId);
            }
            read
        });
        let slug = self.cell(Column::Slug);
        if slug.as_deref().is_some_and(|slug| !is_slug(slug)) {
            self.refuse(Column::Slug, Problem::BadSlug);
        }
        let mut draft = Draft {
            rows: vec![self.row],
            id,
            slug,
            kind: self.word(Column::Kind, ActorKind::from_name),
            name: Text { en: self.name(Column::NameEn), ru: self.name(Column::NameRu) },
            form: self.word(Column::LegalForm, LegalForm::from_name),
            visibility: self.word(Column::Visibility, Visibility::from_name),
            part_of: self.cell(Column::PartOf).map(|whole| (self.row, whole)),
            ..Draft::default()
        };
        for name in
            self.cell(Column::OtherNames).unwrap_or_default().split('|').map(str::trim).filter(|name| !name.is_empty())
        {
            if is_name(name) {
                draft.other_names.push(name.to_owned());
            } else {
                self.refuse(Column::OtherNames, Problem::BadName);
            }
        }
        draft.identifiers = self.identifiers();
        draft.roles = self.role().into_iter().collect();
        for field in PersonalField::ALL {
            let Some(value) = self.cell(of_field(*field)) else { continue };
            if is_usable(*field, &value) {
                draft.personal.push((self.row, *field, value));
            } else {
                self.refuse(of_field(*field), Problem::BadValue);
            }
        }
        draft
    }

    fn identifiers(&mut self) -> Vec<Identifier> {
        let mut found = Vec::new();
        for scheme in IdentifierScheme::ALL {
            let column = of_scheme(*scheme);
            for text in self.cell(column).unwrap_or_default().split('|').map(str::trim).filter(|text| !text.is_empty())
            {
                match Identifier::parse(*scheme, text) {
                    Ok(id) => found.push(id),
                    Err(NotAnIdentifier::Form(_)) => self.refuse(column, Problem::BadIdentifier),
                    Err(NotAnIdentifier::Check) => self.refuse(column, Problem::Mistyped),
                }
            }
        }
        found
    }

    fn role(&mut self) -> Option<DraftRole> {
        let (from, until) = (self.cell(Column::From).unwrap_or_default(), self.cell(Column::Until).unwrap_or_default());
        let valid = match Validity::parse(&from, &until) {
            Ok(valid) => valid,
            Err(NotAPeriod::Day) => {
                let column = if Validity::parse(&from, "").is_err() { Column::From } else { Column::Until };
                self.refuse(column, Problem::BadDay);
                Validity::ALWAYS
            }
            Err(NotAPeriod::Order) => {
                self.refuse(Column::Until, Problem::EndsBeforeBeginning);
                Validity::ALWAYS
            }
        };
        let of = self.cell(Column::Of);
        let visibility = self.word(Column::RoleVisibility, Visibility::from_name);
        if self.cell(Column::Role).is_none() {
            if of.is_some() || valid != Validity::ALWAYS {
                self.refuse(Column::Role, Problem::RoleMissing);
            }
            return None;
        }
        let role = self.word(Column::Role, Role::from_name)?;
        Some(DraftRole { row: self.row, role, of, valid, visibility })
    }
}
