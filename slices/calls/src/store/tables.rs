//! The tables of what applications of both directions have alike.

use crate::model::holder::Holder;

/// The table with this part of what is kept of a holder: `answer`, `file`, `submission`.
pub fn table(of: Holder, part: &str) -> String {
    match of {
        Holder::Application(_) => format!("calls_{part}"),
        Holder::Outbound(_) => format!("calls_outbound_{part}"),
    }
}
