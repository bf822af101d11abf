use crate::code::codes;

codes! {
    /// Which characters of a password a rule is about.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum CharacterPosition: Data {
        /// All of them.
        #[default]
        Anywhere = "anywhere",
        /// The first one.
        Start = "start",
        /// The last one.
        End = "end",
    }
}
