//! The search language: what a person types in, a query tree or a clear error out.
