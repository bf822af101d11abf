//! Links are built from the configuration, whatever host a request names.

use super::BASE;
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::raw_http::say;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{TARO, token};

const POST: &str = "POST /forgot HTTP/1.1";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// Whatever the head of the request, the answer and the mail name no host but
/// the configured one; a head that is no HTTP may be refused.
async fn link_stays(heads: &[&[&str]]) {
    for portal in portals(BASE).await {
        let place = portal.serve().await;
        for (number, head) in heads.iter().enumerate() {
            let address = format!("taro{number}@example.co.jp");
            portal.register(&address).await;
            let head = [head, &[FORM][..]].concat();
            let answer = say(place, &head, &format!("email={address}")).await;
            assert!(!answer.contains("evil"), "{head:?}: {answer}");
            let mails = portal.deliver().await;
            if answer.starts_with("HTTP/1.1 4") {
                assert!(mails.is_empty(), "{head:?}");
                continue;
            }
            assert!(
                answer.contains("location: /forgot/sent"),
                "{head:?}: {answer}"
            );
            assert_eq!(mails.len(), 1, "{head:?}");
            only_here(&mails[0]);
        }
    }
}

/// Every link of a mail leads to the configured place.
fn only_here(mail: &str) {
    assert!(!mail.contains("evil"), "{mail}");
    assert!(mail.contains(&format!("{BASE}reset/gkn_fst_")), "{mail}");
    for link in mail.match_indices("://") {
        let start = mail[..link.0]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |at| at + 1);
        assert!(mail[start..].starts_with(BASE), "{mail}");
    }
}

#[tokio::test]
async fn cve_2025_25198() {
    link_stays(&[
        &[POST, "Host: evil.tld"],
        &[POST, "Host: evil.tld:8443"],
        &[POST, "Host: support.example.com:1@evil.tld"],
    ])
    .await;
}

#[tokio::test]
async fn cve_2021_30185() {
    link_stays(&[
        &[POST],
        &[POST, "Host:"],
        &[POST, "Host:  "],
        &["POST /forgot HTTP/1.0"],
    ])
    .await;
}

#[tokio::test]
async fn cve_2016_7903() {
    // As the host that answers where no other does.
    link_stays(&[
        &[POST, "Host: 127.0.0.1"],
        &[POST, "Host: [::1]:80"],
        &[POST, "Host: 2130706433"],
        &[POST, "Host: _"],
    ])
    .await;
}

#[tokio::test]
async fn cve_2017_9303() {
    link_stays(&[
        &[POST, "Host: support.example.com", "Host: evil.tld"],
        &[POST, "Host: evil.tld", "Host: support.example.com"],
        &[POST, "Host: support.example.com", " Host: evil.tld"],
        &[POST, "Host: support.example.com, evil.tld"],
    ])
    .await;
}

#[tokio::test]
async fn cve_2021_41114() {
    // The host inside the request's target, which outranks the header.
    link_stays(&[
        &[
            "POST http://evil.tld/forgot HTTP/1.1",
            "Host: support.example.com",
        ],
        &["POST https://evil.tld/forgot HTTP/1.1", "Host: evil.tld"],
        &[
            "POST //evil.tld/forgot HTTP/1.1",
            "Host: support.example.com",
        ],
    ])
    .await;
}

#[tokio::test]
async fn cve_2025_52560() {
    link_stays(&[
        &[
            POST,
            "Host: support.example.com",
            "X-Forwarded-Host: evil.tld",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-Host: evil.tld",
            "X-Forwarded-Server: evil.tld",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-Original-URL: https://evil.tld/",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-HTTP-Host-Override: evil.tld",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-Forwarded-Prefix: //evil.tld",
        ],
    ])
    .await;
}

#[tokio::test]
async fn cve_2025_64101() {
    link_stays(&[
        &[
            POST,
            "Host: support.example.com",
            "Forwarded: host=evil.tld;proto=http",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Port: 80",
        ],
        &[
            POST,
            "Host: support.example.com",
            "X-Forwarded-Scheme: evil",
            "Front-End-Https: off",
        ],
    ])
    .await;
}

#[tokio::test]
async fn cve_2025_70948() {
    // Without any request: what makes a mail is given none.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let id = portal.account(TARO).await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        let mails = portal.deliver().await;
        only_here(&mails[0]);
    }
}

#[tokio::test]
async fn cve_2017_8295() {
    // Sender and envelope are the configuration's, so a bounce comes to us.
    for mut portal in portals(BASE).await {
        let server = Smtp::start(Manners::default()).await;
        portal.config.smtp = Some(server.config());
        portal.register(TARO).await;
        let place = portal.serve().await;
        let body = format!("email={TARO}");
        say(
            place,
            &[POST, "Host: evil.tld", "From: evil@evil.tld", FORM],
            &body,
        )
        .await;
        portal.deliver().await;
        let mails = server.mails();
        assert_eq!(mails.len(), 1);
        assert!(
            mails[0]
                .from
                .starts_with("MAIL FROM:<support@provider.example>")
        );
        let (headers, parts) = mails[0].read();
        for name in ["From: ", "Message-ID: "] {
            let header = headers.lines().find(|line| line.starts_with(name)).unwrap();
            assert!(header.ends_with("@provider.example>"), "{header}");
        }
        for name in ["Return-Path", "Reply-To", "Sender", "evil"] {
            assert!(!headers.contains(name), "{name}: {headers}");
        }

        // What a bounce brings back is worth nothing once the desk sends anew.
        let bounced = token(&parts[0]);
        let id = portal.account(TARO).await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        assert!(portal.service.open_link(&bounced).await.is_err());
    }
}
