use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;

use super::{NotExportable, codes, subset};
use crate::policy::{Policy, Rule};

/// A policy in Apple's language of password rules, the value of the HTML
/// attribute `passwordrules`.
///
/// It is a safe subset: whatever it allows a generator to make, the policy
/// accepts, but for the rules named by [`not_carried`](Self::not_carried),
/// which a random password breaks by chance only. So it is stricter than the
/// policy where the grammar has no word: "3 of 4 kinds" becomes three kinds
/// that are required and one that is allowed.
///
/// It uses the five properties that every parser knows. A parser that meets
/// one that it does not know drops the whole text, so `max-repeating` and
/// `max-sequential`, which Apple added in 2026, are left out:
/// `max-consecutive`, which is now an alias of both, says no less.
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

    /// The codes of the rules that the text says nothing of: those about the
    /// person, lists and estimates. A generated password that they refuse is
    /// generated anew.
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
    /// The policy as `passwordrules` for the generators of Safari and of
    /// password managers.
    ///
    /// # Errors
    ///
    /// Where nothing that the grammar can say keeps a generator within the
    /// policy, and why.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// assert_eq!(
    ///     Policy::support_center().password_rules().unwrap().as_str(),
    ///     "minlength: 6; maxlength: 1024; required: lower; required: upper; \
    ///      required: digit; allowed: [!@#$%^&*];",
    /// );
    /// ```
    pub fn password_rules(&self) -> Result<PasswordRules, NotExportable> {
        let mut outlines = self.outlines();
        // The lengths that generators like best come first, then the longest.
        outlines.retain(|outline| outline.max > 0);
        outlines.sort_by_key(|outline| {
            let is_usual = (outline.min..=outline.max).contains(&USUAL);
            (!is_usual, Reverse(outline.max))
        });
        let mut refusal = None;
        for outline in &outlines {
            match subset::text(outline) {
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

/// The length that Safari generates where it is free to choose.
pub(super) const USUAL: u32 = 20;

/// Whether a rule is about the password's text alone.
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
