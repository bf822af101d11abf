//! A person's name as an email shows it.

/// Returns a name as text in which no mail program finds a link: a person typed
/// it, and an email must lead only to the portal's own pages.
///
/// A space breaks an address, so `J.R.Smith` becomes `J. R. Smith`. A character
/// that ends a line becomes a space, and one that changes the direction of
/// writing is removed.
pub(super) fn display_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut letters = text
        .chars()
        .map(|c| if ends_line(c) { ' ' } else { c })
        .filter(|c| !turns(*c))
        .peekable();
    while let Some(letter) = letters.next() {
        name.push(letter);
        let is_broken = match letter {
            '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => {
                letters.peek().is_some_and(|next| !next.is_whitespace())
            }
            ':' | '/' => letters.peek() == Some(&'/'),
            _ => false,
        };
        if is_broken {
            name.push(' ');
        }
    }
    name
}

/// Returns whether a character is a control character or otherwise ends a line (Unicode Standard Annex #14,
/// classes BK, CR, LF and NL).
fn ends_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Unicode's property `Bidi_Control`.
const fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left_alone_and_an_address_is_broken() {
        for (text, shown) in [
            ("山田 太郎", "山田 太郎"),
            ("Smith, Jr.", "Smith, Jr."),
            ("J.R.Smith", "J. R. Smith"),
            ("営業/東京", "営業/東京"),
            ("https://evil.example/a", "https: / /evil. example/a"),
            ("a\r\nb", "a  b"),
            ("\u{202e}moc", "moc"),
        ] {
            assert_eq!(display_name(text), shown);
        }
    }
}
