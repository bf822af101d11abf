//! A token is chance, and worth something to one account for one purpose.

use std::collections::HashSet;
use std::ops::Range;

use genkan::audit_log::Actor;
use genkan::id::AccountId;
use genkan::onboarding::{Commit as _, CommitError, MessageKind, Tokens as _};
use genkan::time::Lifetime;
use genkan::token::{Principal, PurposeName, Reset, Subject, Token};
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::store::plan_id;
use sha2::{Digest as _, Sha256};

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact};
use crate::support::databases::portals;
use crate::support::token_text::{ALPHABET, decode};
use crate::support::{PASSWORD, REALM, TARO, TestPortal, log};

/// What is chance in a token: the text after the purpose and before the
/// checksum.
fn chance(token: &str) -> &str {
    &token[8..8 + 57]
}

#[test]
fn pt_2013_02() {
    // The core has no random source of its own: it takes one, and the portal
    // gives it the system's.
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/token");
    for file in std::fs::read_dir(sources).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let text: Vec<&str> = text.lines().filter(is_code).collect();
        let text = text.join("\n");
        for weak in ["thread_rng", "SmallRng", "StdRng", "SystemTime", "rand::"] {
            assert!(!text.contains(weak), "{weak}");
        }
    }
    let mut seen = HashSet::new();
    let mut counts = [0_u64; 256];
    let many = 1_000_000;
    for _ in 0..many {
        let bytes = genkan_portal::random::random_bytes::<36>();
        for byte in bytes {
            counts[usize::from(byte)] += 1;
        }
        assert!(seen.insert(bytes), "the same twice");
    }
    let expected = f64::from(many * 36) / 256.0;
    let square = |count: &u64| (*count as f64 - expected).powi(2) / expected;
    let chi: f64 = counts.iter().map(square).sum();
    // 255 degrees of freedom; beyond this is one run in a billion.
    assert!((130.0..420.0).contains(&chi), "{chi}");
}

#[test]
fn cve_2016_0783() {
    // The same person at the same second: the verifiers have nothing in common,
    // in any place. Of two selectors, which are not secret, the time is the
    // same, and the rest is random.
    let portal = TestPortal::new(BASE);
    let subject = Subject {
        realm: REALM,
        principal: Principal::Account(AccountId::from_bytes([7; 16])),
        address: TARO,
    };
    let at = now();
    let issue = || {
        let lifetime = Lifetime::from_seconds(60).unwrap();
        let issued =
            portal
                .service
                .realm
                .keyring
                .issue::<Reset>(&subject, lifetime, at, &mut random());
        issued.token.expose().as_str().to_owned()
    };
    let tokens: Vec<String> = (0..256).map(|_| issue()).collect();
    for place in VERIFIER {
        let bytes: HashSet<u8> = tokens.iter().map(|token| token.as_bytes()[place]).collect();
        assert!(bytes.len() > 16, "place {place}: {bytes:?}");
    }
    let start = VERIFIER.start;
    let beginnings: HashSet<&str> = tokens
        .iter()
        .map(|token| &token[start..start + 12])
        .collect();
    assert_eq!(beginnings.len(), tokens.len());
    let selectors: Vec<Vec<u8>> = tokens.iter().map(|token| decode(token)).collect();
    let time = (at.unix_seconds() * 1000).to_be_bytes();
    assert!(selectors.iter().all(|selector| selector[..6] == time[2..]));
    let random: HashSet<&[u8]> = selectors.iter().map(|selector| &selector[6..16]).collect();
    assert_eq!(random.len(), tokens.len());
}

/// The characters of a token's text that have bits of the verifier only, or of
/// the verifier and of what is next to it.
const VERIFIER: Range<usize> = 8 + 26..8 + 58;

