use crate::code::codes;
use crate::time::Lifetime;

/// What a token is for. The purpose is part of the type, so that a token for
/// one thing cannot do another:
///
/// ```compile_fail,E0308
/// # use genkan::token::{Reset, Session, Verified};
/// fn follow(proof: Verified<Reset>) {}
/// fn wrong(proof: Verified<Session>) { follow(proof) }
/// ```
pub trait Purpose: sealed::Sealed {
    /// The purpose as a value.
    const NAME: PurposeName;
    /// How long such a token lives unless somebody decided otherwise.
    const LIFETIME: Lifetime;
}

/// A purpose that lets its bearer set a password.
pub trait SetsPassword: Purpose {}

/// Sets a new password for an account that has one.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Reset {}

/// Sets the first password of a registered contact.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum FirstPassword {}

/// Keeps somebody signed in.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Session {}

/// Proves that a new address can be read.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum ProveAddress {}

/// Restores the address that an account had before.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum UndoAddress {}

/// Says: it was not me who asked for a link.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Decline {}

/// Says: it was not me who set the password.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Disown {}

/// Tells a browser that has been signed in before from a stranger's, so that
/// a stranger's wrong guesses do not slow it down. It opens nothing.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Device {}

impl Purpose for Reset {
    const NAME: PurposeName = PurposeName::Reset;
    /// One hour.
    const LIFETIME: Lifetime = hours(1);
}

impl Purpose for FirstPassword {
    const NAME: PurposeName = PurposeName::FirstPassword;
    /// Three days: the mail may arrive before a weekend. NIST SP 800-63B-4
    /// section 4.2.1.2 would have 24 hours.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Session {
    const NAME: PurposeName = PurposeName::Session;
    /// Twelve hours: NIST SP 800-63B-4 section 2.2.3 allows 24.
    const LIFETIME: Lifetime = hours(12);
}

impl Purpose for ProveAddress {
    const NAME: PurposeName = PurposeName::ProveAddress;
    /// Three days, as for a first password.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for UndoAddress {
    const NAME: PurposeName = PurposeName::UndoAddress;
    /// Three days: whoever is away for a weekend still gets the account back.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Decline {
    const NAME: PurposeName = PurposeName::Decline;
    /// Three days: as long as any link that it ends.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Disown {
    const NAME: PurposeName = PurposeName::Disown;
    /// A week: it is the way out for whoever reads the notice late.
    const LIFETIME: Lifetime = hours(7 * 24);
}

impl Purpose for Device {
    const NAME: PurposeName = PurposeName::Device;
    /// Thirty days, the longest that there is.
    const LIFETIME: Lifetime = hours(30 * 24);
}

impl SetsPassword for Reset {}
impl SetsPassword for FirstPassword {}

codes! {
    /// A [`Purpose`] as a value, for rows and logs.
    #[non_exhaustive]
    pub enum PurposeName {
        /// [`Reset`].
        Reset = "reset",
        /// [`FirstPassword`].
        FirstPassword = "first-password",
        /// [`Session`].
        Session = "session",
        /// [`ProveAddress`].
        ProveAddress = "prove-address",
        /// [`UndoAddress`].
        UndoAddress = "undo-address",
        /// [`Decline`].
        Decline = "decline",
        /// [`Disown`].
        Disown = "disown",
        /// [`Device`].
        Device = "device",
    }
}

impl PurposeName {
    /// The first characters of every token of this purpose, by which a person
    /// and a secret scanner recognise it.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Reset => "gkn_rst_",
            Self::FirstPassword => "gkn_fst_",
            Self::Session => "gkn_ses_",
            Self::ProveAddress => "gkn_adr_",
            Self::UndoAddress => "gkn_und_",
            Self::Decline => "gkn_dec_",
            Self::Disown => "gkn_dis_",
            Self::Device => "gkn_dev_",
        }
    }

    /// The purpose that a token's text claims to have.
    #[must_use]
    pub fn claimed_by(token: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|name| token.starts_with(name.prefix()))
    }
}

/// Returns a lifetime of so many hours.
#[expect(clippy::unwrap_used, reason = "the compiler evaluates every call")]
const fn hours(hours: u64) -> Lifetime {
    Lifetime::from_seconds(hours * 60 * 60).unwrap()
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Reset {}
    impl Sealed for super::FirstPassword {}
    impl Sealed for super::Session {}
    impl Sealed for super::ProveAddress {}
    impl Sealed for super::UndoAddress {}
    impl Sealed for super::Decline {}
    impl Sealed for super::Disown {}
    impl Sealed for super::Device {}
}
