/// A range of a prepared password, in code points: from `start` up to, not
/// including, `end`. It contains no part of the password.
///
/// It is serialized as `[start, end]`.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let context = Context::new().email("taro@example.co.jp");
/// let report = policy.check("My-Taro-7", &context);
/// let Some(Violation::ContainsLocalPart { at, .. }) = report.violations().next() else {
///     panic!("it contains the local part");
/// };
/// assert_eq!((at.start, at.end), (3, 7));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a range has two ends")]
pub struct Span {
    /// The first code point.
    pub start: u32,
    /// The first code point after it.
    pub end: u32,
}

impl Span {
    pub(crate) const fn new(start: usize, end: usize) -> Self {
        // A candidate has at most `max_bytes` characters, so both fit.
        Self {
            start: start as u32,
            end: end as u32,
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}
