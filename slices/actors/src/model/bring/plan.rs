//! What drafts would change in what is known.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Text;
use jiff::civil::Date;

use super::columns::Column;
use super::draft::{Draft, DraftRole, of_field, of_scheme};
use super::problem::{Problem, Refusal};
use crate::model::actor::{Actor, ActorId, Name, Target, in_its_language};
use crate::model::day::Validity;
use crate::model::fold::folded;
use crate::model::identifier::{Identifier, IdentifierScheme};
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RelationKind, Role, Visibility};
use crate::model::personal::PersonalField;
use uuid::Uuid;

/// Somebody: known, or the one that an item adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Known.
    Known(ActorId),
    /// Added by the item with this number.
    New(usize),
}

/// What a role is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Onto {
    /// The cluster.
    Cluster,
    /// Somebody.
    Actor(Who),
    /// Something else, which is a [`Target::Thing`].
    Thing(Target),
}

/// What is done for one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Create { kind: ActorKind, form: Option<LegalForm> },
    Place { slug: Option<String>, visibility: Visibility },
    SetVisibility { row: Uuid, visibility: Visibility },
    AddName { kind: NameKind, text: Text },
    SetName { row: Uuid, text: Text },
    SetForm(LegalForm),
    AddIdentifier(Identifier),
    AddPart(Who),
    AddRole { role: Role, target: Onto, valid: Validity, visibility: Visibility },
    SetDays { row: Uuid, valid: Validity },
    SetPersonal { old: Option<Uuid>, field: PersonalField, value: String },
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The column that says it.
    pub column: Column,
    /// What was known; empty for nothing.
    pub before: String,
    /// What will be.
    pub after: String,
    /// What is done for it.
    pub(crate) step: Step,
}

/// What would become of one actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The rows that say it.
    pub rows: Vec<u32>,
    /// Who.
    pub who: Who,
    /// The name, for people.
    pub name: Text,
    /// The changes; none if all was known.
    pub changes: Vec<Change>,
}

/// What a table would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Item by item, in the order of the file.
    pub items: Vec<Item>,
    /// What is refused, in the order of the file. As long as there is any, nothing is done.
    pub refused: Vec<Refusal>,
}

impl Plan {
    /// Those that would be added.
    pub fn added(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| matches!(item.who, Who::New(_)))
    }

    /// Those that would be changed.
    pub fn changed(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| matches!(item.who, Who::Known(_)) && !item.changes.is_empty())
    }

    /// How many are as they were.
    pub fn unchanged(&self) -> usize {
        self.items.iter().filter(|item| item.changes.is_empty()).count()
    }
}

/// What is known, as far as whoever brings the table may know it.
pub(crate) struct Known<'a> {
    /// The cluster that it is brought to.
    pub cluster: &'a str,
    /// The actors.
    pub actors: &'a [Actor],
    /// The day.
    pub today: Date,
}

/// Plans what the drafts say.
pub(crate) fn plan(drafts: &[Draft], known: &Known<'_>, mut refused: Vec<Refusal>) -> Plan {
    let lookup = Lookup::of(known);
    let mut who = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        who.push(match lookup.identify(draft) {
            Ok(Some(actor)) => Who::Known(actor.id),
            Ok(None) => Who::New(at),
            Err((column, value, problem)) => {
                refused.push(Refusal { row: draft.rows[0], column: Some(column), value, problem });
                Who::New(at)
            }
        });
    }
    let mut items = Vec::new();
    for (draft, of) in drafts.iter().zip(&who) {
        let before = match of {
            Who::Known(id) => lookup.by_id.get(id).copied(),
            Who::New(_) => None,
        };
        let mut planner = Planner {
            known,
            lookup: &lookup,
            drafts,
            who: &who,
            draft,
            own: *of,
            before,
            changes: Vec::new(),
            refused: &mut refused,
        };
        planner.plan();
        let changes = planner.changes;
        let name = before.map_or_else(|| draft.name.clone(), |actor| actor.name_on(known.today));
        items.push(Item { rows: draft.rows.clone(), who: *of, name, changes });
    }
    refused.sort_by_key(|one| (one.row, one.column.map(|column| column as u8), one.problem));
    Plan { items, refused }
}

struct Lookup<'a> {
    by_id: BTreeMap<ActorId, &'a Actor>,
    by_slug: BTreeMap<&'a str, &'a Actor>,
    by_identifier: BTreeMap<(IdentifierScheme, &'a str), &'a Actor>,
    by_name: BTreeMap<String, Vec<&'a Actor>>,
}

type Unidentified = (Column, String, Problem);

