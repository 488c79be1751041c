//! Asking a server politely: named, with gaps between requests, fewer when it is busy, and again when it fails.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use ureq::http::{Response, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::error::PullError;
use super::pace::Pace;
use super::watch::{Event, Watch};

/// How to behave towards a server.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Whom the operators of the server can write to, in the `User-Agent`; empty to leave it out.
    pub contact: String,
    /// The least time between two requests, over all threads. NCBI allows three a second.
    pub gap: Duration,
    /// Failures in a row after which to give up. A try that brings part of a file forward is no failure.
    pub tries: u32,
    /// The wait after the first failure; it doubles with each further one.
    pub first_wait: Duration,
    /// No wait is longer. A server that asks for a longer one is left alone, with an error.
    pub longest_wait: Duration,
    /// How long a connection may take to come about.
    pub connect_timeout: Duration,
    /// How long the server may say nothing.
    pub silence_timeout: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Manners {
            contact: String::new(),
            gap: Duration::from_millis(350),
            tries: 8,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(300),
            connect_timeout: Duration::from_secs(20),
            silence_timeout: Duration::from_secs(60),
        }
    }
}

/// A client of one server, shared by the threads of a pull.
pub(super) struct Client<'a> {
    agent: Agent,
    manners: &'a Manners,
    pace: &'a dyn Pace,
    watch: &'a dyn Watch,
    /// No request may begin before this time.
    free_at: Mutex<Duration>,
}

/// What became of one try.
pub(super) enum Failure {
    /// Another try may succeed, not before this wait if the server named one.
    Passing { why: String, wait: Option<Duration> },
    /// No other try will.
    Final(PullError),
}

/// Counts failures in a row and waits between them.
pub(super) struct Tries<'a> {
    url: &'a str,
    failed: u32,
}

