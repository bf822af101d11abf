//! Parses delivery status notifications (RFC 3464, RFC 6533).
//!
//! Anyone can send one, so every field is bounded and nothing in it is trusted.

use genkan::address::Address;
use genkan::onboarding::Reply;
use mailparse::{MailHeader, MailHeaderMap as _, ParsedMail, parse_headers, parse_mail};

use crate::service::ReportedFate;

/// A delivery status notification.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the caller reads every field")]
pub struct DeliveryStatus {
    /// The addresses that the notification was sent to, as its headers name
    /// them.
    pub sent_to: Vec<String>,
    /// The Message-ID of the returned email, without angle brackets.
    pub message_id: Option<String>,
    /// What it says about each recipient of the email.
    pub recipients: Vec<RecipientStatus>,
}

/// What a notification says about one recipient.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the caller reads every field")]
pub struct RecipientStatus {
    /// `Original-Recipient` and `Final-Recipient`.
    pub addresses: Vec<Address>,
    /// `Action` and the class of `Status`.
    pub fate: ReportedFate,
    /// `Status` and `Diagnostic-Code`, in one line.
    pub cause: Reply,
}

impl DeliveryStatus {
    /// The largest size in bytes. The portal's emails have a few thousand, and
    /// a notification may return the whole email.
    pub const LARGEST: usize = 1024 * 1024;
    /// The largest number of recipients and of addresses that are read. An
    /// email of the portal has one recipient.
    pub const MOST: usize = 16;

    /// Parses an email; `None` if it is not a delivery status notification:
    /// an absence notice, for example.
    #[must_use]
    pub fn parse(email: &[u8]) -> Option<Self> {
        if email.len() > Self::LARGEST {
            return None;
        }
        let email = parse_mail(email).ok()?;
        let is_report = email.ctype.mimetype == "multipart/report";
        let mut status = None;
        let mut message_id = None;
        let mut gave_up = false;
        for part in email.subparts.iter().take(Self::MOST) {
            match part.ctype.mimetype.as_str() {
                "message/delivery-status" | "message/global-delivery-status" => {
                    status = status.or_else(|| part.get_body_raw().ok());
                }
                "message/rfc822"
                | "text/rfc822-headers"
                | "message/global"
                | "message/global-headers" => {
                    message_id = message_id.or_else(|| returned_message_id(part));
                }
                "text/plain" => gave_up |= has_given_up(part),
                _ => {}
            }
        }
        let status = status.filter(|_| is_report)?;
        Some(Self {
            sent_to: sent_to(&email),
            message_id,
            recipients: recipients(&status, gave_up),
        })
    }
}

/// Returns whether Exim says that it tried for long enough. Only its words tell
/// that: the status is 5.0.0, as for a mailbox that does not exist.
fn has_given_up(part: &ParsedMail<'_>) -> bool {
    let words = b"retry timeout exceeded";
    let text = part.get_body_raw().unwrap_or_default();
    text.windows(words.len()).any(|found| found == words)
}

/// The headers in which mail servers note the envelope's recipient, then `To`,
/// which has the envelope sender of the email.
fn sent_to(email: &ParsedMail<'_>) -> Vec<String> {
    let names = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];
    let values = names
        .into_iter()
        .flat_map(|name| email.headers.get_all_headers(name))
        .take(DeliveryStatus::MOST);
    let addresses = values.filter_map(|header| {
        let value = bounded(header)?;
        let address = match (value.find('<'), value.rfind('>')) {
            (Some(begin), Some(end)) => value.get(begin + 1..end)?,
            _ => &value,
        };
        Some(address.trim().to_owned())
    });
    addresses.collect()
}

fn returned_message_id(part: &ParsedMail<'_>) -> Option<String> {
    let body = part.get_body_raw().ok()?;
    let (headers, _) = parse_headers(&body).ok()?;
    let value = bounded(headers.get_first_header("Message-ID")?)?;
    let id = value.trim().strip_prefix('<')?.strip_suffix('>')?;
    Some(id.to_owned())
}

