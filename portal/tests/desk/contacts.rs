//! What operators see and do: within their companies, as far as their role goes.

use axum::http::StatusCode;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{
    Account, Accounts as _, AuditLog as _, Bounce, Outbox as _, Reply, Role, Search as _, State,
};
use genkan_portal::clock::now;
use genkan_portal::service::Author;

use crate::support::browser::fields;
use crate::support::contacts::{contact, name, new_contact, register};
use crate::support::databases::portals;
use crate::support::desk::AtDesk;
use crate::support::{TARO, TestPortal};

const BASE: &str = "http://127.0.0.1:8080/";
const OURS: &str = "ＡＢＣ商事";
const THEIRS: &str = "別の会社";
const JIRO: &str = "jiro@example.net";

/// A contact of each company, and one of none.
async fn contacts(portal: &TestPortal) {
    for (address, person, company) in [
        (TARO, "山田 太郎", OURS),
        (JIRO, "山田 次郎", THEIRS),
        ("saburo@example.org", "山田 三郎", ""),
        ("x@example.com", "<b>&\"'", OURS),
    ] {
        let contact = genkan::onboarding::Contact {
            name: name(person),
            ..contact(address)
        };
        assert!(register(&portal.service, new_contact(contact, company)).await);
    }
}

async fn company(portal: &TestPortal, text: &str) -> CompanyId {
    let found = portal.service.store.company_by_name(&name(text)).await;
    found.unwrap().unwrap().id
}

async fn is_held(portal: &TestPortal, address: &str) -> bool {
    matches!(portal.account(address).await.state, State::Held { .. })
}

async fn act(
    operator: &AtDesk<'_>,
    account: &Account,
    action: &str,
    form: &[(&str, &str)],
) -> StatusCode {
    let path = format!("/desk/contacts/{}/{action}", account.id);
    operator.browser.post(&path, &fields(form)).await.status
}

#[tokio::test]
async fn a_search_finds_what_is_in_scope() {
    for portal in portals(BASE).await {
        contacts(&portal).await;
        let all = portal.at_desk("全社", Role::Viewer, &[]).await;
        let ours = portal.at_desk("一社", Role::Administrator, &[OURS]).await;
        let found = async |operator: &AtDesk<'_>, text: &str| {
            let query = fields(&[("q", text)]);
            let page = operator.browser.get(&format!("/desk?{query}")).await;
            assert_eq!(page.status, StatusCode::OK);
            ["taro", "jiro", "saburo", "x@"].map(|who| page.text.contains(who))
        };
        for (text, of_all, of_ours) in [
            (
                "山田",
                [true, true, true, false],
                [true, false, false, false],
            ),
            ("JIRO@", [false, true, false, false], [false; 4]),
            (
                "<b>&",
                [false, false, false, true],
                [false, false, false, true],
            ),
            ("%", [false; 4], [false; 4]),
        ] {
            assert_eq!(found(&all, text).await, of_all, "{text}");
            assert_eq!(found(&ours, text).await, of_ours, "{text}");
        }
        let page = all
            .browser
            .get(&format!("/desk?{}", fields(&[("q", "abc")])))
            .await;
        assert!(page.text.contains(OURS), "{}", page.text);
        let page = ours
            .browser
            .get(&format!("/desk?{}", fields(&[("q", "別の")])))
            .await;
        assert!(!page.text.contains("/desk/companies/"));
        // What somebody has typed is shown as text.
        let hostile = ours
            .browser
            .get(&format!("/desk?{}", fields(&[("q", "\"><b>")])))
            .await;
        assert!(!hostile.text.contains("\"><b>"));
        // Operators are nobody's contacts.
        let operators = all.browser.get("/desk?q=operator").await;
        assert!(!operators.text.contains("/desk/contacts/"));
    }
}

