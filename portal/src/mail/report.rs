//! Reports alarms to the operator by email, directly and not by the outbox.

use std::sync::Arc;
use std::time::Duration;

use genkan::onboarding::Store;

use super::{Composer, Transport};
use crate::service::Service;
use crate::store;

/// Sends an email about each alarm until it is dropped.
pub async fn report_alarms<S>(service: Arc<Service<S>>, composer: Composer, transport: Transport)
where
    S: Store<Error = store::Error> + 'static,
{
    loop {
        let alarm = service.alarms.next().await;
        let email = match composer.compose_alarm(&alarm) {
            Ok(Some(email)) => email,
            Ok(None) => continue,
            Err(error) => {
                tracing::error!(code = error.code(), %error, "alarm not composed");
                continue;
            }
        };
        // An alarm about the mail server is sent when the server is back.
        for _ in 0..TRIES {
            let sent = tokio::time::timeout(transport.timeout(), transport.send(&email)).await;
            match sent {
                Ok(Ok(_)) => break,
                failed => {
                    let kind = alarm.kind.code();
                    tracing::debug!(kind, ?failed, "alarm not sent, will be retried");
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

const PAUSE: Duration = Duration::from_secs(60);
/// An hour: by then the same alarm may be reported again.
const TRIES: u32 = 60;
