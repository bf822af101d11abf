use genkan::onboarding::Reply;

/// How a letter died: the first word of the reason that is kept with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "an operator must be told what to do of each"
)]
pub enum Death {
    /// The mail server refused it for good.
    Bounced,
    /// It was tried as often as letters are.
    GivenUp,
    /// What it was about was no longer so when it was to go out.
    NotNeeded,
    /// No mail could be made of it.
    NotComposed,
}

impl Death {
    const ALL: [Self; 4] = [
        Self::Bounced,
        Self::GivenUp,
        Self::NotNeeded,
        Self::NotComposed,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bounced => "bounced",
            Self::GivenUp => "given-up",
            Self::NotNeeded => "not-needed",
            Self::NotComposed => "not-composed",
        }
    }

    /// The reason to keep: the code, and why.
    pub(super) fn reason(self, why: &str) -> Reply {
        Reply::new(&format!("{}: {why}", self.code()))
    }

    /// How a letter died, by the reason that was kept; none where an older
    /// program kept it.
    #[must_use]
    pub fn of(reason: &Reply) -> Option<Self> {
        let (code, _) = reason.as_str().split_once(": ")?;
        Self::ALL.into_iter().find(|death| death.code() == code)
    }
}
