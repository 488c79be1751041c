//! How failed attempts to sign in slow down the next ones.

/// Whose failures are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One account, wherever the attempts come from.
    Account,
    /// One address, whichever accounts it tries.
    Address,
}

const FIRST_PAUSE_MS: i64 = 30_000;
const LONGEST_PAUSE_MS: i64 = 3_600_000;
/// Failures are forgotten after a day without one.
pub const FORGOTTEN_MS: i64 = 24 * 3_600_000;

impl Subject {
    /// This many failures in a row are taken for typing errors.
    fn free_failures(self) -> i64 {
        match self {
            Subject::Account => 5,
            // A whole institute may sit behind one address.
            Subject::Address => 30,
        }
    }

    /// How long nobody may try after this many failures in a row: doubling from 30 s to an hour.
    pub fn pause_ms(self, failures: i64) -> i64 {
        let beyond = failures - self.free_failures();
        if beyond < 0 {
            return 0;
        }
        (FIRST_PAUSE_MS << beyond.min(7)).min(LONGEST_PAUSE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let seconds: Vec<i64> = (1..=14).map(|failures| Subject::Account.pause_ms(failures) / 1000).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(Subject::Address.pause_ms(29), 0);
        assert_eq!(Subject::Address.pause_ms(30), 30_000);
    }
}
