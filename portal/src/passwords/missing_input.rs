use genkan::policy::Rule;

use super::PolicyEngine;

/// What a rule asks for and a portal does not have: for whoever wrote the
/// configuration.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MissingInput {
    /// A list of this name.
    #[error(
        "blocklist: there is no list {0:?}; name its file as \"[blocklists]\" in the \
         configuration or with --blocklist (\"genkan blocklist build\" makes one)"
    )]
    List(String),
    /// A list of breached passwords.
    #[error(
        "breached: there is no list of breached passwords; name its file as \"breached_file\" in \
         the configuration or with --breached (\"genkan blocklist build --hashes sha1\" makes one)"
    )]
    Breached,
    /// How often a password was breached.
    #[error(
        "breached: a list does not say how often; write max 0, and leave out what was seen less \
         often with \"genkan blocklist build --min-count\""
    )]
    BreachCount,
    /// More of a person's passwords than the last one.
    #[error("reuse: of the last {0} passwords only the last one is kept; write last 1")]
    History(u32),
    /// A rule of a later version of the core.
    #[error("{0}: this rule is not known to the portal; use a newer one")]
    Rule(String),
}

impl MissingInput {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::List(_) => "policy-needs-list",
            Self::Breached => "policy-needs-breached",
            Self::BreachCount => "policy-needs-breach-count",
            Self::History(_) => "policy-needs-history",
            Self::Rule(_) => "policy-unknown-rule",
        }
    }
}

impl PolicyEngine {
    /// The first thing that the policy asks for and that is not there.
    #[must_use]
    pub fn missing_input(&self) -> Option<MissingInput> {
        self.rules().find_map(|rule| self.missing_for(rule))
    }

    fn missing_for(&self, rule: &Rule) -> Option<MissingInput> {
        match rule {
            Rule::Blocklist(rule) => {
                (!self.lists.has(&rule.list)).then(|| MissingInput::List(rule.list.clone()))
            }
            Rule::Breached(_) if !self.lists.has_breached() => Some(MissingInput::Breached),
            Rule::Breached(rule) => (rule.max > 0).then_some(MissingInput::BreachCount),
            Rule::Reuse(rule) => (rule.last > 1).then_some(MissingInput::History(rule.last)),
            // Judged by the text, by what is known of every account, or by what
            // this program can work out. A tier's rules come one by one.
            Rule::Length(_)
            | Rule::Kinds(_)
            | Rule::LocalPart(_)
            | Rule::ContextWord(_)
            | Rule::Characters(_)
            | Rule::WhiteSpace(_)
            | Rule::Repetition(_)
            | Rule::Occurrences(_)
            | Rule::Sequence(_)
            | Rule::NumberRange(_)
            | Rule::Similarity(_)
            | Rule::Guessability(_)
            | Rule::Tier(_) => None,
            rule => Some(MissingInput::Rule(rule.code().into())),
        }
    }
}
