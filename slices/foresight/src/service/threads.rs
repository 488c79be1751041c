//! Threads for the engines, which bring none of their own.

use std::sync::atomic::{AtomicUsize, Ordering};

use bellwether_numerics::pool::Pool;

/// So many threads, started for each call; tasks are taken as threads become free.
pub struct Threads(usize);

impl Threads {
    /// As many as the machine runs at once.
    pub fn all() -> Self {
        Threads(std::thread::available_parallelism().map_or(1, usize::from))
    }
}

impl Pool for Threads {
    fn run(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= tasks {
                    return;
                }
                task(index);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.0.min(tasks) {
                scope.spawn(work);
            }
            work();
        });
    }
}
