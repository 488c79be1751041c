//! Builds the targets from links between papers and genes and the years that the evidence tells, and publishes them whole.
//!
//! Same source, same settings, same evidence: the same files, byte for byte (but for the time in `status.json`).

use std::collections::BTreeMap;
use std::sync::Arc;

use bellwether_evidence::api::{Snapshot, StoreError as EvidenceError};
use bellwether_generations::stored::StoreError;
use bellwether_jobs::Watch;
use bellwether_kernel::ctx::Denied;
use bellwether_targets::gene::Gene;
use bellwether_targets::gene2pubmed::Link;
use bellwether_targets::shared::Together;

use crate::model::status::{FORMAT, Settings, SettingsError, Status};
use crate::model::target::{Related, Target};
use crate::service::counting::{self, Counted};
use crate::service::known::Known;
use crate::service::{emerging, indicate, outlook};
use crate::store::folder::{Edition, Folder, Whole};
use crate::store::source::{self, Content, Files, SourceError};

/// Genes that are named as spoken of together with one.
const RELATED: usize = 12;
/// Genes between two words to whoever watches.
const TELL_EVERY: usize = 500;

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The source cannot be read.
    #[error(transparent)]
    Source(SourceError),
    /// There are no links from an earlier build to go on from.
    #[error("there are no targets yet; build them from a file first")]
    NothingKept,
    /// The evidence teaches no years.
    #[error(
        "the evidence has no PubMed records from which the years of papers could be learnt; ingest some, such as a file of PubMed's baseline"
    )]
    NoYears,
    /// No paper has a year of the series.
    #[error(
        "no paper is known to be of {0} or later and of a year that is over; choose an earlier first year, or ingest newer PubMed records"
    )]
    NoCounted(u16),
    /// The evidence could not be read.
    #[error("reading the evidence")]
    Evidence(#[from] EvidenceError),
    /// The targets could not be read or written.
    #[error("keeping the targets")]
    Store(#[from] StoreError),
    /// Somebody called it off.
    #[error("called off")]
    Stopped,
}

impl From<SourceError> for BuildError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Stopped => BuildError::Stopped,
            other => BuildError::Source(other),
        }
    }
}

/// Where links come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The links of the build before.
    Kept,
    /// These files.
    Files(Files),
}

/// What a build is made of.
pub struct Wanted<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// Where links come from.
    pub from: &'a Origin,
    /// How to build.
    pub settings: Settings,
    /// Noted as the time of the build, in milliseconds since 1970.
    pub now_ms: i64,
}

/// Builds and publishes; `clock_seconds` measures how long it takes. Called by `build_now` alone, which asks the policy.
pub fn build(
    folder: &Folder,
    wanted: &Wanted<'_>,
    clock_seconds: &dyn Fn() -> f64,
    watch: &dyn Watch,
) -> Result<Status, BuildError> {
    let started = clock_seconds();
    let settings = wanted.settings;
    let content = content(folder, wanted.from, watch)?;
    let known = Known::read(wanted.snapshot, settings.first_year.into(), watch)?;
    let counted = counting::count(&content.links, &known, &settings)?;
    let outlooks = outlook::foretell(&counted, watch)?;
    let (hindcast, scores) = emerging::foresee(&counted, settings.seed, watch)?;
    let mut targets = targets(&content, &counted, &known, settings, watch)?;
    for target in &mut targets {
        target.outlook = outlooks.get(&target.id).cloned();
        target.emergence = scores.get(&target.id).cloned();
    }
    let status = Status {
        source: content.source.clone(),
        settings,
        evidence: wanted.snapshot.number(),
        years: counted.years,
        totals: counted.totals.iter().map(|total| *total as u32).collect(),
        genes: targets.len() as u32,
        with_papers: counted.papers.len() as u32,
        papers: counted.totals.iter().sum::<f64>() as u32,
        exact: counted.exact_papers,
        left_out: counted.left_out,
        accuracy: known.accuracy,
        forecast: outlooks.len() as u32,
        built_at_ms: wanted.now_ms,
        seconds: clock_seconds() - started,
        format: FORMAT,
    };
    watch.on_progress("publishing", 0, 1);
    if watch.cancelled() {
        return Err(BuildError::Stopped);
    }
    let links = matches!(wanted.from, Origin::Files(_)).then_some(content.links.as_slice());
    folder.publish(&Whole { status: &status, targets: &targets, hindcast: &hindcast, links })?;
    watch.on_progress("publishing", 1, 1);
    Ok(status)
}

