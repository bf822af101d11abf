use genkan::onboarding::{Operator, Permission};
use maud::{Markup, html};

use super::layout::{document, service};
use crate::web::extract::Visitor;
use crate::web::state::App;
use crate::web::texts::{Texts, texts};

/// A page of the support desk. `operator` is the one who is signed in, if any.
pub(crate) fn desk_page(
    app: &App,
    visitor: &Visitor,
    operator: Option<&Operator>,
    title: &str,
    body: Markup,
) -> Markup {
    let texts = texts(visitor.language);
    let header = html! {
        a.service href="/desk" {
            (service(app, visitor)) " " span.area { (texts.desk.title) }
        }
        @if let Some(operator) = operator {
            nav.desk aria-label=(texts.desk.title) {
                @for (path, label, is_for) in NAVIGATION {
                    @if is_for(operator) {
                        a href=(path) aria-current=[is_at(visitor, path).then_some("page")] {
                            (label(texts))
                        }
                    }
                }
                form method="post" action="/desk/signout" {
                    button.plain type="submit" { (texts.home.sign_out) }
                }
            }
        }
    };
    document(app, visitor, title, header, html! {}, body)
}

fn is_at(visitor: &Visitor, path: &str) -> bool {
    visitor.path.split('?').next() == Some(path)
}

/// The pages that the navigation leads to, and the operators whom it leads there.
const NAVIGATION: [(&str, Label, IsFor); 6] = [
    ("/desk", |texts| texts.desk.home, |_| true),
    ("/desk/cases", |texts| texts.desk_cases.title, can_view),
    ("/desk/outbox", |texts| texts.desk_contacts.outbox, can_view),
    (
        "/desk/audit-log",
        |texts| texts.desk_contacts.audit_log,
        |operator| operator.may(Permission::Audit, None),
    ),
    (
        "/desk/operators",
        |texts| texts.desk_operators.title,
        |operator| operator.may(Permission::ManageOperators, None),
    ),
    ("/desk/account", |texts| texts.desk.account, |_| true),
];

type Label = fn(&Texts) -> &'static str;
type IsFor = fn(&Operator) -> bool;

const fn can_view(operator: &Operator) -> bool {
    operator.role.grants(Permission::View)
}
