//! What is wrong with a query, in the person's language.

use bellwether_query::error::Problem;
use bellwether_web::api::Page;

/// The problem in words. English is the query engine's own; other languages have a message for each kind.
pub fn words(page: &Page, problem: &Problem) -> String {
    let number = |n: &usize| vec![("n", (*n).into())];
    let (key, args) = match problem {
        Problem::TooLong(n) => ("query-too-long", number(n)),
        Problem::TooDeep(n) => ("query-too-deep", number(n)),
        Problem::TooMany(n) => ("query-too-many", number(n)),
        Problem::UnclosedQuote => ("query-unclosed-quote", vec![]),
        Problem::UnclosedParenthesis => ("query-unclosed-parenthesis", vec![]),
        Problem::UnopenedParenthesis => ("query-unopened-parenthesis", vec![]),
        Problem::LooseTag => ("query-loose-tag", vec![]),
        Problem::LooseOperator(sign) => ("query-loose-operator", vec![("sign", sign.into())]),
        Problem::NoValue(field) => ("query-no-value", vec![("field", field.into())]),
        Problem::NothingInside => ("query-nothing-inside", vec![]),
        Problem::UnknownField { name, suggestion: None } => ("query-unknown-field", vec![("name", name.into())]),
        Problem::UnknownField { name, suggestion: Some(near) } => {
            ("query-unknown-field-near", vec![("name", name.into()), ("near", (*near).into())])
        }
        Problem::UnknownTag(tag) => ("query-unknown-tag", vec![("tag", tag.into())]),
        Problem::Wildcard => ("query-wildcard", vec![]),
        Problem::Tolerance => ("query-tolerance", vec![]),
        Problem::NotADate(text) => ("query-not-a-date", vec![("text", text.into())]),
        Problem::Backwards => ("query-backwards", vec![]),
        Problem::NotAValue { field, expected, found } => (
            "query-not-a-value",
            vec![("field", (*field).into()), ("expected", (*expected).into()), ("found", found.into())],
        ),
        Problem::NotForField { field, .. } => ("query-not-for-field", vec![("field", (*field).into())]),
    };
    page.t_with(key, &args)
}
