use crate::code::codes;

codes! {
    /// The reason why no password can be generated, for the author of the
    /// policy.
    #[non_exhaustive]
    pub enum Ungeneratable: Error {
        /// No password of printable ASCII meets the policy for this person.
        #[error("no password of printable ASCII characters meets the policy for this person")]
        Unsatisfiable = "unsatisfiable",
        /// Passwords that meet the policy are too rare to be found by chance.
        #[error("passwords that meet the policy are too rare to be found by chance")]
        TooRare = "too-rare",
        /// Fewer than two different words were given.
        #[error("a passphrase needs a list of at least two different words")]
        TooFewWords = "too-few-words",
    }
}
