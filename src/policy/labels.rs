use alloc::string::String;
use alloc::vec::Vec;

use crate::text::is_control;

/// The names of a kind of characters or of a list for people, by language.
///
/// A label is a noun phrase, such as "Umlauts" or "Product names", of at most
/// [64](Self::LONGEST) characters; sentences quote it. A language is a BCP 47
/// tag, such as `en` or `zh-Hans`. There are at most [32](Self::MOST).
///
/// # Examples
///
/// ```
/// use genkan::policy::Labels;
///
/// let labels = Labels::new([("en", "Product names"), ("ja", "製品名")])?;
/// assert_eq!(labels.in_language("en-GB"), Some("Product names"));
/// assert_eq!(labels.in_language("fr"), None);
/// # Ok::<(), genkan::policy::InvalidLabel>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Labels(Vec<(String, String)>);

/// The error of a label that is empty, too long or has a control character, of
/// a tag that is not one or is there twice, or of too many labels.
///
/// # Examples
///
/// ```
/// use genkan::policy::Labels;
///
/// let error = Labels::new([("en", "")]).unwrap_err();
/// assert!(error.to_string().starts_with("a label is not valid"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "a label is not valid; give at most {} by different language tags, each of 1 to {} characters without control characters",
    Labels::MOST,
    Labels::LONGEST
)]
#[non_exhaustive]
pub struct InvalidLabel;

impl Labels {
    /// The largest number of labels.
    pub const MOST: usize = 32;
    /// The largest number of characters of a label.
    pub const LONGEST: usize = 64;

    /// Returns these labels, each with the tag of its language.
    ///
    /// # Errors
    ///
    /// [`InvalidLabel`] if a label or a tag is not valid.
    pub fn new<'l>(
        labels: impl IntoIterator<Item = (&'l str, &'l str)>,
    ) -> Result<Self, InvalidLabel> {
        let mut sorted: Vec<(String, String)> = Vec::new();
        for (tag, label) in labels {
            let at = sorted.binary_search_by(|(known, _)| known.as_str().cmp(tag));
            match at {
                Err(at) if is_tag(tag) && is_label(label) && sorted.len() < Self::MOST => {
                    sorted.insert(at, (tag.into(), label.into()));
                }
                _ => return Err(InvalidLabel),
            }
        }
        Ok(Self(sorted))
    }

    /// Returns the label for a BCP 47 tag, or that for its language alone, so
    /// that `zh` serves `zh-Hans`.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Option<&str> {
        let of = |tag: &str| {
            let mut labels = self.iter();
            labels
                .find(|(known, _)| *known == tag)
                .map(|(_, label)| label)
        };
        of(tag).or_else(|| of(tag.split('-').next().unwrap_or(tag)))
    }

    /// Returns the labels with their tags, sorted by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, label)| (&**tag, &**label))
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_tag(tag: &str) -> bool {
    let is_language = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.len() <= 35 && tag.split('-').all(is_part) && tag.split('-').take(1).all(is_language)
}

fn is_label(label: &str) -> bool {
    let length = label.chars().count();
    (1..=Labels::LONGEST).contains(&length)
        && !label.trim().is_empty()
        && !label.chars().any(is_control)
}

#[cfg(feature = "serde")]
impl serde::Serialize for Labels {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