/// Links in the order of papers, each once, and the genes in the order of their numbers.
fn content(folder: &Folder, from: &Origin, watch: &dyn Watch) -> Result<Content, BuildError> {
    let mut content = match from {
        Origin::Files(files) => source::read(files, &mut |step, done, total| {
            watch.on_progress(step, done, total);
            !watch.cancelled()
        })?,
        Origin::Kept => {
            let kept: Arc<Edition> = folder.edition()?.ok_or(BuildError::NothingKept)?;
            let genes = kept.targets.iter().map(gene).collect();
            Content { source: kept.status.source.clone(), links: kept.links()?, genes }
        }
    };
    content.links.sort_unstable_by_key(|link| (link.pmid, link.gene));
    content.links.dedup();
    content.source.links = content.links.len() as u32;
    Ok(content)
}

fn gene(target: &Target) -> Gene {
    Gene {
        id: target.id,
        symbol: target.symbol.clone(),
        name: target.name.clone(),
        aliases: target.aliases.clone(),
        ensembl: target.ensembl.clone(),
        location: target.location.clone(),
        kind: target.kind.clone(),
    }
}

/// All genes that the source names or links, with what their papers say.
fn targets(
    content: &Content,
    counted: &Counted,
    known: &Known,
    settings: Settings,
    watch: &dyn Watch,
) -> Result<Vec<Target>, BuildError> {
    let mut genes: BTreeMap<u32, Target> = content.genes.iter().map(|gene| (gene.id, named(gene))).collect();
    for id in counted.papers.keys() {
        genes.entry(*id).or_insert_with(|| Target { id: *id, ..Target::default() });
    }
    let together = Together::of(content.links.iter().copied(), settings.most_genes as usize);
    let mut held = held(&content.links, known);
    let total = genes.len();
    for (done, target) in genes.values_mut().enumerate() {
        if done.is_multiple_of(TELL_EVERY) {
            watch.on_progress("describing", done as u64, total as u64);
            if watch.cancelled() {
                return Err(BuildError::Stopped);
            }
        }
        target.papers = counted.papers.get(&target.id).copied().unwrap_or(0);
        target.exact = counted.exact.get(&target.id).copied().unwrap_or(0);
        target.held = held.remove(&target.id).unwrap_or_default();
        let shared = together.with(target.id, RELATED).into_iter();
        target.related =
            shared.map(|shared| Related { id: shared.gene, papers: shared.papers, times: shared.times }).collect();
        if let Some(counts) = counted.counts.get(&target.id) {
            target.counts = counts.iter().map(|count| *count as u32).collect();
            target.counted = target.counts.iter().sum();
            indicate::indicate(target, counts, &counted.totals, counted.years.0);
        }
    }
    Ok(genes.into_values().collect())
}

fn named(gene: &Gene) -> Target {
    Target {
        id: gene.id,
        symbol: gene.symbol.clone(),
        name: gene.name.clone(),
        aliases: gene.aliases.clone(),
        ensembl: gene.ensembl.clone(),
        location: gene.location.clone(),
        kind: gene.kind.clone(),
        ..Target::default()
    }
}

/// Papers of each gene whose record the evidence holds, the newest first.
fn held(links: &[Link], known: &Known) -> BTreeMap<u32, Vec<u32>> {
    let mut held: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for link in links.iter().rev().filter(|link| known.holds(link.pmid)) {
        held.entry(link.gene).or_default().push(link.pmid);
    }
    held
}
