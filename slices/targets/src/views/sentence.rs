//! A row that explains itself: a sentence made of its numbers.

use bellwether_web::api::Page;

use crate::model::status::Status;
use crate::model::target::{Emergence, TargetLine};
use crate::views::parts;

/// Years back that the sentence compares with: as many as the question of the score looks ahead.
const BACK: usize = 3;

/// What the numbers of a target say, in three or four short sentences.
pub fn sentence(page: &Page, line: &TargetLine, status: &Status) -> String {
    let mut said = vec![papers(page, line, status)];
    said.extend(growth(page, line, status));
    said.extend(burst(page, line, status));
    said.extend(line.emergence.as_ref().map(|emergence| score(page, emergence)));
    said.extend(expected(page, line));
    said.join(" ")
}

fn papers(page: &Page, line: &TargetLine, status: &Status) -> String {
    let last = status.years.1;
    let before = line.counts.len().checked_sub(BACK + 1).and_then(|at| line.counts.get(at));
    let args = [
        ("last", line.last.into()),
        ("year", last.to_string().into()),
        ("before", before.copied().unwrap_or(0).into()),
        ("then", last.saturating_sub(BACK as u16).to_string().into()),
    ];
    page.t_with(if before.is_some() { "targets-says-papers" } else { "targets-says-papers-alone" }, &args)
}

fn growth(page: &Page, line: &TargetLine, status: &Status) -> Option<String> {
    let growth = line.growth.as_ref()?;
    let (low, high) = growth.interval?;
    let bare = |share: f64| page.number(parts::round(share * 100.0, 1));
    let from = growth.because.get(1).map_or_else(String::new, |year| format!("{year:.0}"));
    let args = [
        ("growth", bare(growth.value.abs()).into()),
        ("low", bare(low).into()),
        ("high", bare(high).into()),
        ("from", from.into()),
        ("to", status.years.1.to_string().into()),
    ];
    Some(page.t_with(if growth.value < 0.0 { "targets-says-shrank" } else { "targets-says-grew" }, &args))
}

fn burst(page: &Page, line: &TargetLine, status: &Status) -> Option<String> {
    let burst = line.burst?;
    let args = [("from", burst.from.to_string().into()), ("to", burst.to.to_string().into())];
    Some(page.t_with(if burst.to == status.years.1 { "targets-says-bursts" } else { "targets-says-burst" }, &args))
}

fn score(page: &Page, emergence: &Emergence) -> String {
    let named = |raises: bool| {
        let reasons = emergence.reasons.iter().filter(|reason| (reason.adds > 0.0) == raises);
        reasons.map(|reason| page.t(&format!("targets-reason-{}", reason.name))).collect::<Vec<_>>().join(", ")
    };
    let (raised, lowered) = (named(true), named(false));
    let key = match (raised.is_empty(), lowered.is_empty()) {
        (false, false) => "targets-says-score-both",
        (false, true) => "targets-says-score-raised",
        (true, false) => "targets-says-score-lowered",
        (true, true) => "targets-says-score",
    };
    let args =
        [("score", parts::score(page, emergence.score).into()), ("raised", raised.into()), ("lowered", lowered.into())];
    page.t_with(key, &args)
}

fn expected(page: &Page, line: &TargetLine) -> Option<String> {
    let year = line.expected?;
    let args = [
        ("middle", year.middle.round().into()),
        ("low", year.wide80.0.round().into()),
        ("high", year.wide80.1.round().into()),
        ("year", year.year.to_string().into()),
    ];
    Some(page.t_with("targets-says-expected", &args))
}
