//! The pages of the ledger: one struct each.

pub mod account_form;
pub mod accounts;
pub mod books;
pub mod fund_form;
pub mod nothing;
pub mod parts;
pub mod samples;
pub mod statement;
pub mod transfer;
pub mod transfer_form;
pub mod transfers;