#[tokio::test]
async fn every_route_is_answered_by_role_and_scope() {
    use Role::{Administrator, Agent, Viewer};
    for portal in portals(BASE).await {
        contacts(&portal).await;
        let mine = portal.account(TARO).await;
        let other = portal.account(JIRO).await;
        let none = portal.account("saburo@example.org").await;
        let (our_id, their_id) = (company(&portal, OURS).await, company(&portal, THEIRS).await);
        let (ok, denied, gone) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        for (n, role) in [Administrator, Agent, Viewer].into_iter().enumerate() {
            let operator = portal.at_desk(&format!("担当{n}"), role, &[OURS]).await;
            let acts = if role == Viewer { denied } else { ok };
            let browser = &operator.browser;
            let stranger = AccountId::from_bytes([7; 16]);
            let operator_account = portal.account(&operator.address).await;
            for (path, expected) in [
                ("/desk".to_owned(), ok),
                (format!("/desk/companies/{our_id}"), ok),
                (format!("/desk/companies/{their_id}"), gone),
                ("/desk/companies/x".to_owned(), gone),
                (format!("/desk/contacts/{}", mine.id), ok),
                (format!("/desk/contacts/{}", other.id), gone),
                (format!("/desk/contacts/{}", none.id), gone),
                (format!("/desk/contacts/{}", operator_account.id), gone),
                (format!("/desk/contacts/{stranger}"), gone),
                ("/desk/contacts/x".to_owned(), gone),
                ("/desk/register".to_owned(), acts),
                (format!("/desk/register?company={our_id}"), acts),
                (
                    format!("/desk/register?company={their_id}"),
                    if acts == ok { gone } else { denied },
                ),
                ("/desk/outbox".to_owned(), ok),
                // It is about all companies.
                ("/desk/audit-log".to_owned(), denied),
            ] {
                assert_eq!(browser.get(&path).await.status, expected, "{role:?} {path}");
            }
            for action in [
                "resend",
                "edit",
                "hold",
                "release",
                "hand-over",
                "name-manager",
                "unname-manager",
                "remove",
            ] {
                for (account, expected) in [(&mine, acts), (&other, gone), (&none, gone)] {
                    let path = format!("/desk/contacts/{}/{action}", account.id);
                    assert_eq!(browser.get(&path).await.status, expected, "{role:?} {path}");
                    if expected != ok {
                        let form = [
                            ("reason", "理由"),
                            ("name", "佐藤"),
                            ("email", "new@example.com"),
                            ("language", "ja"),
                        ];
                        let status = act(&operator, account, action, &form).await;
                        assert_eq!(status, expected, "{role:?} {path}");
                    }
                }
            }
            let path = format!("/desk/contacts/{}/register", mine.id);
            assert_eq!(browser.get(&path).await.status, gone);
            for action in ["managers-decide", "desk-decides", "rename"] {
                for (company, expected) in [(our_id, acts), (their_id, gone)] {
                    let path = format!("/desk/companies/{company}/{action}");
                    assert_eq!(browser.get(&path).await.status, expected, "{role:?} {path}");
                    if expected != ok {
                        let page = browser.post(&path, &fields(&[("name", "新")])).await;
                        assert_eq!(page.status, expected, "{role:?} {path}");
                    }
                }
            }
        }
        // Nothing has changed.
        for id in [our_id, their_id] {
            let company = portal.service.store.company(id).await.unwrap().unwrap();
            assert_eq!(company.revision, 1);
        }
        for (account, address) in [(&mine, TARO), (&other, JIRO)] {
            assert!(portal.account(address).await == *account, "{address}");
        }
        let all = portal.at_desk("全社", Administrator, &[]).await;
        for path in [
            format!("/desk/contacts/{}", none.id),
            format!("/desk/companies/{their_id}"),
            "/desk/audit-log".to_owned(),
        ] {
            assert_eq!(all.browser.get(&path).await.status, ok, "{path}");
        }
        let viewer = portal.at_desk("閲覧", Viewer, &[]).await;
        assert_eq!(viewer.browser.get("/desk/audit-log").await.status, denied);
        assert_eq!(
            viewer.browser.post("/desk/audit-log", "").await.status,
            denied
        );
        // A visitor is led to the sign-in.
        let page = portal.get(&format!("/desk/contacts/{}", mine.id), "").await;
        assert!(crate::support::location(&page).starts_with("/desk/signin"));
    }
}

