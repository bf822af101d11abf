use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::ascii_set::AsciiSet;

/// The numbers in a text of Apple's grammar.
pub(super) struct Properties {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) consecutive: Option<u32>,
}

impl Properties {
    /// Returns the text in Apple's grammar.
    pub(super) fn render(&self, required: &[AsciiSet], allowed: AsciiSet) -> String {
        let mut properties = Vec::new();
        if self.min > 0 {
            properties.push(format!("minlength: {};", self.min));
        }
        properties.push(format!("maxlength: {};", self.max));
        if let Some(consecutive) = self.consecutive {
            properties.push(format!("max-consecutive: {consecutive};"));
        }
        for kind in required {
            properties.push(format!("required: {};", classes(*kind)));
        }
        // What is required is allowed, too.
        let rest = required
            .iter()
            .fold(allowed, |rest, kind| rest.without(*kind));
        if !rest.is_empty() {
            let named = if allowed == AsciiSet::PRINTABLE {
                allowed
            } else {
                rest
            };
            properties.push(format!("allowed: {};", classes(named)));
        }
        properties.join(" ")
    }
}

/// Returns a set of characters in the grammar: named classes, and one in
/// brackets, in which `-` must be the first and `]` the last character.
fn classes(set: AsciiSet) -> String {
    if set == AsciiSet::PRINTABLE {
        return "ascii-printable".into();
    }
    let named = [
        ("lower", AsciiSet::of(|c| c.is_ascii_lowercase())),
        ("upper", AsciiSet::of(|c| c.is_ascii_uppercase())),
        ("digit", AsciiSet::of(|c| c.is_ascii_digit())),
    ];
    let mut rest = set;
    let mut classes: Vec<String> = Vec::new();
    for (name, class) in named {
        if class.and(set) == class {
            classes.push(name.into());
            rest = rest.without(class);
        }
    }
    if !rest.is_empty() {
        let first = rest.contains('-').then_some('-');
        let last = rest.contains(']').then_some(']');
        let others = rest.iter().filter(|c| !matches!(c, '-' | ']'));
        let custom: String = first.into_iter().chain(others).chain(last).collect();
        classes.push(format!("[{custom}]"));
    }
    classes.join(", ")
}
