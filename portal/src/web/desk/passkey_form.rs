//! The part of a page that creates or uses a passkey. It needs the script; the
//! page offers something else beside it.

use maud::{Markup, html};

use crate::service::NoPasskeys;
use crate::web::assets::asset;
use crate::web::back::Back;
use crate::web::extract::Visitor;
use crate::web::texts::{DeskFactor, texts};

/// What the script does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ceremony {
    Create,
    Get,
}

/// Returns the part of a page. `action` is where the form is sent, `options` what
/// the browser gets, and `name` the typed name of a new passkey.
pub(super) fn passkey_form(
    visitor: &Visitor,
    ceremony: Ceremony,
    action: &str,
    options: &str,
    back: &Back,
    name: &str,
) -> Markup {
    let texts = &texts(visitor.language).desk_factor;
    let is_new = ceremony == Ceremony::Create;
    let (kind, label) = match is_new {
        true => ("create", texts.passkey_register),
        false => ("get", texts.passkey_use),
    };
    html! {
        div data-passkey=(kind) data-options=(options) {
            div.problems role="alert" data-if="failed" hidden { p { (texts.passkey_failed) } }
            div.problems role="alert" data-if="known" hidden { p { (texts.passkey_known) } }
            // The script shows the form if the browser can do it.
            form method="post" action=(action) hidden {
                input type="hidden" name="back" value=(back.path());
                input type="hidden" name="passkey";
                @if is_new {
                    div.field {
                        label for="name" { (texts.passkey_name) }
                        input #name type="text" name="name" value=(name) required maxlength="200"
                            autocomplete="off" aria-describedby="name-hint";
                        span.note #name-hint { (texts.passkey_name_hint) }
                    }
                }
                button.primary type="submit" { (label) }
            }
            p.note data-if="unsupported" hidden { (texts.passkey_unsupported) }
            noscript { p.note { (texts.passkey_needs_script) } }
            script type="module" src=(asset("passkeys.js")) {}
        }
    }
}

/// Returns the text that says why no passkey can be used at this address.
pub(super) const fn no_passkeys(texts: &DeskFactor, why: NoPasskeys) -> &'static str {
    match why {
        NoPasskeys::IpAddress => texts.passkeys_need_a_domain,
        NoPasskeys::Insecure => texts.passkeys_need_https,
    }
}
