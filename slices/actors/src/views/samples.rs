//! Data to try the pages with: empty, typical, hostile, huge.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Text;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::actor::ActorPage;
use super::actors::ActorsPage;
use crate::model::actor::{About, Actor, ActorId, Involvement, Name, Named, Place, Relation, Target};
use crate::model::clusters::ClusterName;
use crate::model::day::Validity;
use crate::model::identifier::{Identifier, IdentifierScheme};
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RecordState, RelationKind, Role, Visibility};
use crate::model::lineage::Tie;
use crate::model::merged::Merged;
use crate::model::personal::{KeptFor, Personal, PersonalField};
use crate::model::wanted::{Found, Listed, Wanted};

/// The day of the samples.
pub const DAY: Date = date(2026, 11, 26);

/// An id that is the same each time.
pub fn id(n: u128) -> ActorId {
    ActorId(row(n))
}

/// A row's id that is the same each time.
pub fn row(n: u128) -> Uuid {
    Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 | n)
}

/// Two clusters.
pub fn clusters() -> Vec<ClusterName> {
    let one = |slug: &str, en: &str, ru: &str| ClusterName { slug: slug.to_owned(), name: Text::both(en, ru) };
    vec![one("north", "North cluster", "Северный кластер"), one("south", "South <cluster>", "Южный кластер")]
}

fn name(n: u128, kind: NameKind, en: &str, ru: &str, from: Option<Date>, until: Option<Date>) -> Name {
    let part = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    Name {
        id: row(n),
        kind,
        text: Text { en: part(en), ru: part(ru) },
        valid: Validity { from, until },
        borrowed: false,
    }
}

fn place(n: u128, cluster: &str, visibility: Visibility) -> Place {
    Place { id: row(n), cluster: cluster.to_owned(), slug: None, visibility, position: 0, query: None }
}

fn involvement(n: u128, role: Role, target: Target, from: Option<Date>, until: Option<Date>) -> Involvement {
    Involvement {
        id: row(n),
        cluster: "north".to_owned(),
        role,
        target,
        valid: Validity { from, until },
        visibility: if n.is_multiple_of(2) { Visibility::Public } else { Visibility::Internal },
        position: 0,
    }
}

/// Somebody of whom only the name is known.
pub fn bare(n: u128, kind: ActorKind, en: &str) -> Actor {
    Actor {
        id: id(n),
        kind,
        state: RecordState::Active,
        merged_into: None,
        legal_forms: Vec::new(),
        names: vec![name(n + 1, NameKind::Official, en, "", None, None)],
        identifiers: Vec::new(),
        places: vec![place(n + 2, "north", Visibility::Public)],
        involvements: Vec::new(),
        relations: Vec::new(),
        about: Vec::new(),
        personal: Vec::new(),
    }
}

/// An institute that was renamed, is a part of an academy and succeeded another.
pub fn institute() -> Actor {
    Actor {
        legal_forms: vec![LegalForm::StateInstitution],
        names: vec![
            name(1, NameKind::Official, "Institute of Hearts", "Институт сердец", None, Some(date(2018, 12, 31))),
            name(2, NameKind::Official, "University of Hearts", "Университет сердец", Some(date(2019, 1, 1)), None),
            name(3, NameKind::Variant, "", "УС", None, None),
        ],
        identifiers: vec![
            (row(4), Identifier { scheme: IdentifierScheme::Ror, value: "05yjms546".to_owned() }),
            (row(5), Identifier { scheme: IdentifierScheme::Inn, value: "7707083893".to_owned() }),
        ],
        places: vec![place(6, "north", Visibility::Public), place(7, "south", Visibility::Internal)],
        involvements: vec![
            involvement(8, Role::Founder, Target::Cluster, Some(date(2017, 2, 22)), None),
            involvement(9, Role::Donor, Target::Actor(id(200)), None, Some(date(2020, 1, 1))),
            involvement(
                10,
                Role::Expert,
                Target::Thing { kind: "concept".to_owned(), id: "gene-therapy".to_owned() },
                None,
                None,
            ),
        ],
        relations: vec![Relation { id: row(11), kind: RelationKind::PartOf, other: id(300), valid: Validity::ALWAYS }],
        about: vec![About {
            id: row(12),
            cluster: "north".to_owned(),
            text: Text::both("About hearts.", "О сердцах."),
        }],
        ..bare(100, ActorKind::Organisation, "")
    }
}

