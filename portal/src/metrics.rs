//! The counters of this process as a page in Prometheus' text format, on an
//! address of its own.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use genkan::onboarding::Store;
use genkan::time::Timestamp;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::net::TcpListener;

use crate::alarm::{AlarmKind, EmailOutcome, MailServerState};
use crate::service::Service;
use crate::store::{self, Database};

/// Serves the page until it is dropped.
pub async fn serve(listener: TcpListener, service: Arc<Service<Database>>) {
    let shown = move || {
        let service = Arc::clone(&service);
        async move {
            let is_up = service.store.ping().await.is_ok();
            ([(CONTENT_TYPE, OPEN_METRICS)], page(&service, is_up))
        }
    };
    let pages = Router::new().route("/metrics", get(shown));
    if let Err(error) = axum::serve(listener, pages).await {
        tracing::error!(%error, "the metrics are no longer served");
    }
}

/// Returns the counters as text.
pub fn page<S: Store<Error = store::Error>>(service: &Service<S>, is_database_up: bool) -> String {
    let mut registry = Registry::with_prefix("genkan");
    let alarms = AlarmKind::ALL.map(|kind| (kind.code(), service.alarms.times(kind)));
    family(&mut registry, "alarms", "Alarms, by kind", "kind", &alarms);
    let emails =
        EmailOutcome::ALL.map(|outcome| (outcome.code(), service.counters.emails(outcome).get()));
    let help = "Attempts to send an email, by outcome";
    family(&mut registry, "emails", help, "outcome", &emails);
    let (is_usable, used_at) = match service.mail_server.state() {
        MailServerState::Unknown => (None, None),
        MailServerState::Usable { at } => (Some(1), Some(at)),
        MailServerState::Unusable { used_at, .. } => (Some(0), used_at),
    };
    for (name, help, value) in [
        (
            "mail_server_up",
            "Whether the mail server could be used the last time: 1 or 0",
            is_usable,
        ),
        (
            "mail_server_used_timestamp_seconds",
            "When the mail server could be used for the last time",
            used_at.map(Timestamp::unix_seconds),
        ),
    ] {
        if let Some(value) = value {
            let gauge: Gauge<i64> = Gauge::default();
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
            registry.register(name, help, gauge);
        }
    }
    for (name, help, value) in [
        (
            "passwords_hashed",
            "Passwords hashed, to store or to compare",
            service.hashes(),
        ),
        (
            "store_errors",
            "Calls of the database that failed",
            store::errors(),
        ),
    ] {
        registry.register(name, help, counter(value));
    }
    let up = Gauge::<i64>::default();
    up.set(is_database_up.into());
    registry.register("database_up", "Whether the database answers", up);
    text(&registry).unwrap_or_default()
}

fn text(registry: &Registry) -> Result<String, fmt::Error> {
    let mut text = String::new();
    encode(&mut text, registry)?;
    Ok(text)
}

fn counter(value: u64) -> Counter {
    let counter = Counter::default();
    counter.inc_by(value);
    counter
}

fn family(
    registry: &mut Registry,
    name: &str,
    help: &str,
    label: &'static str,
    values: &[(&'static str, u64)],
) {
    let family = Family::<[(&str, &str); 1], Counter>::default();
    for (code, value) in values {
        family.get_or_create(&[(label, *code)]).inc_by(*value);
    }
    registry.register(name, help, family);
}

/// The format of Prometheus that has become a standard of its own.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
