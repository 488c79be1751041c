//! Errors of the services as answers.

use bellwether_ledger::api::{LedgerError, explain};
use bellwether_web::api::{FieldProblem, Page, WebError};

use crate::model::answers::AnswerWrong;
use crate::service::error::CallError;
use crate::views::consortium::wrong_words;

/// The answer to what could not be done.
pub fn refused(page: &Page, error: CallError) -> WebError {
    match error {
        CallError::Denied(denied) => denied.into(),
        CallError::NotFound => WebError::NotFound,
        CallError::Fields(_) | CallError::Answers(_) | CallError::File(_) | CallError::Consortium(_) => {
            WebError::Invalid(problems(page, &error))
        }
        CallError::Taken => WebError::field("slug", page.t("calls-fault-taken")),
        CallError::Refused(all) => {
            let words =
                |one: &bellwether_exchange_rules::explanation::Refusal| page.t(&format!("calls-refusal-{}", one.key));
            WebError::Conflict(all.iter().map(words).collect::<Vec<_>>().join(" "))
        }
        CallError::Ledger(LedgerError::Denied(denied)) => denied.into(),
        ref known => match words(page, known) {
            Some(words) => WebError::Conflict(words),
            None => WebError::internal(error),
        },
    }
}

/// Why it could not be done, for errors that people can do something about.
pub fn words(page: &Page, error: &CallError) -> Option<String> {
    let key = match error {
        CallError::Stale => "calls-fault-stale",
        CallError::Closed => "calls-fault-closed",
        CallError::Own => "calls-fault-own",
        CallError::NotLead => "calls-fault-lead",
        CallError::Unsigned => "calls-fault-unsigned",
        CallError::Step(_) | CallError::Milestone(_) | CallError::Outbound(_) => "calls-fault-step",
        CallError::Unfinished => "calls-fault-unfinished",
        CallError::Short { .. } => "calls-fault-short",
        CallError::Full { most } => return Some(page.t_with("calls-fault-full", &[("n", (*most).into())])),
        CallError::Taken => "calls-fault-taken",
        CallError::Ledger(LedgerError::Short(check)) => return Some(explain(page, check)),
        CallError::Ledger(LedgerError::NeedsApproval) => "calls-fault-approval",
        _ => return None,
    };
    Some(page.t(key))
}

/// The problems of fields, as a form shows them; empty for errors that are none.
pub fn problems(page: &Page, error: &CallError) -> Vec<FieldProblem> {
    match error {
        CallError::Consortium(all) => all.iter().map(|one| FieldProblem::new("step", wrong_words(page, one))).collect(),
        CallError::Fields(all) => all.iter().map(|(field, key)| FieldProblem::new(*field, page.t(key))).collect(),
        CallError::Answers(all) => all.iter().map(|one| answer(page, one)).collect(),
        CallError::File(refused) => vec![FieldProblem::new("file", page.t(refused.key()))],
        _ => Vec::new(),
    }
}

fn answer(page: &Page, one: &AnswerWrong) -> FieldProblem {
    let words = match one.bound {
        Some(bound) => page.t_with(one.what, &[("n", (bound as f64).into())]),
        None => page.t(one.what),
    };
    FieldProblem::new(format!("f.{}", one.field), words)
}

/// The problems that a page shows again with what was typed; the error itself where it is none of them.
///
/// # Errors
/// What no form can show.
pub fn shown(page: &Page, field: &str, error: CallError) -> Result<Vec<FieldProblem>, WebError> {
    let found = problems(page, &error);
    if !found.is_empty() {
        return Ok(found);
    }
    match words(page, &error) {
        Some(words) => Ok(vec![FieldProblem::new(field, words)]),
        None => Err(refused(page, error)),
    }
}
