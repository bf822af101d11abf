use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::web::extract::ProxyMistake;
use crate::web::state::App;

/// Warns if all clients behind a proxy count as one, so that one of them can
/// use up the limits of all others.
pub(crate) async fn warn(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // A load balancer asks these itself, without a client.
    let is_probe = matches!(request.uri().path(), "/healthz" | "/readyz");
    if !is_probe && let Some(mistake) = ProxyMistake::find(request.headers(), app.trusted_proxies) {
        log(&app, mistake);
    }
    next.run(request).await
}

/// Logs a mistake once an hour, without the addresses, which are personal
/// data.
fn log(app: &App, mistake: ProxyMistake) {
    let last = &app.proxy_mistake_logged_at;
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    if last.is_some_and(|last| last.elapsed() < HOUR) {
        return;
    }
    *last = Some(Instant::now());
    match mistake {
        ProxyMistake::Untrusted => tracing::warn!(
            code = "proxy-untrusted",
            "a request has a header of proxies, such as X-Forwarded-For, but trusted_proxies is \
             0: if a proxy adds it, all visitors count as one client, and one of them can use up \
             the limits of all; let each proxy add its client's address to X-Forwarded-For, and \
             set trusted_proxies to their number"
        ),
        ProxyMistake::Missing => tracing::warn!(
            code = "proxy-address-missing",
            "a request has fewer addresses in X-Forwarded-For than trusted_proxies says, so all \
             visitors behind that proxy count as one client; let each proxy add its client's \
             address to X-Forwarded-For, or correct trusted_proxies"
        ),
    }
}

const HOUR: Duration = Duration::from_secs(60 * 60);
