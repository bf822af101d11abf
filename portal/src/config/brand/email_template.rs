//! The form of an email's text: the subject, an empty line, and paragraphs. A
//! paragraph is text with placeholders, or one link.

use super::EmailKind;

/// Returns each paragraph with the number of its first line. The first one is
/// the subject.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next_line = 1;
    let parts = text.split("\n\n").map(move |part| {
        let start = part.trim_start_matches('\n');
        let line = next_line + part.len() - start.len();
        next_line += part.matches('\n').count() + 2;
        (line, start.trim_end_matches('\n'))
    });
    parts.filter(|(_, part)| !part.is_empty())
}

/// Returns the label and the placeholder of a paragraph that is a link:
/// `[label]({placeholder})`.
pub(crate) fn link(paragraph: &str) -> Option<(&str, &str)> {
    let link = paragraph.strip_prefix('[')?.strip_suffix("})")?;
    link.split_once("]({")
        .filter(|(label, _)| !label.is_empty())
}

/// Returns a text with its placeholders replaced. The values are not searched
/// for placeholders.
pub(crate) fn filled(text: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        filled += &value(name);
        filled += rest;
    }
    filled
}

/// Checks the text of an email. The error has the number of the line, if it is
/// about one, and begins with a stable code.
pub(crate) fn check(text: &str, kind: EmailKind) -> Result<(), String> {
    let mut has_button = false;
    let mut count = 0;
    for (line, paragraph) in paragraphs(text) {
        count += 1;
        if count == 1 {
            if line > 1 || paragraph.contains('\n') {
                return Err(
                    "line 1: email-text-no-subject: the first line must be the subject, and the \
                     second one must be empty"
                        .into(),
                );
            }
            check_line(line, paragraph, &["service"], kind)?;
        } else if let Some((label, to)) = link(paragraph) {
            check_line(line, label, &["service"], kind)?;
            if !kind.links().contains(&to) {
                let links = list(kind.links());
                return Err(format!(
                    "line {line}: email-text-unknown-placeholder: a link of this email cannot lead \
                     to {{{to}}}; write {links}"
                ));
            }
            has_button |= to == "button";
        } else {
            for (at, text) in paragraph.lines().enumerate() {
                check_line(line + at, text, kind.values(), kind)?;
            }
        }
    }
    if count < 2 {
        return Err("email-text-empty: there is no text after the subject".into());
    }
    if kind.links().contains(&"button") && !has_button {
        return Err(
            "email-text-no-button: this email needs its button; write a paragraph such as \
             [Open the page]({button})"
                .into(),
        );
    }
    Ok(())
}

fn check_line(line: usize, text: &str, values: &[&str], kind: EmailKind) -> Result<(), String> {
    if let Some(character) = text.chars().find(|c| c.is_control()) {
        return Err(format!(
            "line {line}: email-text-control-character: {character:?} cannot be shown; remove it"
        ));
    }
    let mut unknown = None;
    filled(text, |name| {
        if !values.contains(&name) {
            unknown.get_or_insert_with(|| name.to_owned());
        }
        String::new()
    });
    let Some(name) = unknown else {
        return Ok(());
    };
    if kind.links().contains(&name.as_str()) {
        return Err(format!(
            "line {line}: email-text-link-in-text: {{{name}}} is a link; write it as a paragraph of \
             its own: [label]({{{name}}})"
        ));
    }
    Err(format!(
        "line {line}: email-text-unknown-placeholder: {{{name}}} is not a placeholder that this line \
         can have; write {}",
        list(values)
    ))
}

fn list(placeholders: &[&str]) -> String {
    let placeholders = placeholders.iter().map(|name| format!("{{{name}}}"));
    placeholders.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_the_numbers_of_their_lines() {
        let found: Vec<_> = paragraphs("S\n\na\nb\n\n\n\nc\n").collect();
        assert_eq!(found, [(1, "S"), (3, "a\nb"), (8, "c")]);
        assert_eq!(paragraphs("\nS\n\na").next(), Some((2, "S")));
        assert_eq!(paragraphs("\n\nS\n\na").next(), Some((3, "S")));
    }

    #[test]
    fn a_value_is_not_searched_for_placeholders() {
        let text = filled("{name}: {a}{b}", |name| match name {
            "name" => "{a}".into(),
            _ => name.to_uppercase(),
        });
        assert_eq!(text, "{a}: AB");
    }

    #[test]
    fn a_text_that_no_email_can_have_is_refused_with_code_and_line() {
        let cases = [
            ("", "email-text-empty: "),
            ("S\n", "email-text-empty: "),
            (
                "S\ntext\n\n[a]({button})",
                "line 1: email-text-no-subject: ",
            ),
            ("\nS\n\n[a]({button})", "line 1: email-text-no-subject: "),
            ("S\n\ntext", "email-text-no-button: "),
            (
                "{name}\n\n[a]({button})",
                "line 1: email-text-unknown-placeholder: ",
            ),
            (
                "S\n\na\nb {Name}",
                "line 4: email-text-unknown-placeholder: ",
            ),
            ("S\n\na {name", "line 3: email-text-unknown-placeholder: "),
            ("S\n\na {}", "line 3: email-text-unknown-placeholder: "),
            (
                "S\n\n[a]({desk})",
                "line 3: email-text-unknown-placeholder: ",
            ),
            (
                "S\n\n[{name}]({button})",
                "line 3: email-text-unknown-placeholder: ",
            ),
            ("S\n\nHere: {button}", "line 3: email-text-link-in-text: "),
            (
                "S\n\nHere:\n[a]({button})",
                "line 4: email-text-link-in-text: ",
            ),
            ("S\n\n[]({button})", "line 3: email-text-link-in-text: "),
            (
                "S\u{7}\n\n[a]({button})",
                "line 1: email-text-control-character: ",
            ),
            (
                "S\n\na\tb\n\n[a]({button})",
                "line 3: email-text-control-character: ",
            ),
        ];
        for (text, problem) in cases {
            let found = check(text, EmailKind::Reset).unwrap_err();
            assert!(found.starts_with(problem), "{text:?}: {found}");
        }
        check(
            "S {service}\n\n{until}\n\n\n[a {service}]({button})",
            EmailKind::Reset,
        )
        .unwrap();
        check("S\n\n{until}", EmailKind::Held).unwrap_err();
        check("S\n\n{time}\n\n[a]({forgot})", EmailKind::Held).unwrap();
    }
}
