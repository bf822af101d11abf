use super::inline::Inline;
use super::{Hint, Policy, Requirement, Violation};

/// Everything there is to say about a password at once: every requirement,
/// met or unmet, in the policy's order.
///
/// A report holds codes, numbers and positions. It may be logged.
#[derive(Clone, Debug)]
#[must_use]
pub struct Report<'p> {
    policy: &'p Policy,
    answers: Answers,
    /// One for each requirement that is not met.
    violations: Inline<Option<Violation<'p>>, 4>,
    hints: [Option<Hint>; 3],
    is_accepted: bool,
}

impl<'p> Report<'p> {
    #[inline]
    pub(super) fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            answers: Answers::default(),
            violations: Inline::default(),
            hints: [None; 3],
            is_accepted: true,
        }
    }

    #[inline(never)]
    fn push_other(&mut self, status: Status<'p>) {
        let answer = match status {
            Status::Met => Answer::Met,
            Status::NotApplicable => Answer::NotApplicable,
            Status::Unjudged => Answer::Unjudged,
            Status::Unmet(violation) => {
                self.violations.push(Some(violation));
                Answer::Unmet
            }
        };
        self.is_accepted &= matches!(answer, Answer::Met | Answer::NotApplicable);
        self.answers.push(answer);
    }

    /// Whether every requirement is met, or does not apply.
    ///
    /// Where something could not be judged here it is not accepted here: ask
    /// [`is_refused`](Self::is_refused) to learn whether something is wrong.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        self.is_accepted
    }

    /// Whether some requirement is not met.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.violations().next().is_some()
    }

    /// How the password stands to each requirement, in the policy's order.
    pub fn statuses(&self) -> impl Iterator<Item = Status<'p>> {
        let mut violations = self.violations();
        self.answers.iter().map(move |answer| match answer {
            Answer::Met => Status::Met,
            Answer::NotApplicable => Status::NotApplicable,
            Answer::Unjudged => Status::Unjudged,
            // There is one for each.
            Answer::Unmet => {
                let violation = violations.next().copied();
                violation.map_or(Status::Unjudged, Status::Unmet)
            }
        })
    }

    /// Every requirement, with how the password stands to it.
    pub fn items(&self) -> impl Iterator<Item = Item<'p>> {
        self.policy
            .requirements()
            .zip(self.statuses())
            .map(|(requirement, status)| Item {
                requirement,
                status,
            })
    }

    /// What is wrong, in the policy's order.
    pub fn violations(&self) -> impl Iterator<Item = &Violation<'p>> {
        self.violations.as_slice().iter().flatten()
    }

    /// What is worth knowing besides.
    pub fn hints(&self) -> impl Iterator<Item = &Hint> {
        self.hints.iter().flatten()
    }
}

/// Who is told a verdict part by part, as it is found.
pub trait Listener<'p> {
    /// How the password stands to the next requirement, in the policy's order.
    fn status(&mut self, status: Status<'p>);
    /// What is worth knowing besides, after every status; no more than one of a
    /// kind.
    fn hint(&mut self, hint: Hint);
}

impl<'p> Listener<'p> for Report<'p> {
    #[inline(always)]
    fn status(&mut self, status: Status<'p>) {
        if matches!(status, Status::Met) {
            self.answers.push(Answer::Met);
        } else {
            self.push_other(status);
        }
    }

    fn hint(&mut self, hint: Hint) {
        if let Some(place) = self.hints.iter_mut().find(|place| place.is_none()) {
            *place = Some(hint);
        }
    }
}

/// A [`Status`] without its violation.
#[derive(Clone, Copy)]
enum Answer {
    Met,
    Unmet,
    NotApplicable,
    Unjudged,
}

/// One answer for each requirement, two bits each, the first in the lowest: a
/// policy has at most [`MOST_REQUIREMENTS`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Answers {
    bits: u64,
    count: u32,
}

impl Answers {
    #[inline]
    const fn push(&mut self, answer: Answer) {
        self.bits |= (answer as u64) << (2 * self.count % 64);
        self.count += 1;
    }

    fn iter(self) -> impl Iterator<Item = Answer> {
        (0..self.count).map(move |at| match (self.bits >> (2 * at % 64)) & 3 {
            0 => Answer::Met,
            1 => Answer::Unmet,
            2 => Answer::NotApplicable,
            _ => Answer::Unjudged,
        })
    }
}

/// How many requirements a policy may have, those of every policy included.
pub(super) const MOST_REQUIREMENTS: usize = 32;

/// Reports are equal when they say the same, of equal policies.
impl PartialEq for Report<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.answers == other.answers
            && self.violations().eq(other.violations())
            && self.hints == other.hints
    }
}

impl Eq for Report<'_> {}

/// One requirement and how a password stands to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Item<'p> {
    /// What is asked for.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub requirement: Requirement<'p>,
    /// How the password stands to it.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub status: Status<'p>,
}

/// How a password stands to a requirement.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(tag = "status", content = "violation", rename_all = "kebab-case")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a fifth answer would break every checklist"
)]
pub enum Status<'p> {
    /// The requirement is met.
    #[default]
    Met,
    /// The requirement is not met.
    Unmet(Violation<'p>),
    /// The requirement is not for this password or this person: there is no
    /// address, no old password, or another length.
    NotApplicable,
    /// The requirement could not be judged here, because what it needs is
    /// elsewhere: a list, a history. It is judged where that is.
    Unjudged,
}

impl Status<'_> {
    /// The stable name: `met`, `unmet`, `not-applicable`, `unjudged`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet(_) => "unmet",
            Self::NotApplicable => "not-applicable",
            Self::Unjudged => "unjudged",
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Report<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use alloc::vec::Vec;
        use serde::ser::SerializeStruct as _;
        let mut report = serializer.serialize_struct("Report", 3)?;
        report.serialize_field("accepted", &self.is_accepted())?;
        report.serialize_field("items", &self.items().collect::<Vec<_>>())?;
        report.serialize_field("hints", &self.hints().collect::<Vec<_>>())?;
        report.end()
    }
}
