//! What is known as a table: the file that is exported can be brought back and changes nothing.

use jiff::civil::Date;

use super::columns::Column;
use super::draft::{of_field, of_scheme};
use crate::model::actor::{Actor, ActorId, Involvement, Target};
use crate::model::identifier::IdentifierScheme;
use crate::model::kinds::RelationKind;

/// The heading.
pub(crate) fn heading() -> Vec<&'static str> {
    Column::ALL.iter().map(|column| column.name()).collect()
}

/// The rows of an actor in a cluster: what is known of it in the first, one involvement in each.
pub(crate) fn rows(actor: &Actor, cluster: &str, today: Date, name: impl Fn(ActorId) -> String) -> Vec<Vec<String>> {
    let own: Vec<&Involvement> = actor.involvements.iter().filter(|one| one.cluster == cluster).collect();
    let mut rows = Vec::new();
    for at in 0..own.len().max(1) {
        let mut row = vec![String::new(); Column::ALL.len()];
        let mut set = |column: Column, value: String| row[column as usize] = value;
        set(Column::Id, actor.id.to_string());
        if at == 0 {
            facts(actor, cluster, today, &name, &mut set);
        }
        if let Some(one) = own.get(at) {
            set(Column::Role, one.role.name().to_owned());
            set(
                Column::Of,
                match &one.target {
                    Target::Cluster => String::new(),
                    Target::Actor(id) => name(*id),
                    Target::Thing { kind, id } => format!("{kind}:{id}"),
                },
            );
            set(Column::From, one.valid.from.map(|day| day.to_string()).unwrap_or_default());
            set(Column::Until, one.valid.until.map(|day| day.to_string()).unwrap_or_default());
            set(Column::RoleVisibility, one.visibility.name().to_owned());
        }
        rows.push(row);
    }
    rows
}

fn facts(
    actor: &Actor,
    cluster: &str,
    today: Date,
    name: &impl Fn(ActorId) -> String,
    set: &mut impl FnMut(Column, String),
) {
    let place = actor.place_in(cluster);
    set(Column::Slug, place.and_then(|place| place.slug.clone()).unwrap_or_default());
    set(Column::Visibility, place.map(|place| place.visibility.name().to_owned()).unwrap_or_default());
    set(Column::Kind, actor.kind.name().to_owned());
    let now = actor.name_on(today);
    let mut others: Vec<&str> = Vec::new();
    for other in actor.all_names() {
        if now.en.as_deref() != Some(other) && now.ru.as_deref() != Some(other) && !others.contains(&other) {
            others.push(other);
        }
    }
    set(Column::OtherNames, others.join(" | "));
    set(Column::NameEn, now.en.unwrap_or_default());
    set(Column::NameRu, now.ru.unwrap_or_default());
    set(Column::LegalForm, actor.legal_forms.first().map(|form| form.name().to_owned()).unwrap_or_default());
    for scheme in IdentifierScheme::ALL {
        let mut values: Vec<&str> = Vec::new();
        for (_, id) in actor.identifiers.iter().filter(|(_, id)| id.scheme == *scheme) {
            if !values.contains(&id.value.as_str()) {
                values.push(&id.value);
            }
        }
        set(of_scheme(*scheme), values.join(" | "));
    }
    let whole = actor.relations.iter().find(|one| one.kind == RelationKind::PartOf && one.valid.covers(today));
    set(Column::PartOf, whole.map(|one| name(one.other)).unwrap_or_default());
    for one in actor.personal.iter().filter(|one| one.cluster == cluster) {
        set(of_field(one.field), one.value.clone());
    }
}

/// A target that is no actor, as it is written: `concept:gene-therapy`.
pub(crate) fn thing(text: &str) -> Option<Target> {
    let (kind, id) = text.split_once(':')?;
    let is_kind = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (is_kind && !id.is_empty()).then(|| Target::Thing { kind: kind.to_owned(), id: id.to_owned() })
}
