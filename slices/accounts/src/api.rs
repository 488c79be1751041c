//! What other parts may use: the permission question, the service, and the slice for the web.

pub use crate::policy::{Act, Thing, may};
pub use crate::service::Accounts;
pub use crate::slice::{session_cookie, slice};
