use std::fmt;

/// A mail server's reply (RFC 5321, section 4.2). The texts are decoded as
/// UTF-8; a byte that is not UTF-8 becomes a replacement character.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SmtpReply {
    code: u16,
    lines: Vec<String>,
}

/// No TLS or sign-in at the moment (RFC 3207, RFC 4954).
const NOT_NOW: u16 = 454;

/// An enhanced status code (RFC 3463), such as 5.1.1.
type Status = [u16; 3];

impl SmtpReply {
    /// Adds a line to a reply. Returns whether it is the last one, and `None`
    /// if it is not a line of a reply. A line without a code continues a reply
    /// that has begun.
    pub(super) fn read_line(reply: &mut Option<Self>, line: &[u8]) -> Option<bool> {
        let line = line.strip_suffix(b"\n")?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Some((code, rest)) = split_code(line) else {
            reply.as_mut()?.lines.push(printable(line));
            return Some(false);
        };
        // A hyphen in every line but the last (section 4.2.1).
        let (is_last, text) = match rest.split_first() {
            Some((b'-', text)) => (false, text),
            Some((b' ' | b'\t', text)) => (true, text),
            _ => (true, rest),
        };
        let reply = reply.get_or_insert(Self {
            code,
            lines: Vec::new(),
        });
        let is_reply = (200..600).contains(&code) && reply.code == code;
        reply.lines.push(printable(text));
        is_reply.then_some(is_last)
    }

    /// Returns whether the server accepts the command to which `expected` is
    /// the usual code. Only the first digit counts: a client must not depend on
    /// the others (section 4.3.2).
    pub(super) const fn is_like(&self, expected: u16) -> bool {
        self.code / 100 == expected / 100
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// Returns the lines without the code.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Returns whether the server would reply the same if it were asked again.
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        self.code >= 500
    }

    /// Returns whether the server is about to close the connection.
    pub(super) const fn is_closing(&self) -> bool {
        self.code == 421
    }

    /// Returns whether the reply says that the recipient's address receives no
    /// email. Every other rejection is about this service: its host, its
    /// sign-in, its sender, its right to relay, or the email's content.
    #[must_use]
    pub fn is_about_recipient(&self) -> bool {
        // No such mailbox, no such host, bad syntax, moved, a null MX, disabled.
        let status = self.status();
        self.is_permanent() && matches!(status, Some([5, 1, 1 | 2 | 3 | 6 | 10] | [5, 2, 1]))
    }

    /// Returns whether the reply, though temporary, is about this service or its
    /// mail server, which nothing but a repair may change: the host's name, the
    /// sender, the right to relay, a limit, the disk.
    pub(super) fn is_about_service(&self) -> bool {
        // Without a status, Postfix denies to relay with 454 by default.
        let is_about_service =
            matches!(self.status(), Some([4, 1, 7 | 8] | [4, 3 | 7, _])) || self.code == NOT_NOW;
        is_about_service && !self.is_greylisting()
    }

    /// Returns whether the server only wants to be asked again later, as it does
    /// for each new pair of sender and recipient (RFC 6647). Most programs reply
    /// with 4.7.1 then.
    fn is_greylisting(&self) -> bool {
        self.lines().any(|line| {
            let line = line.to_ascii_lowercase();
            line.contains("greylist") || line.contains("graylist")
        })
    }

    fn status(&self) -> Option<Status> {
        self.lines().find_map(|line| {
            // Most servers begin the text with it (RFC 2034); qmail ends with it.
            let first = line.split_whitespace().next().and_then(parse_status);
            first.or_else(|| {
                let (_, status) = line.trim_end().strip_suffix(')')?.rsplit_once("(#")?;
                parse_status(status)
            })
        })
    }
}

/// Splits a line after the code that it begins with.
fn split_code(line: &[u8]) -> Option<(u16, &[u8])> {
    let (code, rest) = line.split_at_checked(3)?;
    let is_code =
        code.iter().all(u8::is_ascii_digit) && !rest.first().is_some_and(u8::is_ascii_digit);
    let code = std::str::from_utf8(code).ok()?.parse().ok()?;
    is_code.then_some((code, rest))
}

/// Returns a text without what would control a terminal.
fn printable(text: &[u8]) -> String {
    String::from_utf8_lossy(text).replace(char::is_control, " ")
}

fn parse_status(text: &str) -> Option<Status> {
    // Some servers write "#5.1.1", "5.1.1:" or "[5.1.1]".
    let text = text.trim_matches(|c: char| !c.is_ascii_digit());
    let mut parts = text.split('.').map(|part| part.parse().ok());
    let status = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(status)
}

