use crate::policy::ascii_set::AsciiSet;
use crate::policy::rules::{Kind, Unit};
use crate::policy::{Policy, Preparation, Rule};

/// The properties of a policy that the standards are about.
pub(super) struct Traits {
    /// The smallest length, in code points, that may be accepted.
    pub(super) min: u32,
    /// Whether 64 characters of any script are accepted: 256 bytes.
    pub(super) permits_64: bool,
    /// Whether every printing ASCII character and the space are accepted.
    pub(super) permits_ascii: bool,
    /// Whether characters outside ASCII are accepted.
    pub(super) permits_unicode: bool,
    /// Whether the length is counted in code points.
    pub(super) counts_code_points: bool,
    /// Whether the text is normalized before it is hashed.
    pub(super) normalizes: bool,
    /// Whether some mixture of characters is required or rejected.
    pub(super) has_composition: bool,
    /// Whether the whole password is compared with a list.
    pub(super) has_list: bool,
    /// Whether words inside a password are rejected.
    pub(super) searches_inside: bool,
    /// Whether words about the person or the service are rejected.
    pub(super) has_context: bool,
    /// Whether passwords from breaches are rejected.
    pub(super) has_breached: bool,
}

impl Traits {
    pub(super) fn of(policy: &Policy) -> Self {
        let all = policy.constraints();
        let everywhere = |predicate: fn(&Rule) -> bool| policy.rules.iter().any(predicate);
        // A rule of a tier or a group can violate a clause, but it cannot meet one.
        let anywhere = |predicate: fn(&Rule) -> bool| {
            policy.rules.iter().any(|rule| match rule {
                Rule::Tier(_) | Rule::AnyOf(_) => rule.with_inner().skip(1).any(predicate),
                rule => predicate(rule),
            })
        };
        Self {
            min: policy.code_points().0,
            permits_64: policy.max_bytes >= 256 && !anywhere(forbids_64),
            permits_ascii: !anywhere(refuses_ascii)
                && all
                    .iter()
                    .all(|constraints| constraints.alphabet == AsciiSet::PRINTABLE),
            permits_unicode: !anywhere(forbids_unicode),
            counts_code_points: !anywhere(
                |rule| matches!(rule, Rule::Length(rule) if rule.unit == Unit::Bytes && rule.min > 0),
            ),
            normalizes: policy.preparation == Preparation::OpaqueString,
            has_composition: anywhere(|rule| {
                matches!(
                    rule,
                    Rule::Kinds(_)
                        | Rule::Repetition(_)
                        | Rule::Occurrences(_)
                        | Rule::Sequence(_)
                        | Rule::NumberRange(_)
                ) || matches!(
                    rule,
                    Rule::Length(rule)
                        if matches!(rule.unit, Unit::DifferentCharacters | Unit::Words)
                )
            }),
            has_list: everywhere(|rule| matches!(rule, Rule::Blocklist(_) | Rule::Breached(_))),
            searches_inside: anywhere(|rule| match rule {
                Rule::LocalPart(_) | Rule::ContextWord(_) => true,
                Rule::Blocklist(rule) => rule.contained.is_some(),
                _ => false,
            }),
            has_context: everywhere(|rule| {
                matches!(rule, Rule::LocalPart(_) | Rule::ContextWord(_))
            }),
            has_breached: everywhere(|rule| matches!(rule, Rule::Breached(_))),
        }
    }
}

fn forbids_64(rule: &Rule) -> bool {
    matches!(rule, Rule::Length(rule) if rule.max.is_some_and(|max| match rule.unit {
        Unit::CodePoints => max < 64,
        Unit::Bytes => max < 256,
        Unit::DifferentCharacters | Unit::Words => false,
    }))
}

/// Returns whether some printing character is rejected somewhere.
fn refuses_ascii(rule: &Rule) -> bool {
    match rule {
        Rule::WhiteSpace(_) => true,
        Rule::Characters(rule) => AsciiSet::of(|c| rule.accepts_ascii(c)) != AsciiSet::PRINTABLE,
        _ => false,
    }
}

fn forbids_unicode(rule: &Rule) -> bool {
    let is_beyond = |kind: &Kind| {
        kind.name == "other-letter"
            || !kind.characters.is_ascii()
            || kind.ranges.iter().any(|(_, last)| !last.is_ascii())
    };
    matches!(rule, Rule::Characters(rule)
        if !rule.allowed.is_empty() || rule.forbidden.iter().any(is_beyond))
}
