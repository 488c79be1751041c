//! What the program and other slices may call.

pub use bellwether_exchange_rules::condition::CustomerClass;
pub use bellwether_exchange_rules::lifecycle::order::OrderStep;
pub use bellwether_exchange_rules::span::Span;

pub use crate::migrations::all as migrations;
pub use crate::model::booking::{Booking, BookingId};
pub use crate::model::charge::{Charge, ChargeKind, Fees, Price, Quoted, quoted};
pub use crate::model::charges::{Account, Accounts, Charges, ChargesError, NoCharges, Payment, Shortage, Side};
pub use crate::model::code::{Code, NewCode};
pub use crate::model::demo::DEMO;
pub use crate::model::facility::{Facility, Rate, Subsidy};
pub use crate::model::file::{DocumentId, FacilityFile, FileId, FileSort, Files, NewFile};
pub use crate::model::holiday::{Holiday, from_calendar};
pub use crate::model::ical_in::ahead;
pub use crate::model::invitation::{invitation, is_called_off};
pub use crate::model::order::{NewOrder, Order};
pub use crate::model::people::{People, PeopleError};
pub use crate::model::standing::Training;
pub use crate::model::statement::{Line, Statement, Total, Whose};
pub use crate::model::told::{Happened, Notifier, Silent};
pub use crate::model::utilisation::OddSum;
pub use crate::model::wish::{Obstacle, Refused, Wish};
pub use crate::service::Exchange;
pub use crate::service::error::ExchangeError;
pub use crate::service::mine::Part;
pub use crate::slice::slice;
pub use crate::urls::facility as address;
