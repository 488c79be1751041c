//! All that is known about a cluster, as one value.

use std::collections::BTreeMap;

use bellwether_kernel::lang::{Lang, Text};
use serde::Serialize;

use super::actor::{Actor, Category};
use super::concept::{Concept, Scheme, SchemeKind};
use super::statement::{Counted, Decision, Notice, Product, StatedCount, Statement, StatementKind};
use bellwether_actors::api::Role;

/// Words in one or both languages, as the API gives them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Words {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

/// The name of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Cluster {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    #[schema(value_type = Words)]
    pub name: Text,
    /// A shorter name, for the switch between clusters.
    #[schema(value_type = Words)]
    pub short: Text,
    /// The language that its profile was written in; the other is a translation.
    #[schema(value_type = String)]
    pub original: Lang,
    /// Where its profile comes from.
    #[schema(value_type = Words)]
    pub source: Text,
}

/// All that is known about a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Profile {
    /// Its name.
    pub cluster: Cluster,
    /// What it says about itself and its areas.
    pub statements: Vec<Statement>,
    /// Its sectors, technologies, pillars and focus areas.
    pub schemes: Vec<Scheme>,
    /// The headings of its members.
    pub categories: Vec<Category>,
    /// Its organisations and bodies.
    pub actors: Vec<Actor>,
    /// The products that its participants create.
    pub products: Vec<Product>,
    /// The numbers it states.
    pub counts: Vec<StatedCount>,
    /// Its decisions.
    pub decisions: Vec<Decision>,
    /// Its notices.
    pub notices: Vec<Notice>,
}

impl Profile {
    /// The actors that are this to the cluster, in order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Actor> {
        self.actors.iter().filter(move |actor| actor.is(role))
    }

    /// The actor with this slug.
    pub fn actor(&self, slug: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.slug == slug)
    }

    /// The concept with this slug, and its scheme.
    pub fn concept(&self, slug: &str) -> Option<(&Scheme, &Concept)> {
        let all = self.schemes.iter().flat_map(|scheme| scheme.concepts.iter().map(move |concept| (scheme, concept)));
        all.into_iter().find(|(_, concept)| concept.slug == slug)
    }

    /// The parts of a concept.
    pub fn narrower<'a>(&'a self, slug: &'a str) -> impl Iterator<Item = &'a Concept> {
        let all = self.schemes.iter().flat_map(|scheme| &scheme.concepts);
        all.filter(move |concept| concept.broader.as_deref() == Some(slug))
    }

    /// Schemes of this kind.
    pub fn schemes_of(&self, kind: SchemeKind) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().filter(move |scheme| scheme.kind == kind)
    }

    /// Sentences of this kind about the cluster.
    pub fn says(&self, kind: StatementKind) -> impl Iterator<Item = &Text> {
        let own = self.statements.iter().filter(move |said| said.kind == kind && said.concept.is_none());
        own.map(|said| &said.text)
    }

    /// The headings of members, each with its members; a heading may have none.
    pub fn memberships(&self) -> impl Iterator<Item = (&Category, Vec<&Actor>)> {
        let headings = self.categories.iter().filter(|category| category.role.is_membership());
        headings.map(|category| (category, self.with_role(category.role).collect()))
    }

    /// The sums of the stated numbers.
    pub fn totals(&self) -> BTreeMap<Counted, u32> {
        let mut totals = BTreeMap::new();
        for count in &self.counts {
            *totals.entry(count.of).or_insert(0) += count.number;
        }
        totals
    }
}
