//! A person, organisation or body with all that is known of it.

use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::day::Validity;
use super::fold::folded;
use super::identifier::Identifier;
use super::kinds::{ActorKind, LegalForm, NameKind, RecordState, RelationKind, Role, Visibility};
use super::personal::Personal;

typed_id!(
    /// A person, organisation or body.
    ActorId
);

/// A name with the time in which it was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its row.
    pub id: Uuid,
    /// What it is for.
    pub kind: NameKind,
    /// In one or both languages.
    pub text: Text,
    /// When.
    pub valid: Validity,
    /// Did it come with a record that was put together with this one?
    pub borrowed: bool,
}

/// That an actor is in the register of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its row.
    pub id: Uuid,
    /// The cluster.
    pub cluster: String,
    /// Its name in the cluster's addresses; without one it is known there and not listed on the portal.
    pub slug: Option<String>,
    /// Who may see that it is there.
    pub visibility: Visibility,
    /// Where in the cluster's own order.
    pub position: i64,
    /// The search that finds evidence in its field.
    pub query: Option<String>,
}

impl Thing for Place {
    fn state(&self) -> &str {
        self.visibility.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// What an involvement is with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The cluster that keeps the involvement.
    Cluster,
    /// Another actor.
    Actor(ActorId),
    /// Anything else that has a kind and an id: `concept:gene-therapy`.
    Thing {
        /// Its kind, as in the journal.
        kind: String,
        /// Its id.
        id: String,
    },
}

/// What an actor is to something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involvement {
    /// Its row.
    pub id: Uuid,
    /// The cluster that keeps it.
    pub cluster: String,
    /// What it is.
    pub role: Role,
    /// To what.
    pub target: Target,
    /// When.
    pub valid: Validity,
    /// Who may see it.
    pub visibility: Visibility,
    /// Where in the cluster's own order.
    pub position: i64,
}

impl Thing for Involvement {
    fn state(&self) -> &str {
        self.visibility.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// How an actor is tied to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its row.
    pub id: Uuid,
    /// How.
    pub kind: RelationKind,
    /// To whom.
    pub other: ActorId,
    /// When.
    pub valid: Validity,
}

/// A paragraph of what a cluster says about an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its row.
    pub id: Uuid,
    /// The cluster.
    pub cluster: String,
    /// The paragraph.
    pub text: Text,
}

/// A person, organisation or body with all that is known of it, or with as much of that as somebody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id, which leads to it forever.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// Where its record stands.
    pub state: RecordState,
    /// The record that is used instead.
    pub merged_into: Option<ActorId>,
    /// The legal form of an organisation; more than one where records that were put together disagree.
    pub legal_forms: Vec<LegalForm>,
    /// Its names, in the order of their recording.
    pub names: Vec<Name>,
    /// Its identifiers, each once.
    pub identifiers: Vec<(Uuid, Identifier)>,
    /// The clusters that it is in.
    pub places: Vec<Place>,
    /// What it is to others.
    pub involvements: Vec<Involvement>,
    /// Whose part it is, who came after it.
    pub relations: Vec<Relation>,
    /// What clusters say about it.
    pub about: Vec<About>,
    /// Personal data of a person.
    pub personal: Vec<Personal>,
}

impl Actor {
    /// The name that it had on a day: official before short, the latest of several. What it is only found by is not its
    /// name as long as there is another; a name that was over, or not there yet, only where none was there. Names that came
    /// with another record do not displace its own.
    pub fn name_on(&self, day: Date) -> Text {
        let is_then = |name: &&Name| name.valid.covers(day);
        let is_name = |name: &&Name| name.kind != NameKind::Variant;
        let is_own = |name: &&Name| !name.borrowed;
        let pools: [Vec<&Name>; 4] = [
            self.names.iter().filter(is_name).filter(is_then).filter(is_own).collect(),
            self.names.iter().filter(is_name).filter(is_then).collect(),
            self.names.iter().filter(is_name).filter(is_own).collect(),
            self.names.iter().filter(is_name).collect(),
        ];
        let pool = pools.into_iter().find(|pool| !pool.is_empty()).unwrap_or_else(|| self.names.iter().collect());
        let best = |lang: Lang| {
            // The last of equals is taken, so from behind it is the one that was recorded first.
            let named = pool.iter().rev().filter(|name| words(&name.text, lang).is_some());
            let best = named.max_by_key(|name| (std::cmp::Reverse(name.kind as u8), name.valid.from));
            best.and_then(|name| words(&name.text, lang)).map(str::to_owned)
        };
        Text { en: best(Lang::En), ru: best(Lang::Ru) }
    }

    /// All its names, in all languages.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().flat_map(|name| [&name.text.en, &name.text.ru]).flatten().map(String::as_str)
    }

    /// By what it is sorted: its name on this day in one script.
    pub fn sort_key(&self, day: Date) -> String {
        let name = self.name_on(day);
        folded(name.en.as_deref().or(name.ru.as_deref()).unwrap_or_default())
    }

    /// Its place in this cluster, the first where it has several.
    pub fn place_in(&self, cluster: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.cluster == cluster)
    }

    /// The involvements that held on a day.
    pub fn involved_on(&self, day: Date) -> impl Iterator<Item = &Involvement> {
        self.involvements.iter().filter(move |one| one.valid.covers(day))
    }
}

fn words(text: &Text, lang: Lang) -> Option<&str> {
    match lang {
        Lang::En => text.en.as_deref(),
        Lang::Ru => text.ru.as_deref(),
    }
}

/// Words in the language of their script.
pub fn in_its_language(words: &str) -> Text {
    let is_cyrillic = words.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
    let words = Some(words.trim().to_owned());
    if is_cyrillic { Text { en: None, ru: words } } else { Text { en: words, ru: None } }
}

/// A name as it is shown where only an actor's id is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Whose.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// The name.
    pub name: Text,
}
