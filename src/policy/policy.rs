use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::preparation::Preparation;
use super::rule::Rule;
use crate::text::Unicode;

/// A password policy: rules, in the order in which a report lists them.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let report = policy.check("abc_1", &Context::new());
/// let codes: Vec<_> = report.violations().map(Violation::code).collect();
/// assert_eq!(codes, ["too-short", "too-few-kinds"]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Policy {
    pub(super) name: String,
    pub(super) max_bytes: u32,
    pub(super) preparation: Preparation,
    pub(super) rules: Vec<Rule>,
}

impl Policy {
    /// Returns the policy's name, for people and logs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the largest accepted size, in bytes of UTF-8.
    #[must_use]
    pub const fn max_bytes(&self) -> u32 {
        self.max_bytes
    }

    /// Returns the form in which a password is checked and hashed.
    #[must_use]
    pub const fn preparation(&self) -> Preparation {
        self.preparation
    }

    /// Returns the rules, in the order in which a report lists them.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Returns a password in the form that this policy checks and hashes, so
    /// that it can be compared with the hash of an accepted one.
    ///
    /// The work grows with the text, so reject one of more than
    /// [`max_bytes`](Self::max_bytes) first.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::{Context, Policy};
    ///
    /// let policy = Policy::support_center();
    /// let accepted = policy.accept("Cafe\u{301}-7!", &Context::new()).unwrap();
    /// assert_eq!(policy.prepare("Caf\u{e9}-7!").as_bytes(), accepted.expose());
    /// ```
    #[cfg(feature = "unicode-normalization")]
    #[must_use]
    pub fn prepare<'t>(&self, password: &'t str) -> Cow<'t, str> {
        self.prepare_with(&crate::text::Tables, password)
    }

    /// Does what [`prepare`](Self::prepare) does, with the caller's Unicode
    /// operations.
    #[must_use]
    pub fn prepare_with<'t>(&self, unicode: &impl Unicode, password: &'t str) -> Cow<'t, str> {
        self.preparation.apply(unicode, password)
    }
}
