use crate::code::codes;

codes! {
    /// The positions of the characters that a rule is about.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum CharacterPosition: Data {
        /// All positions.
        #[default]
        Anywhere = "anywhere",
        /// The first position.
        Start = "start",
        /// The last position.
        End = "end",
    }
}
