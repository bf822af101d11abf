//! The counters of this process as a page in Prometheus' text format, on an
//! address of its own.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use genkan::onboarding::Store;
use tokio::net::TcpListener;

use crate::alarm::{AlarmKind, EmailOutcome};
use crate::service::Service;
use crate::store;

/// Serves the page until it is dropped.
pub async fn serve<S>(listener: TcpListener, service: Arc<Service<S>>)
where
    S: Store<Error = store::Error> + 'static,
{
    let shown = move || {
        let page = page(&service);
        async move { ([(CONTENT_TYPE, "text/plain; version=0.0.4")], page) }
    };
    let pages = Router::new().route("/metrics", get(shown));
    if let Err(error) = axum::serve(listener, pages).await {
        tracing::error!(%error, "the metrics are no longer served");
    }
}

/// Returns the counters as text.
pub fn page<S: Store<Error = store::Error>>(service: &Service<S>) -> String {
    let mut page = String::new();
    let alarms = AlarmKind::ALL.map(|kind| (kind.code(), service.alarms.times(kind)));
    family(
        &mut page,
        "genkan_alarms_total",
        "Alarms, by kind.",
        "kind",
        &alarms,
    );
    let emails =
        EmailOutcome::ALL.map(|outcome| (outcome.code(), service.counters.emails(outcome).get()));
    family(
        &mut page,
        "genkan_emails_total",
        "Attempts to send an email, by outcome.",
        "outcome",
        &emails,
    );
    for (name, help, value) in [
        (
            "genkan_passwords_hashed_total",
            "Passwords hashed, to store or to compare.",
            service.hashes(),
        ),
        (
            "genkan_store_errors_total",
            "Calls of the database that failed.",
            store::errors(),
        ),
    ] {
        let _ = writeln!(
            page,
            "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}"
        );
    }
    page
}

fn family(page: &mut String, name: &str, help: &str, label: &str, values: &[(&str, u64)]) {
    let _ = writeln!(page, "# HELP {name} {help}\n# TYPE {name} counter");
    for (code, value) in values {
        let _ = writeln!(page, "{name}{{{label}=\"{code}\"}} {value}");
    }
}
