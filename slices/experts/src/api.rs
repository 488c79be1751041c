//! What other slices, the server and the command line may use of the experts slice.

pub use crate::job::{BUILD, BuildExperts, build_now};
pub use crate::model::filter::{Filter, Rows};
pub use crate::model::institution::{Institution, InstitutionLine};
pub use crate::model::person::{Person, PersonLine};
pub use crate::model::status::Status;
pub use crate::service::build::{BuildError, Watch};
pub use crate::service::look::{LookError, institution, institutions, person, persons, status};
pub use crate::slice::slice;
pub use crate::store::error::StoreError;
pub use crate::store::folder::Folder as Experts;
pub use crate::store::registry::{InstallError, install as install_registry};
