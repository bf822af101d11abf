//! Japanese.

mod account;
mod address;
mod password;

use genkan::Language;
use genkan::onboarding::Content;
use genkan::time::Timestamp;

use super::{Facts, Line, Texts, paragraph};
use crate::date::date;

pub(super) fn texts(content: &Content, facts: &Facts<'_>) -> Texts {
    let (subject, said) = match content {
        Content::Registered { expires_at } => account::registered(*expires_at, facts),
        Content::FirstPassword { link, decline } => password::first(link, decline, facts),
        Content::Reset { link, decline } => password::reset(link, decline, facts),
        Content::PasswordChanged { disown } => password::changed(disown, facts),
        Content::ProveAddress { link } => address::prove(link, facts),
        Content::ReplacementRequested { decline } => address::requested(decline, facts),
        Content::AddressReplaced { undo } => address::replaced(undo.as_ref(), facts),
        Content::AddressWelcome => address::welcome(facts),
        Content::AddressRestored => address::restored(facts),
        Content::Held => account::held(facts),
        Content::Released => account::released(facts),
        Content::HandedOver => account::handed_over(facts),
        Content::Removed => account::removed(facts),
    };
    let Facts {
        name,
        service_name,
        support,
        ..
    } = facts;
    let mut lines = vec![paragraph(format!("{name} 様"))];
    lines.extend(said);
    lines.push(Line::Signature(format!("{service_name}\n{support}")));
    Texts {
        subject: format!("【{service_name}】{subject}"),
        lines,
    }
}

fn time(time: Timestamp, facts: &Facts<'_>) -> String {
    date(time, facts.zone, Language::Ja)
}

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "お心当たりがない場合は、{} までご連絡ください。",
        facts.support
    ))
}
