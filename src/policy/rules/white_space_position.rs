use crate::code::codes;

codes! {
    /// The position in which white space is rejected.
    #[non_exhaustive]
    pub enum WhiteSpacePosition: Data {
        /// Anywhere.
        Anywhere = "anywhere",
        /// As the first or the last character.
        Edges = "edges",
    }
}
