use maud::{Markup, html};

use crate::web::assets::asset;
use crate::web::extract::Visitor;
use crate::web::texts::texts;

/// A field for the password that a person has. With script it has a button that
/// shows the password, and warns of Caps Lock.
pub(crate) fn current_password(
    visitor: &Visitor,
    name: &str,
    label: &str,
    problem: Option<&str>,
) -> Markup {
    let texts = &texts(visitor.language).fields;
    html! {
        div.field {
            label for=(name) { (label) }
            @if let Some(problem) = problem {
                p.problem #password-problem role="alert" { (problem) }
            }
            div.shown data-show=(texts.show) data-show-label=(texts.show_password)
                data-caps=(texts.caps_lock) {
                input id=(name) type="password" name=(name) autocomplete="current-password"
                    required autocapitalize="none" spellcheck="false"
                    aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| "password-problem")];
            }
            p.note.caps role="status" {}
            script type="module" src=(asset("show-password.js")) {}
        }
    }
}
