//! Real mail servers: Postfix that rejects what is not about the recipient,
//! certificates of internal servers, sign-ins, and signatures.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use genkan::onboarding::{FailureCause, Outbox as _, Progress};
use genkan_portal::alarm::MailServerState;
use genkan_portal::clock::now;
use genkan_portal::config::{Dkim, OAuth, OAuthGrant, Secret, Smtp, Tls};
use serde_json::{Value, json};

use super::replies::{newest, queue};
use crate::support::dovecot::Dovecot;
use crate::support::postfix::Postfix;
use crate::support::smtp::{Manners, Smtp as NextServer};
use crate::support::{TARO, TestPortal, postgres};

/// A Postfix with these settings, which hands emails for example.co.jp on.
async fn postfix(settings: &str) -> (Postfix, NextServer) {
    let next = NextServer::start(Manners::default()).await;
    let port = next.config().port.unwrap();
    let settings = format!(
        "transport_maps = inline:{{ {{ example.co.jp=smtp:[127.0.0.1]:{port} }} }}\n{settings}"
    );
    let server = tokio::task::spawn_blocking(move || Postfix::start(&settings));
    (server.await.unwrap(), next)
}

async fn portal(smtp: Smtp) -> TestPortal {
    let mut portal = TestPortal::new("https://support.example.com/");
    portal.config.smtp = Some(smtp);
    portal.register(TARO).await;
    queue(&portal, TARO).await;
    portal
}

/// The reply with which the message of a portal waits.
async fn waits(portal: &TestPortal) -> String {
    portal.deliver().await;
    let message = newest(portal, TARO).await;
    let Progress::Queued { reply, .. } = message.progress else {
        panic!("{message:?}");
    };
    assert_eq!(message.tries, 0);
    let state = portal.service.mail_server.state();
    assert!(
        matches!(state, MailServerState::Unusable { .. }),
        "{state:?}"
    );
    reply.unwrap().as_str().to_owned()
}