impl<'a> Lookup<'a> {
    fn of(known: &Known<'a>) -> Lookup<'a> {
        let mut lookup = Lookup {
            by_id: BTreeMap::new(),
            by_slug: BTreeMap::new(),
            by_identifier: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for actor in known.actors {
            lookup.by_id.insert(actor.id, actor);
            let own = actor.places.iter().filter(|place| place.cluster == known.cluster);
            lookup.by_slug.extend(own.filter_map(|place| place.slug.as_deref()).map(|slug| (slug, actor)));
            lookup
                .by_identifier
                .extend(actor.identifiers.iter().map(|(_, id)| ((id.scheme, id.value.as_str()), actor)));
            // Of other clusters only what has the same identifier is the same; names alone are too little.
            if actor.place_in(known.cluster).is_some() {
                for name in actor.all_names() {
                    let same = lookup.by_name.entry(folded(name)).or_default();
                    if !same.iter().any(|other| other.id == actor.id) {
                        same.push(actor);
                    }
                }
            }
        }
        lookup
    }

    /// The known actor that a draft is about: by id, identifier, slug, or the name alone.
    fn identify(&self, draft: &Draft) -> Result<Option<&'a Actor>, Unidentified> {
        let mut found: Option<&'a Actor> = None;
        if let Some(id) = draft.id {
            found = Some(*self.by_id.get(&id).ok_or((Column::Id, id.to_string(), Problem::UnknownId))?);
        }
        let by_slug = draft.slug.as_deref().and_then(|slug| self.by_slug.get(slug).copied());
        match (found, by_slug) {
            (Some(found), Some(other)) if found.id != other.id => {
                return Err((Column::Slug, draft.slug.clone().unwrap_or_default(), Problem::SlugTaken));
            }
            (None, other) => found = other,
            _ => {}
        }
        for id in &draft.identifiers {
            match (found, self.by_identifier.get(&(id.scheme, id.value.as_str())).copied()) {
                (Some(found), Some(other)) if found.id != other.id => {
                    return Err((of_scheme(id.scheme), id.value.clone(), Problem::OtherActor));
                }
                (None, Some(other)) => found = Some(other),
                _ => {}
            }
        }
        if found.is_some() || draft.id.is_some() || draft.slug.is_some() {
            return Ok(found);
        }
        let names = [&draft.name.en, &draft.name.ru].into_iter().flatten();
        for name in names {
            let same: Vec<&Actor> =
                self.named(name).into_iter().filter(|one| draft.kind.is_none_or(|kind| kind == one.kind)).collect();
            match same.as_slice() {
                [] => {}
                [one] => return Ok(self.by_id.get(&one.id).copied()),
                _ => return Err((Column::NameEn, name.clone(), Problem::Ambiguous)),
            }
        }
        Ok(None)
    }

    fn named(&self, name: &str) -> Vec<&'a Actor> {
        self.by_name.get(&folded(name)).cloned().unwrap_or_default()
    }
}

struct Planner<'a, 'b> {
    known: &'b Known<'a>,
    lookup: &'b Lookup<'a>,
    drafts: &'b [Draft],
    who: &'b [Who],
    draft: &'b Draft,
    own: Who,
    before: Option<&'b Actor>,
    changes: Vec<Change>,
    refused: &'b mut Vec<Refusal>,
}

impl Planner<'_, '_> {
    fn row(&self) -> u32 {
        self.draft.rows.first().copied().unwrap_or_default()
    }

    fn refuse(&mut self, row: u32, column: Column, value: &str, problem: Problem) {
        self.refused.push(Refusal { row, column: Some(column), value: value.to_owned(), problem });
    }

    fn change(&mut self, column: Column, before: impl Into<String>, after: impl Into<String>, step: Step) {
        self.changes.push(Change { column, before: before.into(), after: after.into(), step });
    }

    fn plan(&mut self) {
        let kind = self.kind();
        self.place();
        self.names();
        self.form(kind);
        self.identifiers(kind);
        self.part_of();
        for role in &self.draft.roles {
            self.role(role, kind);
        }
        self.personal(kind);
    }

    fn kind(&mut self) -> Option<ActorKind> {
        match (self.before, self.draft.kind) {
            (Some(actor), Some(kind)) if actor.kind != kind => {
                self.refuse(self.row(), Column::Kind, kind.name(), Problem::OtherKind);
                Some(actor.kind)
            }
            (Some(actor), _) => Some(actor.kind),
            (None, Some(kind)) => {
                if self.draft.name.en.is_none() && self.draft.name.ru.is_none() {
                    self.refuse(self.row(), Column::NameEn, "", Problem::NameMissing);
                }
                let form = self.draft.form.filter(|_| kind == ActorKind::Organisation);
                self.change(Column::Kind, "", kind.name(), Step::Create { kind, form });
                Some(kind)
            }
            (None, None) => {
                self.refuse(self.row(), Column::Kind, "", Problem::KindMissing);
                None
            }
        }
    }

