//! The tables of the exchange, and SQL only.

pub mod booking;
pub mod charge;
pub mod code;
pub mod error;
pub mod facility;
pub mod file;
pub mod hold;
pub mod holiday;
pub mod order;
pub mod setting;
pub mod standing;
pub mod uses;
pub mod utilisation;

pub use self::error::StoreError;
/// Reading inside or outside of a transaction, for services that do both.
pub use sea_orm::ConnectionTrait as Conn;
