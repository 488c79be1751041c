//! The pages: one struct each.

pub mod answers;
pub mod application;
pub mod applications;
pub mod assessment;
pub mod assign;
pub mod builder;
pub mod builder_stages;
pub mod call;
pub mod calls;
pub mod consortium;
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
pub mod pack_paper;
pub mod parts;
pub mod preview;
pub mod sample;
pub mod stages;
pub mod undertaking;