impl fmt::Display for SmtpReply {
    /// In one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        for line in self.lines() {
            write!(f, " {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<SmtpReply> {
        let mut reply = None;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if SmtpReply::read_line(&mut reply, line)? {
                return reply;
            }
        }
        None
    }

    #[test]
    fn only_the_code_of_a_reply_is_needed() {
        // "OK" in Shift_JIS and EUC-JP, a lone continuation byte, no text.
        for line in [
            &b"250 \x8e\xf3\x90\x4d\r\n"[..],
            b"250 \xbc\xf5\xbf\xae\r\n",
            b"250 \x80\n",
            b"250\r\n",
            b"250-\xff\r\n250 \xfe\r\n",
            b"250\tok\r\n",
            b"250\x8e\xf3\r\n",
            b"250-a\r\nand\r\n\r\n250 b\r\n",
        ] {
            assert_eq!(read(line).unwrap().code(), 250, "{line:?}");
        }
        for line in [
            &b"250 ok"[..],
            b"25 ok\r\n",
            b"+50 ok\r\n",
            b"ok\r\n250 ok\r\n",
            b"2500 ok\r\n",
            b"\xff50 ok\r\n",
            b"150 ok\r\n",
            b"700 ok\r\n",
            b"250-a\r\n550 b\r\n",
            b"\r\n",
        ] {
            assert_eq!(read(line), None, "{line:?}");
        }
    }

    #[test]
    fn a_reply_controls_no_terminal() {
        let reply = read(b"250 \x1b$B<u\x1b(B\x07\xc2\x9b\r\n").unwrap();
        assert_eq!(reply.to_string(), "250  $B<u (B  ");
    }

    #[test]
    fn a_temporary_reply_may_be_about_the_service() {
        for (line, is_about_service) in [
            (
                "450 4.7.1 <host>: Helo command rejected: Host not found",
                true,
            ),
            ("450 4.1.8 <s@p.example>: Sender address rejected", true),
            ("454 4.7.1 <a@example.jp>: Relay access denied", true),
            ("454 no", true),
            ("452 4.3.1 Insufficient system storage", true),
            ("450 4.2.0 <a@example.jp>: Greylisted", false),
            (
                "451 4.7.1 Greylisting in action, please come back later",
                false,
            ),
            ("452 4.2.2 mailbox full", false),
            ("451 4.4.3 no answer of the name server", false),
            ("450 4.1.1 try later", false),
            ("450 try later", false),
        ] {
            let reply = read(format!("{line}\r\n").as_bytes()).unwrap();
            assert_eq!(reply.is_about_service(), is_about_service, "{line}");
            assert!(!reply.is_about_recipient(), "{line}");
        }
    }

    #[test]
    fn six_statuses_are_about_the_recipient() {
        for (line, is_about_recipient) in [
            ("550 5.1.1 <a@example.jp>: Recipient address rejected", true),
            ("550 5.1.2 no such domain", true),
            ("553 5.1.3 bad address syntax", true),
            ("551 5.1.6 moved", true),
            ("556 5.1.10 the domain accepts no email", true),
            ("550 5.2.1 mailbox disabled", true),
            ("550 no mailbox here by that name. (#5.1.1)", true),
            ("550 #5.1.1 no such user", true),
            ("550 5.1.1: no such user", true),
            ("550 #5.1.0 Address rejected.", false),
            ("504 5.5.2 <host>: Helo command rejected", false),
            ("554 5.7.1 <a@example.jp>: Relay access denied", false),
            ("553 5.7.1 <s@p.example>: Sender address rejected", false),
            ("550 5.1.0 <s@p.example>: Sender address rejected", false),
            ("550 5.1.7 bad sender", false),
            ("550 5.1.8 sender's domain not found", false),
            ("552 5.2.2 mailbox full", false),
            ("550 5.7.54 SMTP; Unable to relay recipient", false),
            ("530 5.7.0 sign in first", false),
            ("554 5.6.0 bad content", false),
            ("550 relay not permitted", false),
            ("550 5.1.11 undefined", false),
            ("450 4.1.1 try later", false),
            ("450 5.1.1 contradicts itself", false),
        ] {
            let reply = read(format!("{line}\r\n").as_bytes()).unwrap();
            assert_eq!(reply.is_about_recipient(), is_about_recipient, "{line}");
            assert_eq!(reply.to_string(), line);
        }
    }
}
