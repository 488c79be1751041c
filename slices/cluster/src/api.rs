//! What the program and other slices may call.

pub use crate::http::portal::current;
pub use crate::migrations::migrations;
pub use crate::model::demo::DEMO;
pub use crate::model::latest::{Found, Headline, LatestEvidence};
pub use crate::model::offers::{Offers, OffersOf, OpenCall, SharedFacility};
pub use crate::model::profile::{Cluster, Profile};
pub use crate::service::load::{LoadError, Loaded, load};
pub use crate::service::look::{LookError, clusters, profile};
pub use crate::slice::slice;
