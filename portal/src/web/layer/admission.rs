use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::fair_queue::NoPlace;
use crate::service::RequestSource;
use crate::web::page_error::PageError;
use crate::web::state::App;

/// Admits a request when its client can have a place. A form is read before
/// that, so a slow client holds no place while it sends.
pub(crate) async fn admit(
    State(app): State<Arc<App>>,
    source: RequestSource,
    request: Request,
    next: Next,
) -> Response {
    let (request, queue) = if request.method().is_safe() {
        (request, &app.reading)
    } else {
        match read_body(request).await {
            Ok(request) => (request, &app.writing),
            Err(status) => return PageError::Status(status).into_response(),
        }
    };
    let place = match queue.enter(&source.client).await {
        Ok(place) => place,
        Err(NoPlace::Client) => {
            return PageError::Status(StatusCode::TOO_MANY_REQUESTS).into_response();
        }
        Err(NoPlace::Everybody) => {
            return PageError::Status(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let response = next.run(request).await;
    drop(place);
    response
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
