//! What people are told when something with the ledger was not done.

use bellwether_kernel::amount::NotAnAmount;
use bellwether_web::api::{FieldProblem, Page, WebError};

use crate::model::fund::Unusable;
use crate::model::transfer::Unbalanced;
use crate::service::LedgerError;
use crate::views::parts::explain;

/// The problem of a field in the person's language; other errors go on.
pub fn of_field(page: &Page, error: LedgerError) -> Result<FieldProblem, WebError> {
    let (field, words) = match &error {
        LedgerError::Short(check) => ("amount", explain(page, check)),
        LedgerError::Unusable(Unusable::Name) => ("name_en", page.t("ledger-wrong-name")),
        LedgerError::Unusable(Unusable::Slug) => ("slug", page.t("ledger-wrong-slug")),
        LedgerError::Unusable(Unusable::Amount) => ("threshold", page.t("ledger-wrong-amount")),
        LedgerError::Unusable(Unusable::Memo) => ("memo", page.t("ledger-wrong-memo")),
        LedgerError::Unusable(Unusable::Key) => ("key", page.t("ledger-wrong-key")),
        LedgerError::Unusable(Unusable::Expiry) => ("expires", page.t("ledger-wrong-expiry")),
        LedgerError::Unusable(Unusable::Concept) => ("concept", page.t("ledger-wrong-concept")),
        LedgerError::Unbalanced(Unbalanced::Sum(_)) => ("to", page.t("ledger-wrong-unit")),
        LedgerError::Unbalanced(Unbalanced::Twice) => ("to", page.t("ledger-wrong-same")),
        LedgerError::Unbalanced(_) | LedgerError::TooLarge => ("amount", page.t("ledger-wrong-amount")),
        LedgerError::Kinds => ("to", page.t("ledger-wrong-kinds")),
        LedgerError::Taken => ("slug", page.t("ledger-taken")),
        _ => return Err(error.into()),
    };
    Ok(FieldProblem::new(field, words))
}

/// For the API: fields and their problems in the person's language.
pub fn for_api(page: &Page, error: LedgerError) -> WebError {
    match of_field(page, error) {
        Ok(problem) => WebError::Invalid(vec![problem]),
        Err(error) => error,
    }
}

/// Why what was typed is no amount.
pub fn amount(page: &Page, field: &str, error: NotAnAmount) -> FieldProblem {
    let words = match error {
        NotAnAmount::Form | NotAnAmount::TooLarge => page.t("ledger-wrong-amount"),
        NotAnAmount::Decimals => page.t("ledger-wrong-decimals"),
        NotAnAmount::Ambiguous => page.t("ledger-wrong-comma"),
    };
    FieldProblem::new(field, words)
}

impl From<LedgerError> for WebError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Denied(denied) => WebError::Denied(denied),
            LedgerError::NotFound => WebError::NotFound,
            LedgerError::Taken
            | LedgerError::Short(_)
            | LedgerError::KeyTaken
            | LedgerError::Step(_)
            | LedgerError::NeedsApproval
            | LedgerError::NotWaiting
            | LedgerError::OwnProposal => WebError::Conflict(error.to_string()),
            LedgerError::Unusable(_) | LedgerError::Unbalanced(_) | LedgerError::Kinds | LedgerError::TooLarge => {
                WebError::BadRequest(error.to_string())
            }
            LedgerError::Raced => WebError::Unavailable(error.to_string()),
            LedgerError::Db(error) => WebError::internal(error),
        }
    }
}
