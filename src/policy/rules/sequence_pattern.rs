use crate::code::codes;

codes! {
    /// A well-known order of characters.
    #[non_exhaustive]
    pub enum SequencePattern: Data {
        /// `abc`.
        Alphabetic = "alphabetic",
        /// `123`.
        Numeric = "numeric",
        /// A row of the US keyboard: `qwe`.
        Qwerty = "qwerty",
        /// A row of the Japanese keyboard (JIS X 6002): `@[` beside `p`.
        Jis = "jis",
        /// A row of the French keyboard: `aze`.
        Azerty = "azerty",
        /// A row of the German keyboard: `tzu`.
        Qwertz = "qwertz",
        /// A line on the ten-key pad, diagonals too, or downward on a
        /// telephone's: `147`, `159`, `2580`.
        TenKey = "ten-key",
    }
}
