use crate::code::codes;

codes! {
    /// Where white space is rejected.
    #[non_exhaustive]
    pub enum WhiteSpacePosition: Data {
        /// Anywhere.
        Anywhere = "anywhere",
        /// As the first or the last character.
        Edges = "edges",
    }
}
