use crate::code::codes;

codes! {
    /// Why a message was not sent and will not be retried.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// let cause = FailureCause::Rejected;
    /// assert_eq!(cause.code(), "rejected"); // a column of the table
    /// assert_eq!("rejected".parse(), Ok(cause));
    /// # Ok(())
    /// # }
    /// ```
    #[expect(
        clippy::exhaustive_enums,
        reason = "an operator needs a remedy for each"
    )]
    pub enum FailureCause {
        /// The mail server permanently rejected the recipient.
        Rejected = "rejected",
        /// The attempts are used up.
        GivenUp = "given-up",
        /// The occasion no longer applied when the message was to be sent.
        NoLongerApplies = "no-longer-applies",
        /// No email could be composed.
        NotComposed = "not-composed",
    }
}
