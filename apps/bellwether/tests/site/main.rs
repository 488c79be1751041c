//! The whole installation behind its web server: who may do what, what leaks, what the API says.
#![expect(clippy::unwrap_used, reason = "test code")]

mod api;
mod books;
mod calls;
mod document;
mod examples;
mod facility_money;
mod leaks;
mod letters;
mod money;
mod permissions;
mod policy;
mod queries;
mod register;
mod seed;
