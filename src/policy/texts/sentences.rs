use super::plural::Plural;
use super::templates::{KEYS, Key, Templates};

/// A language, in which [`message`](crate::policy::message) writes sentences.
///
/// The crate has [seven](crate::policy::message::LANGUAGES). Another one is one
/// constant of the caller's: see [`message`](crate::policy::message).
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
/// use genkan::policy::message::{self, LANGUAGES};
///
/// let french = LANGUAGES.into_iter().find(|language| language.tag() == "fr").unwrap();
/// let policy = Policy::support_center();
/// let requirement = policy.requirements().nth(2).unwrap();
/// assert_eq!(message::requirement(french, &requirement), "Au moins 6 caractères");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sentences {
    tag: &'static str,
    plural: Plural,
    pub(in crate::policy) templates: Templates,
}

impl Sentences {
    /// Returns the language with this BCP 47 tag. Labels of the policy's
    /// document are found by it.
    ///
    /// # Panics
    ///
    /// If a template lacks one of its parameters, has another one, or does not
    /// have a word for each plural form. In a constant, it does not compile.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "a constant has no iterators")]
    pub const fn new(tag: &'static str, plural: Plural, templates: Templates) -> Self {
        let texts = templates.texts();
        let mut at = 0;
        while at < KEYS.len() {
            check(&KEYS[at], texts[at].as_bytes(), plural.forms());
            at += 1;
        }
        Self {
            tag,
            plural,
            templates,
        }
    }

    /// Returns the BCP 47 tag.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// Returns the plural forms.
    #[must_use]
    pub const fn plural(&self) -> Plural {
        self.plural
    }

    /// Returns every template with its key, in the same order in every
    /// language.
    pub fn templates(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        KEYS.iter().map(|key| key.name).zip(self.templates.texts())
    }
}

/// Checks that a template has exactly its parameters.
#[expect(clippy::indexing_slicing, reason = "a constant has no iterators")]
#[expect(clippy::panic, reason = "a wrong template does not compile")]
const fn check(key: &Key, template: &[u8], forms: usize) {
    if template.is_empty() {
        panic!("{}", key.name);
    }
    // A bit for each parameter that the template has.
    let mut found = 0_u32;
    let mut at = 0;
    while at < template.len() {
        if template[at] == b'}' {
            panic!("{}", key.name);
        }
        if template[at] != b'{' {
            at += 1;
            continue;
        }
        let start = at + 1;
        let (mut end, mut name_end, mut words) = (start, 0, 0);
        while end < template.len() && template[end] != b'}' {
            if template[end] == b'|' {
                if words == 0 {
                    name_end = end;
                }
                words += 1;
            }
            end += 1;
        }
        if words == 0 {
            name_end = end;
        }
        let required = position(key.required, template, start, name_end);
        let is_known =
            required.is_some() || position(key.optional, template, start, name_end).is_some();
        let is_closed = end < template.len();
        let has_every_form = words == 0 || words == forms;
        if !is_known || !is_closed || !has_every_form {
            panic!("{}", key.name);
        }
        if let (Some(parameter), 0) = (required, words) {
            found |= 1 << parameter;
        }
        at = end + 1;
    }
    if found.count_ones() as usize != key.required.len() {
        panic!("{}", key.name);
    }
}

/// Returns which of some names is a part of a template.
#[expect(clippy::indexing_slicing, reason = "a constant has no iterators")]
const fn position(names: &[&str], template: &[u8], start: usize, end: usize) -> Option<usize> {
    let mut at = 0;
    while at < names.len() {
        let name = names[at].as_bytes();
        let mut byte = 0;
        while byte < name.len() && start + byte < end && name[byte] == template[start + byte] {
            byte += 1;
        }
        if byte == name.len() && start + byte == end {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key {
        name: "key",
        required: &["min", "max"],
        optional: &["n"],
    };

    #[test]
    fn a_template_has_its_parameters() {
        for template in [
            "{min} to {max}",
            "{max} {max|sign|signs}, {min} {n|a|b}{n}",
            "{min}{min}{max}",
        ] {
            check(&KEY, template.as_bytes(), 2);
        }
    }

    #[test]
    fn a_template_without_them_is_rejected() {
        for template in [
            "",
            "{min}",
            "{min} {max|sign|signs}",
            "{min} {max} {other}",
            "{min} {max} {mi}",
            "{min} {max} {mini}",
            "{min} {max} {min|sign}",
            "{min} {max} {min|a|b|c}",
            "{min} {max",
            "{min} {max} }",
            "{min} {max} {}",
        ] {
            let checked = std::panic::catch_unwind(|| check(&KEY, template.as_bytes(), 2));
            assert!(checked.is_err(), "{template}");
        }
    }
}
