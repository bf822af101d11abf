use crate::code::codes;

codes! {
    /// The unit of a length.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Unit: Data {
        /// Unicode code points (NIST SP 800-63B-4 section 3.1.1.2).
        #[default]
        CodePoints = "code-points",
        /// Bytes of UTF-8, the unit of a hasher's limit: bcrypt reads 72.
        Bytes = "bytes",
        /// Different code points, each counted once: `abab` has two.
        DifferentCharacters = "different-characters",
        /// Words: letters and digits in a row, between other characters.
        Words = "words",
    }
}