/// A person with personal data.
pub fn person() -> Actor {
    let field = |n: u128, field: PersonalField, value: &str| Personal {
        id: row(n),
        cluster: "north".to_owned(),
        field,
        value: value.to_owned(),
        purpose: KeptFor::Contact,
        keep_until: date(2028, 11, 26),
    };
    Actor {
        names: vec![name(401, NameKind::Official, "Ann <b>Example</b>", "Анна Примерова", None, None)],
        places: vec![place(402, "north", Visibility::Internal)],
        involvements: vec![involvement(403, Role::Head, Target::Actor(id(100)), None, None)],
        personal: vec![
            field(404, PersonalField::Email, "ann@example.org"),
            field(405, PersonalField::Phone, "+7 812 000-00-00"),
        ],
        ..bare(400, ActorKind::Person, "")
    }
}

/// A person whose data were erased.
pub fn erased() -> Actor {
    let involvements = vec![involvement(501, Role::Expert, Target::Cluster, Some(date(2017, 2, 22)), None)];
    Actor { state: RecordState::Erased, names: Vec::new(), involvements, ..bare(500, ActorKind::Person, "") }
}

/// The names of all samples.
pub fn names() -> BTreeMap<ActorId, Named> {
    let one = |actor: Actor| (actor.id, Named { id: actor.id, kind: actor.kind, name: actor.name_on(DAY) });
    [
        institute(),
        person(),
        bare(200, ActorKind::Organisation, "Firm \"of\" </a>"),
        bare(300, ActorKind::Organisation, "Academy"),
    ]
    .map(one)
    .into()
}

/// Lists.
pub fn lists() -> Vec<(&'static str, ActorsPage)> {
    let page = |actors: Vec<Actor>, wanted: Wanted, keeps: bool| ActorsPage {
        found: Listed { actors, names: names(), day: DAY, next: Some("key~id".to_owned()) },
        wanted,
        clusters: clusters(),
        keeps,
        merges: keeps,
    };
    let asked = Wanted {
        words: "\"<b>".to_owned(),
        cluster: Some("south".to_owned()),
        kind: Some(ActorKind::Body),
        role: Some(Role::Chair),
        as_of: Some(date(2020, 1, 1)),
        ..Wanted::default()
    };
    let mut none = page(Vec::new(), asked, false);
    none.found.next = None;
    vec![
        ("empty", none),
        (
            "typical",
            page(vec![institute(), person(), bare(200, ActorKind::Body, "Board <i>")], Wanted::default(), true),
        ),
    ]
}

/// Records.
pub fn records() -> Vec<(&'static str, ActorPage)> {
    let page = |actor: Actor, is_kept: bool| ActorPage {
        found: Found { around: Vec::new(), further: Vec::new(), names: names(), day: DAY, actor },
        as_of: None,
        clusters: clusters(),
        is_kept,
        has_data: false,
        merges: Vec::new(),
    };
    let mut around = page(institute(), true);
    let predecessor = Actor {
        relations: vec![Relation {
            id: row(601),
            kind: RelationKind::SucceededBy,
            other: id(100),
            valid: Validity { from: Some(date(1998, 1, 1)), until: None },
        }],
        ..bare(600, ActorKind::Organisation, "Old institute")
    };
    let mut named = names();
    named.insert(id(600), Named { id: id(600), kind: ActorKind::Organisation, name: predecessor.name_on(DAY) });
    named.insert(
        id(602),
        Named {
            id: id(602), kind: ActorKind::Organisation, name: Text::both("Older <institute>", "Прежний институт")
        },
    );
    let further = vec![Tie {
        from: id(602),
        relation: Relation {
            id: row(603),
            kind: RelationKind::MergedInto,
            other: id(600),
            valid: Validity { from: Some(date(1930, 1, 1)), until: None },
        },
    }];
    around.found =
        Found { around: vec![predecessor, person()], further, names: named, day: date(2018, 1, 1), actor: institute() };
    around.as_of = Some(date(2018, 1, 1));
    around.merges = vec![Merged {
        id: row(700),
        kept: id(100),
        dropped: id(701),
        reason: "The same <address>".to_owned(),
        by: "system".to_owned(),
        at_ms: 1_795_000_000_000,
    }];
    let mut one = page(person(), true);
    one.has_data = true;
    vec![
        ("organisation", page(institute(), false)),
        ("organisation-of-a-day", around),
        ("person", one),
        ("erased", page(erased(), true)),
        ("bare", page(bare(200, ActorKind::Body, "<script>alert(1)</script>"), false)),
    ]
}
