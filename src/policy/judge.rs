use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::candidate::Candidate;
use super::rule::EVERY_RULE;
use super::rules::{judge_control_characters, judge_size};
use super::{
    AcceptedPassword, Context, Hint, Listener, Preparation, Report, Rule, Status, TierRule,
};
use crate::text::Unicode;

/// A password policy: what is asked for, in the order in which it is told.
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

#[expect(
    clippy::result_large_err,
    reason = "a report is as large as it is so that nothing is allocated"
)]
impl Policy {
    /// The policy's name, for people and logs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The largest accepted size, in bytes of UTF-8.
    #[must_use]
    pub const fn max_bytes(&self) -> u32 {
        self.max_bytes
    }

    /// In which form a password is judged and hashed.
    #[must_use]
    pub const fn preparation(&self) -> Preparation {
        self.preparation
    }

    /// The rules, in the order in which they are told.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Brings a password into the form that this policy judges and hashes, so
    /// that it can be compared with the hash of an accepted one.
    ///
    /// The work grows with the text, so refuse one of more than
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

    /// [`prepare`](Self::prepare) with the caller's Unicode operations.
    #[must_use]
    pub fn prepare_with<'t>(&self, unicode: &impl Unicode, password: &'t str) -> Cow<'t, str> {
        self.preparation.apply(unicode, password)
    }

    /// Judges a password.
    #[cfg(feature = "unicode-normalization")]
    #[inline]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report<'_> {
        self.check_with(&crate::text::Tables, password, context)
    }

    /// Judges a password and, where it is accepted, makes it one that may be
    /// hashed.
    ///
    /// # Errors
    ///
    /// The report, where a requirement is not met or could not be judged: what
    /// cannot be judged is not let through.
    #[cfg(feature = "unicode-normalization")]
    pub fn accept(
        &self,
        password: &str,
        context: &Context<'_>,
    ) -> Result<AcceptedPassword, Report<'_>> {
        self.accept_with(&crate::text::Tables, password, context)
    }

    /// [`check`](Self::check) with the caller's Unicode operations.
    #[inline]
    pub fn check_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
    ) -> Report<'_> {
        // Made where it is wanted, as this is inlined, and not copied there.
        let mut report = Report::new(self);
        self.fill(unicode, password, context, &mut report);
        report
    }

    /// [`check`](Self::check) with the caller's Unicode operations, for who
    /// keeps the verdict in another form than a report.
    pub fn tell_with<'p>(
        &'p self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
        to: &mut impl Listener<'p>,
    ) {
        self.fill(unicode, password, context, to);
    }

    /// [`accept`](Self::accept) with the caller's Unicode operations.
    ///
    /// # Errors
    ///
    /// As for [`accept`](Self::accept).
    pub fn accept_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
    ) -> Result<AcceptedPassword, Report<'_>> {
        let mut report = Report::new(self);
        if !self.is_within(password, &mut report) {
            return Err(report);
        }
        let candidate = Candidate::new(unicode, self.preparation, password);
        self.judge(&candidate, context, &mut report);
        if report.is_accepted() {
            Ok(AcceptedPassword::new(candidate.prepared()))
        } else {
            Err(report)
        }
    }

    /// What a verdict is, told to who is there already.
    #[inline(never)]
    fn fill<'p>(
        &'p self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
        to: &mut impl Listener<'p>,
    ) {
        if self.is_within(password, to) {
            let candidate = Candidate::new(unicode, self.preparation, password);
            self.judge(&candidate, context, to);
        }
    }

    /// Whether a password is no larger than accepted. Where it is, nothing else
    /// is looked at.
    #[inline]
    fn is_within<'p>(&'p self, password: &str, to: &mut impl Listener<'p>) -> bool {
        let size = judge_size(password, self.max_bytes);
        let is_within = matches!(size, Status::Met);
        to.status(size);
        if !is_within {
            // The control characters, and what this policy asks for.
            to.status(Status::NotApplicable);
            for rule in &self.rules {
                tell(rule, Status::NotApplicable, to);
            }
        }
        is_within
    }

    #[inline]
    fn judge<'p>(
        &'p self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
        to: &mut impl Listener<'p>,
    ) {
        to.status(judge_control_characters(candidate));
        // Whether some rule that counts kinds leaves a character uncounted.
        let mut leaves = false;
        for rule in &self.rules {
            let status = match rule {
                Rule::Tier(tier) if EVERY_RULE => {
                    leaves |= judge_tier(tier, candidate, context, to);
                    continue;
                }
                Rule::Kinds(rule) => {
                    let scan = rule.scan(candidate);
                    leaves |= scan.has_uncounted;
                    rule.judge(scan)
                }
                // The two that are in most policies, without a detour.
                Rule::Length(rule) => rule.judge(candidate),
                Rule::LocalPart(rule) => rule.judge(candidate, context),
                rule if !EVERY_RULE => {
                    tell(rule, Status::Unjudged, to);
                    continue;
                }
                rule => rule.judge(candidate, context),
            };
            to.status(status);
        }
        if leaves {
            let length = candidate.length();
            Hint::uncounted(candidate, |c| self.is_uncounted(c, length), to);
        }
        if Hint::has_edge_space(candidate) {
            to.hint(Hint::EdgeSpace);
        }
    }

    /// Whether no rule that counts kinds in passwords of this length counts a
    /// character: where one does, it would be wrong to say that none does.
    fn is_uncounted(&self, c: char, length: u32) -> bool {
        let counts = |rule: &Rule| matches!(rule, Rule::Kinds(rule) if !rule.is_uncounted(c));
        !self.rules.iter().any(|rule| match rule {
            Rule::Tier(tier) if EVERY_RULE => {
                tier.within().contains(length) && tier.rules.iter().any(counts)
            }
            rule => counts(rule),
        })
    }
}

/// Tells the same of a rule, or of each of a tier.
#[inline(never)]
fn tell<'p>(rule: &'p Rule, status: Status<'p>, to: &mut impl Listener<'p>) {
    let count = match rule {
        Rule::Tier(tier) => tier.rules.len(),
        _ => 1,
    };
    for _ in 0..count {
        to.status(status);
    }
}

/// Judges the rules of a tier, and says whether one that counts kinds leaves a
/// character uncounted.
#[inline(never)]
fn judge_tier<'p>(
    tier: &'p TierRule,
    candidate: &Candidate<'_, impl Unicode>,
    context: &Context<'_>,
    to: &mut impl Listener<'p>,
) -> bool {
    let is_for = tier.within().contains(candidate.length());
    let mut leaves = false;
    for rule in &tier.rules {
        to.status(match rule {
            _ if !is_for => Status::NotApplicable,
            Rule::Kinds(rule) => {
                let scan = rule.scan(candidate);
                leaves |= scan.has_uncounted;
                rule.judge(scan)
            }
            rule => rule.judge(candidate, context),
        });
    }
    leaves
}
