//! A signed-in browser or program, and how long that lasts.

use bellwether_kernel::typed_id;
use serde::Serialize;

const HOUR_MS: i64 = 3_600_000;
/// A session that is not used ends after this.
pub const IDLE_MS: i64 = 12 * HOUR_MS;
/// Every session ends after this.
pub const LONGEST_MS: i64 = 30 * 24 * HOUR_MS;
/// A use is written down at most this often, so that reading pages does not write.
pub const NOTE_EVERY_MS: i64 = 300_000;
/// API tokens end after this.
pub const TOKEN_MS: i64 = 365 * 24 * HOUR_MS;

typed_id!(
    /// A signed-in browser.
    SessionId
);
typed_id!(
    /// A program's access.
    TokenId
);

/// A signed-in browser, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// When it began, in milliseconds UTC.
    pub created_at_ms: i64,
    /// When it was last used, to five minutes.
    pub seen_at_ms: i64,
    /// The address that it began from.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// Does a session that began and was last used then still hold now?
pub fn holds(created_at_ms: i64, seen_at_ms: i64, now_ms: i64) -> bool {
    now_ms - seen_at_ms < IDLE_MS && now_ms - created_at_ms < LONGEST_MS
}

/// A program's access, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// The token.
    pub id: TokenId,
    /// What the person calls it.
    pub name: String,
    /// When it was made, in milliseconds UTC.
    pub created_at_ms: i64,
    /// When it ends.
    pub expires_at_ms: i64,
    /// When it was last used, to five minutes.
    pub seen_at_ms: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_when_idle_and_when_old() {
        assert!(holds(0, 0, IDLE_MS - 1));
        assert!(!holds(0, 0, IDLE_MS));
        assert!(holds(0, LONGEST_MS - 2, LONGEST_MS - 1));
        assert!(!holds(0, LONGEST_MS - 1, LONGEST_MS));
    }
}
