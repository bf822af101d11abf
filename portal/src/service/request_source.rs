use std::fmt;

/// Where a request comes from, as far as it is known.
#[derive(Clone, Copy, Default)]
pub struct RequestSource<'a> {
    /// One text per client, none that the client chose
    /// ([`Asker::client`](genkan::limit::Asker::client)). All
    /// whose origin is not known are one client, with an empty text.
    pub client: &'a str,
    /// The text of the browser's device token; one that is none makes the
    /// browser a stranger.
    pub device: &'a str,
}

/// An address is personal data, and a device token a secret.
impl fmt::Debug for RequestSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Origin(..)")
    }
}
