//! Every route of the support desk, for every role, with all companies and with
//! some: who gets the page, and who is refused.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use genkan::onboarding::Role;
use genkan_portal::web::desk_paths;

use crate::support::TestPortal;
use crate::support::desk::between;

/// Who may use a route.
#[derive(Clone, Copy, Debug)]
enum Who {
    /// Visitors, too.
    Anybody,
    /// Every signed-in operator.
    Operators,
    /// Those who manage all operators.
    Administrators,
    /// Those whom the company of the contact or of the case allows: tested with
    /// the contacts and the cases themselves.
    ByCompany,
}

/// The path, whether it is read, and who may use it.
const ROUTES: [(&str, bool, Who); 25] = [
    ("/desk", true, Who::Operators),
    ("/desk/account", true, Who::Operators),
    ("/desk/account", false, Who::Operators),
    ("/desk/account/recovery-codes", false, Who::Operators),
    ("/desk/audit-log", true, Who::ByCompany),
    ("/desk/cases", true, Who::ByCompany),
    ("/desk/cases/{id}", true, Who::ByCompany),
    ("/desk/companies/{id}", true, Who::ByCompany),
    ("/desk/companies/{id}/{action}", true, Who::ByCompany),
    ("/desk/contacts/{id}", true, Who::ByCompany),
    ("/desk/contacts/{id}/{action}", true, Who::ByCompany),
    ("/desk/factor", true, Who::Anybody),
    ("/desk/operators", true, Who::Administrators),
    ("/desk/operators/invite", true, Who::Administrators),
    ("/desk/operators/invite", false, Who::Administrators),
    ("/desk/operators/{id}", true, Who::Administrators),
    ("/desk/operators/{id}/{action}", true, Who::Administrators),
    ("/desk/operators/{id}/{action}", false, Who::Administrators),
    ("/desk/outbox", true, Who::ByCompany),
    ("/desk/password", true, Who::Operators),
    ("/desk/password", false, Who::Operators),
    ("/desk/register", true, Who::ByCompany),
    ("/desk/set-up", true, Who::Anybody),
    ("/desk/signin", true, Who::Anybody),
    ("/desk/signout", false, Who::Anybody),
];

#[tokio::test]
async fn every_route_is_for_those_whom_the_role_and_the_companies_allow() {
    let listed: BTreeSet<&str> = ROUTES.iter().map(|(path, ..)| *path).collect();
    let routed: BTreeSet<&str> = desk_paths().into_iter().collect();
    assert_eq!(listed, routed, "a new route needs a row");

    let portal = TestPortal::new("http://127.0.0.1:8080/");
    portal.register_for("Ours", "taro@example.com").await;
    let target = portal.active_operator("Target", Role::Viewer, &[]).await;
    let target = portal.account(&target).await.id.to_string();
    for role in Role::ALL {
        for companies in [&[][..], &["Ours"]] {
            let name = format!("{role} {}", companies.len());
            let operator = portal.at_desk(&name, role, companies).await;
            let is_administrator = role == Role::Administrator && companies.is_empty();
            for (path, is_read, who) in ROUTES {
                let case = format!("{name}: {path}");
                let action = if path.contains("operators") {
                    "remove"
                } else {
                    "hold"
                };
                let path = path.replace("{id}", &target).replace("{action}", action);
                let request = async |browser: &crate::support::browser::Browser<'_>| match is_read {
                    true => browser.get(&path).await,
                    false => browser.post(&path, "").await,
                };
                let stranger = crate::support::browser::Browser::new(&portal);
                let page = request(&stranger).await;
                let is_sent_away = page.status == StatusCode::SEE_OTHER
                    && page.location().starts_with("/desk/signin");
                let is_open = matches!(path.as_str(), "/desk/signin");
                assert_eq!(is_sent_away, !is_open, "{case}: {:?}", page.status);

                let page = request(&operator.browser).await;
                let is_allowed = match who {
                    Who::Anybody | Who::Operators => Some(true),
                    Who::Administrators => Some(is_administrator),
                    Who::ByCompany => None,
                };
                if let Some(is_allowed) = is_allowed {
                    assert_eq!(page.status != StatusCode::FORBIDDEN, is_allowed, "{case}");
                }
                assert!(page.status.as_u16() < 500, "{case}");
            }
        }
    }
}

#[tokio::test]
async fn the_navigation_leads_to_what_role_and_companies_allow() {
    let portal = TestPortal::new("http://127.0.0.1:8080/");
    portal.register_for("Ours", "taro@example.com").await;
    let all = [
        "/desk",
        "/desk/cases",
        "/desk/outbox",
        "/desk/audit-log",
        "/desk/operators",
        "/desk/account",
    ];
    for role in Role::ALL {
        for companies in [&[][..], &["Ours"]] {
            let name = format!("{role} {}", companies.len());
            let operator = portal.at_desk(&name, role, companies).await;
            let page = operator.browser.get("/desk").await.text;
            let navigation = between(&page, "<nav class=\"desk\"", "</nav>");
            for path in all {
                let is_shown = navigation.contains(&format!("href=\"{path}\""));
                let page = operator.browser.get(path).await;
                let is_allowed = page.status == StatusCode::OK;
                assert!(is_allowed || page.status == StatusCode::FORBIDDEN);
                assert_eq!(is_shown, is_allowed, "{name}: {path}");
            }
            assert_eq!(navigation.matches("href=").count() == all.len(), {
                role == Role::Administrator && companies.is_empty()
            });
        }
    }
}
