/// English.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (
        "requirement.size",
        "No more than {max} bytes (one for each plain letter or digit)",
    ),
    (
        "requirement.characters",
        "No control characters such as tabs or line breaks",
    ),
    (
        "requirement.length",
        "At least {min} {min|character|characters}",
    ),
    (
        "requirement.kinds",
        "At least {required} of these 4 kinds: lower case (a-z), upper case (A-Z), digits (0-9), special characters ({special})",
    ),
    (
        "requirement.local-part",
        "No part of your email address before the @ (nor a piece of it of {min_piece} or more characters)",
    ),
    (
        "violation.too-long",
        "Too long: use at most {max} bytes (this is {actual}).",
    ),
    (
        "violation.forbidden-character",
        "Remove the control {count|character|characters} ({count} found), such as a tab or a line break.",
    ),
    (
        "violation.too-short",
        "Use at least {min} {min|character|characters}: {more} more to go.",
    ),
    (
        "violation.too-few-kinds",
        "Add {more} more {more|kind|kinds} of characters: {missing}.",
    ),
    (
        "violation.contains-local-part",
        "Leave out the part of your email address before the @.",
    ),
    (
        "hint.uncounted-character",
        "{count} {count|character counts|characters count} toward the length but toward no kind.",
    ),
    (
        "hint.uncounted-character.named",
        "“{character}” is not one of the special characters here; it counts toward the length only.",
    ),
    (
        "hint.full-width",
        "{count} {count|character is|characters are} full-width and {count|counts|count} toward no kind; type half-width instead.",
    ),
    (
        "hint.edge-space",
        "There is a space at the start or the end. It is part of the password.",
    ),
    ("kind.lower", "lower case"),
    ("kind.upper", "upper case"),
    ("kind.digit", "digits"),
    ("kind.special", "special characters"),
    ("status.met", "Met"),
    ("status.unmet", "Not met"),
    ("status.not-applicable", "Does not apply"),
    ("list.separator", ", "),
    ("list.last", " or "),
];
