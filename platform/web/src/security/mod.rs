//! What protects people and the installation: form tokens, origin checks, headers, rates.

pub(crate) mod client;
pub(crate) mod csrf;
pub(crate) mod headers;
pub(crate) mod rates;
pub(crate) mod unsafe_methods;
