use crate::code::codes;

codes! {
    /// Why bytes are not a list, or entries cannot become one.
    #[non_exhaustive]
    pub enum InvalidList: Error {
        /// The bytes do not begin with the magic of a list.
        #[error("this is not a compact list")]
        NotAList = "list-not-a-list",
        /// A list of a later version.
        #[error("the version of the list is unknown")]
        UnknownVersion = "list-unknown-version",
        /// Digests instead of texts, or texts instead of digests.
        #[error("the list holds entries of another kind")]
        OtherKind = "list-other-kind",
        /// The header is damaged, or the file does not have the size in it.
        #[error("the list is cut off or damaged")]
        Damaged = "list-damaged",
        /// An entry that the list cannot hold: a text of more than 255 bytes, a
        /// digest of another width than the list's, or a width that is not 16 to
        /// 32.
        #[error("an entry does not fit the kind of the list")]
        EntryDoesNotFit = "list-entry-does-not-fit",
        /// The entries were not in order, or the second pass had others than
        /// the first.
        #[error("the entries are out of order")]
        OutOfOrder = "list-out-of-order",
        /// More than 4 GiB of texts, or more than 4,294,967,295 digests.
        #[error("the list is larger than the format can hold")]
        TooLarge = "list-too-large",
    }
}
