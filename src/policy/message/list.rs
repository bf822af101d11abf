use alloc::format;
use alloc::string::String;

use super::template::Value;
use super::{fill, template};
use crate::language::Language;
use crate::policy::rules::Kind;

/// Returns words as a list that ends with "or".
pub(super) fn any_of(language: Language, words: impl Iterator<Item = String>) -> String {
    let words: alloc::vec::Vec<String> = words.collect();
    let mut list = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let is_last = at + 1 == words.len();
            let key = if is_last {
                "list.last"
            } else {
                "list.separator"
            };
            list += template(language, key).unwrap_or_default();
        }
        list += word;
    }
    list
}

/// Returns the name of a kind: its translation, or the policy's name for it.
pub(super) fn name(language: Language, kind: &Kind) -> String {
    let known = template(language, &format!("kind.{}", kind.name));
    known.unwrap_or(&kind.name).into()
}

/// Returns a kind with its characters, and with its number if that is above one.
pub(super) fn described(language: Language, kind: &Kind) -> String {
    let name = name(language, kind);
    let own = if kind.ranges.is_empty() {
        kind.name.as_str()
    } else {
        ""
    };
    let characters = match (own, kind.characters.as_str()) {
        ("lower", "") => "a-z",
        ("upper", "") => "A-Z",
        ("digit", "") => "0-9",
        (_, characters) => characters,
    };
    let text = if characters.is_empty() {
        name
    } else {
        let values = [
            ("kind", Value::Text(&name)),
            ("characters", Value::Text(characters)),
        ];
        fill(language, "described-kind", &values)
    };
    if kind.min == 1 {
        return text;
    }
    let values = [
        ("kind", Value::Text(&text)),
        ("min", Value::Number(kind.min)),
    ];
    fill(language, "counted-kind", &values)
}
