//! English.

mod account;
mod address;
mod password;

use genkan::onboarding::write_letter::Message;
use genkan::policy::Language;
use genkan::token::Timestamp;

use super::{Facts, Line, Words, paragraph};
use crate::date::date;

pub(super) fn words(message: &Message, facts: &Facts<'_>) -> Words {
    let (subject, said) = match message {
        Message::Registered { expires_at } => account::registered(*expires_at, facts),
        Message::FirstPassword { link, decline } => password::first(link, decline, facts),
        Message::Reset { link, decline } => password::reset(link, decline, facts),
        Message::PasswordChanged { disown } => password::changed(disown, facts),
        Message::ProveAddress { link } => address::prove(link, facts),
        Message::ReplacementRequested { decline } => address::requested(decline, facts),
        Message::AddressReplaced { undo } => address::replaced(undo.as_ref(), facts),
        Message::AddressWelcome => address::welcome(facts),
        Message::AddressRestored => address::restored(facts),
        Message::Held => account::held(facts),
        Message::Released => account::released(facts),
        Message::Removed => account::removed(facts),
    };
    let Facts {
        name,
        service,
        support,
        ..
    } = facts;
    let mut lines = vec![paragraph(format!("Dear {name},"))];
    lines.extend(said);
    lines.push(Line::Signature(format!("{service}\n{support}")));
    Words {
        subject: format!("{subject}: {service}"),
        lines,
    }
}

fn time(time: Timestamp, facts: &Facts<'_>) -> String {
    date(time, facts.zone, Language::En)
}

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "If you did not expect this, write to {}.",
        facts.support
    ))
}
