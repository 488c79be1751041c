//! The addresses of this slice's pages.

use bellwether_kernel::actor::UserId;

use crate::model::session::{SessionId, TokenId};
use crate::model::view::ViewId;

/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// The first administrator.
pub const SET_UP: &str = "/setup";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// Changing one's own password.
pub const PASSWORD: &str = "/account/password";
/// Ending all of one's own sessions.
pub const SIGN_OUT_EVERYWHERE: &str = "/account/sign-out-everywhere";
/// Saving a view of a list.
pub const VIEWS: &str = "/account/views";
/// Choosing the zone of shown times.
pub const ZONE: &str = "/account/zone";
/// Making a token.
pub const TOKENS: &str = "/account/tokens";
/// Administration of users.
pub const USERS: &str = "/admin/users";
/// Making a user.
pub const NEW_USER: &str = "/admin/users/new";
/// The users that are wanted, as a file.
pub const USERS_CSV: &str = "/admin/users.csv";
/// The users that are wanted, as a file.
pub const USERS_JSON: &str = "/admin/users.json";
/// The users that are wanted, as a spreadsheet.
pub const USERS_XLSX: &str = "/admin/users.xlsx";
/// The newest entries of the journal, as a spreadsheet.
pub const JOURNAL_XLSX: &str = "/admin/journal.xlsx";
/// The journal.
pub const JOURNAL: &str = "/admin/journal";
/// The journal, as a file.
pub const JOURNAL_CSV: &str = "/admin/journal.csv";

/// Ending one of one's own sessions.
pub fn end_session(id: SessionId) -> String {
    format!("/account/sessions/{id}/end")
}

/// Removing a saved view.
pub fn end_view(id: ViewId) -> String {
    format!("/account/views/{id}/end")
}

/// Ending one of one's own tokens.
pub fn end_token(id: TokenId) -> String {
    format!("/account/tokens/{id}/end")
}

/// One user.
pub fn user(id: UserId) -> String {
    format!("/admin/users/{id}")
}

/// Giving a user another password.
pub fn reset_password(id: UserId) -> String {
    format!("/admin/users/{id}/reset-password")
}
