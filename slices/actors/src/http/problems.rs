//! What people are told when something with the register was not done.

use bellwether_web::api::{FieldProblem, Page, WebError};

use crate::model::day::NotAPeriod;
use crate::model::identifier::NotAnIdentifier;
use crate::service::ActorsError;
use crate::urls;

/// The problem of a field in the person's language; other errors go on.
pub fn of_field(page: &Page, error: ActorsError) -> Result<FieldProblem, WebError> {
    let (field, words) = match &error {
        ActorsError::Unusable(field) => {
            let words = match *field {
                "name" => "actors-wrong-name",
                "slug" => "actors-wrong-slug",
                "scheme" => "actors-wrong-scheme",
                "target" | "other" => "actors-wrong-other",
                "cluster" => "actors-wrong-cluster",
                "keep_until" => "actors-wrong-keep-until",
                "form" | "field" | "part" | "kind" | "role" => "actors-wrong-word",
                _ => "actors-wrong-value",
            };
            let field = match *field {
                "name" => "en",
                "target" => "other",
                "keep_until" => "until",
                field => field,
            };
            (field, page.t(words))
        }
        ActorsError::Identifier(NotAnIdentifier::Form(form)) => {
            ("value", page.t_with("actors-wrong-identifier", &[("form", (*form).into())]))
        }
        ActorsError::Identifier(NotAnIdentifier::Check) => ("value", page.t("actors-wrong-check")),
        ActorsError::Period(error) => period(page, *error),
        ActorsError::Taken(holder) => {
            ("value", page.t_with("actors-taken", &[("address", urls::actor(*holder).into())]))
        }
        ActorsError::SlugTaken => ("slug", page.t("actors-slug-taken")),
        _ => return Err(error.into()),
    };
    Ok(FieldProblem::new(field, words))
}

/// What is wrong with days.
pub fn period(page: &Page, error: NotAPeriod) -> (&'static str, String) {
    match error {
        NotAPeriod::Day => ("from", page.t("actors-wrong-day")),
        NotAPeriod::Order => ("until", page.t("actors-wrong-order")),
    }
}

/// For the API: fields and their problems in the person's language.
pub fn for_api(page: &Page, error: ActorsError) -> WebError {
    match of_field(page, error) {
        Ok(problem) => WebError::Invalid(vec![problem]),
        Err(error) => error,
    }
}

impl From<ActorsError> for WebError {
    fn from(error: ActorsError) -> Self {
        match error {
            ActorsError::Denied(denied) => WebError::Denied(denied),
            ActorsError::NotFound => WebError::NotFound,
            ActorsError::Moved(_)
            | ActorsError::Taken(_)
            | ActorsError::SlugTaken
            | ActorsError::NotOne(_)
            | ActorsError::UndoLaterFirst
            | ActorsError::Changed
            | ActorsError::Refused(_) => WebError::Conflict(error.to_string()),
            ActorsError::Unusable(_) | ActorsError::Identifier(_) | ActorsError::Period(_) => {
                WebError::BadRequest(error.to_string())
            }
            ActorsError::Db(error) => WebError::internal(error),
        }
    }
}
