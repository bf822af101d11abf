use std::pin::Pin;
use std::time::Duration;

use crate::fault::Fault;

/// Tries again, a little later each time, where the store cannot be asked just
/// now: for what nobody waits for, and nobody would ask for again.
pub(super) async fn patiently<'a, T>(
    mut attempt: impl FnMut() -> Attempt<'a, T> + Send,
) -> Result<T, Fault> {
    for pause in PAUSES {
        match attempt().await {
            Err(fault) if fault.is_temporary() => {
                tracing::warn!(code = fault.code(), %fault, "tried again later");
            }
            ended => return ended,
        }
        tokio::time::sleep(pause).await;
    }
    attempt().await
}

pub(super) type Attempt<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// A server that starts anew, or whose place another one takes, is back by then.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];