    fn usual_visibility(&self) -> Visibility {
        let kind = self.before.map(|actor| actor.kind).or(self.draft.kind);
        if kind == Some(ActorKind::Person) { Visibility::Internal } else { Visibility::Public }
    }

    fn place(&mut self) {
        let place = self.before.and_then(|actor| actor.place_in(self.known.cluster)).cloned();
        let said = self.draft.visibility;
        match place {
            None => {
                let visibility = said.unwrap_or(self.usual_visibility());
                let slug = self.draft.slug.clone();
                let step = Step::Place { slug: slug.clone(), visibility };
                self.change(Column::Visibility, "", visibility.name(), step);
            }
            Some(place) => {
                // A slug leads to its actor from outside, so it does not change by a table.
                if let Some(slug) = self.draft.slug.clone()
                    && !self
                        .before
                        .is_some_and(|actor| actor.places.iter().any(|place| place.slug.as_ref() == Some(&slug)))
                {
                    self.refuse(self.row(), Column::Slug, &slug, Problem::SlugTaken);
                }
                if let Some(visibility) = said.filter(|said| *said != place.visibility) {
                    let step = Step::SetVisibility { row: place.id, visibility };
                    self.change(Column::Visibility, place.visibility.name(), visibility.name(), step);
                }
            }
        }
    }

    fn names(&mut self) {
        let said = self.draft.name.clone();
        if said.en.is_none() && said.ru.is_none() {
            return self.other_names();
        }
        let today = self.known.today;
        let now = |actor: &Actor| actor.name_on(today);
        match self.before.map(|actor| (now(actor), official(actor, today).cloned())) {
            None => {
                let words = shown(&said);
                self.change(Column::NameEn, "", words, Step::AddName { kind: NameKind::Official, text: said });
            }
            Some((before, row)) => {
                let changed = |said: &Option<String>, known: &Option<String>| said.is_some() && said != known;
                if changed(&said.en, &before.en) || changed(&said.ru, &before.ru) {
                    let text =
                        Text { en: said.en.clone().or(before.en.clone()), ru: said.ru.clone().or(before.ru.clone()) };
                    let column = if changed(&said.en, &before.en) { Column::NameEn } else { Column::NameRu };
                    let step = match row {
                        Some(row) => Step::SetName { row: row.id, text: text.clone() },
                        None => Step::AddName { kind: NameKind::Official, text: text.clone() },
                    };
                    self.change(column, shown(&before), shown(&text), step);
                }
            }
        }
        self.other_names();
    }

    fn other_names(&mut self) {
        for name in &self.draft.other_names {
            let is_known = self.before.is_some_and(|actor| actor.all_names().any(|known| known == name));
            let own = [&self.draft.name.en, &self.draft.name.ru].into_iter().flatten().any(|own| own == name);
            if !is_known && !own {
                let step = Step::AddName { kind: NameKind::Variant, text: in_its_language(name) };
                self.change(Column::OtherNames, "", name, step);
            }
        }
    }

    fn form(&mut self, kind: Option<ActorKind>) {
        let Some(form) = self.draft.form else { return };
        if kind.is_some_and(|kind| kind != ActorKind::Organisation) {
            return self.refuse(self.row(), Column::LegalForm, form.name(), Problem::OtherKind);
        }
        let before = self.before.and_then(|actor| actor.legal_forms.first().copied());
        if self.before.is_some() && before != Some(form) {
            self.change(Column::LegalForm, before.map_or("", LegalForm::name), form.name(), Step::SetForm(form));
        }
    }

    fn identifiers(&mut self, kind: Option<ActorKind>) {
        for id in &self.draft.identifiers {
            let is_known = self.before.is_some_and(|actor| actor.identifiers.iter().any(|(_, known)| known == id));
            if is_known {
                continue;
            }
            if kind.is_some_and(|kind| !id.scheme.is_of(kind)) {
                self.refuse(self.row(), of_scheme(id.scheme), &id.value, Problem::UnfitIdentifier);
                continue;
            }
            self.change(of_scheme(id.scheme), "", &id.value, Step::AddIdentifier(id.clone()));
        }
    }

    fn part_of(&mut self) {
        let Some((row, said)) = self.draft.part_of.clone() else { return };
        let Some(whole) = self.who(row, Column::PartOf, &said) else { return };
        let is_known = self.before.is_some_and(|actor| {
            let mut parts = actor
                .relations
                .iter()
                .filter(|one| one.kind == RelationKind::PartOf && one.valid.covers(self.known.today));
            parts.any(|one| Who::Known(one.other) == whole)
        });
        if !is_known {
            self.change(Column::PartOf, "", said, Step::AddPart(whole));
        }
    }

