//! What other slices, the server and the command line may use of the foresight slice.

pub use crate::job::BuildForesight;
pub use crate::model::filter::{Rows, Sort, TopicFilter};
pub use crate::model::status::{Settings, Status};
pub use crate::model::topic::{Indicator, Outlook, OutlookYear, Topic, WorkLine};
pub use crate::service::build::{BuildError, Watch};
pub use crate::service::look::{LookError, edition, topics};
pub use crate::service::mentions::topics_of;
pub use crate::service::start::{KIND as BUILD, build_now};
pub use crate::slice::slice;
pub use crate::store::error::StoreError;
pub use crate::store::folder::{Edition, Folder as Landscapes};
