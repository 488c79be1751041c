//! Lists are bounded and paged by key, never by counting rows off.

use serde::{Deserialize, Serialize};

/// How many rows a page holds: 1 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PageSize(u32);

impl PageSize {
    /// The usual page.
    pub const USUAL: PageSize = PageSize(25);

    /// A size brought into 1 to 200.
    pub fn clamped(rows: u32) -> Self {
        PageSize(rows.clamp(1, 200))
    }

    /// The number of rows.
    pub fn rows(self) -> u32 {
        self.0
    }
}

/// Which page of a list is wanted: the rows after this key, or the first ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct After(pub Option<String>);

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The key to ask the next page with, if there is one.
    pub next: Option<String>,
}
