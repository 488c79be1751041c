//! What people typed, as values; with every problem at its field.

use bellwether_exchange_rules::recurrence::{Every, MOST};
use bellwether_exchange_rules::span::Span;
use bellwether_web::api::{FieldProblem, Page};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::model::wish::Wish;
use crate::views::book::Typed;

/// The span that was typed, in the zone of the place.
pub fn span(page: &Page, typed: &Typed, zone: &TimeZone) -> Result<Span, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let day = date(page, "day", &typed.day, &mut problems);
    let until_day =
        if typed.until_day.is_empty() { day } else { date(page, "until_day", &typed.until_day, &mut problems) };
    let from = clock(page, "from", &typed.from, &mut problems);
    let until = clock(page, "until", &typed.until, &mut problems);
    let (Some(day), Some(until_day), Some(from), Some(until)) = (day, until_day, from, until) else {
        return Err(problems);
    };
    let at = |day: Date, clock: Time| zone.to_ambiguous_timestamp(day.to_datetime(clock)).compatible().ok();
    let span = at(day, from).zip(at(until_day, until)).and_then(|(from, until)| Span::new(from, until));
    span.ok_or_else(|| vec![FieldProblem::new("until", page.t("exchange-fault-order"))])
}

fn date(page: &Page, field: &'static str, text: &str, problems: &mut Vec<FieldProblem>) -> Option<Date> {
    let date = text.trim().parse().ok();
    if date.is_none() {
        problems.push(FieldProblem::new(field, page.t("exchange-fault-day")));
    }
    date
}

fn clock(page: &Page, field: &'static str, text: &str, problems: &mut Vec<FieldProblem>) -> Option<Time> {
    let time = Time::strptime("%H:%M", text.trim()).or_else(|_| Time::strptime("%H:%M:%S", text.trim())).ok();
    if time.is_none() {
        problems.push(FieldProblem::new(field, page.t("exchange-fault-time")));
    }
    time
}

/// The wish that was typed.
pub fn wish(page: &Page, typed: &Typed, zone: &TimeZone) -> Result<Wish, Vec<FieldProblem>> {
    let (span, repeat) = (span(page, typed, zone), repeat(page, typed));
    let (span, repeat) = match (span, repeat) {
        (Ok(span), Ok(repeat)) => (span, repeat),
        (span, repeat) => {
            let mut problems = span.err().unwrap_or_default();
            problems.extend(repeat.err());
            return Err(problems);
        }
    };
    let beyond = typed.beyond_rules.trim();
    Ok(Wish {
        span,
        purpose: typed.purpose.clone(),
        project: typed.project.clone(),
        waits: !typed.waits.is_empty(),
        repeat,
        leaves_out: !typed.leaves_out.is_empty(),
        beyond_rules: (!beyond.is_empty()).then(|| beyond.to_owned()),
    })
}

fn repeat(page: &Page, typed: &Typed) -> Result<Option<(Every, u16)>, FieldProblem> {
    if typed.every.is_empty() {
        return Ok(None);
    }
    let every = Every::from_name(&typed.every);
    let every = every.ok_or_else(|| FieldProblem::new("every", page.t("exchange-fault-every")))?;
    let times = typed.times.trim().parse().ok().filter(|times| (2..=MOST).contains(times));
    let times = times.ok_or_else(|| FieldProblem::new("times", page.t("exchange-fault-times")))?;
    Ok(Some((every, times)))
}
