//! Records of the Research Organization Registry (ROR), schema versions 1 and 2, brought into one form.
//!
//! Source: <https://ror.readme.io/docs/data-structure>. Only the fields that matching and the institution page need
//! are kept. Reading a dump (lines, array, archive) is here; opening files is not.

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::io::BufRead;

/// An organisation of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The id without its address, `0108mwc04`.
    pub ror: String,
    /// The name to show.
    pub name: String,
    /// All names, the shown one among them.
    pub names: Vec<Name>,
    /// Where it is; the first is the main one.
    pub places: Vec<Place>,
    /// `education`, `healthcare`, `company`, `facility`, `funder` … in lower case.
    pub types: Vec<String>,
    /// Does the organisation still exist under this id?
    pub active: bool,
    /// Year in which it was founded.
    pub established: Option<i16>,
    /// Addresses of its web pages.
    pub links: Vec<String>,
    /// Other organisations and what they are to this one.
    pub relations: Vec<Relation>,
}

/// One name of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Language code, or empty.
    pub lang: String,
    /// What sort of name.
    pub kind: NameKind,
}

/// What sort of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NameKind {
    /// The name that the registry shows.
    Display,
    /// The name in some language.
    Label,
    /// Another name, or a former one.
    Alias,
    /// Letters.
    Acronym,
}

/// A city and its country.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// City.
    pub city: String,
    /// State, province or region, or empty.
    pub region: String,
    /// Code of the region (`MA`), or empty.
    pub region_code: String,
    /// ISO 3166 two-letter code.
    pub country_code: String,
    /// Country in English.
    pub country: String,
}

/// Another organisation and what it is to this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// `parent`, `child`, `related`, `successor`, `predecessor`.
    pub kind: String,
    /// Its id without address.
    pub ror: String,
    /// Its name.
    pub name: String,
}

/// The registry could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// A record is not what the registry's schema says.
    #[error("record {number} of the registry is not a ROR record: {reason}")]
    Record {
        /// Counted from 1.
        number: usize,
        /// What the reader met.
        reason: String,
    },
    /// The file could not be read.
    #[error("reading the registry")]
    Read(#[from] std::io::Error),
    /// The file held nothing.
    #[error("the registry holds no record")]
    Empty,
}

/// Reads a dump: one JSON array of records, or one JSON record a line. Withdrawn records are left out.
///
/// Memory is bounded by the result and one record; a record may be v1 or v2, also mixed in one file.
pub fn read(mut input: impl BufRead) -> Result<Vec<Organisation>, RegistryError> {
    let mut found = Vec::new();
    let is_array = loop {
        let ahead = input.fill_buf()?;
        match ahead.iter().position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf)) {
            Some(at) => {
                let is_array = ahead[at] == b'[';
                input.consume(at);
                break is_array;
            }
            None if ahead.is_empty() => return Err(RegistryError::Empty),
            None => {
                let blank = ahead.len();
                input.consume(blank);
            }
        }
    };
    let read = if is_array {
        let mut reader = serde_json::Deserializer::from_reader(input);
        Records { found: &mut found }.deserialize(&mut reader)
    } else {
        let records = serde_json::Deserializer::from_reader(input).into_iter::<Record>();
        let mut outcome = Ok(());
        for record in records {
            match record {
                Ok(record) => found.push(record.into_organisation()),
                Err(problem) => {
                    outcome = Err(problem);
                    break;
                }
            }
        }
        outcome
    };
    let number = found.len() + 1;
    read.map_err(|problem| RegistryError::Record { number, reason: problem.to_string() })?;
    let found: Vec<Organisation> = found.into_iter().flatten().collect();
    if found.is_empty() { Err(RegistryError::Empty) } else { Ok(found) }
}

/// Reads the records of an array one by one, so that the array is never held as JSON.
struct Records<'a> {
    found: &'a mut Vec<Option<Organisation>>,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an array of ROR records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(record) = sequence.next_element::<Record>()? {
            self.found.push(record.into_organisation());
        }
        Ok(())
    }
}

/// A record of either schema; fields that the other schema lacks stay empty.
#[derive(Deserialize)]
struct Record {
    id: String,
    status: String,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    established: Option<i16>,
    #[serde(default)]
    links: Vec<LinkOfEither>,
    #[serde(default)]
    relationships: Vec<Relationship>,
    #[serde(default)]
    names: Vec<NameV2>,
    #[serde(default)]
    locations: Vec<LocationV2>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    acronyms: Vec<String>,
    #[serde(default)]
    labels: Vec<LabelV1>,
    #[serde(default)]
    addresses: Vec<AddressV1>,
    #[serde(default)]
    country: Option<CountryV1>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LinkOfEither {
    Plain(String),
    Typed { value: String },
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(rename = "type")]
    kind: String,
    id: String,
    #[serde(default)]
    label: String,
}

#[derive(Deserialize)]
struct NameV2 {
    value: String,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Deserialize)]
