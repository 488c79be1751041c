//! The pages of notices and letters.

pub mod choices;
pub mod letters;
pub mod stop;
