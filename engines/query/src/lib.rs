//! The search language: what a person types in, a query tree or a clear error out.
//!
//! Pure: it knows fields and their spelling, not indexes, vocabularies or what a field holds.
//!
//! ```
//! let query = bellwether_query::parse("diet asthma[ti] year:2019..2021 -mice")?;
//! assert_eq!(query.to_string(), r#"title:"diet asthma" AND year:2019..2021 AND NOT mice"#);
//! # Ok::<(), bellwether_query::error::QueryError>(())
//! ```

pub mod ast;
pub mod error;
pub mod field;
pub mod parse;
mod print;
pub mod range;
mod term;

pub use ast::Query;
pub use parse::parse;
