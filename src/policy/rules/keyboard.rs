use super::Pattern;

/// The rows of a keyboard, without and with shift, from left to right; for an
/// alphabet, the one row that it is.
///
/// Keys that make no character of their own are left out at the ends of a row
/// only, so that neighbours here are neighbours there; a row with such a key in
/// its middle is two. A row has no character twice.
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
            "1234567890-^¥",
            "!\"#$%&'()",
            "=~|",
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
        // 0 lies below 1 and 2, and on a telephone, whose rows run the other
        // way, below 8.
        Pattern::TenKey => &[
            "0147", "0258", "369", "123", "456", "789", "159", "357", "2580",
        ],
        Pattern::Number | Pattern::Date => &[],
    }
}
