//! Parallel work as an argument: an engine says what may run at once, its caller brings the threads.
//!
//! No threads are started here. The helpers keep results independent of who did what first: each task owns its part
//! of the output, and the parts do not depend on how many threads there are.

use std::sync::{Mutex, PoisonError};

/// Runs tasks, possibly at once.
pub trait Pool: Sync {
    /// Calls `task(0)` to `task(tasks - 1)`, each exactly once and in any order, and returns when all have returned.
    fn run(&self, tasks: usize, task: &(dyn Fn(usize) + Sync));
}

/// Runs tasks one after the other on the caller's thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Pool for Serial {
    fn run(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..tasks).for_each(task);
    }
}

/// The results of `task(0)` to `task(tasks - 1)`, in that order.
pub fn map<T: Send>(pool: &dyn Pool, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let slots: Vec<Mutex<Option<T>>> = (0..tasks).map(|_| Mutex::new(None)).collect();
    pool.run(tasks, &|index| {
        let result = task(index);
        *slots[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    });
    let results = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
    results.map(|result| result.expect("a pool calls each task once")).collect()
}

/// Gives the results of all tasks to `each` in their order; only `at_once` results are kept in memory.
///
/// # Panics
/// When `at_once` is 0.
pub fn fold<T: Send>(
    pool: &dyn Pool,
    tasks: usize,
    at_once: usize,
    task: impl Fn(usize) -> T + Sync,
    mut each: impl FnMut(T),
) {
    for first in (0..tasks).step_by(at_once) {
        map(pool, at_once.min(tasks - first), |index| task(first + index)).into_iter().for_each(&mut each);
    }
}

/// Calls `task(index, part)` for each part of `size` items (the last may be shorter).
///
/// # Panics
/// When `size` is 0.
pub fn for_each_part<T: Send>(pool: &dyn Pool, items: &mut [T], size: usize, task: impl Fn(usize, &mut [T]) + Sync) {
    for_each(pool, items.chunks_mut(size).collect(), task);
}

/// Calls `task(index, item)` for each of the items, giving each away once.
pub fn for_each<T: Send>(pool: &dyn Pool, items: Vec<T>, task: impl Fn(usize, T) + Sync) {
    let slots: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    pool.run(slots.len(), &|index| {
        let item = slots[index].lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(item) = item {
            task(index, item);
        }
    });
}

/// Room for work that one task leaves to the next, so that there is one for each thread and not one for each task: large rooms
/// that are made and dropped beside small results that stay would leave holes in memory.
#[derive(Debug)]
pub struct Spare<T> {
    left: Mutex<Vec<T>>,
}

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Spare { left: Mutex::new(Vec::new()) }
    }
}

impl<T> Spare<T> {
    /// Works in a room that was left, or else in one that is made. It is left as the work leaves it.
    pub fn with<R>(&self, make: impl FnOnce() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut room = left.unwrap_or_else(make);
        let result = work(&mut room);
        self.left.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        result
    }
}

/// How many parts of `size` items there are.
pub fn parts(items: usize, size: usize) -> usize {
    items.div_ceil(size)
}

#[cfg(test)]
mod tests {
    use super::{Serial, Spare, for_each_part, map};

    #[test]
    fn results_are_in_the_order_of_the_tasks() {
        assert_eq!(map(&Serial, 4, |index| index * index), [0, 1, 4, 9]);
    }

    #[test]
    fn every_item_is_in_one_part() {
        let mut items = [0; 7];
        for_each_part(&Serial, &mut items, 3, |index, part| part.fill(index));
        assert_eq!(items, [0, 0, 0, 1, 1, 1, 2]);
    }

    #[test]
    fn a_room_is_used_again() {
        let spare = Spare::default();
        let rooms = map(&Serial, 3, |index| {
            spare.with(Vec::new, |room: &mut Vec<usize>| {
                room.push(index);
                room.len()
            })
        });
        assert_eq!(rooms, [1, 2, 3]);
    }
}