/// Reads the groups of fields after the first one, which is about the message.
fn recipients(status: &[u8], gave_up: bool) -> Vec<RecipientStatus> {
    let mut recipients = Vec::new();
    let mut rest = status;
    // The first group may be missing in what some servers send.
    while recipients.len() < DeliveryStatus::MOST {
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        rest = rest.get(blank.count()..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
        let Ok((fields, length)) = parse_headers(rest) else {
            break;
        };
        recipients.extend(recipient(&fields, gave_up));
        match rest.get(length..) {
            Some(next) if length > 0 => rest = next,
            _ => break,
        }
    }
    recipients
}

fn recipient(fields: &[MailHeader<'_>], gave_up: bool) -> Option<RecipientStatus> {
    let value = |name: &str| bounded(fields.get_first_header(name)?);
    let names = ["Original-Recipient", "Final-Recipient"];
    let addresses: Vec<String> = names.into_iter().filter_map(value).collect();
    let mut recipient = RecipientStatus::new(
        addresses.iter().map(String::as_str),
        &value("Action")?,
        &value("Status").unwrap_or_default(),
        &value("Diagnostic-Code").unwrap_or_default(),
    )?;
    if gave_up && recipient.fate == ReportedFate::Undeliverable {
        recipient.fate = ReportedFate::NotDelivered;
    }
    Some(recipient)
}

impl RecipientStatus {
    /// Reads the values of the fields; `None` if no address is one.
    pub(super) fn new<'f>(
        recipients: impl IntoIterator<Item = &'f str>,
        action: &str,
        status: &str,
        diagnostic: &str,
    ) -> Option<Self> {
        let addresses = recipients.into_iter();
        let addresses: Vec<Address> = addresses
            .filter_map(|recipient| Address::parse(after_type(recipient)).ok())
            .collect();
        let action = action.trim().to_ascii_lowercase();
        let words: Vec<&str> = after_type(diagnostic).split_whitespace().collect();
        let text = words.join(" ");
        let status = effective_status(status, &text);
        let fate = match action.as_str() {
            "failed" if rules_out_mailbox(status) => ReportedFate::Undeliverable,
            "failed" => ReportedFate::NotDelivered,
            "delayed" => ReportedFate::Delayed,
            _ => ReportedFate::Other,
        };
        let cause = match (status, text.as_str()) {
            ("", "") => action,
            (status, text) if text.contains(status) => text.to_owned(),
            (status, text) => format!("{status} {text}").trim().to_owned(),
        };
        (!addresses.is_empty()).then(|| Self {
            addresses,
            fate,
            cause: Reply::new(&cause),
        })
    }
}

/// Returns what follows the type, as in `rfc822;taro@example.co.jp`.
fn after_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((_, rest)) => rest.trim(),
        None => value.trim(),
    }
}

/// Returns the enhanced status code, or a reply code that has the same first
/// digit, or nothing.
///
/// Exim reports 5.0.0 whatever the next server replied, so that server's own
/// code counts if there is no detail (RFC 3463, section 3.1).
fn effective_status<'t>(status: &'t str, text: &'t str) -> &'t str {
    // A comment may follow: "5.1.1 (bad destination mailbox address)".
    let status = status.split_whitespace().next().unwrap_or_default();
    let status = if is_enhanced(status) { status } else { "" };
    if !status.is_empty() && !status.ends_with(".0.0") {
        return status;
    }
    let mut codes = text.split([' ', '-']);
    let reply = codes.next().unwrap_or_default();
    let is_reply = reply.len() == 3 && reply.bytes().all(|byte| byte.is_ascii_digit());
    match codes.next() {
        Some(enhanced) if is_reply && is_enhanced(enhanced) => enhanced,
        _ if is_reply => reply,
        _ => status,
    }
}

/// Returns whether a permanent failure means that the mailbox cannot receive
/// email at all, by RFC 3463 sections 3.2 to 3.8.
///
/// It does not if the mailbox is full (X.2.2), if the message is too large (X.2.3,
/// X.3.4), or if its content (X.6) or its sender (X.7) is rejected.
fn rules_out_mailbox(status: &str) -> bool {
    let Some(detail) = status.strip_prefix('5') else {
        return false;
    };
    let is_passing = matches!(detail, ".2.2" | ".2.3" | ".3.4" | "52")
        || detail.starts_with(".6.")
        || detail.starts_with(".7.");
    !is_passing
}

/// Returns whether it is a code of RFC 3463: a class, a subject and a detail.
fn is_enhanced(status: &str) -> bool {
    let parts: Vec<&str> = status.split('.').take(4).collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.len() == 3 && parts.iter().all(is_number)
}

/// Returns the value of a header, unless it is longer than any that matters.
fn bounded(header: &MailHeader<'_>) -> Option<String> {
    (header.get_value_raw().len() <= LONGEST_VALUE).then(|| header.get_value())
}

const LONGEST_VALUE: usize = 8 * 1024;