#[tokio::test]
async fn an_operator_acts_with_a_reason_and_the_history_says_so() {
    for portal in portals(BASE).await {
        contacts(&portal).await;
        let operator = portal.at_desk("佐藤", Role::Agent, &[OURS]).await;
        let taro = portal.account(TARO).await;
        let (moved, wrong) = (StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY);
        let page = operator
            .browser
            .get(&format!("/desk/contacts/{}/hold", taro.id))
            .await;
        assert!(page.text.contains(TARO) && page.text.contains("山田 太郎"));

        for reason in ["", "  ", "a\nb", &"x".repeat(501)] {
            assert_eq!(
                act(&operator, &taro, "hold", &[("reason", reason)]).await,
                wrong
            );
            assert_eq!(
                act(&operator, &taro, "remove", &[("reason", reason)]).await,
                wrong
            );
        }
        assert!(!is_held(&portal, TARO).await);
        let reason = [("reason", "端末の紛失")];
        assert_eq!(act(&operator, &taro, "hold", &reason).await, moved);
        assert!(is_held(&portal, TARO).await);
        // Twice is once, and is said.
        assert_eq!(act(&operator, &taro, "hold", &reason).await, wrong);
        let page = operator
            .browser
            .get(&format!("/desk/contacts/{}", taro.id))
            .await;
        assert!(page.text.contains("端末の紛失") && page.text.contains("佐藤"));
        assert!(page.text.contains("/release") && !page.text.contains("/hold"));
        assert_eq!(act(&operator, &taro, "release", &[]).await, moved);
        assert_eq!(act(&operator, &taro, "resend", &[]).await, moved);
        assert_eq!(portal.deliver().await.len(), 3);

        let edit =
            |person, company| vec![("name", person), ("company", company), ("language", "en")];
        assert_eq!(
            act(&operator, &taro, "edit", &edit("山田 新", OURS)).await,
            moved
        );
        // Into no company that is another operator's.
        assert_eq!(
            act(&operator, &taro, "edit", &edit("山田", THEIRS)).await,
            wrong
        );
        assert_eq!(
            act(&operator, &taro, "edit", &edit("山田", "新会社")).await,
            wrong
        );
        assert_eq!(act(&operator, &taro, "edit", &edit("", OURS)).await, wrong);
        let edited = portal.account(TARO).await;
        assert_eq!(edited.name.as_str(), "山田 新");
        assert_eq!(edited.company, taro.company);

        let successor = |email, reason| {
            vec![
                ("name", "佐藤 花子"),
                ("email", email),
                ("language", "ja"),
                ("reason", reason),
            ]
        };
        assert_eq!(
            act(&operator, &taro, "hand-over", &successor("no", "異動")).await,
            wrong
        );
        assert_eq!(
            act(&operator, &taro, "hand-over", &successor(JIRO, "異動")).await,
            wrong
        );
        let new = "hanako@example.com";
        assert_eq!(
            act(&operator, &taro, "hand-over", &successor(new, "")).await,
            wrong
        );
        assert_eq!(
            act(&operator, &taro, "hand-over", &successor(new, "異動")).await,
            moved
        );
        let hanako = portal.account(new).await;
        assert_eq!(hanako.company, taro.company);
        assert_eq!(
            act(&operator, &hanako, "remove", &[("reason", "退職")]).await,
            moved
        );
        assert!(portal.account(new).await.state.is_removed());
        let subject = Some(hanako.id.into());
        let history = portal
            .service
            .store
            .history(subject, None, 1)
            .await
            .unwrap();
        let reason = history[0].event.reason.unwrap();
        let reasons = portal.service.store.reasons(&[reason]).await.unwrap();
        let reason = reasons.first();
        assert_eq!(reason.unwrap().text(), "退職");
        let entries = portal.service.store.entries(None, 1_000).await.unwrap();
        genkan::audit_log::verify(&entries, None).unwrap();
    }
}

