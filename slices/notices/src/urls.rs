//! The addresses of this slice's pages.

use bellwether_mail::letter::LetterId;
use bellwether_web::api::Link;

use crate::model::kind::Kind;

/// Choosing what comes by mail.
pub const CHOICES: &str = "/account/notices";
/// The letters of the installation.
pub const LETTERS: &str = "/admin/mail";

/// Turning letters off without signing in, as letters say.
pub fn stop(token: &str, kind: Option<Kind>) -> String {
    Link::to(format!("/notices/stop/{token}")).with_if("kind", kind.map(Kind::name)).to_string()
}

/// Letters in one state.
pub fn letters(state: &str) -> Link {
    Link::to(LETTERS).with_if("state", (!state.is_empty()).then_some(state))
}

/// Sends a letter again.
pub fn again(id: LetterId) -> String {
    format!("{LETTERS}/{id}/again")
}
