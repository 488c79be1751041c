//! What came of checking the ledger against the journal.

use serde::Serialize;

/// What was compared, and everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Entries of the journal that were replayed.
    pub journal_entries: u64,
    /// Accounts whose balances were rebuilt.
    pub accounts: u64,
    /// Transfers whose state and legs were compared.
    pub transfers: u64,
    /// Entries of accounts whose running totals were added up.
    pub entries: u64,
    /// What differs, at most [`MOST_FAULTS`].
    pub faults: Vec<String>,
    /// How many differences there are.
    pub fault_count: u64,
}

/// So many differences are told; the rest is counted.
pub const MOST_FAULTS: usize = 100;

impl Verdict {
    /// Notes a difference.
    pub fn fault(&mut self, words: String) {
        self.fault_count += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(words);
        }
    }

    /// Does everything agree?
    pub fn is_sound(&self) -> bool {
        self.fault_count == 0
    }
}
