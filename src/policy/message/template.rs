use alloc::string::{String, ToString as _};

/// The value of a name in a template.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Number(u32),
    Text(&'v str),
}

/// Returns a template with its values. A name without a value is left empty.
pub(super) fn render(template: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        text += before;
        text += &fill(place, values);
        rest = after;
    }
    text + rest
}

fn fill(place: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut parts = place.split('|');
    let name = parts.next().unwrap_or_default();
    let value = values.iter().find(|(known, _)| *known == name);
    match (value, parts.next(), parts.next()) {
        (Some((_, Value::Number(1))), Some(one), _) => one.into(),
        (Some(_), Some(_), Some(other)) => other.into(),
        (Some((_, Value::Number(number))), _, _) => number.to_string(),
        (Some((_, Value::Text(text))), _, _) => (*text).into(),
        (None, _, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let values = [("n", Value::Number(2)), ("t", Value::Text("x"))];
        assert_eq!(render("{n} of {t}, {gone}.", &values), "2 of x, .");
    }

    #[test]
    fn one_and_other_have_different_forms() {
        let template = "{n} {n|character|characters}";
        assert_eq!(render(template, &[("n", Value::Number(1))]), "1 character");
        assert_eq!(render(template, &[("n", Value::Number(0))]), "0 characters");
    }
}
