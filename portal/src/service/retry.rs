use super::Error;
use std::pin::Pin;
use std::time::Duration;

/// Retries with backoff while the store is unavailable. It is for background
/// work that no caller would retry.
pub(super) async fn with_backoff<'a, T>(
    mut attempt: impl FnMut() -> Attempt<'a, T> + Send,
) -> Result<T, Error> {
    for pause in PAUSES {
        match attempt().await {
            Err(error) if error.is_temporary() => {
                tracing::warn!(code = error.code(), %error, "will be retried");
            }
            ended => return ended,
        }
        tokio::time::sleep(pause).await;
    }
    attempt().await
}

pub(super) type Attempt<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// A server that restarts or is replaced is available again by then.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];
