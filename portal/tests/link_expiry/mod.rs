//! A link over HTTP: looked at as often as anyone likes, used once.

mod ended;
mod last_second;

use axum::http::{StatusCode, header};
use genkan::address::Address;
use genkan_portal::service::RequestSource;

use crate::support::{PASSWORD, TARO, TestPortal, body, location};

const BASE: &str = "http://127.0.0.1:8080/";

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_posts_at_once_set_exactly_one_password() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.link(TARO).await);

    let posts = (0..64).map(|n| {
        let form = format!("new_password=blue{n}Kite!&confirmation=blue{n}Kite!");
        let (portal, path) = (&portal, &path);
        async move { (n, portal.post(path, "", &form).await.status()) }
    });
    let answers = join_all(posts).await;
    let set: Vec<usize> = answers
        .iter()
        .filter(|(_, status)| *status == StatusCode::SEE_OTHER)
        .map(|(n, _)| *n)
        .collect();
    assert_eq!(set.len(), 1, "{answers:?}");
    for (n, status) in &answers {
        assert!(
            set.contains(n) || *status == StatusCode::GONE,
            "{answers:?}"
        );
    }

    // Exactly that password signs in, and its owner is told exactly once.
    let address = Address::parse(TARO).unwrap();
    for n in [set[0], (set[0] + 1) % 64] {
        let signed_in = portal
            .service
            .sign_in(
                &address,
                &format!("blue{n}Kite!"),
                &RequestSource::default(),
            )
            .await;
        assert_eq!(signed_in.is_ok(), n == set[0]);
    }
    assert_eq!(portal.deliver().await.len(), 1);
}

#[tokio::test]
async fn a_link_is_looked_at_without_a_trace() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let link = portal.link(TARO).await;
    let before = (portal.snapshot(TARO).await, portal.database());
    for trailing in ["", ".", ")", "%3E"] {
        let shown = portal.get(&format!("/reset/{link}{trailing}"), "").await;
        assert_eq!(shown.status(), StatusCode::OK);
        assert!(!shown.headers().contains_key(header::SET_COOKIE));
        assert_eq!(shown.headers()[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(shown.headers()[header::CACHE_CONTROL], "no-store");
        assert!(!body(shown).await.contains(&link));
    }
    assert_eq!((portal.snapshot(TARO).await, portal.database()), before);
}

#[tokio::test]
async fn a_refused_password_does_not_burn_the_link() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.link(TARO).await);
    for (form, codes) in [
        (
            "new_password=Taro1&confirmation=Taro1",
            vec!["too-short", "contains-local-part"],
        ),
        (
            "new_password=abcdef&confirmation=abcdef",
            vec!["too-few-kinds"],
        ),
        (
            "new_password=abcdef&confirmation=abcdeg",
            vec!["too-few-kinds"],
        ),
        ("", vec!["too-short", "too-few-kinds"]),
    ] {
        let refused = portal.post(&path, "", form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = body(refused).await;
        for code in codes {
            assert!(
                page.contains(&format!("data-code=\"{code}\"")),
                "{form}: {page}"
            );
        }
        assert!(!page.contains("Taro1"), "a page never shows what was typed");
    }
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post(&path, "", &form).await;
    assert_eq!(location(&set), "/signin");
    let again = portal.post(&path, "", &form).await;
    assert_eq!(again.status(), StatusCode::GONE);
}

#[tokio::test]
async fn asking_again_neither_kills_the_link_nor_fills_the_mailbox() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let link = portal.link(TARO).await;
    let address = Address::parse(TARO).unwrap();
    for _ in 0..10 {
        assert!(
            portal
                .service
                .request_link(&address, &RequestSource::default())
                .await
                .is_err()
        );
    }
    assert!(portal.deliver().await.is_empty());
    assert!(portal.service.open_link(&link).await.is_ok());
}

#[tokio::test]
async fn neither_the_database_nor_the_message_id_holds_a_link() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let link = portal.link(TARO).await;
    let database = portal.database();
    let secret = &link.as_bytes()[8..];
    assert!(
        !database
            .windows(16)
            .any(|window| secret.windows(16).any(|part| part == window))
    );
    let mails = portal.mails();
    let [mail] = mails.as_slice() else {
        panic!("one mail, not {}", mails.len());
    };
    let headers = mail.split_once("\n\n").unwrap().0;
    assert!(headers.contains("Message-ID: <"));
    assert!(!headers.contains(&link[..24]));
    assert!(headers.contains("Auto-Submitted: auto-generated"));
    assert!(headers.contains(&format!("To: {TARO}\n")));
}

#[tokio::test]
async fn every_link_that_never_was_gets_the_same_page() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let link = portal.link(TARO).await;
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    portal.post(&format!("/reset/{link}"), "", &form).await;
    let mut pages = Vec::new();
    for link in [link.as_str(), "gkn_rst_x", "y", &link[..71]] {
        let gone = portal.get(&format!("/reset/{link}"), "").await;
        assert_eq!(gone.status(), StatusCode::GONE);
        pages.push(body(gone).await);
    }
    // Only the bearer of the whole link learns that it was used: see `ended`.
    assert!(pages[1..].iter().all(|page| *page == pages[1]));
    assert_ne!(pages[0], pages[1]);
}

/// All at once, in the order of the questions.
async fn join_all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.map(Box::pin).collect();
    let mut answers: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        for (future, answer) in futures.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(cx)
            {
                *answer = Some(value);
            }
        }
        if answers.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    answers.into_iter().flatten().collect()
}
