//! What other slices, the server and the command line may use of the foresight slice.

pub use crate::job::{BuildForesight, PlaceForesight};
pub use crate::model::emerging::{EmergingFilter, EmergingSort, EmergingTopic, Grounds};
pub use crate::model::filter::{Rows, Sort, TopicFilter};
pub use crate::model::forecast::{IntervalSource, NoForecast, SeriesForecast};
pub use crate::model::hindcast::{HindcastReport, Score};
pub use crate::model::placed::{Placed, Standing};
pub use crate::model::proposal::{Draft, Proposal, ProposalId, ProposalState};
pub use crate::model::report::{ReportFilter, ReportRefused};
pub use crate::model::status::{Settings, Status};
pub use crate::model::topic::{Indicator, Outlook, OutlookYear, Topic, WorkLine};
pub use crate::print::{PrintError, report};
pub use crate::service::build::{BuildError, Watch};
pub use crate::service::emerging::{EmergingError, emerging};
pub use crate::service::forecast::{SeriesRefused, forecast};
pub use crate::service::hindcast::topics as hindcast_topics;
pub use crate::service::look::{LookError, edition, topics};
pub use crate::service::mentions::topics_of;
pub use crate::service::placing::{FollowUp, PlaceError, follow_up, place_now};
pub use crate::service::proposing::{ProposalError, proposal, proposals, propose};
pub use crate::service::start::{KIND as BUILD, PLACE, build_now};
pub use crate::service::watching::{WatchError, watch};
pub use crate::slice::{slice, words};
pub use crate::store::error::StoreError;
pub use crate::store::folder::{Edition, Folder as Landscapes};
pub use crate::views::sentence::sentence;
