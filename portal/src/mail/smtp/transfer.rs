use lettre::message::Message;

use super::connection::Connection;
use super::fault::{Cause, Fault, Stage};

/// Transfers one email by RFC 5321: MAIL, RCPT, DATA, the text. Returns the
/// server's reply.
///
/// A report about the email has its headers only, because the text may have a
/// link. No report is requested about a delay.
pub(super) async fn transfer(
    connection: &mut Connection,
    message: &Message,
    text: &[u8],
) -> Result<String, Fault> {
    let Connection { wire, offers } = connection;
    let envelope = message.envelope();
    let mut parameters = String::new();
    if offers.dsn {
        parameters += " RET=HDRS";
    }
    let mut mailboxes = envelope.from().into_iter().chain(envelope.to());
    if !mailboxes.all(|mailbox| AsRef::<str>::as_ref(mailbox).is_ascii()) {
        if !offers.utf8 {
            let text = "the mail server accepts no address outside ASCII (it lacks SMTPUTF8)";
            return Err(Fault::new(Stage::Recipient, Cause::NotOffered(text.into())));
        }
        parameters += " SMTPUTF8";
        // The header contains such an address, too (RFC 6532, section 3.7).
        if !text.is_ascii() {
            parameters += " BODY=8BITMIME";
        }
    }
    let sender = envelope.from().map_or("", AsRef::as_ref);
    let mail = format!("MAIL FROM:<{sender}>{parameters}");
    wire.command(Stage::Sender, &mail, 250).await?;
    let notify = if offers.dsn { " NOTIFY=FAILURE" } else { "" };
    for recipient in envelope.to() {
        let rcpt = format!("RCPT TO:<{recipient}>{notify}");
        wire.command(Stage::Recipient, &rcpt, 250).await?;
    }
    wire.command(Stage::Text, "DATA", 354).await?;
    wire.send(Stage::Text, &stuffed(text)).await?;
    Ok(wire.expect(Stage::Text, 250).await?.to_string())
}

/// Doubles a dot at the beginning of a line, and adds the line that ends the
/// email (section 4.5.2).
fn stuffed(text: &[u8]) -> Vec<u8> {
    let mut stuffed = Vec::with_capacity(text.len() + 16);
    let mut is_at_start = true;
    for &byte in text {
        if is_at_start && byte == b'.' {
            stuffed.push(b'.');
        }
        stuffed.push(byte);
        is_at_start = byte == b'\n';
    }
    if !is_at_start {
        stuffed.extend(b"\r\n");
    }
    stuffed.extend(b".\r\n");
    stuffed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_an_email_ends_it() {
        for (text, sent) in [
            ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
            (".a", "..a\r\n.\r\n"),
            ("a\r\n", "a\r\n.\r\n"),
            ("", ".\r\n"),
        ] {
            assert_eq!(stuffed(text.as_bytes()), sent.as_bytes(), "{text:?}");
        }
    }
}
