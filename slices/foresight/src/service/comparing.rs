//! Two topics, clusters, institutions or countries side by side, by where their records lie on the landscape.

use std::collections::{BTreeMap, HashMap, HashSet};

use bellwether_cluster::api as clusters;
use bellwether_db::Db;
use bellwether_evidence::api::{Count, Counting, Matching, SearchRequest, SearchState, Sort, parse_query};
use bellwether_experts::api::{self as experts, Experts, Filter as ExpertFilter};
use bellwether_indicators::contrast::between;
use bellwether_indicators::emergence;
use bellwether_indicators::estimate::{Estimate, Interval, share};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Installation;
use bellwether_query::Query;
use bellwether_query::field::Field;
use bellwether_sources::record::Key;

use crate::model::compare::{AboutTopic, Choosable, Comparison, Difference, Kind, Side, Tallied};
use crate::model::emerging::Bounded;
use crate::model::topic::{Topic, YearCount};
use crate::policy::Act;
use crate::service::look::{LookError, hits, points, says};
use crate::store::folder::Edition;

/// Topics, venues and countries that are listed of each.
const LISTED: usize = 10;
/// Records of a topic or institution whose venues and countries are counted: an even sample, because each is a part of the
/// search.
const READ: usize = 300;
/// What the page offers to choose from.
const OFFERED: usize = 200;
/// The level of the topics that records of clusters, institutions and countries are told to be about.
const MIDDLE: u8 = 1;
/// Years that count as the latest.
const LATEST: usize = 3;
/// From this stage on a record is clinical.
const CLINICAL: usize = 2;
/// Growth that may be elevenfold a year may be anything, and is not shown.
const WIDEST_GROWTH: f64 = 10.0;

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such thing, or nothing is known of it.
    #[error("nothing is known of {0:?}")]
    Unknown(String),
    /// Twice the same.
    #[error("both are the same")]
    Same,
    /// The clusters cannot be read.
    #[error("reading the clusters")]
    Clusters(#[from] clusters::LookError),
    /// The experts cannot be read.
    #[error("reading the institutions")]
    Experts(#[from] experts::LookError),
    /// The landscape or the evidence cannot be read.
    #[error(transparent)]
    Look(#[from] LookError),
}

/// What is compared, as far as the database knows it.
#[derive(Clone, Debug)]
pub struct Subject {
    kind: Kind,
    id: String,
    /// Of a cluster: its name and the searches of its areas.
    cluster: Option<(Text, Vec<String>)>,
}

/// What the landscape is read with.
pub struct Sources<'a> {
    /// The landscape.
    pub edition: &'a Edition,
    /// The records.
    pub search: &'a SearchState,
    /// The institutions.
    pub experts: &'a Experts,
}

/// Takes from the database what a comparison needs of it.
pub async fn subject(ctx: &Ctx, db: &Db, kind: Kind, id: &str) -> Result<Subject, CompareError> {
    ctx.permit(Act::Look, &Installation)?;
    let mut cluster = None;
    if kind == Kind::Clusters {
        let found = clusters::profile(ctx, db, id).await?.ok_or_else(|| CompareError::Unknown(id.to_owned()))?;
        let concepts = found.schemes.iter().flat_map(|scheme| &scheme.concepts);
        let queries = concepts.filter_map(|concept| concept.query.clone()).collect();
        cluster = Some((found.cluster.short, queries));
    }
    Ok(Subject { kind, id: id.to_owned(), cluster })
}

/// The clusters that there are to choose.
pub async fn cluster_choices(ctx: &Ctx, db: &Db) -> Result<Vec<Choosable>, CompareError> {
    ctx.permit(Act::Look, &Installation)?;
    let found = clusters::clusters(ctx, db).await?;
    let choice = |one: clusters::Cluster| Choosable { id: one.slug, name: one.short, records: None };
    Ok(found.into_iter().map(choice).collect())
}

/// What else there is to choose: of clusters nothing, see [`cluster_choices`].
pub fn choices(ctx: &Ctx, sources: &Sources<'_>, kind: Kind, q: &str) -> Result<Vec<Choosable>, CompareError> {
    ctx.permit(Act::Look, &Installation)?;
    match kind {
        Kind::Topics => Ok(topic_choices(sources.edition, q)),
        Kind::Clusters => Ok(Vec::new()),
        Kind::Institutions => {
            let filter = ExpertFilter { q: q.to_owned(), ..ExpertFilter::default() };
            let found = experts::institutions(ctx, sources.experts, &filter, OFFERED as u32)?;
            let choice = |one: experts::InstitutionLine| Choosable {
                id: one.id,
                name: in_english(one.name),
                records: Some(one.works),
            };
            Ok(found.rows.into_iter().map(choice).collect())
        }
        Kind::Countries => country_choices(ctx, sources, q),
    }
}

/// Compares two.
pub fn compare(ctx: &Ctx, sources: &Sources<'_>, a: &Subject, b: &Subject) -> Result<Comparison, CompareError> {
    ctx.permit(Act::Look, &Installation)?;
    if a.id == b.id {
        return Err(CompareError::Same);
    }
    let (a_side, of_a) = side(ctx, sources, a)?;
    let (b_side, of_b) = side(ctx, sources, b)?;
    let of_a: HashSet<u32> = of_a.into_iter().collect();
    let common = of_b.iter().filter(|point| of_a.contains(point)).count() as u32;
    let difference = |measure: &str, of: fn(&Side) -> Option<Bounded>| {
        let (a, b) = (of(&a_side), of(&b_side));
        let apart = a.zip(b).and_then(|(a, b)| between((a.value, interval(a)), (b.value, interval(b))));
        let difference = apart.map(|apart| Bounded { value: apart.value, low: apart.low, high: apart.high });
        Difference { measure: measure.to_owned(), a, b, difference }
    };
    let differences = vec![
        difference("share", |side| side.share),
        difference("growth", |side| side.growth),
        difference("novelty", |side| side.novelty),
        difference("clinical", |side| side.clinical),
    ];
    let run = sources.edition.status.run;
    Ok(Comparison { kind: a.kind, a: a_side, b: b_side, common, run, differences })
}

fn interval(bounded: Bounded) -> Interval {
    Interval { low: bounded.low, high: bounded.high, level: 0.95 }
}

/// One of the two, with its points.
fn side(ctx: &Ctx, sources: &Sources<'_>, subject: &Subject) -> Result<(Side, Vec<u32>), CompareError> {
    let edition = sources.edition;
    let unknown = || CompareError::Unknown(subject.id.clone());
    let mut side = Side { id: subject.id.clone(), ..Side::default() };
    let mut query = None;
    let mut level = MIDDLE;
    let found = match subject.kind {
        Kind::Topics => {
            let (at, topic) = edition.topic(&subject.id).ok_or_else(unknown)?;
            side.name_en = Some(topic.label.clone());
            level = topic.level + 1;
            side.words = topic.terms.clone();
            side.triangle = topic.triangle;
            points(ctx, edition, None, Some(at))?
        }
        Kind::Countries => {
            side.name_en = Some(subject.id.clone());
            let of_country = Query::is(Field::Country, subject.id.clone());
            query = Some(of_country.clone());
            Some(hits(ctx, sources.search, edition, of_country)?)
                .filter(|found| !found.is_empty())
                .ok_or_else(unknown)?
        }
        Kind::Institutions => {
            let found = experts::institution(ctx, sources.experts, &subject.id)?.ok_or_else(unknown)?;
            side.name_en = Some(found.facts.name.clone());
            side.records = found.works;
            let of_year = |year: u16| found.years.iter().find(|one| u16::try_from(one.year) == Ok(year));
            side.years = years_of(edition, |year| of_year(year).map_or(0, |one| one.works));
            of_keys(edition, &found.list.iter().map(|work| work.key.as_str()).collect())
        }
        Kind::Clusters => {
            let (name, queries) = subject.cluster.clone().ok_or_else(unknown)?;
            (side.name_en, side.name_ru) = (name.en, name.ru);
            let queries = readable(&queries);
            query = (!queries.is_empty()).then(|| Query::or(queries.clone()));
            of_queries(ctx, sources, queries)?
        }
    };
    if subject.kind != Kind::Institutions {
        side.records = found.len() as u32;
        let mut counts: HashMap<u16, u32> = HashMap::new();
        for point in found.iter().filter_map(|at| edition.points.get(*at as usize)) {
            *counts.entry(point.year).or_default() += 1;
        }
        side.years = years_of(edition, |year| counts.get(&year).copied().unwrap_or(0));
    }
    side.looked_at = found.len() as u32;
    measure(edition, &mut side, &found, level);
    count_places(ctx, sources, &mut side, &found, query)?;
    Ok((side, found))
}

/// Stages, topics, shares and growth.
fn measure(edition: &Edition, side: &mut Side, found: &[u32], level: u8) {
    let mut topics: BTreeMap<usize, u32> = BTreeMap::new();
    for point in found.iter().filter_map(|at| edition.points.get(*at as usize)) {
        if let Some(count) = side.stages.get_mut(usize::from(point.stage)) {
            *count += 1;
        }
        if let Some(parent) = topic_at(edition, point.topic, level) {
            *topics.entry(parent).or_default() += 1;
        }
    }
    let mut topics: Vec<(usize, u32)> = topics.into_iter().collect();
    topics.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let about = |(at, records): &(usize, u32)| {
        let topic = &edition.topics[*at];
        let share = f64::from(*records) / found.len() as f64;
        AboutTopic { id: topic.id.clone(), label: topic.label.clone(), records: *records, share }
    };
    side.topics = topics.iter().take(LISTED).map(about).collect();
    let part = |of_kind: u32, all: u32| share(f64::from(of_kind), f64::from(all)).and_then(|it| bounded(&it));
    let all = edition.points.len() as u32;
    // Works that have no place on the map may make more than there are points.
    side.share = part(side.records.min(all), all);
    side.clinical = part(side.stages[CLINICAL..].iter().sum(), side.stages.iter().sum());
    let counts: Vec<f64> = side.years.iter().map(|year| f64::from(year.records)).collect();
    side.novelty = emergence::novelty(&counts, LATEST).and_then(|it| bounded(&it));
    side.growth = growth(edition, &side.years);
}

fn growth(edition: &Edition, years: &[YearCount]) -> Option<Bounded> {
    let (first, last) = edition.status.run?;
    let within = years.iter().filter(|year| (first..=last).contains(&year.year));
    let (counts, totals): (Vec<f64>, Vec<f64>) =
        within.map(|year| (f64::from(year.records), f64::from(year.corpus))).unzip();
    emergence::growth(&counts, &totals).and_then(|it| bounded(&it)).filter(|growth| growth.high <= WIDEST_GROWTH)
}

fn bounded(estimate: &Estimate) -> Option<Bounded> {
    let Interval { low, high, .. } = estimate.interval?;
    let is_finite = [estimate.value, low, high].iter().all(|number| number.is_finite());
    is_finite.then_some(Bounded { value: estimate.value, low, high })
}

/// Counts of all years that the corpus has, beside its own.
fn years_of(edition: &Edition, of_year: impl Fn(u16) -> u32) -> Vec<YearCount> {
    let corpus = edition.topics.first().map(|topic| topic.years.as_slice()).unwrap_or_default();
    corpus.iter().map(|year| YearCount { records: of_year(year.year), ..*year }).collect()
}

/// The topic of a level around a finest topic.
fn topic_at(edition: &Edition, finest: u16, level: u8) -> Option<usize> {
    let mut at = usize::from(finest);
    let mut topic = edition.topics.get(at)?;
    while topic.level > level {
        at = topic.parent? as usize;
        topic = edition.topics.get(at)?;
    }
    (topic.level == level).then_some(at)
}

/// Counts venues and countries: of all records that the searches find, or else of an even sample of the points.
fn count_places(
    ctx: &Ctx,
    sources: &Sources<'_>,
    side: &mut Side,
    found: &[u32],
    query: Option<Query>,
) -> Result<(), CompareError> {
    let of_country = matches!(query, Some(Query::Clause(Field::Country, _)));
    let (engine, _) = sources.search.engine(ctx)?;
    let (total, facets) = match query {
        Some(query) => {
            let request = SearchRequest {
                matching: Matching::All,
                counting: Counting::Exact,
                sort: Sort::Newest,
                limit: 0,
                ..SearchRequest::new(query)
            };
            let counted = engine.search(&request).map_err(LookError::from)?;
            (counted.total, counted.facets)
        }
        None => engine.counts_of(&sample(sources.edition, found)).map_err(LookError::from)?,
    };
    side.read = u32::try_from(total.hits).unwrap_or(u32::MAX);
    for facet in facets.values {
        let tallied =
            |count: Count| Tallied { name: count.label, records: u32::try_from(count.hits).unwrap_or(u32::MAX) };
        let all = facet.counts.into_iter().take(LISTED).map(tallied).collect();
        match facet.field {
            Field::JournalExact => side.venues = all,
            Field::Country if !of_country => side.countries = all,
            _ => {}
        }
    }
    Ok(())
}

/// The keys of an even sample of the records of these points.
fn sample(edition: &Edition, found: &[u32]) -> Vec<Key> {
    // Points lie in an order that was shuffled, so the lowest numbers are an even sample.
    let mut sample: Vec<u32> = found.to_vec();
    sample.sort_unstable();
    sample.iter().take(READ).filter_map(|at| edition.keys.get(*at as usize)?.parse().ok()).collect()
}

/// The searches that can be read; a profile that was loaded may hold others.
fn readable(queries: &[String]) -> Vec<Query> {
    let read = |text: &String| {
        let query = parse_query(text);
        if let Err(error) = &query {
            tracing::warn!(error = %error, "the search {text:?} of an area cannot be read");
        }
        query.ok()
    };
    queries.iter().filter_map(read).collect()
}

/// The points of records that any of these searches finds.
fn of_queries(ctx: &Ctx, sources: &Sources<'_>, queries: Vec<Query>) -> Result<Vec<u32>, CompareError> {
    let mut all = HashSet::new();
    for query in queries {
        all.extend(hits(ctx, sources.search, sources.edition, query)?);
    }
    let mut all: Vec<u32> = all.into_iter().collect();
    all.sort_unstable();
    Ok(all)
}

/// The points of records with these keys.
fn of_keys(edition: &Edition, keys: &HashSet<&str>) -> Vec<u32> {
    let mut found: Vec<u32> = keys.iter().filter_map(|key| edition.keys.find(key)).collect();
    found.sort_unstable();
    found
}

fn topic_choices(edition: &Edition, q: &str) -> Vec<Choosable> {
    let words: Vec<String> = q.split_whitespace().map(str::to_lowercase).collect();
    // Without words the finest topics would push out all others.
    let mut found: Vec<&Topic> =
        edition.topics.iter().filter(|topic| (topic.level < 2 || !words.is_empty()) && says(topic, &words)).collect();
    found.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.label.cmp(&b.label)));
    let choice = |topic: &&Topic| Choosable {
        id: topic.id.clone(),
        name: in_english(topic.label.clone()),
        records: Some(topic.size),
    };
    found.iter().take(OFFERED).map(choice).collect()
}

