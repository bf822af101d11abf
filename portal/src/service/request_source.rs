use std::fmt;

use zeroize::Zeroizing;

/// Where a request comes from, as far as it is known.
#[derive(Clone, Default)]
#[expect(clippy::exhaustive_structs, reason = "callers fill it in")]
pub struct RequestSource {
    /// The client, as [`Asker::client`](genkan::limit::Asker::client) asks for
    /// it. Clients of unknown origin share the empty text.
    pub client: String,
    /// The text of the browser's device token. If it is not a valid token, the
    /// browser is unknown to every account.
    pub device: Zeroizing<String>,
}

/// An address is personal data, and a device token is a secret.
impl fmt::Debug for RequestSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestSource").finish_non_exhaustive()
    }
}
