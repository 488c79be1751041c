//! Drawings made from data. What they need said in words, such as numbers and units, comes from the caller, who knows the
//! language.

mod axis;
pub mod bars;
pub mod fan;
pub mod scatter;
pub mod triangle;
