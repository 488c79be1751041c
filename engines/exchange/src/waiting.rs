//! Waiting lists: who comes next when something becomes free.

use crate::condition::CustomerClass;
use crate::named::named;

named!(
    /// In which order those who wait come next.
    WaitingRule {
        /// Who asked first.
        FirstCome = "first_come",
        /// Members of the cluster before others; among equals who asked first.
        MembersFirst = "members_first",
    }
);

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter<I, W> {
    /// The request.
    pub id: I,
    /// When it was made, in milliseconds since 1970 UTC.
    pub since_ms: i64,
    /// What who asked is to the owner.
    pub class: CustomerClass,
    /// What is wanted.
    pub wanted: W,
}

/// Those who come next, in their order. `take` takes what one wants out of the capacity, or refuses; whoever does not
/// fit goes on waiting and holds nobody up.
///
/// The order of `waiters` does not matter. Costs O(n log n).
pub fn promoted<I: Copy + Ord, W>(
    rule: WaitingRule,
    waiters: &[Waiter<I, W>],
    mut take: impl FnMut(&Waiter<I, W>) -> bool,
) -> Vec<I> {
    in_order(rule, waiters).into_iter().filter(|waiter| take(waiter)).map(|waiter| waiter.id).collect()
}

/// All who wait, in the order in which they come next.
pub fn in_order<I: Copy + Ord, W>(rule: WaitingRule, waiters: &[Waiter<I, W>]) -> Vec<&Waiter<I, W>> {
    let rank = |waiter: &Waiter<I, W>| match rule {
        WaitingRule::FirstCome => 0,
        WaitingRule::MembersFirst => u8::from(waiter.class != CustomerClass::Member),
    };
    let mut sorted: Vec<&Waiter<I, W>> = waiters.iter().collect();
    sorted.sort_by_key(|waiter| (rank(waiter), waiter.since_ms, waiter.id));
    sorted
}
