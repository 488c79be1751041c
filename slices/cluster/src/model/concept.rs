//! What: sectors, technologies, pillars and focus areas.

use bellwether_kernel::lang::Text;
use serde::Serialize;

use crate::model::profile::Words;
use bellwether_kernel::named;

named!(
    /// What the concepts of a scheme are.
    SchemeKind {
        /// Strategic pillars.
        Pillar = "pillar",
        /// Focus areas.
        FocusArea = "focus_area",
        /// Crucial technologies.
        Technology = "technology",
        /// Sectors of the economy.
        Sector = "sector",
        /// What the operator works on.
        OperatorFocusArea = "operator_focus_area",
    }
);

/// A list of concepts of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Scheme {
    /// Its name in files.
    pub slug: String,
    /// What its concepts are.
    pub kind: SchemeKind,
    /// Its heading.
    #[schema(value_type = Words)]
    pub label: Text,
    /// Its concepts in order.
    pub concepts: Vec<Concept>,
}

/// An area, pillar, technology or sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Concept {
    /// Its name in addresses, unique in the cluster.
    pub slug: String,
    /// Its name, as the source has it.
    #[schema(value_type = Words)]
    pub label: Text,
    /// A shorter name, where the source's is a sentence.
    #[schema(value_type = Option<Words>)]
    pub short: Option<Text>,
    /// The slug of the concept that it is a part of.
    pub broader: Option<String>,
    /// The search that finds its evidence.
    pub query: Option<String>,
}

impl Concept {
    /// The shorter name if there is one.
    pub fn title(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }
}
