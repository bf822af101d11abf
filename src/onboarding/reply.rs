use alloc::string::String;
use core::fmt;

/// A line of text about the try to send a letter: what the mail server said,
/// or what went wrong before it was asked. It has at most
/// [`LONGEST`](Self::LONGEST) characters and no control characters.
///
/// A server may repeat the address, which is personal data: it is for an
/// operator's eyes, and `Debug` does not show it.
///
/// ```
/// use genkan::onboarding::Reply;
///
/// let reply = Reply::new("550 5.1.1 no such user\r\nsee the manual");
/// assert_eq!(reply.as_str(), "550 5.1.1 no such user  see the manual");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Reply(String);

impl Reply {
    /// The most characters.
    pub const LONGEST: usize = 500;

    /// The text in one line, cut off where it is too long.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        Self(text.chars().take(Self::LONGEST).map(printable).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply(..)")
    }
}
