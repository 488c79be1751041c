//! A cluster's profile as people write it in a TOML file. Only the shape; `reading` judges what it says.

use std::collections::BTreeMap;

use bellwether_kernel::lang::{Lang, Text};
use serde::Deserialize;
use toml::Spanned;

use super::concept::SchemeKind;
use super::statement::{Counted, ProductKind, StatementKind};
use bellwether_actors::api::{LegalForm, Role};

/// A word or text with its place in the file.
pub type At<T> = Spanned<T>;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub cluster: Cluster,
    #[serde(default)]
    pub statement: Vec<Statement>,
    #[serde(default)]
    pub scheme: Vec<Scheme>,
    #[serde(default)]
    pub concept: Vec<Concept>,
    #[serde(default)]
    pub category: Vec<Category>,
    #[serde(default)]
    pub actor: Vec<Actor>,
    #[serde(default)]
    pub product: Vec<Product>,
    #[serde(default)]
    pub count: Vec<Count>,
    #[serde(default)]
    pub totals: BTreeMap<Counted, At<u32>>,
    #[serde(default)]
    pub decision: Vec<Decision>,
    #[serde(default)]
    pub notice: Vec<Notice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    pub slug: At<String>,
    pub original: Lang,
    pub name: At<Text>,
    pub short: At<Text>,
    pub source: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub kind: StatementKind,
    pub concept: Option<At<String>>,
    pub text: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    pub slug: At<String>,
    pub kind: SchemeKind,
    pub label: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    pub scheme: At<String>,
    pub slug: At<String>,
    pub label: At<Text>,
    pub short: Option<At<Text>>,
    pub broader: Option<At<String>>,
    pub query: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub role: At<Role>,
    pub label: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub slug: At<String>,
    #[serde(default)]
    pub body: bool,
    pub form: Option<LegalForm>,
    pub name: At<Text>,
    #[serde(default)]
    pub other_names: Vec<String>,
    pub part_of: Option<At<Text>>,
    #[serde(default)]
    pub about: Vec<At<Text>>,
    pub query: Option<String>,
    pub involvement: Vec<Involvement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Involvement {
    pub role: At<Role>,
    pub of: Option<At<String>>,
    pub from: Option<At<String>>,
    pub until: Option<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub kind: ProductKind,
    pub text: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub concept: At<String>,
    pub of: At<Counted>,
    pub number: u32,
    pub text: At<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub slug: At<String>,
    pub body: At<String>,
    pub about: Option<At<String>>,
    pub text: At<Text>,
    pub decided: Option<At<String>>,
    pub effective: Option<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    pub slug: At<String>,
    pub issuer: At<String>,
    pub original: Lang,
    pub title: At<Text>,
    pub text: At<Text>,
    pub signed: At<Text>,
}
