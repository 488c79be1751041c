//! Gathers what a printed report is made of.

use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::report::{MOST_TOPICS, ReportData, ReportFilter, ReportRefused};
use crate::model::topic::Topic;
use crate::policy::Act;
use crate::store::folder::Edition;

/// Records on the map of a report: more make it larger, not clearer.
const DOTS: usize = 9_000;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It cannot be what was asked.
    #[error(transparent)]
    Refused(#[from] ReportRefused),
}

/// What a report of this landscape is made of.
pub fn gather(ctx: &Ctx, edition: &Edition, filter: &ReportFilter) -> Result<ReportData, ReportError> {
    ctx.permit(Act::Look, &Installation)?;
    let chosen = chosen(edition, &filter.topics)?;
    let last = edition.topics.iter().map(|topic| topic.level).max().unwrap_or(0);
    let level = filter.level.unwrap_or(0);
    if level > last {
        return Err(ReportRefused::Level { level, last }.into());
    }
    let is_chosen = !chosen.is_empty();
    let mut described = if is_chosen { chosen } else { of_level(&edition.topics, level) };
    let size = |at: &u32| std::cmp::Reverse(edition.topics[*at as usize].size);
    described.sort_by_key(size);
    let within = |at: u32| holds(&edition.topics, &described, at);
    let finest: Vec<u32> = of_level(&edition.topics, last).into_iter().filter(|at| within(*at)).collect();
    let levels: Vec<u8> = described.iter().map(|at| edition.topics[*at as usize].level).collect();
    Ok(ReportData {
        edition: edition.number(),
        status: edition.status.clone(),
        level: levels.first().copied().filter(|first| levels.iter().all(|level| level == first)),
        dots: dots(edition, is_chosen, &within),
        topics: edition.topics.clone(),
        described,
        chosen: is_chosen,
        finest,
    })
}

fn chosen(edition: &Edition, ids: &str) -> Result<Vec<u32>, ReportRefused> {
    let ids: Vec<&str> = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.len() > MOST_TOPICS {
        return Err(ReportRefused::Many(ids.len()));
    }
    let mut found = Vec::new();
    for id in ids {
        let (at, _) = edition.topic(id).ok_or_else(|| ReportRefused::Topic(id.chars().take(40).collect()))?;
        if !found.contains(&at) {
            found.push(at);
        }
    }
    Ok(found)
}

fn of_level(topics: &[Topic], level: u8) -> Vec<u32> {
    (0_u32..).zip(topics).filter(|(_, topic)| topic.level == level).map(|(at, _)| at).collect()
}

/// Is the topic one of these, or inside one of them?
fn holds(topics: &[Topic], these: &[u32], topic: u32) -> bool {
    let mut own = Some(topic);
    while let Some(at) = own {
        if these.contains(&at) {
            return true;
        }
        own = topics.get(at as usize).and_then(|topic| topic.parent);
    }
    false
}

/// Points lie in an order that was shuffled, so the first of them are an even sample.
fn dots(edition: &Edition, chosen: bool, within: &dyn Fn(u32) -> bool) -> Vec<(f32, f32, Option<u8>)> {
    let known: Vec<bool> = (0_u32..).zip(&edition.topics).map(|(at, _)| !chosen || within(at)).collect();
    let point = |at: usize| {
        let point = edition.points.get(at)?;
        let topic = usize::from(point.topic);
        let colour = edition.topics.get(topic).filter(|_| known[topic]).map(|topic| topic.colour);
        Some((f32::from(point.x) / 65_535.0, f32::from(point.y) / 65_535.0, colour))
    };
    (0..edition.points.len().min(DOTS)).filter_map(point).collect()
}
