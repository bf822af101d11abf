use core::fmt;
use core::str::FromStr;

use super::OwnName;
use crate::code::UnknownCode;

/// A [`Purpose`](super::Purpose) as a value, for rows and logs.
///
/// ```
/// use genkan::token::PurposeName;
///
/// assert_eq!(PurposeName::from_code("reset"), Some(PurposeName::Reset));
/// assert_eq!(PurposeName::Reset.code(), "reset"); // a column of the table
/// let text = "gkn_rst_agrrqxcqabyadaad";
/// assert_eq!(PurposeName::claimed_by(text), Some(PurposeName::Reset));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PurposeName {
    /// [`Reset`](super::Reset).
    Reset,
    /// [`FirstPassword`](super::FirstPassword).
    FirstPassword,
    /// [`Session`](super::Session).
    Session,
    /// [`DeskSession`](super::DeskSession).
    DeskSession,
    /// [`AwaitingFactor`](super::AwaitingFactor).
    AwaitingFactor,
    /// [`ProveAddress`](super::ProveAddress).
    ProveAddress,
    /// [`UndoAddress`](super::UndoAddress).
    UndoAddress,
    /// [`Decline`](super::Decline).
    Decline,
    /// [`Disown`](super::Disown).
    Disown,
    /// [`Device`](super::Device).
    Device,
    /// [`Confirm`](super::Confirm).
    Confirm,
    /// [`Object`](super::Object).
    Object,
    /// A purpose of the caller's own. No ceremony issues such a token, and no
    /// account of [`onboarding`](crate::onboarding) accepts one: it belongs in a
    /// table of the caller's own.
    Own(OwnName),
}

impl PurposeName {
    /// Every purpose of this crate.
    pub const ALL: [Self; 12] = [
        Self::Reset,
        Self::FirstPassword,
        Self::Session,
        Self::DeskSession,
        Self::AwaitingFactor,
        Self::ProveAddress,
        Self::UndoAddress,
        Self::Decline,
        Self::Disown,
        Self::Device,
        Self::Confirm,
        Self::Object,
    ];

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &str {
        match self {
            Self::Reset => "reset",
            Self::FirstPassword => "first-password",
            Self::Session => "session",
            Self::DeskSession => "desk-session",
            Self::AwaitingFactor => "awaiting-factor",
            Self::ProveAddress => "prove-address",
            Self::UndoAddress => "undo-address",
            Self::Decline => "decline",
            Self::Disown => "disown",
            Self::Device => "device",
            Self::Confirm => "confirm",
            Self::Object => "object",
            Self::Own(name) => name.as_str(),
        }
    }

    /// Returns the purpose with that [`code`](Self::code): one of this crate,
    /// or one of the caller's own. `None` if it cannot be the name of either.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let built_in = Self::ALL.into_iter().find(|name| name.code() == code);
        built_in.or_else(|| OwnName::new(code).map(Self::Own))
    }

    /// Returns how many tokens of this purpose a principal has at most. A store
    /// ends the [oldest ones](crate::onboarding::Plan::kept_tokens) when new ones
    /// begin. So the work of a plan that ends all of them is bounded, whatever
    /// the bearer of a password has done before.
    ///
    /// For a purpose of the caller's own, this is the most that it may choose
    /// as its [`PER_PRINCIPAL`](super::Purpose::PER_PRINCIPAL).
    #[must_use]
    pub const fn per_principal(self) -> u32 {
        match self {
            // `limit::Failures` needs it: each known browser has guesses of its own.
            Self::Device => 10,
            // More browsers than a person uses within the lifetime of a session.
            Self::Session | Self::DeskSession | Self::AwaitingFactor => 50,
            // More emails than the limits allow in a day. If an older link has
            // ended, a newer email has the same link.
            Self::Reset
            | Self::FirstPassword
            | Self::ProveAddress
            | Self::UndoAddress
            | Self::Decline
            | Self::Disown
            | Self::Confirm
            | Self::Object
            | Self::Own(_) => 50,
        }
    }

    /// Returns the purpose of this crate that the prefix of a token's text names.
    #[must_use]
    pub fn claimed_by(token: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|name| token.starts_with(name.prefix()))
    }

    /// Returns [`Purpose::PREFIX`](super::Purpose::PREFIX); nothing for a purpose
    /// of the caller's own, whose name does not contain it.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Reset => "gkn_rst_",
            Self::FirstPassword => "gkn_fst_",
            Self::Session => "gkn_ses_",
            Self::DeskSession => "gkn_dsk_",
            Self::AwaitingFactor => "gkn_fac_",
            Self::ProveAddress => "gkn_adr_",
            Self::UndoAddress => "gkn_und_",
            Self::Decline => "gkn_dec_",
            Self::Disown => "gkn_dis_",
            Self::Device => "gkn_dev_",
            Self::Confirm => "gkn_cfm_",
            Self::Object => "gkn_obj_",
            Self::Own(_) => "",
        }
    }
}

impl fmt::Display for PurposeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for PurposeName {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Self::from_code(code).ok_or(UnknownCode(()))
    }
}

crate::text_data::text_data!(PurposeName);

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use super::*;

    #[test]
    fn the_prefix_of_a_text_names_its_purpose() {
        for name in PurposeName::ALL {
            assert_eq!(name.prefix().len(), 8, "a token's text has one length");
            assert_eq!(PurposeName::claimed_by(name.prefix()), Some(name));
        }
        assert_eq!(PurposeName::claimed_by("gkn_xyz_"), None);
    }

    #[test]
    fn a_code_is_the_text_of_a_purpose() {
        for name in PurposeName::ALL {
            assert_eq!(PurposeName::from_code(name.code()), Some(name));
            assert_eq!(name.to_string().parse(), Ok(name));
        }
        let own = PurposeName::from_code("magic-link").unwrap();
        assert!(matches!(own, PurposeName::Own(_)));
        assert_eq!(own.to_string(), "magic-link");
        assert_eq!(own.prefix(), "");
        for code in ["", "Reset", "a b", "reset "] {
            assert_eq!(
                code.parse::<PurposeName>(),
                Err(UnknownCode(())),
                "{code:?}"
            );
        }
    }
}
