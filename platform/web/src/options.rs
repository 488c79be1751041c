//! What an installation may set about its web server, with defaults that are safe on a laptop.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bellwether_kernel::clock::{Clock, SystemClock};
use jiff::tz::TimeZone;
use rand::Rng;

/// Asks whether what the server needs, such as its database, is there.
pub type HealthCheck = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// Settings of the web server.
#[derive(Clone)]
pub struct Options {
    /// The clock of every request.
    pub clock: Arc<dyn Clock>,
    /// Signs form tokens. Random by default: then forms that are open during a restart must be sent again.
    pub secret: [u8; 32],
    /// The address that people type, such as `https://cluster.example.org`; where absent, the `Host` header counts.
    pub public_origin: Option<String>,
    /// Send cookies over HTTPS only. Needed wherever the server is not on loopback.
    pub secure_cookies: bool,
    /// How many reverse proxies stand in front and append to `X-Forwarded-For`; 0 ignores that header.
    pub trusted_proxies: usize,
    /// Rates of requests.
    pub limits: Limits,
    /// The largest request body.
    pub body_limit_bytes: usize,
    /// How long an answer may take to begin.
    pub timeout: Duration,
    /// Lets `/metrics` be read from elsewhere with `Authorization: Bearer …`; without it only loopback may.
    pub metrics_token: Option<String>,
    /// What `/healthz` asks; without it the server is well as long as it answers.
    pub health: Option<HealthCheck>,
    /// The cookie of signed-in people; form tokens are bound to its value.
    pub session_cookie: &'static str,
    /// Where visitors are sent who open a page for members.
    pub sign_in_path: &'static str,
    /// The zone in which times are shown to those who chose none.
    pub zone: TimeZone,
}

/// How many requests are answered. Those above get 429 with `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second from one address, on average.
    pub per_address_per_second: u32,
    /// Requests at once from one address.
    pub per_address_burst: u32,
    /// Requests a second from one signed-in person, on average.
    pub per_account_per_second: u32,
    /// Requests at once from one signed-in person.
    pub per_account_burst: u32,
    /// Attempts a minute from one address at guarded paths, such as sign-in.
    pub guarded_per_minute: u32,
}

/// A page of ours is a request or two with its parts; six times the average lets people open several at once.
const BURST: u32 = 6;

impl Limits {
    /// So many requests a second from an address and of a person, on average.
    pub fn per_second(address: u32, account: u32) -> Self {
        Limits {
            per_address_per_second: address,
            per_address_burst: address.saturating_mul(BURST),
            per_account_per_second: account,
            per_account_burst: account.saturating_mul(BURST),
            guarded_per_minute: 10,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::per_second(50, 30)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            clock: Arc::new(SystemClock),
            secret: rand::rng().random(),
            public_origin: None,
            secure_cookies: false,
            trusted_proxies: 0,
            limits: Limits::default(),
            body_limit_bytes: 2 << 20,
            timeout: Duration::from_secs(30),
            metrics_token: None,
            health: None,
            session_cookie: "bw_session",
            sign_in_path: "/sign-in",
            zone: TimeZone::UTC,
        }
    }
}
