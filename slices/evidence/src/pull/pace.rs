//! Time and chance for a pull, so that tests can replace both.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Tells and spends time.
pub trait Pace: Sync {
    /// Time since some fixed moment.
    fn now(&self) -> Duration;

    /// The time of day, which servers may name in `Retry-After`.
    fn wall(&self) -> SystemTime;

    /// Waits. Called with a quarter of a second at most, so that a pull can be cancelled while it waits.
    fn sleep(&self, time: Duration);

    /// A random number from 0 to 1, by which waits differ so that many clients do not come back at once.
    fn chance(&self) -> f64;
}

/// Real time.
pub struct RealTime {
    begin: Instant,
}

impl RealTime {
    /// Begins now.
    pub fn new() -> Self {
        RealTime { begin: Instant::now() }
    }
}

impl Default for RealTime {
    fn default() -> Self {
        RealTime::new()
    }
}

impl Pace for RealTime {
    fn now(&self) -> Duration {
        self.begin.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    fn chance(&self) -> f64 {
        rand::random()
    }
}
