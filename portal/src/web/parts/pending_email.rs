use genkan::onboarding::Account;
use maud::{Markup, html};

use crate::clock::now;
use crate::date::date;
use crate::web::extract::Visitor;
use crate::web::state::App;
use crate::web::texts::texts;

/// The new address that is not confirmed yet, as a row of a description list.
pub(crate) fn pending_email(app: &App, visitor: &Visitor, account: &Account) -> Option<Markup> {
    let texts = texts(visitor.language);
    let new = account.replacement.as_ref()?;
    let end = (now() < new.expires_at).then_some(new.expires_at)?;
    let end = date(end, &app.time_zone, visitor.language);
    Some(html! {
        dt { (texts.change_email.pending) }
        dd { (new.address.as_str()) br; span.note { ((texts.change_email.pending_until)(&end)) } }
    })
}
