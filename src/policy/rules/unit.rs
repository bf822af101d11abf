use crate::code::codes;

codes! {
    /// What a length counts.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Unit: Data {
        /// Unicode code points (NIST SP 800-63B-4 section 3.1.1.2).
        #[default]
        CodePoints = "code-points",
        /// Bytes of UTF-8, which is what a hasher's limit counts: bcrypt takes 72.
        Bytes = "bytes",
    }
}
