//! A policy, and the inputs that its rules need besides the password.
//!
//! | Input | Source |
//! |---|---|
//! | address, name, company | the account |
//! | name of the service | the configuration |
//! | blocklist | the built-in list, or a file that is mapped into memory |
//! | breaches | a file of SHA-1 digests that is mapped into memory |
//! | estimate | zxcvbn |
//! | old password | the current password that was typed |
//! | last password | the stored hash |
//!
//! If an input is missing, the portal does not start
//! ([`MissingInput`](super::MissingInput)), so that every password can be
//! checked later.

use std::fmt;

use genkan::onboarding::{Account, Company};
use genkan::policy::{Context, ContextSource, Policy, Rule};
use genkan::strength::Strength;
use zeroize::Zeroizing;

use super::{Error, Lists, MissingInput};
use crate::config::{Config, ServiceName};

/// A policy, its lists and the name of the service.
#[derive(Debug)]
pub struct PolicyEngine {
    policy: Policy,
    lists: Lists,
    service_name: ServiceName,
}

/// The person whose password is checked. Unknown fields are empty.
#[derive(Clone, Copy, Default)]
pub struct Person<'p> {
    /// The email address.
    pub email: Option<&'p str>,
    /// The name.
    pub name: &'p str,
    /// The company.
    pub company: &'p str,
}

impl PolicyEngine {
    /// Combines a policy, lists and the name of the service.
    #[must_use]
    pub const fn new(policy: Policy, lists: Lists, service_name: ServiceName) -> Self {
        Self {
            policy,
            lists,
            service_name,
        }
    }

    /// Returns the first missing input of the policy, if there is one.
    #[must_use]
    pub fn missing_input(&self) -> Option<MissingInput> {
        let mut rules = self.policy.each_rule();
        rules.find_map(|rule| self.missing_for(rule))
    }

    fn missing_for(&self, rule: &Rule) -> Option<MissingInput> {
        match rule {
            Rule::Blocklist(rule) => {
                (!self.lists.has(&rule.list)).then(|| MissingInput::List(rule.list.clone()))
            }
            Rule::Breached(_) if !self.lists.has_breached() => Some(MissingInput::Breached),
            Rule::Breached(rule) => (rule.max > 0).then_some(MissingInput::BreachCount),
            Rule::Reuse(rule) => (rule.last > 1).then_some(MissingInput::History(rule.last)),
            // These need the password, the account, or an estimate. The rules
            // inside others are checked one by one.
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
            | Rule::Tier(_)
            | Rule::AnyOf(_) => None,
            rule => Some(MissingInput::Rule(rule.code().into())),
        }
    }

    /// Opens the lists of a configuration.
    ///
    /// # Errors
    ///
    /// [`Error::File`] or [`Error::List`].
    pub fn open(config: &Config) -> Result<Self, Error> {
        let lists = Lists::open(&config.lists)?;
        let (policy, name) = (config.policy.clone(), config.service_name.clone());
        Ok(Self::new(policy, lists, name))
    }

    /// Returns the policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns the context of a person: every input but the old password and
    /// those that depend on the new one.
    pub fn context<'c>(&'c self, person: &Person<'c>) -> Context<'c> {
        let mut context = Context::new();
        if let Some(email) = person.email {
            context = context.email(email);
        }
        for (source, word) in self.words(person) {
            context = context.word(source, word);
        }
        self.lists.add_to(context)
    }

    /// Adds how often a password was breached, if the policy needs it and there
    /// is a list.
    pub fn with_breaches<'c>(&self, context: Context<'c>, password: &str) -> Context<'c> {
        let is_asked = self.policy.needs().breaches && self.lists.has_breached();
        if !is_asked || self.is_too_large(password) {
            return context;
        }
        let prepared = Zeroizing::new(self.policy.prepare(password).into_owned());
        context.breached(self.lists.breaches(&prepared))
    }

    /// Adds the estimate of a password, if the policy needs it. It takes
    /// milliseconds.
    pub fn with_score<'c>(&self, context: Context<'c>, password: &str) -> Context<'c> {
        if !self.asks_for_estimate() || self.is_too_large(password) {
            return context;
        }
        let prepared = Zeroizing::new(self.policy.prepare(password).into_owned());
        context.score(Strength::of(&prepared, &[]).score())
    }

    /// Returns whether the policy rejects a password by its size, without
    /// checking any other rule.
    pub(crate) const fn is_too_large(&self, password: &str) -> bool {
        password.len() > self.policy.max_bytes() as usize
    }

    /// Returns the words that the policy needs, besides the address.
    pub fn words<'c>(
        &'c self,
        person: &Person<'c>,
    ) -> impl Iterator<Item = (ContextSource, &'c str)> + use<'c> {
        let person = [
            (ContextSource::Name, person.name),
            (ContextSource::Company, person.company),
        ];
        let service = self.service_name.all();
        let service = service.map(|name| (ContextSource::Service, name));
        let asked = self.policy.needs().words;
        person
            .into_iter()
            .chain(service)
            .filter(move |(source, word)| !word.is_empty() && asked.contains(source))
    }

    /// Returns whether the policy needs an estimate, which takes milliseconds.
    #[must_use]
    pub fn asks_for_estimate(&self) -> bool {
        self.policy.needs().score
    }

    /// Returns whether the policy needs the last password, which costs a hash.
    #[must_use]
    pub fn asks_for_last_password(&self) -> bool {
        self.policy.needs().reuse.is_some()
    }
}

/// Shows no field, since name and address must not be logged.
impl fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

impl<'p> Person<'p> {
    /// Returns the owner of an account.
    #[must_use]
    pub fn new(account: &'p Account, company: Option<&'p Company>) -> Self {
        Self {
            email: Some(account.address.as_str()),
            name: account.name.as_str(),
            company: company.map_or("", |company| company.name.as_str()),
        }
    }
}
