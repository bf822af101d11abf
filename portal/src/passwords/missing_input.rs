/// An input that a rule of the policy needs and that is not configured.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MissingInput {
    /// A blocklist of this name.
    #[error(
        "blocklist: there is no list {0:?}; name its file under \"[blocklists]\" in the \
         configuration or with --blocklist (\"genkan blocklist build\" makes one)"
    )]
    List(String),
    /// A list of breached passwords.
    #[error(
        "breached: there is no list of breached passwords; name its file as \"breached_file\" in \
         the configuration or with --breached (\"genkan blocklist build --hashes sha1\" makes one)"
    )]
    Breached,
    /// How often a password was breached.
    #[error(
        "breached: a list has no counts; write max 0, and leave out rarely breached passwords \
         with \"genkan blocklist build --min-count\""
    )]
    BreachCount,
    /// Passwords before the last one.
    #[error("reuse: only the last password is stored, not the last {0}; write last 1")]
    History(u32),
    /// A rule of a later version of the core.
    #[error("{0}: this version does not know the rule; install a newer version")]
    Rule(String),
}

impl MissingInput {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::List(_) => "policy-needs-list",
            Self::Breached => "policy-needs-breached",
            Self::BreachCount => "policy-needs-breach-count",
            Self::History(_) => "policy-needs-history",
            Self::Rule(_) => "policy-unknown-rule",
        }
    }
}
