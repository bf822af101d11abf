use alloc::string::{String, ToString as _};

use crate::policy::texts::{Plural, Sentences};

/// The value of a parameter of a template.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Number(u32),
    /// A number that may exceed 32 bits.
    Large(u64),
    Text(&'v str),
}

/// Returns a template of a language with its values.
pub(super) fn fill(language: &Sentences, template: &str, values: &[(&str, Value<'_>)]) -> String {
    render(language.plural(), template, values)
}

/// Returns a template with its values. `Sentences` has only templates whose
/// parameters have values.
fn render(plural: Plural, template: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        text += before;
        text += &value(plural, place, values);
        rest = after;
    }
    text + rest
}

fn value(plural: Plural, place: &str, values: &[(&str, Value<'_>)]) -> String {
    let (name, words) = place.split_once('|').unwrap_or((place, ""));
    let value = values.iter().find(|(known, _)| *known == name);
    let number = match value {
        None => return String::new(),
        Some((_, Value::Text(text))) => return (*text).into(),
        Some((_, Value::Number(number))) => u64::from(*number),
        Some((_, Value::Large(number))) => *number,
    };
    if words.is_empty() {
        return number.to_string();
    }
    let word = words.split('|').nth(plural.form(number));
    word.unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_become_values() {
        let values = [("n", Value::Number(2)), ("t", Value::Text("{n}"))];
        assert_eq!(render(Plural::ONE, "{n} of {t}.", &values), "2 of {n}.");
        let large = [("n", Value::Large(u64::MAX))];
        assert_eq!(render(Plural::ONE, "{n}", &large), u64::MAX.to_string());
    }

    #[test]
    fn a_word_has_the_form_of_its_number() {
        let rendered =
            |plural, number| render(plural, "{n|one|other}", &[("n", Value::Number(number))]);
        for (number, english, french) in [
            (0, "other", "one"),
            (1, "one", "one"),
            (2, "other", "other"),
        ] {
            assert_eq!(rendered(Plural::ONE, number), english);
            assert_eq!(rendered(Plural::ZERO_AND_ONE, number), french);
        }
    }
}
