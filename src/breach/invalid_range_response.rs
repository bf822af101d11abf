/// The reason why a response cannot be used.
///
/// # Examples
///
/// ```
/// use genkan::breach::RangeQuery;
///
/// let query = RangeQuery::new("kite-7");
/// let reply = b"<html>Too many requests</html>";
/// assert!(query.read(reply).is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRangeResponse {
    /// Larger than [`RangeQuery::MAX_REPLY`](super::RangeQuery::MAX_REPLY).
    #[error("the reply is larger than any range")]
    TooLarge,
    /// The reply has no rows. Every range has hundreds.
    #[error("the reply is empty")]
    Empty,
    /// A line is not a row: a page of a proxy, or a reply that was cut off.
    #[error("line {line} of the reply is not a row")]
    #[non_exhaustive]
    Line {
        /// The number of the line, from 1.
        line: usize,
    },
}

impl InvalidRangeResponse {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "range-too-large",
            Self::Empty => "range-empty",
            Self::Line { .. } => "range-line",
        }
    }
}
