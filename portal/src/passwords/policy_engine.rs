//! What passwords are judged by: a policy, and what its rules ask for besides
//! the password.
//!
//! | a rule asks for | it is |
//! |---|---|
//! | the address, the person's name, the company | the account's |
//! | the service's name | the configuration's |
//! | a list | the one in the box, or a file that is mapped into memory |
//! | breaches | a file of SHA-1 digests, mapped into memory |
//! | an estimate | zxcvbn's |
//! | the old password | what was typed as the current one |
//! | the last password | the stored hash |
//!
//! Where a rule asks for what is not there, a portal does not start
//! ([`MissingInput`]): nobody is told at the door that no password can be judged.

use std::fmt;

use genkan::onboarding::{Account, Company};
use genkan::policy::{Context, ContextSource, Policy, Rule};
use genkan::strength::Strength;
use zeroize::Zeroizing;

use super::{Error, Lists};
use crate::config::{Config, ServiceName};

/// A policy with what its rules ask for.
#[derive(Debug)]
pub struct PolicyEngine {
    policy: Policy,
    pub(super) lists: Lists,
    service_name: ServiceName,
}

/// What is known of a person whose password is judged; empty where it is not.
#[derive(Clone, Copy, Default)]
pub struct Person<'p> {
    /// The mail address.
    pub email: Option<&'p str>,
    /// The name.
    pub name: &'p str,
    /// The company.
    pub company: &'p str,
}

impl PolicyEngine {
    /// A policy with lists and a service's name.
    #[must_use]
    pub const fn new(policy: Policy, lists: Lists, service_name: ServiceName) -> Self {
        Self {
            policy,
            lists,
            service_name,
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

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What is known of a person: everything but the current password and what
    /// is about one password only.
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

    /// Adds how often a password was breached, if the policy asks for it and
    /// there is a list.
    pub fn with_breaches<'c>(&self, context: Context<'c>, password: &str) -> Context<'c> {
        let is_asked = self.policy.needs().breaches && self.lists.has_breached();
        if !is_asked || self.is_too_large(password) {
            return context;
        }
        let prepared = Zeroizing::new(self.policy.prepare(password).into_owned());
        context.breached(self.lists.breaches(&prepared))
    }

    /// Adds the estimate of a password, if the policy asks for it. It takes
    /// milliseconds.
    pub fn with_score<'c>(&self, context: Context<'c>, password: &str) -> Context<'c> {
        if !self.asks_for_estimate() || self.is_too_large(password) {
            return context;
        }
        let prepared = Zeroizing::new(self.policy.prepare(password).into_owned());
        context.score(Strength::of(&prepared, &[]).score())
    }

    /// Returns whether the policy refuses a password by its size, and by
    /// nothing else.
    pub(crate) const fn is_too_large(&self, password: &str) -> bool {
        password.len() > self.policy.max_bytes() as usize
    }

    /// The words, besides the address, that the policy asks for.
    pub fn words<'c>(
        &'c self,
        person: &Person<'c>,
    ) -> impl Iterator<Item = (ContextSource, &'c str)> + use<'c> {
        let service_name = &self.service_name;
        let all = [
            (ContextSource::Name, person.name),
            (ContextSource::Company, person.company),
            (ContextSource::Service, service_name.ja.as_str()),
            (ContextSource::Service, service_name.en.as_str()),
        ];
        let asked = self.policy.needs().words;
        all.into_iter()
            .filter(move |(source, word)| !word.is_empty() && asked.contains(source))
    }

    /// Whether the policy asks for an estimate, which takes milliseconds.
    #[must_use]
    pub fn asks_for_estimate(&self) -> bool {
        self.policy.needs().score
    }

    /// Whether the policy asks for the last password, which takes a slow hash.
    #[must_use]
    pub fn asks_for_last_password(&self) -> bool {
        self.policy.needs().reuse.is_some()
    }

    /// Every rule, those of tiers one by one.
    pub(super) fn rules(&self) -> impl Iterator<Item = &Rule> {
        let requirements = self.policy.requirements();
        requirements.filter_map(|requirement| requirement.rule())
    }
}

/// Name and address are personal data and stay out of logs.
impl fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

impl<'p> Person<'p> {
    /// Returns what is known of the owner of an account.
    #[must_use]
    pub fn new(account: &'p Account, company: Option<&'p Company>) -> Self {
        Self {
            email: Some(account.address.as_str()),
            name: account.name.as_str(),
            company: company.map_or("", |company| company.name.as_str()),
        }
    }
}
