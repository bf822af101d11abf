/// Why bytes are no compact list, or entries cannot become one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidList {
    /// The bytes do not begin as a list does.
    #[error("this is no compact list")]
    NotAList,
    /// A list of a later version.
    #[error("the list has a version that is not known here")]
    UnknownVersion,
    /// Digests where texts are asked for, or texts where digests are.
    #[error("the list holds entries of another kind")]
    OtherKind,
    /// The header is damaged, or the file is longer or shorter than it says.
    #[error("the list is cut off or damaged")]
    Damaged,
    /// An entry that the list cannot hold: a text of more than 255 bytes, a
    /// digest of another width than the list's, or a width that is not 16 to
    /// 32.
    #[error("an entry does not fit the kind of the list")]
    EntryDoesNotFit,
    /// The entries were not given in their order, or not the same ones twice.
    #[error("the entries are out of order")]
    OutOfOrder,
    /// More than 4 GiB of texts, or more than 4,294,967,295 digests.
    #[error("the list is larger than the format can hold")]
    TooLarge,
}

impl InvalidList {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAList => "list-not-a-list",
            Self::UnknownVersion => "list-unknown-version",
            Self::OtherKind => "list-other-kind",
            Self::Damaged => "list-damaged",
            Self::EntryDoesNotFit => "list-entry-does-not-fit",
            Self::OutOfOrder => "list-out-of-order",
            Self::TooLarge => "list-too-large",
        }
    }
}