#[tokio::test]
async fn cve_2026_27637() {
    // Who has the server's key and every table still lacks the secret part.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let link = portal.mint(TARO).await;
        let token = Token::<Reset>::parse(&link).unwrap();
        let (record, account) = portal
            .service
            .store
            .token(token.selector())
            .await
            .unwrap()
            .unwrap();
        let mut guesses: Vec<[u8; 20]> = vec![[0; 20], [0xff; 20]];
        let mac = record.mac.to_bytes();
        for known in [
            &mac[..],
            &mac[12..],
            &record.selector.to_bytes(),
            &account.id.to_bytes(),
        ] {
            let mut guess = [0; 20];
            guess
                .iter_mut()
                .zip(known.iter().cycle())
                .for_each(|(to, from)| *to = *from);
            guesses.push(guess);
        }
        let at = record.issued_at.unix_seconds().to_be_bytes();
        let mut guess = [0; 20];
        guess
            .iter_mut()
            .zip(at.iter().cycle())
            .for_each(|(to, from)| *to = *from);
        guesses.push(guess);
        for guess in guesses {
            let forged = spell("gkn_rst_", &record.selector.to_bytes(), &guess);
            let found = Token::<Reset>::parse(&forged).unwrap();
            assert_eq!(found.selector(), record.selector);
            assert!(portal.service.open_link(&forged).await.is_err());
        }
        assert!(portal.service.open_link(&link).await.is_ok());
        // No table holds the secret part, in bytes or as it is spelled.
        let everything = portal.everything().await;
        let secret = decode(&link)[16..36].to_vec();
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!everything.contains(&hex[..16]) && !everything.contains(&link[40..56]));
    }
}

#[tokio::test]
async fn discourse_token_scope() {
    // Each of the eight purposes at each of the doors, as it is and made to
    // look like every other: worth something at its own door only.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register("fresh@example.co.jp").await;
        let reset = portal.mint(TARO).await;
        let first = portal.mint("fresh@example.co.jp").await;
        let decline = portal
            .write_message(TARO, MessageKind::Link, now())
            .await
            .remove(1);
        let disown = portal
            .write_message(TARO, MessageKind::PasswordChanged, now())
            .await
            .remove(0);
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let session = browser.cookie("session").unwrap();
        let device = browser.cookie("device").unwrap();
        let own = [
            (PurposeName::Reset, reset),
            (PurposeName::FirstPassword, first),
            (PurposeName::Decline, decline),
            (PurposeName::Disown, disown),
            (PurposeName::Session, session),
            (PurposeName::Device, device),
        ];
        let before = portal.rows(&["accounts"]).await;
        for (purpose, token) in &own {
            for claimed in PurposeName::ALL {
                if claimed == *purpose {
                    continue;
                }
                let bytes = decode(token);
                let lie = spell(claimed.prefix(), &bytes[..16], &bytes[16..36]);
                let plain = format!("{}{}", claimed.prefix(), &token[8..]);
                for text in [lie, plain] {
                    assert!(
                        portal.service.open_link(&text).await.is_err(),
                        "{purpose:?} as {claimed:?}"
                    );
                    assert!(portal.service.session(&text).await.unwrap().is_err());
                    assert!(portal.service.prove_address(&text).await.is_err());
                    assert!(portal.service.undo_address(&text).await.is_err());
                    assert!(portal.service.disavow(&text).await.is_err());
                }
            }
            // As it is, at the doors that are not its own.
            let is_link = matches!(purpose, PurposeName::Reset | PurposeName::FirstPassword);
            assert_eq!(portal.service.open_link(token).await.is_ok(), is_link);
            let is_session = *purpose == PurposeName::Session;
            assert_eq!(
                portal.service.session(token).await.unwrap().is_ok(),
                is_session
            );
            assert!(portal.service.prove_address(token).await.is_err());
            assert!(portal.service.undo_address(token).await.is_err());
            let elsewhere = portal
                .get("/", &format!("__Host-genkan-session={token}"))
                .await;
            assert_eq!(elsewhere.status() == 200, is_session, "{purpose:?}");
        }
        assert_eq!(portal.rows(&["accounts"]).await, before);
    }
}

#[tokio::test]
async fn case_herish_unbound_token() {
    // One person's link beside another's name: the name is not read.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.activate("hanako@example.co.jp").await;
        let hanako = portal.account("hanako@example.co.jp").await;
        let before = portal.snapshot("hanako@example.co.jp").await;
        let link = portal.mint(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&link).await;
        let (id, address) = (hanako.id.to_string(), hanako.address.as_str());
        let named = fields(&[
            ("email", address),
            ("id", &id),
            ("account", &id),
            ("user_id", &id),
            ("username", address),
        ]);
        let form = fields(&[("new_password", "new8Kite!"), ("confirmation", "new8Kite!")]);
        let page = browser
            .post(
                &format!("{}?{named}", browser.link()),
                &format!("{named}&{form}"),
            )
            .await;
        assert_eq!(page.location(), "/signin");
        assert_eq!(portal.snapshot("hanako@example.co.jp").await, before);
        let fresh = Browser::new(&portal);
        assert!(!fresh.signs_in(address, "new8Kite!").await);
        assert!(fresh.signs_in(TARO, "new8Kite!").await);
    }
}

