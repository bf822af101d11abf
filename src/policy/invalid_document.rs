use alloc::borrow::Cow;
#[cfg(feature = "serde")]
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::limits::{MOST_GROUPS, MOST_KINDS, MOST_RULES, VERSION};

/// The reason why a document is not a policy, for the author of the document.
///
/// Its text starts with the path of the value that is wrong, such as
/// `rules[3].min`, and lists what is possible there.
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{ReuseRule, RepetitionRule};
/// use genkan::policy::{Document, Policy, Rule};
///
/// let rules = vec![
///     Rule::Repetition(RepetitionRule::new(2)),
///     Rule::Reuse(ReuseRule::new(0)),
/// ];
/// let error = Policy::try_from(Document::new("example", 64, rules)).unwrap_err();
/// assert_eq!(error.to_string(), "rules[1].last: 0 is out of range; write 1 to 65536");
/// assert_eq!(error.code(), "policy-range");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidDocument {
    /// The steps to the value, the last one first.
    path: Vec<Step>,
    problem: Problem,
}

/// One step to a value of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Step {
    Field(Cow<'static, str>),
    Index(usize),
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Problem {
    /// The crate does not read this version.
    Version(u32),
    /// `max_bytes` is 0, or so large that it protects nothing.
    MaxBytes { value: u32, most: u32 },
    /// The document has more rules than it may.
    TooManyRules,
    /// A rule requires a length that no accepted password can have.
    Length { min: u32, max: u32 },
    /// More kinds are required than there are.
    Required { required: u32, of: u32 },
    /// A kind is not valid.
    Kind,
    /// There are too many kinds, or two of the same name.
    Kinds,
    /// A number is out of its range.
    Range { value: u32, least: u32, most: u32 },
    /// A list is empty.
    Empty,
    /// A value is not valid in this rule.
    NotHere,
    /// A rule that contains rules is inside another one.
    Nested,
    /// There are fewer groups than two, or too many.
    Groups,
    /// A second rule of which a policy may have one.
    Second,
    /// Another type, a missing or unknown field, or an unknown value.
    #[cfg(feature = "serde")]
    Malformed(String),
}

impl InvalidDocument {
    pub(super) const fn new(problem: Problem) -> Self {
        Self {
            path: Vec::new(),
            problem,
        }
    }

    /// Adds a step before the path.
    pub(super) fn add(&mut self, step: Step) {
        self.path.push(step);
    }

    /// Returns the error with a step before the path.
    pub(super) fn within(mut self, step: Step) -> Self {
        self.add(step);
        self
    }

    pub(super) fn in_field(self, name: &'static str) -> Self {
        self.within(Step::Field(Cow::Borrowed(name)))
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.problem {
            Problem::Version(_) => "policy-version",
            Problem::MaxBytes { .. } => "policy-max-bytes",
            Problem::TooManyRules => "policy-too-many-rules",
            Problem::Length { .. } => "policy-length",
            Problem::Required { .. } => "policy-required",
            Problem::Kind | Problem::Kinds => "policy-kind",
            Problem::Range { .. } => "policy-range",
            Problem::Empty
            | Problem::NotHere
            | Problem::Nested
            | Problem::Groups
            | Problem::Second => "policy-list",
            #[cfg(feature = "serde")]
            Problem::Malformed(_) => "policy-malformed",
        }
    }
}

impl fmt::Display for InvalidDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str("the document")?;
        }
        for (at, step) in self.path.iter().rev().enumerate() {
            match step {
                Step::Field(name) if at == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        write!(f, ": {}", self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => {
                write!(f, "{version} is not known here; write {VERSION}")
            }
            Self::MaxBytes { value, most } => {
                write!(f, "{value} is out of range; write 1 to {most}")
            }
            Self::TooManyRules => write!(
                f,
                "too many; write at most {MOST_RULES}, those in other rules included"
            ),
            Self::Length { min, max } => {
                write!(f, "{min} cannot be reached; write at most {max}")
            }
            Self::Required { required, of } => {
                write!(f, "{required} is out of range; write 1 to {of}")
            }
            Self::Kind => f.write_str(
                "not valid; a kind has a name, characters each once or a name with built-in ones, \
                 no control characters, and ranges from first to last",
            ),
            Self::Kinds => write!(
                f,
                "too many, or two of the same name; write at most {MOST_KINDS}"
            ),
            Self::Range { value, least, most } => {
                write!(f, "{value} is out of range; write {least} to {most}")
            }
            Self::Empty => f.write_str("empty; write at least one value"),
            Self::NotHere => f.write_str("not possible in this rule"),
            Self::Nested => f.write_str("not possible in another rule; write it beside that one"),
            Self::Groups => write!(f, "write 2 to {MOST_GROUPS} groups"),
            Self::Second => f.write_str("the second of its kind; a policy may have one"),
            #[cfg(feature = "serde")]
            Self::Malformed(text) => f.write_str(text),
        }
    }
}

impl core::error::Error for InvalidDocument {}
