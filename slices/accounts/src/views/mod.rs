//! The pages of accounts, each with samples to try it with.

pub mod account;
pub mod journal;
pub mod set_up;
pub mod sign_in;
pub mod users;

#[cfg(test)]
mod tests;
