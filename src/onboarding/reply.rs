use alloc::string::String;
use core::fmt;

/// One line of text about an attempt to send a message: what the mail server
/// replied, or what failed before it could. It has at most
/// [`LONGEST`](Self::LONGEST) characters and no control characters.
///
/// A mail server may repeat the address, which is personal data, so the text
/// is for operators only and `Debug` does not show it.
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
    /// The largest number of characters.
    pub const LONGEST: usize = 500;

    /// Returns the text as one line, cut off if it is too long.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        Self(text.chars().take(Self::LONGEST).map(printable).collect())
    }

    /// Returns the text.
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
