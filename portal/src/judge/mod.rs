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
//! ([`Lack`]): nobody is told at the door that no password can be judged.

mod document;
mod lack;
mod lists;

use std::fmt;

use genkan::onboarding::{Account, Company};
use genkan::policy::{Context, Policy, Rule, Source};
use genkan::strength::Strength;

use crate::config::{Config, Service};
use crate::fault::Fault;

pub use document::{Choice, InvalidPolicy, preset, read};
pub(crate) use document::{in_one_line, is_wrong_policy};
pub use lack::Lack;
pub use lists::{ListFiles, Lists};

/// A policy with what its rules ask for.
#[derive(Debug)]
pub struct Judge {
    policy: Policy,
    lists: Lists,
    service: Service,
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

impl Judge {
    /// A policy with lists and a service's name.
    #[must_use]
    pub const fn new(policy: Policy, lists: Lists, service: Service) -> Self {
        Self {
            policy,
            lists,
            service,
        }
    }

    /// The judge of a configuration, with its files opened.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where a file cannot be used.
    pub fn open(config: &Config) -> Result<Self, Fault> {
        let lists = Lists::open(&config.lists)?;
        Ok(Self::new(
            config.policy.clone(),
            lists,
            config.service.clone(),
        ))
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What is known when a person's password is judged: everything but the
    /// old and the last password.
    pub fn context<'c>(&'c self, person: &Person<'c>) -> Context<'c> {
        let mut context = Context::new();
        if let Some(email) = person.email {
            context = context.email(email);
        }
        for (source, word) in self.words(person) {
            context = context.word(source, word);
        }
        self.lists
            .told(context)
            .score(&|password| Strength::of(password, &[]).score())
    }

    /// The words, besides the address, that the policy asks for.
    pub fn words<'c>(
        &'c self,
        person: &Person<'c>,
    ) -> impl Iterator<Item = (Source, &'c str)> + use<'c> {
        let service = &self.service;
        let all = [
            (Source::Name, person.name),
            (Source::Company, person.company),
            (Source::Service, service.ja.as_str()),
            (Source::Service, service.en.as_str()),
        ];
        all.into_iter()
            .filter(|(source, word)| !word.is_empty() && self.asks_for(*source))
    }

    fn asks_for(&self, wanted: Source) -> bool {
        self.rules()
            .any(|rule| matches!(rule, Rule::ContextWord(rule) if rule.sources.contains(&wanted)))
    }

    /// Whether the policy asks for an estimate, which takes milliseconds.
    #[must_use]
    pub fn asks_for_estimate(&self) -> bool {
        self.rules()
            .any(|rule| matches!(rule, Rule::Guessability(_)))
    }

    /// Whether the policy asks for the last password, which takes a slow hash.
    #[must_use]
    pub fn asks_for_last_password(&self) -> bool {
        self.rules().any(|rule| matches!(rule, Rule::Reuse(_)))
    }

    /// Every rule, those of tiers one by one.
    fn rules(&self) -> impl Iterator<Item = &Rule> {
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
