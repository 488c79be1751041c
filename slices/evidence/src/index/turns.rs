//! Searches take turns: as many at once as there are cores, in the order in which they were asked.
//!
//! A search computes and hardly waits, so more of them at once end no more of them in a second: they only make each wait
//! for the others' halves. In turns, the slowest of a hundred answers comes about half as late.

use std::sync::{Condvar, Mutex, PoisonError};

/// A queue before the cores.
pub struct Turns {
    at_once: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How many have come.
    come: u64,
    /// How many have gone.
    gone: u64,
}

impl Default for Turns {
    fn default() -> Self {
        Turns::of(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
    }
}

impl Turns {
    /// Turns of which so many are taken at once.
    pub fn of(at_once: usize) -> Turns {
        Turns { at_once: at_once.max(1) as u64, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until it is this caller's turn, which lasts as long as what is returned. Blocks the thread.
    pub fn take(&self) -> Turn<'_> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let number = state.come;
        state.come += 1;
        let mine = |state: &mut State| number >= state.gone + self.at_once;
        drop(self.changed.wait_while(state, mine).unwrap_or_else(PoisonError::into_inner));
        Turn(self)
    }
}

/// A turn that is taken.
pub struct Turn<'a>(&'a Turns);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).gone += 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Turns;

    #[test]
    fn no_more_are_at_work_than_may_be_and_all_get_their_turn() {
        let turns = Turns::of(3);
        let (at_work, most, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _turn = turns.take();
                        most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        at_work.fetch_sub(1, Ordering::SeqCst);
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(done.load(Ordering::SeqCst), 800);
        assert!(most.load(Ordering::SeqCst) <= 3);
    }

    #[test]
    fn a_search_that_panics_gives_its_turn_back() {
        let turns = Turns::of(1);
        let failed = std::thread::scope(|scope| {
            scope
                .spawn(|| {
                    let _turn = turns.take();
                    panic!("on purpose");
                })
                .join()
                .is_err()
        });
        assert!(failed);
        drop(turns.take());
    }
}
