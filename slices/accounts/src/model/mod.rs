//! The words of accounts and their rules; no database, no web.

pub mod clusters;
pub mod lockout;
pub mod password;
pub mod secret;
pub mod session;
pub mod user;
pub mod view;
pub mod zone;
