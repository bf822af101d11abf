use crate::policy::rules::{
    CharactersRule, Identifier, MissingKinds, SequencePattern, Unit, WhiteSpaceRule,
};
use crate::policy::{ContextSource, Labels, Span};

/// The reason why a password is rejected, for the person who is choosing it.
///
/// The codes are stable and are the keys of every translation. A violation
/// carries numbers and positions, never a part of the password or of the
/// personal data.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let report = policy.check("Kite7", &Context::new());
/// let Some(violation @ Violation::TooShort { min: 6, actual: 5, .. }) = report.violations().next()
/// else {
///     panic!("it has five characters");
/// };
/// assert_eq!(violation.code(), "too-short");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "code", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Violation<'p> {
    /// Longer than accepted. If it exceeds `max_bytes`, nothing else was
    /// checked.
    #[non_exhaustive]
    TooLong {
        /// The largest accepted size.
        max: u32,
        /// The size of this password.
        actual: u32,
        /// What is counted.
        unit: Unit,
    },
    /// Contains characters that are not accepted, such as control characters.
    #[non_exhaustive]
    ForbiddenCharacter {
        /// How many there are.
        count: u32,
        /// The first run of them.
        at: Span,
        /// The rule that does not accept them.
        of: Forbidden<'p>,
    },
    /// Shorter than required.
    #[non_exhaustive]
    TooShort {
        /// The smallest accepted length.
        min: u32,
        /// The length of this password.
        actual: u32,
        /// What is counted.
        unit: Unit,
    },
    /// Fewer kinds of characters than required.
    #[non_exhaustive]
    TooFewKinds {
        /// How many kinds are required.
        required: u32,
        /// How many kinds this password has.
        actual: u32,
        /// The kinds of which more would help.
        missing: MissingKinds<'p>,
    },
    /// Contains the part of the address before the @, or a piece of it.
    #[non_exhaustive]
    ContainsLocalPart {
        /// Whether it is the part of an address, or a user name, which has no
        /// @.
        of: Identifier,
        /// Where.
        at: Span,
    },
    /// Contains a word about the person or the service.
    #[non_exhaustive]
    ContainsContextWord {
        /// The source of the word.
        source: ContextSource,
        /// Where.
        at: Span,
    },
    /// Repeats a character, or a block of characters, too often in a row.
    #[non_exhaustive]
    Repetition {
        /// The accepted number of times.
        max: u32,
        /// The number of times in this password.
        actual: u32,
        /// How many characters are repeated together: 1, or the length of a
        /// block.
        block: u32,
        /// All whole repetitions.
        at: Span,
    },
    /// Has a character too often in all.
    #[non_exhaustive]
    Occurrences {
        /// The accepted number of times.
        max: u32,
        /// The number of times in this password.
        actual: u32,
        /// From the first one to the last.
        at: Span,
    },
    /// Has too many characters of one kind in a row.
    #[non_exhaustive]
    KindRepetition {
        /// The accepted number.
        max: u32,
        /// The number in this password.
        actual: u32,
        /// Where.
        at: Span,
    },
    /// A well-known order, such as an alphabet's or a keyboard row's.
    #[non_exhaustive]
    Sequence {
        /// The order.
        pattern: SequencePattern,
        /// The shortest sequence that is rejected.
        length: u32,
        /// Where.
        at: Span,
    },
    /// A number of a range, such as a year.
    #[non_exhaustive]
    NumberRange {
        /// The smallest number that is rejected.
        from: u32,
        /// The largest number that is rejected.
        to: u32,
        /// Where.
        at: Span,
    },
    /// A date of eight digits.
    #[non_exhaustive]
    Date {
        /// Where.
        at: Span,
    },
    /// On a list, or containing a word of it.
    #[non_exhaustive]
    Blocklisted {
        /// The name of the list.
        list: &'p str,
        /// The names of the list for people.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Labels::is_empty"))]
        label: &'p Labels,
        /// Whether only a part of the password is on the list.
        is_part: bool,
        /// Where; the whole password if that is on the list.
        at: Span,
    },
    /// Seen in breaches, or it is unknown whether it was.
    #[non_exhaustive]
    Breached {
        /// The number of times; 0 if it is unknown and the policy rejects
        /// unknown ones.
        count: u64,
    },
    /// One of the person's earlier passwords.
    #[non_exhaustive]
    Reused {
        /// How many of the latest passwords count.
        last: u32,
    },
    /// Almost the password that it replaces.
    #[non_exhaustive]
    TooSimilar {
        /// How many characters must differ.
        min: u32,
        /// The number that differ.
        actual: u32,
    },
    /// Too easy to guess.
    #[non_exhaustive]
    TooGuessable {
        /// The smallest accepted score, 0 to 4.
        min: u32,
        /// The score of this password.
        actual: u32,
    },
}

impl Violation<'_> {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::ForbiddenCharacter { .. } => "forbidden-character",
            Self::TooShort { .. } => "too-short",
            Self::TooFewKinds { .. } => "too-few-kinds",
            Self::ContainsLocalPart { .. } => "contains-local-part",
            Self::ContainsContextWord { .. } => "contains-context-word",
            Self::Repetition { .. } => "repetition",
            Self::Occurrences { .. } => "occurrences",
            Self::KindRepetition { .. } => "kind-repetition",
            Self::Sequence { .. } => "sequence",
            Self::NumberRange { .. } => "number-range",
            Self::Date { .. } => "date",
            Self::Blocklisted { .. } => "blocklisted",
            Self::Breached { .. } => "breached",
            Self::Reused { .. } => "reused",
            Self::TooSimilar { .. } => "too-similar",
            Self::TooGuessable { .. } => "too-guessable",
        }
    }
}

/// The rule that does not accept some characters.
///
/// It is serialized as the rule itself.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Forbidden, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let report = policy.check("Kite\t7!", &Context::new());
/// let Some(Violation::ForbiddenCharacter { of, count: 1, .. }) = report.violations().next() else {
///     panic!("it has a tab");
/// };
/// assert_eq!(*of, Forbidden::ControlCharacters);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Forbidden<'p> {
    /// No control characters, as in every policy.
    ControlCharacters,
    /// Only some characters, or not some characters.
    Characters(&'p CharactersRule),
    /// No white space, or none at the edges.
    WhiteSpace(&'p WhiteSpaceRule),
}