    /// Whoever a cell names by slug, id or name: known, or in another row.
    fn who(&mut self, row: u32, column: Column, said: &str) -> Option<Who> {
        let by_id =
            said.parse().ok().and_then(|id: ActorId| self.lookup.by_id.get(&id)).map(|actor| Who::Known(actor.id));
        let by_slug = || self.lookup.by_slug.get(said).map(|actor| Who::Known(actor.id));
        let in_row = || {
            let names = |draft: &Draft| {
                let named =
                    [&draft.name.en, &draft.name.ru].into_iter().flatten().any(|name| folded(name) == folded(said));
                named || draft.slug.as_deref() == Some(said)
            };
            self.drafts.iter().position(names).map(|at| self.who[at])
        };
        let found = match by_id.or_else(by_slug).or_else(in_row) {
            Some(found) => found,
            None => match self.lookup.named(said).as_slice() {
                [one] => Who::Known(one.id),
                [] => {
                    self.refuse(row, column, said, Problem::UnknownActor);
                    return None;
                }
                _ => {
                    self.refuse(row, column, said, Problem::Ambiguous);
                    return None;
                }
            },
        };
        if found == self.own {
            self.refuse(row, column, said, Problem::Itself);
            return None;
        }
        Some(found)
    }

    fn role(&mut self, said: &DraftRole, kind: Option<ActorKind>) {
        let target = match (&said.of, said.of.as_deref().and_then(super::written::thing)) {
            (None, _) => Onto::Cluster,
            (Some(_), Some(thing)) => Onto::Thing(thing),
            (Some(of), None) => match self.who(said.row, Column::Of, of) {
                Some(who) => Onto::Actor(who),
                None => return,
            },
        };
        let is_same = |one: &&crate::model::actor::Involvement| {
            let same_target = match (&one.target, &target) {
                (Target::Cluster, Onto::Cluster) => true,
                (Target::Actor(id), Onto::Actor(who)) => Who::Known(*id) == *who,
                (own @ Target::Thing { .. }, Onto::Thing(thing)) => own == thing,
                _ => false,
            };
            one.cluster == self.known.cluster && one.role == said.role && same_target
        };
        let known: Vec<_> = self.before.iter().flat_map(|actor| &actor.involvements).filter(is_same).collect();
        if known.iter().any(|one| one.valid == said.valid) || (!known.is_empty() && said.valid == Validity::ALWAYS) {
            return;
        }
        // A role that is there without an end, or without a beginning, gets its days; another time is another involvement.
        let open = known.iter().find(|one| {
            let fits = |known: Option<Date>, said: Option<Date>| known.is_none() || known == said;
            fits(one.valid.from, said.valid.from) && fits(one.valid.until, said.valid.until)
        });
        let words = |valid: Validity| {
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let of = said.of.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
            format!("{}{of} {}..{}", said.role.name(), day(valid.from), day(valid.until))
        };
        if let Some(one) = open {
            let (row, before) = (one.id, words(one.valid));
            return self.change(Column::Role, before, words(said.valid), Step::SetDays { row, valid: said.valid });
        }
        // The same row twice in the file is one role.
        let is_said = |change: &Change| matches!(&change.step, Step::AddRole { role, target: to, valid, .. } if *role == said.role && *to == target && *valid == said.valid);
        if self.changes.iter().any(is_said) {
            return;
        }
        let usual = if kind == Some(ActorKind::Person) { Visibility::Internal } else { Visibility::Public };
        let visibility = said.visibility.unwrap_or(usual);
        let step = Step::AddRole { role: said.role, target, valid: said.valid, visibility };
        self.change(Column::Role, "", words(said.valid), step);
    }

    fn personal(&mut self, kind: Option<ActorKind>) {
        for (row, field, value) in &self.draft.personal {
            if kind.is_some_and(|kind| kind != ActorKind::Person) {
                self.refuse(*row, of_field(*field), value, Problem::NotAPerson);
                continue;
            }
            let known = self.before.into_iter().flat_map(|actor| &actor.personal);
            let known: Vec<_> = known.filter(|one| one.field == *field && one.cluster == self.known.cluster).collect();
            if known.iter().any(|one| one.value == *value) {
                continue;
            }
            let old = known.first().map(|one| one.id);
            let before = known.first().map_or("", |one| one.value.as_str()).to_owned();
            let step = Step::SetPersonal { old, field: *field, value: value.clone() };
            self.change(of_field(*field), before, value, step);
        }
    }
}

/// The name row that a new spelling replaces.
fn official(actor: &Actor, day: Date) -> Option<&Name> {
    let now = actor.name_on(day);
    actor.names.iter().find(|name| {
        name.kind == NameKind::Official && name.valid.covers(day) && (name.text.en == now.en || name.text.ru == now.ru)
    })
}

fn shown(name: &Text) -> String {
    [&name.en, &name.ru].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" / ")
}
