//! An actor in the words of schema.org (<https://schema.org/Organization>, <https://schema.org/Person>), for other programs.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use bellwether_kernel::lang::Text;
use serde_json::{Value, json};

use crate::model::actor::ActorId;
use crate::model::kinds::{ActorKind, RelationKind};
use crate::model::wanted::Found;
use crate::urls;

/// The file.
pub fn answer(found: &Found) -> Response {
    ([(header::CONTENT_TYPE, "application/ld+json")], describe(found).to_string()).into_response()
}

/// Words with their languages, as JSON-LD writes them.
fn words(text: &Text) -> Vec<Value> {
    let one =
        |words: &Option<String>, lang: &str| words.as_ref().map(|words| json!({ "@value": words, "@language": lang }));
    one(&text.en, "en").into_iter().chain(one(&text.ru, "ru")).collect()
}

fn describe(found: &Found) -> Value {
    let actor = &found.actor;
    let is_person = actor.kind == ActorKind::Person;
    let name = actor.name_on(found.day);
    let others = actor.names.iter().map(|other| &other.text).filter(|text| **text != name);
    let identifiers = actor
        .identifiers
        .iter()
        .map(|(_, id)| json!({ "@type": "PropertyValue", "propertyID": id.scheme.name(), "value": id.value }));
    let tied = |wanted: RelationKind| -> Vec<Value> {
        let now = actor.relations.iter().filter(|tie| tie.kind == wanted && tie.valid.covers(found.day));
        now.filter_map(|tie| mention(found, tie.other)).collect()
    };
    let parts = found.around.iter().filter(|other| {
        let mut ties = other.relations.iter();
        ties.any(|tie| tie.kind == RelationKind::PartOf && tie.other == actor.id && tie.valid.covers(found.day))
    });
    let mut all = json!({
        "@context": "https://schema.org",
        "@type": if is_person { "Person" } else { "Organization" },
        "@id": urls::actor(actor.id),
        "url": urls::actor(actor.id),
        "name": words(&name),
        "alternateName": others.flat_map(words).collect::<Vec<_>>(),
        "identifier": identifiers.collect::<Vec<_>>(),
        "sameAs": actor.identifiers.iter().filter_map(|(_, id)| id.href()).collect::<Vec<_>>(),
    });
    if let Value::Object(all) = &mut all
        && !is_person
    {
        all.insert("parentOrganization".to_owned(), tied(RelationKind::PartOf).into());
        let parts = parts.filter_map(|other| mention(found, other.id));
        all.insert("subOrganization".to_owned(), parts.collect::<Vec<_>>().into());
    }
    all
}

fn mention(found: &Found, id: ActorId) -> Option<Value> {
    let named = found.names.get(&id)?;
    Some(json!({ "@type": "Organization", "@id": urls::actor(id), "name": words(&named.name) }))
}
