use std::collections::HashMap;

use genkan::Language;
use serde::Deserialize;

/// A value for each language.
#[derive(Clone, Debug)]
pub struct Localized<T>(HashMap<Language, T>);

impl<T> Localized<T> {
    /// Returns the value for a language. There is one for each.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&T> {
        self.0.get(&language)
    }

    pub(super) fn try_map<U>(
        self,
        map: impl Fn(T) -> Result<U, String>,
    ) -> Result<Localized<U>, String> {
        let mapped = self.0.into_iter();
        let mapped = mapped.map(|(language, value)| Ok((language, map(value)?)));
        mapped.collect::<Result<_, String>>().map(Localized)
    }
}

/// One value for all languages, or one for each, as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Written<T> {
    All(T),
    Each(HashMap<Language, T>),
}

impl<T: Clone> Written<T> {
    pub(super) fn check(self, key: &str) -> Result<Localized<T>, String> {
        let values = match self {
            Self::All(value) => Language::ALL
                .map(|language| (language, value.clone()))
                .into(),
            Self::Each(values) => values,
        };
        match Language::ALL.iter().find(|one| !values.contains_key(*one)) {
            Some(language) => Err(format!(
                "{key}: there is no {:?}; add it, or write one text for all languages",
                language.tag()
            )),
            None => Ok(Localized(values)),
        }
    }
}
