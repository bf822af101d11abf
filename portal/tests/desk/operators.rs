//! Operators are invited, changed and removed at the support desk.

use axum::http::StatusCode;
use genkan::onboarding::{Companies, Operators as _, Role};

use crate::support::TestPortal;
use crate::support::browser::fields;
use crate::support::contacts::{administrator, name};

#[tokio::test]
async fn operators_invite_change_and_remove_operators() {
    let portal = TestPortal::new("http://127.0.0.1:8080/");
    let one = portal.at_desk("甲", Role::Administrator, &[]).await;
    portal.active_operator("乙", Role::Administrator, &[]).await;
    portal.deliver().await;
    let invitation = fields(&[
        ("name", "丙"),
        ("address", "hei@provider.example"),
        ("language", "ja"),
        ("role", "viewer"),
    ]);
    let page = one
        .browser
        .post("/desk/operators/invite", &invitation)
        .await;
    assert_eq!(page.location(), "/desk/operators");
    let mails = portal.deliver().await;
    assert!(mails[0].contains("To: hei@provider.example"));
    let again = one
        .browser
        .post("/desk/operators/invite", &invitation)
        .await;
    assert!(
        again.text.contains("同じ名前のオペレーター"),
        "{}",
        again.text
    );

    let stored = async |text| portal.service.operator(&name(text)).await.unwrap();
    let id = stored("丙").await.id;
    let path = format!("/desk/operators/{id}");
    assert!(
        one.browser
            .get(&path)
            .await
            .text
            .contains("hei@provider.example")
    );
    let change = fields(&[("role", "agent"), ("reason", "異動")]);
    let page = one.browser.post(&format!("{path}/role"), &change).await;
    assert_eq!(page.location(), "/desk/operators");
    assert_eq!(
        stored("丙").await.role,
        Role::Viewer,
        "it waits for an approval"
    );
    let case = genkan::onboarding::Cases::open_cases(
        &portal.service.store,
        None,
        &Companies::All,
        None,
        10,
    );
    let case = case.await.unwrap().remove(0);
    let mut other = administrator();
    other.operator = Some(stored("乙").await);
    portal.service.approve(case.id, &other).await.unwrap();
    assert_eq!(stored("丙").await.role, Role::Agent);

    // Each says what will happen and to whom, and needs a reason.
    for action in ["role", "reset-factor", "remove"] {
        let path = format!("{path}/{action}");
        for page in [
            one.browser.get(&path).await,
            one.browser.post(&path, "role=viewer").await,
        ] {
            assert!(page.text.contains("丙（hei@provider.example）"), "{path}");
            assert_eq!(page.text.matches("name=\"reason\"").count(), 1, "{path}");
            let is_refused = page.text.contains("理由を1行、500文字以内で");
            assert_eq!(is_refused, page.status == StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    let unknown = one.browser.get(&format!("{path}/promote")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let why = fields(&[("reason", "退職")]);
    let page = one.browser.post(&format!("{path}/remove"), &why).await;
    assert_eq!(page.location(), "/desk/operators");
    let names = portal.service.store.operators().await.unwrap();
    assert_eq!(names.len(), 2);
}
