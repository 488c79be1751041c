//! A target: a human gene, how much is published on it, how that grew, and what may follow.

use bellwether_foresight::api::{Indicator, Outlook};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A target as it is stored and as the API gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Target)]
pub struct Target {
    /// NCBI (Entrez) gene.
    pub id: u32,
    /// Symbol, as in TP53; empty where the source has none.
    pub symbol: String,
    /// Name, as in tumor protein p53.
    pub name: String,
    /// Other symbols.
    pub aliases: Vec<String>,
    /// Ids in Ensembl.
    pub ensembl: Vec<String>,
    /// Where the gene lies, as in 17p13.1.
    pub location: String,
    /// What it is, as in protein-coding.
    pub kind: String,
    /// Papers that speak of it, in all years, also those that speak of very many genes.
    pub papers: u32,
    /// Papers that are counted in `counts`.
    pub counted: u32,
    /// How many of those have their year from a record of the evidence; the years of the others are estimated.
    pub exact: u32,
    /// Papers in each year of the status's `years`, the oldest first; empty where no paper is counted.
    pub counts: Vec<u32>,
    /// What may follow, where there are papers enough to tell.
    pub outlook: Option<Outlook>,
    /// What its numbers say, each with how it was computed.
    pub indicators: Vec<Indicator>,
    /// Years in which it took more than its usual share, the earliest first.
    pub bursts: Vec<Span>,
    /// How likely it is to grow, where it is asked about.
    pub emergence: Option<Emergence>,
    /// Genes that papers speak of together with this one.
    pub related: Vec<Related>,
    /// PubMed ids of its papers that the evidence held when this was built, the newest first.
    pub held: Vec<u32>,
}

/// Years from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Span)]
pub struct Span {
    /// The first year.
    pub from: u16,
    /// The last year.
    pub to: u16,
}

/// The score of emergence and what makes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Emergence)]
pub struct Emergence {
    /// Probability, by the fitted combination, that its share of all papers grows as the question of the hindcast says.
    pub score: f64,
    /// Its place among all targets that are asked about, from 1.
    pub rank: u32,
    /// The indicators that raise or lower the score most against that of an average target, in log odds, the heaviest first.
    pub reasons: Vec<Reason>,
}

/// One indicator's part in a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Reason)]
pub struct Reason {
    /// Which indicator.
    pub name: String,
    /// What it adds to the log odds.
    pub adds: f64,
}

/// A gene that shares papers with another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Related)]
pub struct Related {
    /// NCBI gene.
    pub id: u32,
    /// Papers that speak of both.
    pub papers: u32,
    /// How many times as many as if they had met by chance.
    pub times: f64,
}

/// A target in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::TargetLine)]
pub struct TargetLine {
    /// NCBI (Entrez) gene.
    pub id: u32,
    /// Symbol; empty where the source has none.
    pub symbol: String,
    /// Name.
    pub name: String,
    /// Papers that speak of it.
    pub papers: u32,
    /// Papers of the last year.
    pub last: u32,
    /// Papers in each year, the oldest first.
    pub counts: Vec<u32>,
    /// Yearly change of its share of all papers, with its interval.
    pub growth: Option<Indicator>,
    /// The latest burst.
    pub burst: Option<Span>,
    /// The last year of the forecast.
    pub expected: Option<bellwether_foresight::api::OutlookYear>,
    /// The score of emergence with its reasons.
    pub emergence: Option<Emergence>,
}

impl Target {
    /// What people call it: the symbol, or the number where there is none.
    pub fn label(&self) -> String {
        label(self.id, &self.symbol)
    }

    /// The indicator of this name.
    pub fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.name == name)
    }

    /// Papers of the last year.
    pub fn last(&self) -> u32 {
        self.counts.last().copied().unwrap_or(0)
    }

    /// As a list shows it.
    pub fn line(&self) -> TargetLine {
        TargetLine {
            id: self.id,
            symbol: self.symbol.clone(),
            name: self.name.clone(),
            papers: self.papers,
            last: self.last(),
            counts: self.counts.clone(),
            growth: self.indicator("growth").cloned(),
            burst: self.bursts.last().copied(),
            expected: self.outlook.as_ref().and_then(|outlook| outlook.years.last().copied()),
            emergence: self.emergence.clone(),
        }
    }
}

impl TargetLine {
    /// What people call it: the symbol, or the number where there is none.
    pub fn label(&self) -> String {
        label(self.id, &self.symbol)
    }
}

/// A symbol, or the number of a gene that has none.
pub fn label(id: u32, symbol: &str) -> String {
    if symbol.is_empty() { format!("NCBI {id}") } else { symbol.to_owned() }
}
