//! Who: organisations and bodies, and what they are to the cluster.

use bellwether_kernel::lang::Text;
use serde::Serialize;

use crate::model::profile::Words;
use bellwether_kernel::named;

named!(
    /// What an actor is to the cluster, or to another actor.
    Role {
        /// Founded it.
        Founder = "founder",
        /// Takes part.
        Participant = "participant",
        /// A scientific centre that takes part.
        ScientificCentre = "scientific_centre",
        /// A pharmaceutical company that takes part.
        PharmaceuticalCompany = "pharmaceutical_company",
        /// Makes medical equipment.
        EquipmentManufacturer = "equipment_manufacturer",
        /// Helps results to the market.
        DevelopmentInstitute = "development_institute",
        /// The community that residents form.
        ResidentCommunity = "resident_community",
        /// The initiative that the cluster is a part of.
        Parent = "parent",
        /// Another cluster of the same initiative.
        SisterCluster = "sister_cluster",
        /// A ministry that supports the cluster.
        Ministry = "ministry",
        /// A partner from industry and science.
        IndustrialPartner = "industrial_partner",
        /// A cluster of a region that it works with.
        RegionalCluster = "regional_cluster",
        /// Runs the cluster's business.
        Operator = "operator",
        /// A scientific and technical commission.
        Commission = "commission",
        /// A council that decides.
        Council = "council",
    }
);

named!(
    /// What an actor is.
    ActorKind {
        /// A legal person, or a part of one that acts by itself.
        Organisation = "organisation",
        /// A council, commission or panel.
        Body = "body",
    }
);

impl Role {
    /// Is it among the members, as opposed to bodies, the operator and those around the cluster?
    pub fn is_membership(self) -> bool {
        !matches!(self, Role::Commission | Role::Council | Role::Operator)
    }
}

/// An organisation or body of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Actor {
    /// Its name in addresses, unique in the cluster.
    pub slug: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its name.
    #[schema(value_type = Words)]
    pub name: Text,
    /// Other names that it is known by.
    pub other_names: Vec<String>,
    /// The organisation that it is a part of.
    #[schema(value_type = Option<Words>)]
    pub part_of: Option<Text>,
    /// Paragraphs about it.
    #[schema(value_type = Vec<Words>)]
    pub about: Vec<Text>,
    /// The search that finds evidence in its field.
    pub query: Option<String>,
    /// What it is to the cluster and to other actors.
    pub involvements: Vec<Involvement>,
}

impl Actor {
    /// Is it this to the cluster itself?
    pub fn is(&self, role: Role) -> bool {
        self.involvements.iter().any(|involvement| involvement.role == role && involvement.with.is_none())
    }
}

/// What an actor is to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Involvement {
    /// What it is.
    pub role: Role,
    /// The slug of the actor that it is this to; `None`: to the cluster.
    pub with: Option<String>,
}

/// A heading that members stand under. It may have no member: then the gap is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Category {
    /// The role of those under it.
    pub role: Role,
    /// The heading.
    #[schema(value_type = Words)]
    pub label: Text,
}
