//! The pages: one struct each.

pub mod answers;
pub mod application;
pub mod applications;
pub mod assessment;
pub mod assign;
pub mod builder;
pub mod call;
pub mod calls;
pub mod draft;
pub mod edit;
pub mod inputs;
pub mod letter;
pub mod mine;
pub mod outbound;
pub mod outbound_import;
pub mod outbound_write;
pub mod outbounds;
pub mod pack;
pub mod parts;
pub mod preview;
pub mod sample;
pub mod undertaking;