#[tokio::test]
async fn cve_2026_9087() {
    // A proof is of one account, address and service; change any and it ends.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.activate("hanako@example.co.jp").await;
        let link = portal.mint(TARO).await;
        let token = Token::<Reset>::parse(&link).unwrap();
        let (record, account) = portal
            .service
            .store
            .token(token.selector())
            .await
            .unwrap()
            .unwrap();
        let hanako = portal.account("hanako@example.co.jp").await;
        let verify = |realm: &str, account: AccountId, address: &str| {
            let subject = Subject {
                realm,
                principal: Principal::Account(account),
                address,
            };
            portal
                .service
                .realm
                .keyring
                .verify(&token, &record, &subject, now())
                .is_ok()
        };
        assert!(verify(REALM, account.id, TARO));
        assert!(!verify(REALM, hanako.id, TARO));
        assert!(!verify(REALM, account.id, "hanako@example.co.jp"));
        assert!(!verify("support-cente", account.id, &format!("r{TARO}")));
        assert!(!verify("other", account.id, TARO));
        // Nor does a row that is turned over to somebody else help.
        let hex: String = hanako
            .id
            .to_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let bytes = if portal.is_on_a_server() {
            format!("'\\x{hex}'")
        } else {
            format!("x'{hex}'")
        };
        portal
            .sql(&format!("UPDATE tokens SET principal_id = {bytes}"))
            .await;
        assert!(portal.service.open_link(&link).await.is_err());
    }
}

#[tokio::test]
async fn cve_2022_43685() {
    // An identity that is there is not registered over.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let before = portal.everything().await;
        let account = portal.account(TARO).await;
        for address in ["evil@evil.example", TARO] {
            let realm = &portal.service.realm;
            let plan = realm.register(contact(address), account.id, Actor::System, now());
            let refused = portal.service.store.commit(plan_id(now()), &plan).await;
            assert!(matches!(refused, Err(CommitError::Conflict)), "{address}");
        }
        assert_eq!(portal.everything().await, before);
    }
}

#[tokio::test]
async fn cve_2025_58434() {
    // No answer and no line of the log holds a link, nor a part of one.
    log::keep();
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let browser = Browser::new(&portal);
        let mut said = String::new();
        for path in ["/forgot", "/signin", "/language"] {
            let page = browser.post(path, &fields(&[("email", TARO)])).await;
            said += &format!("{page:?}");
        }
        let mails = portal.deliver().await;
        let link = crate::support::token(&mails[0]);
        let id = portal.account(TARO).await.id;
        portal.service.resend(id, &administrator()).await.unwrap();
        said += &format!("{:?}", browser.get("/forgot/sent").await);
        let again = crate::support::token(&portal.deliver().await[0]);
        let visitor = Browser::new(&portal);
        // The one answer that has it is the cookie of whoever brought it.
        said += &visitor.follow(&again).await.text;
        said += &format!("{:?}", visitor.set(PASSWORD).await.text);
        said += &log::read();
        for link in [link, again] {
            for part in chance(&link).as_bytes().chunks_exact(19) {
                assert!(!said.contains(std::str::from_utf8(part).unwrap()));
            }
        }
        assert!(!said.contains("gkn_fst_"), "not even its kind");
        assert!(log::read().contains("link requested"), "the log is kept");
    }
}

/// A token's text of these bytes (RFC 4648 section 6), with its checksum.
fn spell(prefix: &str, selector: &[u8], secret: &[u8]) -> String {
    let random = [selector, secret].concat();
    let sum = Sha256::digest([prefix.as_bytes(), &random].concat());
    let body = [&random[..], &sum[..4]].concat();
    let text = body.chunks(5).flat_map(|five| {
        let bits = five
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        (0..8)
            .rev()
            .map(move |n| char::from(ALPHABET[(bits >> (5 * n)) as usize & 31]))
    });
    prefix.chars().chain(text).collect()
}
