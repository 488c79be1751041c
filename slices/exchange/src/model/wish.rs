//! What somebody asks for, and why it is not given.

use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::recurrence::Every;
use bellwether_exchange_rules::span::Span;

/// The longest purpose, in letters.
pub const PURPOSE: usize = 500;
/// The longest code of a project, in letters.
pub const PROJECT: usize = 80;

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// When.
    pub span: Span,
    /// What for.
    pub purpose: String,
    /// The code of the project; empty for none.
    pub project: String,
    /// Wait for room where there is none?
    pub waits: bool,
    /// The same again so many times in all.
    pub repeat: Option<(Every, u16)>,
    /// Leave out those times of a series that cannot be had?
    pub leaves_out: bool,
    /// Go beyond the rules, with this reason; for keepers.
    pub beyond_rules: Option<String>,
}

/// What is in the way of one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Conditions say no.
    Rules(Vec<Refusal>),
    /// All places are taken.
    Taken,
}

/// A time that cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which time.
    pub span: Span,
    /// Why.
    pub obstacle: Obstacle,
}
