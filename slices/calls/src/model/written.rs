//! Calls as people write them: a TOML file for each cluster, with amounts in whole currency and, for demonstrations, invented
//! applications.

use std::collections::BTreeMap;

use bellwether_kernel::amount::Amount;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::model::call::{Call, Content};
use crate::model::consortium::{PartnerKind, PartnerRole};

/// What is wrong in a file.
#[derive(Debug, thiserror::Error)]
pub enum WrittenError {
    /// It is not such a file.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// It cannot be written.
    #[error("writing calls")]
    Write(#[from] toml::ser::Error),
    /// The cluster is not there.
    #[error("there is no cluster {0:?}")]
    NoCluster(String),
    /// The cluster has no such budget.
    #[error("call {slug:?}: the cluster has no budget in money for {area:?}")]
    NoBudget {
        /// Which call.
        slug: String,
        /// For which area.
        area: String,
    },
    /// An amount is none.
    #[error("call {slug:?}: {amount:?} is not an amount")]
    Amount {
        /// Which call.
        slug: String,
        /// What stands there.
        amount: String,
    },
}

/// A file of calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The slug of the cluster.
    pub cluster: String,
    /// The calls.
    #[serde(rename = "call", default)]
    pub calls: Vec<WrittenCall>,
}

/// A call in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrittenCall {
    /// Its name in addresses.
    pub slug: String,
    /// Is it published when it is loaded?
    #[serde(default)]
    pub publish: bool,
    /// How much it has to give, as people write it.
    pub budget: String,
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Invented applications.
    #[serde(rename = "application", default, skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<WrittenApplication>,
}

/// An invented application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenApplication {
    /// Is it handed in?
    #[serde(default)]
    pub submit: bool,
    /// Is it being judged?
    #[serde(default)]
    pub review: bool,
    /// How many stages it has gone through; handed in and judged are then of the stage that it has reached.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub advanced: u32,
    /// The organisations that apply together; who leads the application signs for all of them.
    #[serde(default, rename = "partner", skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<WrittenPartner>,
    /// The appointment, by the clock of the call, where the stage that it has reached is an interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<DateTime>,
    /// The answers as they would be typed.
    pub answers: BTreeMap<String, String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// An organisation of an invented consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenPartner {
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// What it is to the consortium.
    pub role: PartnerRole,
    /// Its share, as people write it.
    pub share: String,
    /// What who signs is in it.
    pub signs_as: String,
}

/// Reads a file.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read(source: &str) -> Result<Written, WrittenError> {
    Ok(toml::from_str(source)?)
}

/// Writes a file that [`read`] takes; without applications, which are not the cluster's to give away.
///
/// # Errors
/// If it cannot be written, which a test rules out.
pub fn write(cluster: &str, calls: &[Call]) -> Result<String, WrittenError> {
    let one = |call: &Call| WrittenCall {
        slug: call.slug.clone(),
        publish: call.version > 0,
        budget: Amount::new(call.budget_minor, call.unit).decimal(),
        content: call.content.clone(),
        applications: Vec::new(),
    };
    Ok(toml::to_string_pretty(&Written { cluster: cluster.to_owned(), calls: calls.iter().map(one).collect() })?)
}
