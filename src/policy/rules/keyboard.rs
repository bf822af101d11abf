use super::Pattern;

/// The rows of a keyboard, without and with shift, from left to right; for an
/// alphabet, the one row that it is.
///
/// Keys that make no character of their own are left out at the ends of a row
/// only, so that neighbours here are neighbours there.
pub(in crate::policy) const fn rows(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::Alphabetic => &["abcdefghijklmnopqrstuvwxyz"],
        Pattern::Numeric => &["0123456789"],
        Pattern::Qwerty => &[
            "`1234567890-=",
            "~!@#$%^&*()_+",
            "qwertyuiop[]\\",
            "qwertyuiop{}|",
            "asdfghjkl;'",
            "asdfghjkl:\"",
            "zxcvbnm,./",
            "zxcvbnm<>?",
        ],
        // JIS X 6002.
        Pattern::Jis => &[
            "1234567890-^\\",
            "!\"#$%&'()",
            "qwertyuiop@[",
            "qwertyuiop`{",
            "asdfghjkl;:]",
            "asdfghjkl+*}",
            "zxcvbnm,./\\",
            "zxcvbnm<>?_",
        ],
        Pattern::Azerty => &[
            "²&é\"'(-è_çà)=",
            "1234567890°+",
            "azertyuiop^$",
            "azertyuiop¨£",
            "qsdfghjklmù*",
            "qsdfghjklm%µ",
            "<wxcvbn,;:!",
            ">wxcvbn?./§",
        ],
        Pattern::Qwertz => &[
            "^1234567890ß´",
            "°!\"§$%&/()=?`",
            "qwertzuiopü+",
            "qwertzuiopü*",
            "asdfghjklöä#",
            "asdfghjklöä'",
            "<yxcvbnm,.-",
            ">yxcvbnm;:_",
        ],
        // Columns and rows of the ten-key pad, upwards and to the right.
        Pattern::TenKey => &["147", "258", "369", "789", "456", "123", "0147", "1470"],
        Pattern::Number | Pattern::Date => &[],
    }
}
