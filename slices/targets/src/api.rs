//! What other slices, the server and the command line may use of the targets slice.

pub use crate::job::BuildTargets;
pub use crate::model::filter::{Bursting, EmergingFilter, Filter, Sort};
pub use crate::model::hindcast::{Cutoff, Hindcast, Mark, Marks};
pub use crate::model::status::{Settings, Status};
pub use crate::model::target::{Target, TargetLine};
pub use crate::service::build::{BuildError, Origin};
pub use crate::service::look::{LookError, edition, emerging, list, status};
pub use crate::service::start::{KIND as BUILD, Payload, build_now};
pub use crate::slice::{Parts, slice};
pub use crate::store::folder::{Edition, Folder as Targets};
pub use crate::store::source::Files;