impl<'a> Client<'a> {
    /// A client with these manners.
    pub fn new(manners: &'a Manners, pace: &'a dyn Pace, watch: &'a dyn Watch) -> Self {
        let contact = if manners.contact.is_empty() { String::new() } else { format!("; mailto:{}", manners.contact) };
        let config = Agent::config_builder()
            .user_agent(format!("Bellwether/{} (evidence pull{contact})", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .timeout_connect(Some(manners.connect_timeout))
            .timeout_recv_response(Some(manners.silence_timeout))
            .timeout_per_read(Some(manners.silence_timeout))
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .build();
        Client { agent: config.into(), manners, pace, watch, free_at: Mutex::new(Duration::ZERO) }
    }

    /// A small text, such as a list of files, which `is_whole` accepts.
    pub fn text(&self, url: &str, is_whole: impl Fn(&str) -> bool) -> Result<String, PullError> {
        let mut tries = Tries { url, failed: 0 };
        loop {
            let failure = match self.try_text(url, &is_whole) {
                Ok(text) => return Ok(text),
                Err(failure) => failure,
            };
            self.wait_after(&mut tries, failure)?;
        }
    }

    fn try_text(&self, url: &str, is_whole: &impl Fn(&str) -> bool) -> Result<String, Failure> {
        const LONGEST: u64 = 16 << 20;
        let response = self.get(url, 0)?;
        let length = response.body().content_length();
        let mut bytes = Vec::new();
        let read = response.into_body().into_reader().take(LONGEST).read_to_end(&mut bytes);
        read.map_err(|error| broken(&error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_short = length.is_some_and(|length| length > bytes.len() as u64);
        if is_short || !is_whole(&text) {
            return Err(Failure::Passing { why: "the answer was cut short".to_owned(), wait: None });
        }
        Ok(text)
    }

    /// Asks for a file from a byte on. The answer has status 200 (the whole file), 206 (from there on) or 416 (there is no
    /// more); any other status is a failure.
    pub fn get(&self, url: &str, from: u64) -> Result<Response<Body>, Failure> {
        self.take_turn().map_err(Failure::Final)?;
        let mut request = self.agent.get(url);
        if from > 0 {
            request = request.header(header::RANGE, format!("bytes={from}-"));
        }
        let response = request.call().map_err(|error| failed(url, &error))?;
        let status = response.status();
        match status {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT => Ok(response),
            StatusCode::RANGE_NOT_SATISFIABLE if from > 0 => Ok(response),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(Failure::Final(PullError::NotThere(url.to_owned()))),
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(self.busy(url, &response)),
            _ if status.is_server_error() => Err(self.busy(url, &response)),
            _ => Err(Failure::Final(PullError::Refused { url: url.to_owned(), status: status.as_u16() })),
        }
    }

    /// The failure for a server that cannot answer now. All threads heed the time that it asks for.
    fn busy(&self, url: &str, response: &Response<Body>) -> Failure {
        let status = response.status().as_u16();
        let asked = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let wait = asked.and_then(|asked| retry_after(asked, self.pace.wall()));
        if let Some(wait) = wait {
            if wait > self.manners.longest_wait {
                return Failure::Final(PullError::Busy { url: url.to_owned(), seconds: wait.as_secs() });
            }
            let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
            *free_at = (*free_at).max(self.pace.now() + wait);
        }
        Failure::Passing { why: format!("the server answers {status}"), wait }
    }

    /// Waits before the next try, or gives up.
    pub fn wait_after(&self, tries: &mut Tries, failure: Failure) -> Result<(), PullError> {
        let (why, asked) = match failure {
            Failure::Final(error) => return Err(error),
            Failure::Passing { why, wait } => (why, wait),
        };
        tries.failed += 1;
        if tries.failed >= self.manners.tries {
            return Err(PullError::GaveUp { url: tries.url.to_owned(), tries: tries.failed, last: why });
        }
        let doubled = self.manners.first_wait.saturating_mul(1_u32 << (tries.failed - 1).min(16));
        let wait = asked.unwrap_or(Duration::ZERO).max(doubled.min(self.manners.longest_wait));
        // Never less than what the server asked for.
        let wait =
            wait.max(Duration::ZERO).mul_f64(0.5 + self.pace.chance() / 2.0).max(asked.unwrap_or(Duration::ZERO));
        self.watch.on_event(&Event::Waiting { url: tries.url, milliseconds: wait.as_millis(), why: &why });
        self.pause(wait)
    }

    /// Waits until this thread may ask.
    fn take_turn(&self) -> Result<(), PullError> {
        let wait = {
            let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
            let now = self.pace.now();
            let turn = (*free_at).max(now);
            *free_at = turn + self.manners.gap;
            turn - now
        };
        self.pause(wait)
    }

    fn pause(&self, mut left: Duration) -> Result<(), PullError> {
        const STEP: Duration = Duration::from_millis(250);
        loop {
            if self.watch.cancelled() {
                return Err(PullError::Cancelled);
            }
            if left.is_zero() {
                return Ok(());
            }
            let step = left.min(STEP);
            self.pace.sleep(step);
            left -= step;
        }
    }
}

impl<'a> Tries<'a> {
    /// None failed yet.
    pub fn new(url: &'a str) -> Self {
        Tries { url, failed: 0 }
    }

    /// A try brought the file forward, so the row of failures ends.
    pub fn reset(&mut self) {
        self.failed = 0;
    }
}

/// The failure for a connection that broke while reading.
pub(super) fn broken(error: &io::Error) -> Failure {
    Failure::Passing { why: format!("the connection broke: {error}"), wait: None }
}

fn failed(url: &str, error: &ureq::Error) -> Failure {
    let bad = |why: String| Failure::Final(PullError::BadAddress { url: url.to_owned(), why });
    match error {
        ureq::Error::BadUri(why) => bad(why.clone()),
        ureq::Error::Http(why) => bad(why.to_string()),
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => bad(error.to_string()),
        other => Failure::Passing { why: other.to_string(), wait: None },
    }
}

/// The wait in a `Retry-After` header: seconds, or a date.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(&value.trim().replace("GMT", "+0000")).ok()?;
    let then = SystemTime::from(date.timestamp());
    Some(then.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Sun, 06 Nov 1993 08:49:37 GMT", now), None, "that was a Saturday");
        assert_eq!(retry_after("Sat, 06 Nov 1993 08:49:37 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
