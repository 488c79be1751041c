//! The file that describes an invented fund, for demonstrations.

use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use serde::Deserialize;

use crate::model::account::Side;

/// The invented funds that are a part of the program: one of each cluster of the demonstration.
pub const SAMPLES: [(&str, &str); 3] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
    ("skolkovo-instruments.toml", include_str!("../../seeds/skolkovo-instruments.toml")),
];

/// An invented fund.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// The cluster whose books it stands in.
    pub cluster: String,
    /// The fund.
    pub fund: SampleFund,
    /// Parties outside of the ledger.
    #[serde(default, rename = "party")]
    pub parties: Vec<SampleParty>,
    /// The concepts with a budget, by slug.
    pub budgets: Vec<String>,
    /// What moved.
    #[serde(default, rename = "transfer")]
    pub transfers: Vec<SampleTransfer>,
}

/// The fund of a sample.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleFund {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it holds.
    pub unit: Unit,
    /// More than this needs a second person.
    pub approval_above: Option<String>,
}

/// A party outside of the ledger.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleParty {
    /// Does it give, or is it paid?
    pub side: Side,
    /// Its name in files.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it gives or takes; usually what the fund holds.
    pub unit: Option<Unit>,
}

/// A transfer of a sample.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleTransfer {
    /// Its key, unique in the file.
    pub key: String,
    /// From where.
    pub from: Place,
    /// To where.
    pub to: Place,
    /// How much, in major units.
    pub amount: String,
    /// What it is for.
    pub memo: Text,
    /// Is it held, and not carried out?
    #[serde(default)]
    pub hold: bool,
    /// Is it made once there is a threshold, so that it waits for a second person?
    #[serde(default)]
    pub waits: bool,
}

/// An account as files name it: `pool`, `budget:SLUG`, `source:SLUG`, `payee:SLUG`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Place {
    /// What the fund has not given out.
    Pool,
    /// The budget for a concept.
    Budget(String),
    /// A party that gives.
    Source(String),
    /// A party that is paid.
    Payee(String),
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> Result<Place, String> {
        match text.split_once(':') {
            None if text == "pool" => Ok(Place::Pool),
            Some(("budget", slug)) => Ok(Place::Budget(slug.to_owned())),
            Some(("source", slug)) => Ok(Place::Source(slug.to_owned())),
            Some(("payee", slug)) => Ok(Place::Payee(slug.to_owned())),
            _ => Err(format!("`{text}` is not pool, budget:SLUG, source:SLUG or payee:SLUG")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_of_the_program_can_be_read() {
        for (name, source) in SAMPLES {
            let sample: Sample = toml::from_str(source).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(sample.transfers.len() >= 5, "{name}");
        }
    }
}
