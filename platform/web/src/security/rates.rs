//! How many requests one address and one person may make; above that, 429 with `Retry-After`.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bellwether_kernel::actor::{Actor, UserId};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::WebError;
use crate::options::Limits;
use crate::security::client;
use crate::site::Site;
use crate::visit::Visit;

/// After this many checks, keys that have been quiet are forgotten.
const CHECKS_BETWEEN_SWEEPS: u32 = 10_000;

/// The counters of one installation.
pub(crate) struct Rates {
    addresses: Keyed<IpAddr>,
    accounts: Keyed<UserId>,
    guarded: Keyed<IpAddr>,
}

impl Rates {
    pub fn new(limits: &Limits) -> Self {
        let per_second = |rate, burst| Quota::per_second(at_least_one(rate)).allow_burst(at_least_one(burst));
        Rates {
            addresses: Keyed::new(per_second(limits.per_address_per_second, limits.per_address_burst)),
            accounts: Keyed::new(per_second(limits.per_account_per_second, limits.per_account_burst)),
            guarded: Keyed::new(Quota::per_minute(at_least_one(limits.guarded_per_minute))),
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

struct Keyed<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    checks: AtomicU32,
}

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new(quota: Quota) -> Self {
        Keyed { limiter: RateLimiter::keyed(quota), checks: AtomicU32::new(0) }
    }

    fn check(&self, key: &K) -> Result<(), WebError> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % CHECKS_BETWEEN_SWEEPS == CHECKS_BETWEEN_SWEEPS - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            WebError::TooMany { retry_after_s: wait.as_secs() + 1 }
        })
    }
}

/// By address, for everybody; stricter where guessing must be slow. Assets do not count: they are cheap and many.
pub(crate) async fn by_address(request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let (Some(site), Some(visit)) = (extensions.get::<Arc<Site>>(), extensions.get::<Arc<Visit>>()) else {
        return next.run(request).await;
    };
    let address = client::address(extensions, request.headers(), site.options.trusted_proxies).map(client::bucket);
    if let Some(address) = address.filter(|_| !visit.path.starts_with("/assets/")) {
        let is_attempt = request.method() == Method::POST && site.guarded_paths.contains(&visit.path.as_str());
        let guarded = if is_attempt { site.rates.guarded.check(&address) } else { Ok(()) };
        if let Err(error) = guarded.and_then(|()| site.rates.addresses.check(&address)) {
            return error.into_response();
        }
    }
    next.run(request).await
}

/// By person, wherever the requests come from. Stands inside of the layer that finds out who asks.
pub(crate) async fn by_account(request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    if let (Some(site), Some(Actor::User(user))) = (extensions.get::<Arc<Site>>(), extensions.get::<Actor>())
        && let Err(error) = site.rates.accounts.check(&user.id)
    {
        return error.into_response();
    }
    next.run(request).await
}