/// The most frequent countries, and the one that was typed, if there are records of it.
fn country_choices(ctx: &Ctx, sources: &Sources<'_>, q: &str) -> Result<Vec<Choosable>, CompareError> {
    let (engine, _) = sources.search.engine(ctx)?;
    let all = parse_query("").map_err(|_| CompareError::Unknown(q.to_owned()))?;
    let request = SearchRequest { limit: 0, ..SearchRequest::new(all) };
    let found = engine.search(&request).map_err(LookError::from)?;
    let counts = found.facets.values.into_iter().filter(|facet| facet.field == Field::Country);
    let mut choices: Vec<Choosable> = counts
        .flat_map(|facet| facet.counts)
        .map(|count| Choosable {
            id: count.value,
            name: in_english(count.label),
            records: u32::try_from(count.hits).ok(),
        })
        .collect();
    let typed = q.trim();
    if !typed.is_empty() && !choices.iter().any(|choice| choice.id.eq_ignore_ascii_case(typed)) {
        let hits = hits(ctx, sources.search, sources.edition, Query::is(Field::Country, typed))?;
        if !hits.is_empty() {
            let records = Some(hits.len() as u32);
            choices.insert(0, Choosable { id: typed.to_owned(), name: in_english(typed.to_owned()), records });
        }
    }
    Ok(choices)
}

fn in_english(name: String) -> Text {
    Text { en: Some(name), ru: None }
}
