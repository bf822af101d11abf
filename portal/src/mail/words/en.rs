//! English.

use genkan::token::Timestamp;

use super::{Facts, Line, Words};
use crate::mail::Content;

pub(super) fn words(content: &Content, facts: &Facts<'_>) -> Words {
    let Facts {
        service,
        support,
        forgot,
        ..
    } = facts;
    let mut lines = vec![Line::Paragraph(format!("Dear {},", facts.name))];
    let subject = match content {
        Content::FirstPassword { url, expires_at } => {
            lines.extend([
                Line::Paragraph(format!(
                    "Somebody asked {service} for a link to set the first password for this \
                     email address. Open this page to set it:"
                )),
                Line::Link(url.to_string()),
                Line::Paragraph(format!(
                    "The link works until {} and only until a password has been set.\n\
                     If it has expired, ask for another one here:\n{forgot}",
                    time(*expires_at, facts)
                )),
                Line::Paragraph(
                    "If it was not you who asked, delete this mail and do nothing. \
                     No password will be set."
                        .into(),
                ),
            ]);
            format!("Set your password: {service}")
        }
        Content::Reset { url, expires_at } => {
            lines.extend([
                Line::Paragraph(format!(
                    "Somebody asked {service} for a link to reset the password for this \
                     email address. Open this page to set a new one:"
                )),
                Line::Link(url.to_string()),
                Line::Paragraph(format!(
                    "The link works until {} and only until a password has been set.\n\
                     If it has expired, ask for another one here:\n{forgot}",
                    time(*expires_at, facts)
                )),
                Line::Paragraph(
                    "If it was not you who asked, delete this mail and do nothing. \
                     Your present password stays as it is."
                        .into(),
                ),
            ]);
            format!("Reset your password: {service}")
        }
        Content::PasswordChanged => {
            lines.extend([
                Line::Paragraph(format!(
                    "The password of your account at {service} has been set.\n\
                     To be safe, every device that was signed in has been signed out."
                )),
                Line::Paragraph(format!(
                    "If it was not you, set a new password at once and tell us at {support}.\n{forgot}"
                )),
            ]);
            format!("Your password has been set: {service}")
        }
    };
    lines.push(Line::Signature(format!("{service}\n{support}")));
    Words { subject, lines }
}

fn time(time: Timestamp, facts: &Facts<'_>) -> String {
    super::time(time, facts.zone, "%-d %B %Y, %H:%M (%Z)")
}
