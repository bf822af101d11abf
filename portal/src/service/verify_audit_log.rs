use genkan::audit_log::{Broken, Head, Reading};
use genkan::onboarding::AuditLog;

use crate::store;

/// Why the audit log was not verified to its end.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "each is reported in its own way")]
pub enum NotVerified {
    /// An entry does not belong there.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// An entry cannot be read.
    #[error("entry {at} of the audit log cannot be read: {error}")]
    Unreadable {
        /// Its number.
        at: u64,
        /// Why.
        error: store::Error,
    },
}

/// Verifies the audit log, a page at a time. `kept` is a head that was kept
/// elsewhere.
///
/// # Errors
///
/// [`NotVerified`], about the first entry that is broken or cannot be read.
pub async fn verify_audit_log<S>(store: &S, kept: Option<Head>) -> Result<Head, NotVerified>
where
    S: AuditLog<Error = store::Error>,
{
    let mut reading = Reading::new(kept);
    loop {
        let seq = reading.head().seq;
        let after = (seq > 0).then_some(seq);
        let entries = match store.entries(after, PAGE).await {
            Ok(entries) => entries,
            // One of them cannot be read, so they are read one by one.
            Err(_) => {
                let one = store.entries(after, 1).await;
                one.map_err(|error| NotVerified::Unreadable { at: seq + 1, error })?
            }
        };
        if entries.is_empty() {
            return Ok(reading.end()?);
        }
        for entry in &entries {
            reading.read(entry)?;
        }
    }
}

const PAGE: u32 = 1_000;
