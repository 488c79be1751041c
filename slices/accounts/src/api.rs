//! What other parts may use: the service, and the slice for the web.

pub use crate::model::clusters::{ClusterName, ClusterNames, NoClusters};
pub use crate::service::Accounts;
pub use crate::slice::{session_cookie, slice};
