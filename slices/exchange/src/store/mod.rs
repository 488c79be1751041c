//! The tables of the exchange, and SQL only.

pub mod booking;
pub mod error;
pub mod facility;
pub mod hold;
pub mod standing;

pub use self::error::StoreError;
