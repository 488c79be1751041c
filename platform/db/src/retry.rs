//! How often lost races are run again, and how long is waited between.

use std::time::Duration;

use rand::Rng;

/// Beyond this many attempts something other than a race is wrong.
pub const ATTEMPTS: u32 = 24;

/// How long to wait before attempt `next` (from 2): doubling from 2 ms up to 250 ms, half of it random, so that
/// those who collided once do not collide again.
pub fn pause_before(next: u32) -> Duration {
    let longest_ms = 2_u64 << next.saturating_sub(2).min(7);
    let longest_us = longest_ms.min(250) * 1000;
    Duration::from_micros(rand::rng().random_range(longest_us / 2..=longest_us))
}

#[cfg(test)]
mod tests {
    use super::{ATTEMPTS, pause_before};

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for attempt in 2..=ATTEMPTS {
            let pause_ms = pause_before(attempt).as_millis();
            assert!((1..=250).contains(&pause_ms), "attempt {attempt}: {pause_ms} ms");
        }
        assert!(pause_before(9) > pause_before(2));
    }
}
