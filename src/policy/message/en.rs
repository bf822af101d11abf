/// English.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (
        "requirement.size",
        "No more than {max} bytes (one for each plain letter or digit)",
    ),
    (
        "requirement.control-characters",
        "No control characters such as tabs or line breaks",
    ),
    (
        "requirement.length",
        "At least {min} {min|character|characters}",
    ),
    ("requirement.length.range", "{min} to {max} characters"),
    (
        "requirement.length.bytes",
        "At least {min} {min|byte|bytes}",
    ),
    (
        "requirement.length.range.bytes",
        "{min} to {max} bytes (one for each plain letter or digit)",
    ),
    (
        "requirement.length.most",
        "At most {max} {max|character|characters}",
    ),
    (
        "requirement.length.most.bytes",
        "At most {max} bytes (one for each plain letter or digit)",
    ),
    (
        "requirement.kinds",
        "At least {required} of these {count} kinds: {kinds}",
    ),
    ("requirement.kinds.all", "All of these: {kinds}"),
    ("requirement.kinds.one", "At least: {kinds}"),
    (
        "requirement.local-part",
        "No part of your email address before the @ (nor a piece of it of {min_piece} or more characters{disguises})",
    ),
    (
        "requirement.context-word",
        "Nothing of {sources} (nor a piece of {min_piece} or more characters{disguises})",
    ),
    ("requirement.characters.allowed", "Only {kinds}"),
    ("requirement.characters.forbidden", "No {kinds}"),
    (
        "requirement.characters.both",
        "Only {kinds}, without {except}",
    ),
    (
        "requirement.characters.allowed.start",
        "Only {kinds} as the first character",
    ),
    (
        "requirement.characters.forbidden.start",
        "No {kinds} as the first character",
    ),
    (
        "requirement.characters.both.start",
        "Only {kinds}, without {except}, as the first character",
    ),
    (
        "requirement.characters.allowed.end",
        "Only {kinds} as the last character",
    ),
    (
        "requirement.characters.forbidden.end",
        "No {kinds} as the last character",
    ),
    (
        "requirement.characters.both.end",
        "Only {kinds}, without {except}, as the last character",
    ),
    ("requirement.white-space.anywhere", "No white space"),
    (
        "requirement.white-space.edges",
        "No white space at the start or the end",
    ),
    (
        "requirement.repetition",
        "No character more than {max} {max|time|times} in a row",
    ),
    (
        "requirement.repetition.block",
        "No character, nor group of up to {block}, more than {max} {max|time|times} in a row",
    ),
    (
        "requirement.occurrences",
        "No character more than {max} {max|time|times} in all",
    ),
    (
        "requirement.sequence",
        "No {length} or more characters in the order of {patterns}",
    ),
    (
        "requirement.sequence.wrap",
        "No {length} or more characters in the order of {patterns} (nor on from its end to its beginning)",
    ),
    ("requirement.number-range", "No number from {from} to {to}"),
    (
        "requirement.number-range.dates",
        "No number from {from} to {to}, and no date of eight digits",
    ),
    ("requirement.blocklist", "Not a commonly used password"),
    (
        "requirement.blocklist.reversed",
        "Not a commonly used password, nor one written backwards",
    ),
    (
        "requirement.blocklist.contained",
        "Not a commonly used password, nor containing one of {length} or more characters",
    ),
    (
        "requirement.blocklist.contained.reversed",
        "Not a commonly used password, nor containing one of {length} or more characters, written backwards or not",
    ),
    ("requirement.breached", "Not a password known from breaches"),
    (
        "requirement.reuse",
        "Different from your last {last} {last|password|passwords}",
    ),
    (
        "requirement.similarity",
        "At least {min} {min|character differs|characters differ} from the current password",
    ),
    ("requirement.guessability", "Hard to guess"),
    (
        "requirement.tier.below",
        "{requirement} (if shorter than {below} characters)",
    ),
    (
        "requirement.tier.from",
        "{requirement} (from {from} characters on)",
    ),
    (
        "requirement.tier.between",
        "{requirement} (from {from} characters on, if shorter than {below})",
    ),
    (
        "violation.too-long",
        "Too long: use at most {max} characters (this has {actual}).",
    ),
    (
        "violation.too-long.bytes",
        "Too long: use at most {max} bytes (this is {actual}).",
    ),
    (
        "violation.forbidden-character",
        "Remove {count} {count|character|characters} that cannot be used.",
    ),
    (
        "violation.too-short",
        "Use at least {min} {min|character|characters}: {more} more to go.",
    ),
    (
        "violation.too-short.bytes",
        "Use at least {min} {min|byte|bytes}: {more} more to go.",
    ),
    (
        "violation.too-few-kinds",
        "Add {more} more {more|kind|kinds} of characters: {missing}.",
    ),
    (
        "violation.contains-local-part",
        "Leave out the part of your email address before the @.",
    ),
    ("violation.contains-context-word", "Leave out {source}."),
    (
        "violation.repetition",
        "Something repeats {actual} times; {max} {max|is|are} accepted.",
    ),
    (
        "violation.sequence",
        "Break up the sequence: it follows {pattern}.",
    ),
    (
        "violation.blocklisted",
        "Choose another password: this one is commonly used.",
    ),
    (
        "violation.breached",
        "Choose another password: this one is known from breaches.",
    ),
    (
        "violation.breached.unknown",
        "We cannot tell just now whether this password is known from breaches. Please try again later.",
    ),
    (
        "violation.reused",
        "Choose another password: you have used this one before.",
    ),
    (
        "violation.too-similar",
        "Too close to the current password: change at least {min} {min|character|characters}.",
    ),
    (
        "violation.too-guessable",
        "Too easy to guess: add words or make it longer.",
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
    (
        // Of the browser package only: pkg/ts/report.ts.
        "hint.uncertain-character",
        "There are characters that this page cannot judge for certain. Your password is checked when you submit.",
    ),
    ("kind.lower", "lower case"),
    ("kind.upper", "upper case"),
    ("kind.digit", "digits"),
    ("kind.special", "special characters"),
    ("kind.other-letter", "letters outside A-Z"),
    ("described-kind", "{kind} ({characters})"),
    ("counted-kind", "{min} or more of {kind}"),
    ("disguise.reversed", ", nor written backwards"),
    (
        "disguise.look-alikes",
        ", nor with look-alike characters such as 0 for o",
    ),
    ("source.address", "your email address"),
    ("source.name", "your name"),
    ("source.company", "your company’s name"),
    ("source.service", "the name of this service"),
    ("pattern.alphabetic", "the alphabet"),
    ("pattern.numeric", "the digits"),
    ("pattern.qwerty", "the keyboard (QWERTY)"),
    ("pattern.jis", "the keyboard (JIS)"),
    ("pattern.azerty", "the keyboard (AZERTY)"),
    ("pattern.qwertz", "the keyboard (QWERTZ)"),
    ("pattern.ten-key", "the ten-key pad"),
    ("pattern.number", "a number such as a year"),
    ("pattern.date", "a date"),
    ("status.met", "Met"),
    ("status.unmet", "Not met"),
    ("status.not-applicable", "Does not apply"),
    ("status.unjudged", "Checked when you submit"),
    ("list.separator", ", "),
    ("list.last", " or "),
];
