/// A language. Every text for people exists in each of them.
///
/// The enum is exhaustive: a caller that matches on it stops compiling when a
/// language is added, and so cannot show a text in the wrong language. Adding a
/// language is therefore a breaking change.
///
/// # Examples
///
/// ```
/// use genkan::Language;
///
/// assert_eq!(Language::from_tag("en-GB"), Some(Language::En));
/// assert_eq!(Language::default().name(), "日本語");
/// let texts = Language::ALL.map(|language| match language {
///     Language::Ja => "こんにちは",
///     Language::En => "Hello",
/// });
/// assert_eq!(texts.len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[allow(clippy::exhaustive_enums)] // See above.
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The BCP 47 tag: `ja` or `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language's own name: `日本語` or `English`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ja => "日本語",
            Self::En => "English",
        }
    }

    /// Returns the language of a BCP 47 tag such as `ja`, `en` or `en-GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}
