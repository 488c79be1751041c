//! The addresses of this slice's pages.

use crate::model::records::About;

/// The threads that one takes part in.
pub const MESSAGES: &str = "/messages";

/// The thread of a record.
pub fn thread(about: &About) -> String {
    format!("{MESSAGES}/{}/{}", about.kind, about.id)
}
