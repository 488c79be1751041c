//! What was built, when, from what, and how.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The stored form of this version of the program.
pub const FORMAT: u32 = 1;

/// What the present targets were built from, so that they can be built again byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Status)]
pub struct Status {
    /// Where links between papers and genes come from.
    pub source: Source,
    /// How it was built.
    pub settings: Settings,
    /// Generation of the evidence that the years were learnt from.
    pub evidence: u64,
    /// First and last year of the series.
    pub years: (u16, u16),
    /// Papers of each of these years that speak of any gene, each counted once.
    pub totals: Vec<u32>,
    /// Human genes.
    pub genes: u32,
    /// Genes that any paper speaks of.
    pub with_papers: u32,
    /// Papers that are counted in the series.
    pub papers: u32,
    /// How many of those have their year from a record of the evidence.
    pub exact: u32,
    /// Links that are in no series: their paper is newer than what is known of, older than the first year, or speaks of too many
    /// genes.
    pub left_out: u32,
    /// How well years are told from PubMed ids.
    pub accuracy: Option<Accuracy>,
    /// Targets with a forecast.
    pub forecast: u32,
    /// When it was built, in milliseconds since 1970 UTC.
    pub built_at_ms: i64,
    /// How long that took.
    pub seconds: f64,
    /// Version of the stored form.
    pub format: u32,
}

/// A source of links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Source)]
pub struct Source {
    /// What it is: `org.Hs.eg.db` or `gene2pubmed`.
    pub kind: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The same of the file of gene names, where that was another one.
    pub names_sha256: Option<String>,
    /// Date of its data, where it says so.
    pub date: Option<String>,
    /// Links between papers and human genes.
    pub links: u32,
}

/// How well years are told from PubMed ids, learnt from one half of what is known and judged on the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Accuracy)]
pub struct Accuracy {
    /// Papers judged.
    pub papers: u32,
    /// Share with the right year.
    pub exact: f64,
    /// Share within one year.
    pub near: f64,
}

/// How targets are built: the same settings, source and evidence give the same files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Settings)]
#[serde(default)]
pub struct Settings {
    /// First year of the series at the earliest.
    pub first_year: u16,
    /// Papers that speak of more genes than this count for none: they are screens and genome projects.
    pub most_genes: u32,
    /// Seed of the resampling that gives intervals.
    pub seed: u64,
}

impl Default for Settings {
    /// Before 1990 years from PubMed ids are weak; 50 genes leave out one paper in 600.
    fn default() -> Settings {
        Settings { first_year: 1990, most_genes: 50, seed: 1 }
    }
}

/// Why settings cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A year before PubMed or after all.
    #[error("the first year is {0}; it can be 1900 to 2200")]
    FirstYear(u16),
    /// No paper would be left.
    #[error("papers of at most {0} genes; it can be 1 to 100000")]
    MostGenes(u32),
}

impl Settings {
    /// Refuses what would give nothing.
    pub fn check(&self) -> Result<(), SettingsError> {
        if !(1900..=2200).contains(&self.first_year) {
            return Err(SettingsError::FirstYear(self.first_year));
        }
        if !(1..=100_000).contains(&self.most_genes) {
            return Err(SettingsError::MostGenes(self.most_genes));
        }
        Ok(())
    }
}
