/// The reason why no `passwordrules` keep every generator within a policy, for
/// the author of the policy.
///
/// # Examples
///
/// ```
/// use genkan::policy::export::NotExportable;
/// use genkan::policy::rules::{LengthRule, Unit};
/// use genkan::policy::{Document, Policy, Rule};
///
/// let words = Rule::Length(LengthRule::new(4).in_unit(Unit::Words));
/// let policy = Policy::try_from(Document::new("example", 64, vec![words]))?;
/// let error = policy.password_rules().unwrap_err();
/// assert!(matches!(error, NotExportable::Rule { rule: "length", .. }));
/// assert_eq!(error.code(), "export-rule");
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotExportable {
    /// No length is left.
    #[error("no length fits the policy's bounds")]
    Length,
    /// No printable ASCII character is left.
    #[error("no printable ASCII character is accepted")]
    Characters,
    /// Too few kinds can be required: a kind has no ASCII character that is
    /// accepted, or requires several, which the grammar cannot express.
    #[error("too few kinds of ASCII characters can be asked for by one character each")]
    Kinds,
    /// A rule forbids what the grammar cannot forbid.
    #[error("the rule {rule} cannot be written in passwordrules, nor kept to without it")]
    #[non_exhaustive]
    Rule {
        /// The rule's code.
        rule: &'static str,
    },
}

impl NotExportable {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "export-length",
            Self::Characters => "export-characters",
            Self::Kinds => "export-kinds",
            Self::Rule { .. } => "export-rule",
        }
    }
}
