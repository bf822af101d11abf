use std::collections::HashMap;
use std::path::{Path, PathBuf};

use genkan::Language;
use lettre::Address;
use lettre::message::Mailbox;
use serde::Deserialize;
use url::Host;

/// Who sends emails, and where answers and reports go.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The header `From` in every language.
    from: [(Language, Mailbox); Language::ALL.len()],
    /// The address that answers go to, if it is another one. It is the support
    /// address in the texts then.
    pub reply_to: Option<Mailbox>,
    /// The envelope sender, to which mail servers report, if it is another one.
    pub envelope: Option<Address>,
    /// The signature of the sender's domain, if emails are signed here.
    pub dkim: Option<Dkim>,
}

/// The key that signs emails (DKIM, RFC 6376).
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the signer reads every field")]
pub struct Dkim {
    /// The domain that signs.
    pub domain: String,
    /// The name of the key: its public half is at `SELECTOR._domainkey.DOMAIN`.
    pub selector: String,
    /// The private key, PKCS #8 in PEM.
    pub key_file: PathBuf,
}

/// The keys of `[mail]` about the sender, as they are written.
pub(super) struct Written<'a> {
    pub(super) from: &'a str,
    pub(super) froms: &'a HashMap<Language, String>,
    pub(super) reply_to: Option<&'a str>,
    pub(super) envelope_sender: Option<&'a str>,
    pub(super) dkim: Option<DkimTable>,
}

/// The table `[mail.dkim]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DkimTable {
    domain: Option<String>,
    selector: String,
    key_file: PathBuf,
}

impl Sender {
    /// Returns a sender with one address for everything.
    #[must_use]
    pub fn new(from: Mailbox) -> Self {
        Self {
            from: Language::ALL.map(|language| (language, from.clone())),
            reply_to: None,
            envelope: None,
            dkim: None,
        }
    }

    /// Returns the header `From` in a language.
    #[must_use]
    pub fn from(&self, language: Language) -> &Mailbox {
        let mut from = self.from.iter();
        let found = from.find(|(own, _)| *own == language);
        let [(_, first), ..] = &self.from;
        found.map_or(first, |(_, mailbox)| mailbox)
    }

    /// Returns the envelope sender of emails in a language.
    #[must_use]
    pub fn envelope_sender(&self, language: Language) -> &Address {
        let envelope = self.envelope.as_ref();
        envelope.unwrap_or_else(|| &self.from(language).email)
    }

    /// Returns the domain of the Message-IDs of emails in any language.
    #[must_use]
    pub fn domain(&self) -> &str {
        let [(_, first), ..] = &self.from;
        first.email.domain()
    }

    /// Returns the support address in a language.
    #[must_use]
    pub fn support(&self, language: Language) -> &Address {
        let reply_to = self.reply_to.as_ref();
        &reply_to.unwrap_or_else(|| self.from(language)).email
    }
}

impl Written<'_> {
    pub(super) fn check(self, folder: &Path) -> Result<Sender, String> {
        let from = mailbox("mail.from", self.from)?;
        let mut sender = Sender::new(from);
        for (language, own) in &mut sender.from {
            if let Some(text) = self.froms.get(language) {
                *own = mailbox(&format!("mail.froms.{}", language.tag()), text)?;
            }
        }
        let reply_to = self.reply_to.map(|text| mailbox("mail.reply_to", text));
        sender.reply_to = reply_to.transpose()?;
        let envelope = self
            .envelope_sender
            .map(|text| address("mail.envelope_sender", text));
        sender.envelope = envelope.transpose()?;
        let domain = sender.domain().to_owned();
        sender.dkim = self.dkim.map(|dkim| Dkim {
            domain: dkim.domain.unwrap_or(domain),
            selector: dkim.selector,
            key_file: folder.join(dkim.key_file),
        });
        Ok(sender)
    }
}

/// Reads an address, with or without a name before it.
pub(super) fn mailbox(key: &str, text: &str) -> Result<Mailbox, String> {
    let (name, written) = match text
        .trim()
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    {
        Some((name, written)) => (name.trim(), written),
        None => ("", text),
    };
    let email = address(key, written)?;
    // A name may be quoted.
    let name = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
        .map_or_else(|| name.to_owned(), |name| name.replace('\\', ""));
    if name.contains(char::is_control) {
        return Err(format!("{key}: {text:?} is more than one line; write one"));
    }
    Ok(Mailbox::new((!name.is_empty()).then_some(name), email))
}

/// Reads an address. A domain in another script becomes its ASCII form (RFC
/// 5891): few mail servers accept another one. Invisible characters, which are
/// copied together with an address, are left out.
pub(super) fn address(key: &str, text: &str) -> Result<Address, String> {
    let invalid = |problem: &str| {
        format!("{key}: {text:?} {problem}; write one such as \"support@example.com\"")
    };
    let written: String = text.trim().chars().filter(|c| !is_invisible(*c)).collect();
    let no_address = || invalid("is not an email address");
    let (user, domain) = written.rsplit_once('@').ok_or_else(no_address)?;
    if !user.is_ascii() {
        return Err(invalid("has a character outside ASCII before the @"));
    }
    let Ok(Host::Domain(domain)) = Host::parse(domain.trim_end_matches('.')) else {
        return Err(no_address());
    };
    Address::new(user, domain).map_err(|_| no_address())
}

/// Characters without a width, which no address contains.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_every_mail_server_accepts() {
        for (text, email) in [
            ("support@provider.example", "support@provider.example"),
            (
                "\u{200b}support@provider.example\u{feff}",
                "support@provider.example",
            ),
            ("support@日本語.jp", "support@xn--wgv71a119e.jp"),
            ("support@ＥＸＡＭＰＬＥ．jp", "support@example.jp"),
            ("support@Bücher.example.", "support@xn--bcher-kva.example"),
            (
                "サポート <support@例え.テスト>",
                "support@xn--r8jz45g.xn--zckzah",
            ),
            ("\"Example, Inc.\" <a@example.jp>", "a@example.jp"),
        ] {
            let read = mailbox("mail.from", text).unwrap();
            assert_eq!(read.email.to_string(), email, "{text}");
        }
        let named = mailbox("mail.from", "\"Example, Inc.\" <a@example.jp>").unwrap();
        assert_eq!(named.name.as_deref(), Some("Example, Inc."));
        for text in [
            "",
            "support",
            "サポート@example.jp",
            "a@",
            "a@192.0.2.1",
            "a b@example.jp",
            "<a@example.jp",
            "A\nBcc: b@example.jp <a@example.jp>",
        ] {
            let error = mailbox("mail.from", text).unwrap_err();
            assert!(error.starts_with("mail.from: "), "{error}");
        }
    }
}
