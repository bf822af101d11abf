use super::sequence_pattern::SequencePattern;

/// Returns the rows of a keyboard from left to right. An alphabet is one row.
///
/// A row has a layer for the characters without shift and one for those with
/// shift, so that a few shifted characters do not hide a sequence. The keys of
/// the layers are in the same order; a key without a character has [`NONE`]. No
/// character has two keys in a row.
pub(in crate::policy) const fn rows(
    pattern: SequencePattern,
) -> &'static [&'static [&'static str]] {
    match pattern {
        SequencePattern::Alphabetic => &[&["abcdefghijklmnopqrstuvwxyz"]],
        SequencePattern::Numeric => &[&["0123456789"]],
        SequencePattern::Qwerty => &[
            &["`1234567890-=", "~!@#$%^&*()_+"],
            &["qwertyuiop[]\\", "qwertyuiop{}|"],
            &["asdfghjkl;'", "asdfghjkl:\""],
            &["zxcvbnm,./", "zxcvbnm<>?"],
        ],
        // JIS X 6002. The key with the yen sign also types a backslash.
        SequencePattern::Jis => &[
            &["1234567890-^\\", "!\"#$%&'()\0=~|", "1234567890-^¥"],
            &["qwertyuiop@[", "qwertyuiop`{"],
            &["asdfghjkl;:]", "asdfghjkl+*}"],
            &["zxcvbnm,./\\", "zxcvbnm<>?_"],
        ],
        SequencePattern::Azerty => &[
            &["²&é\"'(-è_çà)=", "\x001234567890°+"],
            &["azertyuiop^$", "azertyuiop¨£"],
            &["qsdfghjklmù*", "qsdfghjklm%µ"],
            &["<wxcvbn,;:!", ">wxcvbn?./§"],
        ],
        SequencePattern::Qwertz => &[
            &["^1234567890ß´", "°!\"§$%&/()=?`"],
            &["qwertzuiopü+", "qwertzuiopü*"],
            &["asdfghjklöä#", "asdfghjklöä'"],
            &["<yxcvbnm,.-", ">yxcvbnm;:_"],
        ],
        // 0 is below 1 and 2, and on a telephone, whose rows are in the
        // opposite order, below 8.
        SequencePattern::TenKey => &[
            &["0147"],
            &["0258"],
            &["369"],
            &["123"],
            &["456"],
            &["789"],
            &["159"],
            &["357"],
            &["2580"],
        ],
    }
}

/// Returns the columns of a keyboard from left to right as one row: each from
/// the top to the bottom.
pub(in crate::policy) const fn columns(
    pattern: SequencePattern,
) -> &'static [&'static [&'static str]] {
    match pattern {
        SequencePattern::Qwerty => &[&[
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
            "!qaz@wsx#edc$rfv%tgb^yhn&ujm*ik<(ol>)p:?",
        ]],
        SequencePattern::Jis => &[&[
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
            "!qaz\"wsx#edc$rfv%tgb&yhn'ujm(ik<)ol>\0p+?",
        ]],
        SequencePattern::Azerty => &[&[
            "&aqwézsx\"edc'rfv(tgb-yhnèuj,_ik;çol:àpm!",
            "1aqw2zsx3edc4rfv5tgb6yhn7uj?8ik.9ol/0pm§",
        ]],
        SequencePattern::Qwertz => &[&[
            "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik,9ol.0pö-",
            "!qay\"wsx§edc$rfv%tgb&zhn/ujm(ik;)ol:=pö_",
        ]],
        _ => &[],
    }
}

/// A key without a character.
pub(super) const NONE: char = '\0';
