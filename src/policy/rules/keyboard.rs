use super::Pattern;

/// The rows of a keyboard from left to right, each as what its keys make
/// without and with shift, so that shift here and there hides no walk; for an
/// alphabet, the one row that it is.
///
/// Layers of a row stand key above key. A key without a character has [`NONE`].
/// No character stands at two places of a row.
pub(in crate::policy) const fn rows(pattern: Pattern) -> &'static [&'static [&'static str]] {
    match pattern {
        Pattern::Alphabetic => &[&["abcdefghijklmnopqrstuvwxyz"]],
        Pattern::Numeric => &[&["0123456789"]],
        Pattern::Qwerty => &[
            &["`1234567890-=", "~!@#$%^&*()_+"],
            &["qwertyuiop[]\\", "qwertyuiop{}|"],
            &["asdfghjkl;'", "asdfghjkl:\""],
            &["zxcvbnm,./", "zxcvbnm<>?"],
        ],
        // JIS X 6002. The key that is the yen sign makes a backslash, too.
        Pattern::Jis => &[
            &["1234567890-^\\", "!\"#$%&'()\0=~|", "1234567890-^¥"],
            &["qwertyuiop@[", "qwertyuiop`{"],
            &["asdfghjkl;:]", "asdfghjkl+*}"],
            &["zxcvbnm,./\\", "zxcvbnm<>?_"],
        ],
        Pattern::Azerty => &[
            &["²&é\"'(-è_çà)=", "\x001234567890°+"],
            &["azertyuiop^$", "azertyuiop¨£"],
            &["qsdfghjklmù*", "qsdfghjklm%µ"],
            &["<wxcvbn,;:!", ">wxcvbn?./§"],
        ],
        Pattern::Qwertz => &[
            &["^1234567890ß´", "°!\"§$%&/()=?`"],
            &["qwertzuiopü+", "qwertzuiopü*"],
            &["asdfghjklöä#", "asdfghjklöä'"],
            &["<yxcvbnm,.-", ">yxcvbnm;:_"],
        ],
        // 0 lies below 1 and 2, and on a telephone, whose rows run the other
        // way, below 8.
        Pattern::TenKey => &[
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
        Pattern::Number | Pattern::Date => &[],
    }
}

/// Stands for a key without a character.
pub(super) const NONE: char = '\0';
