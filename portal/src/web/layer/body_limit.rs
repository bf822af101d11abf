//! What is sent to a page is there before the page is asked: whole, of a
//! bounded size, and in a bounded time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::web::extract::visitor::of_request;
use crate::web::layer::error_page::ErrorPage;
use crate::web::state::App;

/// Takes the body in. Nothing that a browser sends with it has one where the
/// method changes nothing; one that is there all the same is left alone.
pub(crate) async fn taken_in(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let largest = largest(app.service.policy_engine.policy().max_bytes());
    let whole = Limited::new(body, largest).collect();
    let status = match tokio::time::timeout(TIME, whole).await {
        Ok(Ok(whole)) => {
            let body = Body::from(whole.to_bytes());
            return next.run(Request::from_parts(parts, body)).await;
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => StatusCode::PAYLOAD_TOO_LARGE,
        Ok(Err(_)) => StatusCode::BAD_REQUEST,
        Err(_) => StatusCode::REQUEST_TIMEOUT,
    };
    let language = of_request(&app, &parts.headers);
    ErrorPage::new(status, language).into_response(&app)
}

/// The largest form, in bytes: three passwords, percent-encoded, with room to
/// spare.
fn largest(max_bytes: u32) -> usize {
    (3 * 3 * max_bytes as usize + 4096).max(SMALLEST_BOUND)
}

const SMALLEST_BOUND: usize = 16 * 1024;
/// A form is a few hundred bytes: whoever takes longer is not typing.
const TIME: Duration = Duration::from_secs(10);