async fn is_sent(portal: &TestPortal) {
    let message = newest(portal, TARO).await;
    if matches!(message.progress, Progress::Queued { .. }) {
        let store = &portal.service.store;
        store.retry_message(message.id, now()).await.unwrap();
    }
    portal.deliver().await;
    let message = newest(portal, TARO).await;
    match &message.progress {
        Progress::Sent { reply, .. } => assert!(reply.as_str().starts_with("250 2.0.0")),
        Progress::Queued { reply, .. } => panic!("{}", reply.as_ref().unwrap().as_str()),
        _ => panic!("{message:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_greeting_that_postfix_rejects_waits_for_a_better_one() {
    for (restriction, helo, reply) in [
        (
            "reject_non_fqdn_helo_hostname",
            "host",
            "504 5.5.2 <host>: Helo command rejected",
        ),
        // As reject_unknown_helo_hostname does by default.
        (
            "check_helo_access inline:{ { host.invalid = 450 4.7.1 Host not found } }",
            "host.invalid",
            "450 4.7.1 <host.invalid>: Helo command rejected: Host not found",
        ),
    ] {
        let settings = format!(
            "smtpd_helo_required = yes\n\
             smtpd_recipient_restrictions = {restriction}, permit_mynetworks, reject\n"
        );
        let (server, _next) = postfix(&settings).await;
        let mut config = server.config();
        config.helo = Some(helo.into());
        let mut portal = portal(config).await;
        let waits = waits(&portal).await;
        assert!(waits.starts_with(reply), "{waits}");
        portal.config.smtp.as_mut().unwrap().helo = None;
        is_sent(&portal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_denied_is_not_the_recipients_fault() {
    // By default, Postfix replies as if the client could try again.
    for (restrictions, reply) in [
        (
            "",
            "454 4.7.1 <taro.yamada@example.co.jp>: Relay access denied",
        ),
        (
            "smtpd_relay_restrictions =\n\
             smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n",
            "554 5.7.1 <taro.yamada@example.co.jp>: Relay access denied",
        ),
    ] {
        let settings = format!("mynetworks = 192.0.2.1\n{restrictions}");
        let (server, _next) = postfix(&settings).await;
        let portal = portal(server.config()).await;
        assert_eq!(waits(&portal).await, reply);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_is_rejected_is_not_the_recipients_fault() {
    let settings = "smtpd_sender_restrictions = check_sender_access \
                    inline:{ { support@provider.example = 553 5.7.1 not permitted } }\n";
    let (server, _next) = postfix(settings).await;
    let portal = portal(server.config()).await;
    assert!(
        waits(&portal)
            .await
            .starts_with("553 5.7.1 <support@provider.example>")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_whom_postfix_does_not_know_is_rejected() {
    let settings = "relay_domains = example.co.jp\nrelay_recipient_maps = inline:{ { other@example.co.jp = x } }\n\
                    smtpd_recipient_restrictions = reject_unlisted_recipient, permit_mynetworks, reject\n";
    let (server, _next) = postfix(settings).await;
    let portal = portal(server.config()).await;
    portal.deliver().await;
    let message = newest(&portal, TARO).await;
    let Progress::Failed { cause, reply, .. } = &message.progress else {
        panic!("{message:?}: {}", server.log());
    };
    assert_eq!(*cause, FailureCause::Rejected);
    assert!(
        reply.as_str().starts_with("550 5.1.1"),
        "{}",
        reply.as_str()
    );
}

/// Postfix permits one connection of a client, and the portal opens several.
#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_connections_costs_no_message_a_try() {
    let settings =
        "smtpd_client_connection_count_limit = 1\nsmtpd_client_event_limit_exceptions =\n";
    let (server, next) = postfix(settings).await;
    let mut portal = portal(server.config()).await;
    portal.config.smtp.as_mut().unwrap().connections = 4;
    for n in 0..12 {
        let address = format!("contact{n}@example.co.jp");
        portal.register(&address).await;
        queue(&portal, &address).await;
    }
    let worker = portal.worker();
    super::outbox::until("all have arrived", async || next.mails().len() == 13).await;
    worker.abort();
    for n in 0..12 {
        let message = newest(&portal, &format!("contact{n}@example.co.jp")).await;
        assert_eq!(message.tries, 1, "{message:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_of_an_internal_server_can_be_trusted_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=relay.internal \
                   -keyout key.pem -out own.pem";
    let made = Command::new("openssl")
        .args(command.split_whitespace())
        .current_dir(path)
        .output();
    assert!(made.unwrap().status.success());
    postgres::certificates(path);
    let at = path.display();
    let settings = format!(
        "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = {at}/own.pem\n\
         smtpd_tls_key_file = {at}/key.pem\n"
    );
    let (server, _next) = postfix(&settings).await;
    let smtp = |file: &str| Smtp {
        tls: Tls::Starttls,
        ca_file: Some(path.join(file)),
        ..server.config()
    };
    is_sent(&portal(smtp("own.pem")).await).await;
    let refused = waits(&portal(smtp("ca.pem")).await).await;
    assert!(refused.starts_with("tls: "), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_with_a_domain_in_japanese_is_sent_in_ascii() {
    let (server, next) = postfix("smtputf8_enable = no\n").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("genkan.toml");
    let settings = "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\n\
                    listen = \"127.0.0.1:0\"\ndata = \".\"\n[mail]\n\
                    from = \"サポート <support@日本語.jp\u{200b}>\"\nreply_to = \"desk@provider.example\"\n\
                    envelope_sender = \"bounces@provider.example\"\n";
    std::fs::write(&file, settings).unwrap();
    let mut portal = portal(server.config()).await;
    portal.config.sender = genkan_portal::config::Config::read(&file).unwrap().sender;
    is_sent(&portal).await;
    super::outbox::until("it has arrived", async || !next.mails().is_empty()).await;
    let mail = next.mails().remove(0);
    assert!(
        mail.from.contains("<bounces@provider.example>"),
        "{}",
        mail.from
    );
    let (headers, texts) = mail.read();
    assert!(headers.contains("support@xn--wgv71a119e.jp"), "{headers}");
    assert!(
        headers.contains("Reply-To: desk@provider.example"),
        "{headers}"
    );
    assert!(
        headers.contains("X-Auto-Response-Suppress: OOF, AutoReply"),
        "{headers}"
    );
    assert!(texts[0].contains("desk@provider.example"), "{}", texts[0]);
}

/// An authorization server, and how many tokens it has issued.
async fn authorization_server(lifetime: u64) -> (String, Arc<AtomicUsize>) {
    let issued = Arc::new(AtomicUsize::new(0));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    type Fields = std::collections::HashMap<String, String>;
    let read = |form: String| serde_urlencoded::from_str::<Fields>(&form).unwrap();
    let token = move |State(issued): State<Arc<AtomicUsize>>, form: String| async move {
        let fields = read(form);
        let field = |name: &str| fields.get(name).map_or("", String::as_str);
        assert_eq!(field("grant_type"), "client_credentials");
        assert_eq!(field("scope"), "https://outlook.office365.com/.default");
        if (field("client_id"), field("client_secret")) != ("portal", "Secret+1") {
            let error = json!({ "error": "invalid_client", "error_description": "AADSTS7000215" });
            return (axum::http::StatusCode::UNAUTHORIZED, Json(error));
        }
        let n = issued.fetch_add(1, Ordering::Relaxed);
        let token = json!({ "access_token": format!("token{n}"), "expires_in": lifetime });
        (axum::http::StatusCode::OK, Json(token))
    };
    let introspect = move |form: String| async move {
        let fields = read(form);
        let is_active = fields
            .get("token")
            .is_some_and(|token| token.starts_with("token"));
        Json::<Value>(json!({ "active": is_active, "username": "support@provider.example" }))
    };
    let pages = Router::new()
        .route("/token", post(token))
        .route("/introspect", post(introspect))
        .with_state(Arc::clone(&issued));
    tokio::spawn(async move { axum::serve(listener, pages).await });
    (base, issued)
}

/// A Postfix that relays for clients that have signed in, and only for them.
async fn with_sign_in(mechanisms: &str, base: &str) -> (Dovecot, Postfix, NextServer) {
    let dovecot = Dovecot::start(mechanisms, &format!("{base}/introspect"));
    let settings = format!(
        "mynetworks = 192.0.2.1\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n\
         smtpd_sasl_path = {}\n\
         smtpd_recipient_restrictions = permit_sasl_authenticated, reject\n",
        dovecot.socket().display()
    );
    let (postfix, next) = postfix(&settings).await;
    (dovecot, postfix, next)
}

fn signing_in(server: &Postfix, password: &str) -> Smtp {
    Smtp {
        username: Some("support@provider.example".into()),
        password: Some(Secret::Value(password.to_owned().into())),
        ..server.config()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_sent_by_plain_or_by_login() {
    for mechanisms in ["plain login", "plain", "login"] {
        let (_dovecot, server, _next) = with_sign_in(mechanisms, "http://127.0.0.1:9").await;
        is_sent(&portal(signing_in(&server, "blue7Kite")).await).await;
        let reply = waits(&portal(signing_in(&server, "wrong")).await).await;
        assert!(reply.starts_with("535 5.7.8"), "{reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_signs_in_and_is_used_until_it_expires() {
    let (base, issued) = authorization_server(3600).await;
    let (dovecot, server, _next) = with_sign_in("xoauth2", &base).await;
    let oauth = |secret: &str| OAuth {
        token_url: Some(format!("{base}/token").parse().unwrap()),
        scope: Some("https://outlook.office365.com/.default".into()),
        grant: OAuthGrant::Client {
            id: "portal".into(),
            secret: Secret::Value(secret.to_owned().into()),
            refresh_token: None,
        },
    };
    let smtp = |secret: &str| Smtp {
        password: None,
        oauth: Some(oauth(secret)),
        ..signing_in(&server, "")
    };
    let portal_ = portal(smtp("Secret+1")).await;
    for n in 0..6 {
        let address = format!("contact{n}@example.co.jp");
        portal_.register(&address).await;
        queue(&portal_, &address).await;
    }
    is_sent(&portal_).await;
    assert_eq!(issued.load(Ordering::Relaxed), 1, "{}", dovecot.log());
    let reply = waits(&portal(smtp("wrong")).await).await;
    assert!(
        reply.starts_with("no-token: invalid_client: AADSTS"),
        "{reply}"
    );

    // A server that wants tokens, and a portal that has a password.
    let reply = waits(&portal(signing_in(&server, "blue7Kite")).await).await;
    assert_eq!(
        reply,
        "not-offered: the server does not offer PLAIN, but XOAUTH2"
    );
}

/// Checks a signature with a library of another project.
const VERIFIER: &str = "
import sys, dkim
key = sys.argv[1].encode()
mail = sys.stdin.buffer.read()
print(dkim.verify(mail, dnsfunc=lambda name, timeout=5: key if name == b'main._domainkey.provider.example.' else None))
";

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_is_valid_when_the_email_has_been_relayed() {
    for (algorithm, kind) in [("rsa:2048", "rsa"), ("ed25519", "ed25519")] {
        let (server, next) = postfix("").await;
        let folder = tempfile::tempdir().unwrap();
        let openssl = |arguments: &str| {
            let made = Command::new("openssl")
                .args(arguments.split_whitespace())
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(made.status.success(), "{arguments}");
            made.stdout
        };
        let algorithm = match algorithm {
            "ed25519" => "genpkey -algorithm ed25519 -out key.pem".to_owned(),
            _ => "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem".to_owned(),
        };
        openssl(&algorithm);
        let public = openssl("pkey -in key.pem -pubout -outform DER");
        // The record of an Ed25519 key has its last 32 bytes (RFC 8463).
        let public = if kind == "ed25519" {
            &public[public.len() - 32..]
        } else {
            &public
        };
        let record = format!("v=DKIM1; k={kind}; p={}", base64(public));
        let mut portal = portal(server.config()).await;
        portal.config.sender.dkim = Some(Dkim {
            domain: "provider.example".into(),
            selector: "main".into(),
            key_file: folder.path().join("key.pem"),
        });
        is_sent(&portal).await;
        super::outbox::until("it has arrived", async || !next.mails().is_empty()).await;
        let mail = next.mails().remove(0).data;
        assert_eq!(verify(&record, &mail), "True", "{mail}");
        let forged = mail.replacen("Subject: ", "Subject: X", 1);
        assert_ne!(verify(&record, &forged), "True");
        let forged = format!("From: other@example.com\r\n{mail}");
        assert_ne!(verify(&record, &forged), "True");
    }
}

fn verify(record: &str, mail: &str) -> String {
    // Debian's Python, where apt puts the module.
    let mut child = Command::new("/usr/bin/python3")
        .args(["-c", VERIFIER, record])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(mail.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "no dkim; install it: apt-get install python3-dkim"
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn base64(bytes: &[u8]) -> String {
    use base64ct::{Base64, Encoding as _};
    Base64::encode_string(bytes)
}
