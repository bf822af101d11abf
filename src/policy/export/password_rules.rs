use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;

use super::{NotExportable, USUAL, codes, subset};
use crate::policy::{Policy, Rule};

/// A policy in Apple's language of password rules, the value of the HTML
/// attribute `passwordrules`.
///
/// It is a safe subset: the policy accepts every password that is generated
/// from it, except for the rules named by [`not_carried`](Self::not_carried),
/// which a random password breaks only by chance. It is stricter than the
/// policy if the grammar cannot express a rule: "3 of 4 kinds" becomes three
/// kinds that are required. All other printable ASCII characters that the policy
/// permits are allowed, so that a password manager draws from all of them.
///
/// It uses the five properties that every parser knows. A parser drops the
/// whole text if it does not know a property, so `max-repeating` and
/// `max-sequential`, which Apple added in 2026, are left out:
/// `max-consecutive`, which is now an alias of both, has the same effect.
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
///
/// let rules = Policy::support_center().password_rules()?;
/// assert!(rules.as_str().starts_with("minlength: 6; maxlength: 1024; required: lower;"));
/// # Ok::<(), genkan::policy::export::NotExportable>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PasswordRules {
    text: String,
    not_carried: Vec<&'static str>,
}

impl PasswordRules {
    /// The text, of printable ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The codes of the rules that the text does not express: those about the
    /// person, lists and estimates. If one rejects a generated password,
    /// generate another one.
    #[must_use]
    pub fn not_carried(&self) -> &[&'static str] {
        &self.not_carried
    }
}

impl fmt::Display for PasswordRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Policy {
    /// Returns the policy as `passwordrules` for the generators of Safari and
    /// of password managers.
    ///
    /// # Errors
    ///
    /// If the grammar cannot keep a generator within the policy, and why.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// assert_eq!(
    ///     Policy::support_center().password_rules().unwrap().as_str(),
    ///     "minlength: 6; maxlength: 1024; required: lower; required: upper; \
    ///      required: digit; allowed: ascii-printable;",
    /// );
    /// ```
    pub fn password_rules(&self) -> Result<PasswordRules, NotExportable> {
        let mut all = self.constraints();
        // The lengths that generators prefer first, then the longest.
        all.retain(|constraints| constraints.max > 0);
        all.sort_by_key(|constraints| {
            let is_usual = (constraints.min..=constraints.max).contains(&USUAL);
            (!is_usual, Reverse(constraints.max))
        });
        let mut refusal = None;
        for constraints in &all {
            match subset::text(constraints) {
                Ok(text) => {
                    let not_carried = codes(self.requirements().filter(|requirement| {
                        requirement.rule().is_some_and(|rule| !is_carried(rule))
                    }));
                    return Ok(PasswordRules { text, not_carried });
                }
                Err(reason) => {
                    refusal.get_or_insert(reason);
                }
            }
        }
        Err(refusal.unwrap_or(NotExportable::Length))
    }
}

/// Returns whether a rule is about the password's text alone.
const fn is_carried(rule: &Rule) -> bool {
    !matches!(
        rule,
        Rule::LocalPart(_)
            | Rule::ContextWord(_)
            | Rule::Blocklist(_)
            | Rule::Breached(_)
            | Rule::Reuse(_)
            | Rule::Similarity(_)
            | Rule::Guessability(_)
    )
}
