use alloc::vec::Vec;

use genkan::policy::{Document, Kind, KindsRule, LengthRule, LocalPartRule, Policy, Rule};

use super::text;
use crate::exactly::exactly;

/// The policy of a document that has no more than the rules of the documented
/// one, in the form of which its fingerprint is made: `Policy::canonical`.
///
/// Nothing is asked of it here: `pkg/ts/common.ts` lets through what is valid,
/// and leaves everything else to the larger module.
pub(crate) fn read(bytes: &[u8]) -> Policy {
    let mut from = Canonical(bytes);
    // What the form is, and its version.
    from.bytes(14);
    let max_bytes = from.number();
    Policy::trusting(Document::new("", max_bytes, from.list(Canonical::rule)))
}

/// What a document's form has left.
struct Canonical<'w>(&'w [u8]);

impl<'w> Canonical<'w> {
    fn rule(&mut self) -> Rule {
        // `length`, `kinds`, `local-part`.
        match self.text().len() {
            6 => {
                let mut rule = LengthRule::new(self.number());
                let has_max = self.flag();
                rule.max = Some(self.number()).filter(|_| has_max);
                // Code points.
                self.text();
                Rule::Length(rule)
            }
            5 => Rule::Kinds(KindsRule::new(self.number(), self.list(Self::kind))),
            _ => {
                let rule = LocalPartRule::new(self.number());
                // Neither reversed nor with look-alikes.
                self.bytes(2);
                Rule::LocalPart(rule)
            }
        }
    }

    fn kind(&mut self) -> Kind {
        let kind = Kind::new(self.text(), self.text());
        // No ranges, and one character is enough.
        self.bytes(8);
        kind
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        exactly(self.number() as usize, || one(self))
    }

    fn text(&mut self) -> &'w str {
        let length = self.number() as usize;
        text(self.bytes(length))
    }

    fn number(&mut self) -> u32 {
        let bytes = self.bytes(4);
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte))
    }

    fn flag(&mut self) -> bool {
        self.bytes(1) == [1]
    }

    /// So many bytes, or none where there are not so many.
    fn bytes(&mut self, count: usize) -> &'w [u8] {
        let (bytes, rest) = self.0.split_at_checked(count).unwrap_or_default();
        self.0 = rest;
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_policy_is_read() {
        let documented = Policy::support_center();
        let mut document = Document::from(&documented);
        for max in [None, Some(64)] {
            let Some(Rule::Length(rule)) = document.rules.first_mut() else {
                panic!("{document:?}");
            };
            rule.max = max;
            let policy = Policy::trusting(document.clone());
            let read = read(&policy.canonical());
            assert_eq!(read.rules(), policy.rules());
            assert_eq!(read.max_bytes(), policy.max_bytes());
        }
    }
}
