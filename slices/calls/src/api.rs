//! What the program and other slices may call.

pub use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
pub use bellwether_exchange_rules::lifecycle::decision::Outcome;
pub use bellwether_exchange_rules::lifecycle::offer::OfferState;
pub use bellwether_exchange_rules::lifecycle::request::RequestState as ApplicationState;

pub use crate::migrations::all as migrations;
pub use crate::model::application::{Application, ApplicationId, SeatState};
pub use crate::model::assessing::AssessmentId;
pub use crate::model::assigning::Assigning;
pub use crate::model::call::{BudgetChoice, Call, Content, Draft};
pub use crate::model::decision::Verdict;
pub use crate::model::demo::{DEMO, OUTBOUND};
pub use crate::model::handling::Handling;
pub use crate::model::outbound::{Facts, OutboundId, OutboundStep};
pub use crate::model::outbound_rows::OutboundRows;
pub use crate::model::people::{People, PeopleError};
pub use crate::model::register::{Organisation, Register};
pub use crate::model::seen::Dossier;
pub use crate::model::told::{Coming, Happened, Notifier, Silent};
pub use crate::model::undertaking::{Awarded, Milestone, MilestoneState, UndertakingId};
pub use crate::service::Calls;
pub use crate::service::assess::Assessed;
pub use crate::service::error::CallError;
pub use crate::service::load::Loaded;
pub use crate::service::outbound::{Noted, Sought};
pub use crate::service::tell::Party;
pub use crate::slice::slice;
pub use crate::urls::call as address;
