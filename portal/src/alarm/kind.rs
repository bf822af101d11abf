use genkan::limit::LimitName;

/// What an alarm is about. There is one for each limit that protects people
/// outside, and one for each failure that a person must repair.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each needs its words")]
pub enum AlarmKind {
    /// Emails to one account are slowed down.
    EmailAccount,
    /// Emails to one company's contacts are slowed down.
    EmailCompany,
    /// Emails to all contacts are slowed down.
    EmailSystem,
    /// An account has requested too many other addresses.
    ReplacementAccount,
    /// The mail server has accepted no email for a minute.
    MailServer,
    /// An email was given up.
    EmailGivenUp,
}

impl AlarmKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::EmailAccount,
        Self::EmailCompany,
        Self::EmailSystem,
        Self::ReplacementAccount,
        Self::MailServer,
        Self::EmailGivenUp,
    ];

    /// Returns the alarm of a limit, if the limit has one.
    #[must_use]
    pub const fn of_limit(limit: LimitName) -> Option<Self> {
        match limit {
            LimitName::EmailAccount => Some(Self::EmailAccount),
            LimitName::EmailCompany => Some(Self::EmailCompany),
            LimitName::EmailSystem => Some(Self::EmailSystem),
            LimitName::ReplacementAccount => Some(Self::ReplacementAccount),
            _ => None,
        }
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmailAccount => "email-account",
            Self::EmailCompany => "email-company",
            Self::EmailSystem => "email-system",
            Self::ReplacementAccount => "replacement-account",
            Self::MailServer => "mail-server",
            Self::EmailGivenUp => "email-given-up",
        }
    }

    /// Returns the sentence for the log.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::EmailAccount => "many emails to one account were requested; they are slowed down",
            Self::EmailCompany => {
                "many emails to one company's contacts were requested; they are slowed down"
            }
            Self::EmailSystem => "many emails were requested; they are slowed down",
            Self::ReplacementAccount => "an account has requested too many other addresses",
            Self::MailServer => "the mail server has accepted no email for a minute",
            Self::EmailGivenUp => "an email was given up",
        }
    }
}
