//! Time that stands still until it is told to move.

use std::sync::Arc;

use bellwether_kernel::actor::Actor;
use bellwether_kernel::clock::{Clock, FixedClock};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;

/// A clock that stands at 09:00 UTC on 22 November 2026.
pub fn clock() -> Arc<FixedClock> {
    let start = "2026-11-22T09:00:00Z".parse().expect("a valid instant");
    Arc::new(FixedClock::at(start))
}

/// Where that clock begins, in milliseconds since 1970 UTC.
pub fn clock_start_ms() -> i64 {
    clock().now().as_millisecond()
}

/// A context for this actor, in English, by this clock.
pub fn ctx(actor: Actor, clock: &Arc<FixedClock>) -> Ctx {
    Ctx::new(actor, Lang::En, clock.clone())
}
