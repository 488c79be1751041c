//! Errors of the services as answers.

use bellwether_web::api::{FieldProblem, Page, WebError};
use jiff::tz::TimeZone;

use crate::model::wish::{Obstacle, Refused};
use crate::service::error::ExchangeError;
use crate::views::say;

/// The answer to what could not be done.
pub fn refused(page: &Page, error: ExchangeError) -> WebError {
    match error {
        ExchangeError::Denied(denied) => denied.into(),
        ExchangeError::NotFound => WebError::NotFound,
        ExchangeError::Closed => WebError::Conflict(page.t("exchange-fault-closed")),
        ExchangeError::Step(_) => WebError::Conflict(page.t("exchange-fault-step")),
        ExchangeError::InTheWay(_) => WebError::Conflict(page.t("exchange-fault-in-the-way")),
        ExchangeError::Field(field, key) => WebError::field(field, page.t(key)),
        ExchangeError::Short(shortage) => WebError::Conflict(say::shortage(page, &shortage)),
        ExchangeError::Refused(all) => WebError::Conflict(sentences(page, &all).join(" ")),
        other => WebError::internal(other),
    }
}

/// Every reason in words, each time named once in UTC: for programs.
pub fn sentences(page: &Page, all: &[Refused]) -> Vec<String> {
    let of = |one: &Refused| {
        let reasons: Vec<String> = match &one.obstacle {
            Obstacle::Taken => vec![page.t("exchange-refused-taken")],
            Obstacle::Rules(rules) => rules.iter().map(|rule| say::refusal(page, rule, &TimeZone::UTC)).collect(),
        };
        format!("{}: {}", one.span.from(), reasons.join(" "))
    };
    all.iter().map(of).collect()
}

/// The problem of a field, where the error is one that a form shows.
pub fn problem(page: &Page, error: &ExchangeError) -> Option<FieldProblem> {
    match error {
        ExchangeError::Field(field, key) => Some(FieldProblem::new(*field, page.t(key))),
        ExchangeError::Short(shortage) => Some(FieldProblem::new("project", say::shortage(page, shortage))),
        ExchangeError::Closed => Some(FieldProblem::new("day", page.t("exchange-fault-closed"))),
        ExchangeError::InTheWay(_) => Some(FieldProblem::new("day", page.t("exchange-fault-in-the-way"))),
        _ => None,
    }
}
