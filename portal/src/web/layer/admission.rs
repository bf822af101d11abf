use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::fair_queue::{NoPlace, Place};
use crate::service::RequestSource;
use crate::web::page_error::PageError;
use crate::web::state::App;

/// Admits a request when its client can have a place. A form is read before
/// that, so a slow client holds no place while it sends.
///
/// A refusal is sent a little later, without a place. A client that asks again
/// at once, whatever it is told, would otherwise take the processors from
/// others with nothing but refusals.
pub(crate) async fn admit(
    State(app): State<Arc<App>>,
    source: RequestSource,
    request: Request,
    next: Next,
) -> Response {
    let response = match place(&app, &source.client, request).await {
        Ok((_place, request)) => next.run(request).await,
        Err(status) => PageError::Status(status).into_response(),
    };
    if matches!(
        response.status(),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    ) && let Ok(_delayed) = app.delayed.try_acquire()
    {
        tokio::time::sleep(DELAY).await;
    }
    response
}

async fn place(app: &App, client: &str, request: Request) -> Result<(Place, Request), StatusCode> {
    let (queue, request) = match request.method().is_safe() {
        true => (&app.reading, request),
        false => (&app.writing, read_body(request).await?),
    };
    let place = queue.enter(client).await.map_err(|none| match none {
        NoPlace::Client => StatusCode::TOO_MANY_REQUESTS,
        NoPlace::Everybody => StatusCode::SERVICE_UNAVAILABLE,
    })?;
    Ok((place, request))
}

/// Reads the body completely, within the size limit of the router and a time
/// limit.
async fn read_body(request: Request) -> Result<Request, StatusCode> {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let body = tokio::time::timeout(TIME, Bytes::from_request(request, &())).await;
    let body = body.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
    let body = body.map_err(|error| error.into_response().status())?;
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// A form is a few hundred bytes. A browser sends it at once.
const TIME: Duration = Duration::from_secs(10);
/// How much later a refusal is sent.
const DELAY: Duration = Duration::from_millis(500);
