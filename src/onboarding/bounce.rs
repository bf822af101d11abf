use super::Reply;

/// A report that a sent message was not delivered (RFC 3464).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let bounce = Bounce { reply: Reply::new("550 5.1.1 no such user") };
/// // `store.bounce_message(id, bounce, now)` stores it.
/// assert_eq!(bounce.reply.as_str(), "550 5.1.1 no such user");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Bounce {
    /// The text of the report.
    pub reply: Reply,
}
