//! What the cluster says about itself: goals, services, products, counts, decisions, notices.

use bellwether_kernel::lang::{Lang, Text};
use serde::Serialize;

use crate::model::profile::Words;
use bellwether_kernel::named;

named!(
    /// What a sentence says.
    StatementKind {
        /// What the cluster is.
        About = "about",
        /// How it is built.
        Structure = "structure",
        /// Its mission, vision or strategic goal.
        Mission = "mission",
        /// How its priorities were chosen.
        Rationale = "rationale",
        /// One of its objectives.
        Objective = "objective",
        /// A service that it offers to members.
        Service = "service",
        /// A goal in one of its areas.
        Goal = "goal",
        /// What is expected to come of it.
        Expectation = "expectation",
        /// What drives it from outside.
        Driver = "driver",
        /// Whom it works with.
        Cooperation = "cooperation",
    }
);

named!(
    /// Kinds of products that participants create.
    ProductKind {
        /// A target of a disease.
        Target = "target",
        /// A drug.
        Drug = "drug",
        /// A material.
        Material = "material",
        /// A device.
        Device = "device",
        /// A method of diagnosis or treatment.
        Method = "method",
        /// An educational programme.
        Programme = "programme",
        /// An educational resource on the web.
        OnlineResource = "online_resource",
    }
);

named!(
    /// What a stated number counts.
    Counted {
        /// Project companies.
        Company = "company",
        /// Projects.
        Project = "project",
        /// Centres.
        Centre = "centre",
    }
);

/// A sentence of the cluster about itself or one of its areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// The slug of the area it is about; `None`: the cluster.
    pub concept: Option<String>,
    /// The sentence.
    #[schema(value_type = Words)]
    pub text: Text,
}

/// A product that participants will create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Product {
    /// Its kind.
    pub kind: ProductKind,
    /// What it is.
    #[schema(value_type = Words)]
    pub text: Text,
}

/// A number that the cluster states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StatedCount {
    /// The slug of the area.
    pub concept: String,
    /// What is counted.
    pub of: Counted,
    /// The number.
    pub number: u32,
    /// The sentence that states it.
    #[schema(value_type = Words)]
    pub text: Text,
}

/// A decision and when it took effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Decision {
    /// Its name in files.
    pub slug: String,
    /// The slug of the body that decided.
    pub body: String,
    /// The slug of the actor that it is about; `None`: the cluster.
    pub about: Option<String>,
    /// What was decided.
    #[schema(value_type = Words)]
    pub text: Text,
    /// The day of the decision, as `2017-02-22`.
    pub decided: Option<String>,
    /// The day on which it took effect.
    pub effective: Option<String>,
    /// Days between the two.
    pub days_to_effect: Option<i64>,
}

/// A notice that somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Notice {
    /// Its name in addresses.
    pub slug: String,
    /// The slug of the actor that gives it.
    pub issuer: String,
    /// The language it was written in; the other is a translation.
    #[schema(value_type = String)]
    pub original: Lang,
    /// Its heading.
    #[schema(value_type = Words)]
    pub title: Text,
    /// Its text.
    #[schema(value_type = Words)]
    pub text: Text,
    /// Its signature.
    #[schema(value_type = Words)]
    pub signed: Text,
}
