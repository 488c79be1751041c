//! What protects people and the installation: form tokens, origin checks, headers, rates.

pub(crate) mod csrf;
pub(crate) mod headers;
pub(crate) mod unsafe_methods;