struct LocationV2 {
    geonames_details: GeonamesV2,
}

#[derive(Deserialize)]
struct GeonamesV2 {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    country_code: Option<String>,
    #[serde(default)]
    country_name: Option<String>,
    #[serde(default)]
    country_subdivision_name: Option<String>,
    #[serde(default)]
    country_subdivision_code: Option<String>,
}

#[derive(Deserialize)]
struct LabelV1 {
    label: String,
    #[serde(default)]
    iso639: Option<String>,
}

#[derive(Deserialize)]
struct AddressV1 {
    #[serde(default)]
    city: Option<String>,
    #[serde(default)]
    geonames_city: Option<CityV1>,
}

#[derive(Deserialize)]
struct CityV1 {
    #[serde(default)]
    city: Option<String>,
    #[serde(default)]
    geonames_admin1: Option<AdminV1>,
}

#[derive(Deserialize)]
struct AdminV1 {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    code: Option<String>,
}

#[derive(Deserialize)]
struct CountryV1 {
    country_name: String,
    country_code: String,
}

impl Record {
    fn into_organisation(self) -> Option<Organisation> {
        if self.status == "withdrawn" {
            return None;
        }
        let names = if self.names.is_empty() { self.names_v1() } else { self.names_v2() };
        let places = if self.locations.is_empty() { self.places_v1() } else { self.places_v2() };
        let name = names.iter().find(|name| name.kind == NameKind::Display).or(names.first())?.text.clone();
        let relations = self.relationships.into_iter().map(|relation| Relation {
            kind: relation.kind.to_lowercase(),
            ror: bare_id(&relation.id),
            name: relation.label,
        });
        let links = self.links.into_iter().map(|link| match link {
            LinkOfEither::Plain(value) | LinkOfEither::Typed { value } => value,
        });
        Some(Organisation {
            ror: bare_id(&self.id),
            name,
            names,
            places,
            types: self.types.iter().map(|kind| kind.to_lowercase()).collect(),
            active: self.status == "active",
            established: self.established,
            links: links.collect(),
            relations: relations.collect(),
        })
    }

    fn names_v2(&self) -> Vec<Name> {
        let kind = |types: &[String]| {
            let has = |wanted: &str| types.iter().any(|found| found == wanted);
            match () {
                () if has("ror_display") => NameKind::Display,
                () if has("acronym") => NameKind::Acronym,
                () if has("label") => NameKind::Label,
                () => NameKind::Alias,
            }
        };
        let to_name = |name: &NameV2| Name {
            text: name.value.clone(),
            lang: name.lang.clone().unwrap_or_default(),
            kind: kind(&name.types),
        };
        self.names.iter().map(to_name).collect()
    }

    fn names_v1(&self) -> Vec<Name> {
        let plain = |text: &String, kind| Name { text: text.clone(), lang: String::new(), kind };
        let labels = self.labels.iter().map(|label| Name {
            text: label.label.clone(),
            lang: label.iso639.clone().unwrap_or_default(),
            kind: NameKind::Label,
        });
        let display = (!self.name.is_empty()).then(|| plain(&self.name, NameKind::Display));
        display
            .into_iter()
            .chain(labels)
            .chain(self.aliases.iter().map(|name| plain(name, NameKind::Alias)))
            .chain(self.acronyms.iter().map(|name| plain(name, NameKind::Acronym)))
            .collect()
    }

    fn places_v2(&self) -> Vec<Place> {
        let place = |location: &LocationV2| {
            let details = &location.geonames_details;
            Place {
                city: details.name.clone().unwrap_or_default(),
                region: details.country_subdivision_name.clone().unwrap_or_default(),
                region_code: details.country_subdivision_code.clone().unwrap_or_default(),
                country_code: details.country_code.clone().unwrap_or_default(),
                country: details.country_name.clone().unwrap_or_default(),
            }
        };
        self.locations.iter().map(place).collect()
    }

    fn places_v1(&self) -> Vec<Place> {
        let Some(country) = &self.country else { return Vec::new() };
        let place = |address: &AddressV1| {
            let geonames = address.geonames_city.as_ref();
            let region = geonames.and_then(|city| city.geonames_admin1.as_ref());
            let city = address.city.clone().or_else(|| geonames.and_then(|city| city.city.clone()));
            let code = region.and_then(|region| region.code.clone()).unwrap_or_default();
            Place {
                city: city.unwrap_or_default(),
                region: region.and_then(|region| region.name.clone()).unwrap_or_default(),
                region_code: code.rsplit('.').next().unwrap_or_default().to_owned(),
                country_code: country.country_code.clone(),
                country: country.country_name.clone(),
            }
        };
        self.addresses.iter().map(place).collect()
    }
}

/// `https://ror.org/0108mwc04` → `0108mwc04`.
pub fn bare_id(id: &str) -> String {
    id.rsplit('/').next().unwrap_or(id).to_lowercase()
}
