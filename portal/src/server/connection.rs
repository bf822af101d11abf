//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::ServiceExt as _;

use super::connections::Slot;
use super::phase::Phase;
use super::stream::ObservedStream;

pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, pages: Router, slot: Slot) {
    // An answer is written at once, so delaying small packets gains nothing.
    let _ = stream.set_nodelay(true);
    let phase = Arc::clone(slot.phase());
    let stream = TokioIo::new(ObservedStream::new(stream, Arc::clone(&phase)));
    let service = service_fn(move |request: Request<Incoming>| {
        phase.request_received();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = pages.clone().oneshot(request);
        let phase = Arc::clone(&phase);
        async move {
            let Ok(answer) = answer.await;
            Ok::<_, Infallible>(answer.map(|body| Answer { body, phase }))
        }
    });
    let served = http1::Builder::new()
        // `Phase` limits the time.
        .header_read_timeout(None)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(stream, service);
    let mut served = pin!(served);
    tokio::select! {
        _ = served.as_mut() => return,
        () = slot.evicted() => return,
        () = slot.shutdown() => served.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = served => {}
        () = slot.evicted() => {}
    }
}

/// The body of an answer. When it is dropped, the answer was sent.
struct Answer {
    body: Body,
    phase: Arc<Phase>,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.phase.answered();
    }
}

/// The size limit of a head in bytes, ten times what the pages need.
const LARGEST_HEAD: usize = 32 * 1024;