#[tokio::test]
async fn an_operator_registers_within_the_scope() {
    let portal = TestPortal::new(BASE);
    contacts(&portal).await;
    let operator = portal.at_desk("佐藤", Role::Agent, &[OURS]).await;
    let post = async |email: &str, company: &str| {
        let form = fields(&[
            ("name", "新人"),
            ("email", email),
            ("company", company),
            ("language", "ja"),
            ("notify", "yes"),
        ]);
        operator.browser.post("/desk/register", &form).await
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    for (email, company) in [
        ("new@example.com", ""),
        ("new@example.com", THEIRS),
        ("new@example.com", "新会社"),
        ("new", OURS),
        (TARO, OURS),
        (operator.address.as_str(), OURS),
    ] {
        assert_eq!(
            post(email, company).await.status,
            wrong,
            "{email} {company}"
        );
    }
    portal.deliver().await;
    let page = post("new@example.com", OURS).await;
    let account = portal.account("new@example.com").await;
    let path = format!("/desk/contacts/{}", account.id);
    assert_eq!(page.location(), path);
    assert_eq!(account.company, Some(company(&portal, OURS).await));
    assert_eq!(portal.deliver().await.len(), 1, "how to set a password");
    assert_eq!(operator.browser.get(&path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_outbox_shows_what_is_in_scope_and_retries_it() {
    let portal = TestPortal::new(BASE);
    contacts(&portal).await;
    for address in [TARO, JIRO] {
        let account = portal.account(address).await;
        portal
            .service
            .resend(account.id, &Author::default())
            .await
            .unwrap();
    }
    let operator = portal.at_desk("佐藤", Role::Agent, &[OURS]).await;
    let message = async |address: &str| {
        let account = portal.account(address).await;
        let messages = portal.service.store.messages(account.id, 1).await.unwrap();
        messages[0].clone()
    };
    let page = operator.browser.get("/desk/outbox").await;
    assert!(page.text.contains(TARO) && !page.text.contains(JIRO));
    let retry = async |address: &str| {
        let id = message(address).await.id.to_string();
        operator
            .browser
            .post("/desk/outbox", &fields(&[("id", &id)]))
            .await
    };
    assert_eq!(retry(TARO).await.location(), "/desk/outbox");
    assert_eq!(retry(JIRO).await.status, StatusCode::NOT_FOUND);
    portal.deliver().await;
    assert_eq!(retry(TARO).await.location(), "/desk/outbox");
    let bounce = Bounce {
        reply: Reply::new("550 5.1.1 <i>unknown</i>"),
    };
    let id = message(TARO).await.id;
    let store = &portal.service.store;
    assert!(store.bounce_message(id, bounce, now()).await.unwrap());
    let page = operator.browser.get("/desk/outbox").await;
    assert!(page.text.contains("&lt;i&gt;unknown") && !page.text.contains("<i>"));
    let viewer = portal.at_desk("閲覧", Role::Viewer, &[]).await;
    let page = viewer.browser.get("/desk/outbox").await;
    assert!(page.text.contains(TARO) && !page.text.contains("name=\"id\""));
}

#[tokio::test]
async fn an_operator_says_who_decides_for_a_company() {
    for portal in portals(BASE).await {
        contacts(&portal).await;
        let operator = portal.at_desk("佐藤", Role::Agent, &[OURS]).await;
        let (moved, wrong) = (StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY);
        let taro = portal.account(TARO).await;
        assert_eq!(act(&operator, &taro, "name-manager", &[]).await, moved);
        assert!(portal.account(TARO).await.is_manager);
        let id = company(&portal, OURS).await;
        let path = format!("/desk/companies/{id}");
        for path in [&path, &format!("/desk/contacts/{}", taro.id)] {
            let page = operator.browser.get(path).await;
            assert!(page.text.contains("管理者</span>"), "{path}");
        }

        let stored = async || portal.service.store.company(id).await.unwrap().unwrap();
        for (action, managers_act) in [("managers-decide", true), ("desk-decides", false)] {
            let action = format!("{path}/{action}");
            let page = operator.browser.get(&action).await;
            assert!(page.text.contains(OURS), "{}", page.text);
            let page = operator.browser.post(&action, "").await;
            assert_eq!(page.location(), path);
            assert_eq!(stored().await.managers_act, managers_act);
            let page = operator.browser.get(&path).await;
            assert!(page.text.contains("role=\"status\""), "{}", page.text);
            assert!(!page.text.contains(&action), "{}", page.text);
        }

        // Taking the role away needs a reason.
        let reason = [("reason", "異動")];
        let unname = async |form| act(&operator, &taro, "unname-manager", form).await;
        assert_eq!(unname(&[]).await, wrong);
        assert_eq!(unname(&reason).await, moved);
        assert!(!portal.account(TARO).await.is_manager);

        let rename = async |name| {
            let form = fields(&[("name", name)]);
            let path = format!("{path}/rename");
            operator.browser.post(&path, &form).await.status
        };
        assert_eq!(rename("").await, wrong);
        assert_eq!(rename(THEIRS).await, wrong);
        assert_eq!(stored().await.name.as_str(), OURS);
        assert_eq!(rename("新ＡＢＣ商事").await, moved);
        assert_eq!(stored().await.name.as_str(), "新ＡＢＣ商事");
    }
}

#[tokio::test]
async fn the_audit_log_is_read_and_verified() {
    for portal in portals(BASE).await {
        for n in 0..60 {
            portal.register(&format!("c{n}@example.com")).await;
        }
        let operator = portal.at_desk("佐藤", Role::Administrator, &[]).await;
        let page = operator.browser.get("/desk/audit-log").await;
        assert_eq!(page.text.matches("<li>").count(), 50);
        let (_, next) = page.text.split_once("/desk/audit-log?before=").unwrap();
        let next = next.split('"').next().unwrap();
        let page = operator
            .browser
            .get(&format!("/desk/audit-log?before={next}"))
            .await;
        assert!(page.text.contains("1. "), "{}", page.text);
        let page = operator.browser.post("/desk/audit-log", "").await;
        assert_eq!(page.status, StatusCode::OK);
        let entries = portal.service.store.entries(None, 1_000).await.unwrap();
        let head = entries.last().unwrap().head().to_string();
        assert!(page.text.contains(&head), "{}", page.text);
    }
}

#[tokio::test]
async fn names_are_shown_as_text() {
    let portal = TestPortal::new(BASE);
    contacts(&portal).await;
    let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let hostile = portal.account("x@example.com").await;
    for path in ["", "/hold", "/edit", "/hand-over"] {
        let path = format!("/desk/contacts/{}{path}", hostile.id);
        let page = operator.browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("<b>"), "{path}");
    }
}

#[tokio::test]
async fn every_change_needs_a_recent_second_factor() {
    let portal = TestPortal::new(BASE);
    contacts(&portal).await;
    let operator = portal.at_desk("佐藤", Role::Administrator, &[]).await;
    let old = super::second_factor::old_session(&portal, &operator).await;
    let cookie = format!("genkan-desk={old}");
    let taro = portal.account(TARO).await;
    let path = format!("/desk/contacts/{}", taro.id);
    assert_eq!(portal.get(&path, &cookie).await.status(), StatusCode::OK);
    let form = fields(&[
        ("reason", "理由"),
        ("name", "x"),
        ("email", "n@example.com"),
    ]);
    let actions = [
        "resend",
        "edit",
        "hold",
        "hand-over",
        "name-manager",
        "remove",
    ];
    let company = format!("/desk/companies/{}", company(&portal, OURS).await);
    let of_contact = actions.map(|action| format!("{path}/{action}"));
    let of_company = ["managers-decide", "rename"].map(|action| format!("{company}/{action}"));
    for path in of_contact.iter().chain(&of_company) {
        for page in [
            portal.get(path, &cookie).await,
            portal.post(path, &cookie, &form).await,
        ] {
            let back = fields(&[("back", path)]);
            let next = crate::support::location(&page);
            assert_eq!(next, format!("/desk/factor?{back}"));
        }
    }
    for path in ["/desk/register", "/desk/audit-log"] {
        let page = portal.post(path, &cookie, &form).await;
        assert!(
            crate::support::location(&page).starts_with("/desk/factor"),
            "{path}"
        );
    }
    assert!(portal.account(TARO).await == taro);
}
