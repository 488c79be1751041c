//! Numbers for Prometheus: requests by route, their time, and what the slices count.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::error::WebError;
use crate::security::client;
use crate::site::Site;
use crate::slice::Gauge;

const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Timed {
    route: String,
}

/// The numbers of one installation.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Timed, Histogram, fn() -> Histogram>,
}

#[derive(Debug)]
struct Gauges(Vec<Gauge>);

impl Collector for Gauges {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        for gauge in &self.0 {
            let value = ConstGauge::new((gauge.read)());
            value.encode(encoder.encode_descriptor(gauge.name, gauge.help, None, value.metric_type())?)?;
        }
        Ok(())
    }
}

impl Metrics {
    pub fn new(gauges: Vec<Gauge>) -> Self {
        let requests = Family::default();
        let seconds: Family<Timed, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        let mut registry = Registry::with_prefix("bellwether");
        registry.register("http_requests", "Answered requests by method, route and status", requests.clone());
        registry.register("http_request_seconds", "Time until the answer began, by route", seconds.clone());
        registry.register_collector(Box::new(Gauges(gauges)));
        Metrics { registry, requests, seconds }
    }

    /// Counts one answer. Methods that nobody invented here count as one, so that strangers cannot make series.
    pub fn count(&self, method: &str, route: &str, status: u16, elapsed: Duration) {
        let method = match method {
            "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
            _ => "other",
        };
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
        self.seconds.get_or_create(&Timed { route: route.to_owned() }).observe(elapsed.as_secs_f64());
    }
}

/// Serves `/metrics`: to this machine, or to whoever has the token. To others it does not exist.
pub(crate) async fn serve(request: Request) -> Response {
    let Some(site) = request.extensions().get::<Arc<Site>>().cloned() else {
        return WebError::NotFound.into_response();
    };
    if !may_read(&site, &request) {
        return WebError::NotFound.into_response();
    }
    let mut body = String::new();
    match text::encode(&mut body, &site.metrics.registry) {
        Ok(()) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], body).into_response()
        }
        Err(error) => WebError::internal(error).into_response(),
    }
}

fn may_read(site: &Site, request: &Request) -> bool {
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = sent.and_then(|value| value.strip_prefix("Bearer "));
    match (&site.options.metrics_token, token) {
        // Compared by their signatures, which takes the same time whatever is wrong.
        (Some(wanted), Some(sent)) => site.signer.is_genuine(&site.signer.token(sent, ""), wanted, ""),
        (_, None) => client::is_local(request.extensions(), request.headers(), site.options.trusted_proxies),
        (None, Some(_)) => false,
    }
}
