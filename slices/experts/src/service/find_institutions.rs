//! The institutions of an affiliation: those that the source named, else the registry's, else read off the text.

use std::collections::HashMap;
use std::rc::Rc;

use bellwether_identity::organisations::index::Organisations;
use bellwether_identity::organisations::plain;
use bellwether_identity::places::Places;
use bellwether_identity::registry::{NameKind, Organisation};
use bellwether_identity::text;
use bellwether_sources::record::Affiliation;

use crate::model::institution::InstitutionFacts;

/// So many affiliations are remembered; when they are full, remembering starts anew.
const REMEMBERED: usize = 200_000;
/// Longer texts are lists of many people's addresses or damage; only so much of them is read.
const LONGEST_BYTES: usize = 4_000;

/// Finds institutions, remembering what repeats.
pub struct FindInstitutions {
    registry: Option<Organisations>,
    places: Places,
    known: HashMap<u64, Rc<[Found]>>,
}

/// An institution of an affiliation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// ROR id, or `x` and a number.
    pub id: String,
    /// Name as the registry or the affiliation has it.
    pub name: String,
    /// Two letters, or empty.
    pub country: String,
}

impl FindInstitutions {
    /// With the registry, or without.
    pub fn new(registry: Option<Organisations>) -> Self {
        FindInstitutions { registry, places: Places::of(&[]), known: HashMap::new() }
    }

    /// How many organisations the registry holds.
    pub fn registered(&self) -> u64 {
        self.registry.as_ref().map_or(0, |registry| registry.len() as u64)
    }

    /// The institutions of an affiliation, without repeats.
    pub fn of(&mut self, affiliation: &Affiliation) -> Rc<[Found]> {
        let stated: Vec<Found> = affiliation
            .identifiers
            .iter()
            .filter(|identifier| identifier.scheme == "ror")
            .filter_map(|identifier| self.by_ror(&identifier.value))
            .collect();
        if !stated.is_empty() {
            return stated.into();
        }
        let printed = shortened(&affiliation.text);
        let key = text::hash(printed);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let found: Rc<[Found]> = self.read(printed).into();
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(key, found.clone());
        found
    }

    fn by_ror(&self, ror: &str) -> Option<Found> {
        let organisation = self.registry.as_ref()?.get(ror)?;
        let country = organisation.places.first().map(|place| place.country_code.clone()).unwrap_or_default();
        Some(Found { id: organisation.ror.clone(), name: organisation.name.clone(), country })
    }

    fn read(&self, printed: &str) -> Vec<Found> {
        if let Some(registry) = &self.registry {
            return registry.find(printed).iter().filter_map(|found| self.by_ror(&found.ror)).collect();
        }
        let plain = plain::institutions(&self.places, printed).into_iter().map(|plain| Found {
            id: format!("x{:016x}", plain.key),
            name: plain.name,
            country: plain.country.map(|letters| String::from_utf8_lossy(&letters).into_owned()).unwrap_or_default(),
        });
        plain.collect()
    }

    /// What is known about an institution; `name` and `country` are used where the registry does not know it.
    pub fn facts(&self, id: &str, name: &str, country: &str) -> InstitutionFacts {
        match self.registry.as_ref().and_then(|registry| registry.get(id)) {
            Some(organisation) => registered(organisation),
            None => InstitutionFacts {
                id: id.to_owned(),
                name: name.to_owned(),
                country: country.to_owned(),
                ..InstitutionFacts::default()
            },
        }
    }
}

fn registered(organisation: &Organisation) -> InstitutionFacts {
    let place = organisation.places.first().cloned().unwrap_or_default();
    let others = organisation.names.iter().filter(|name| name.kind != NameKind::Display);
    InstitutionFacts {
        id: organisation.ror.clone(),
        name: organisation.name.clone(),
        registered: true,
        other_names: others.map(|name| name.text.clone()).collect(),
        city: place.city,
        country: place.country_code,
        types: organisation.types.clone(),
        established: organisation.established,
        links: organisation.links.iter().filter(|link| link.starts_with("http")).cloned().collect(),
    }
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
