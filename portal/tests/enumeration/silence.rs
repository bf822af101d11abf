//! Status, headers, body, cookies, the work and the time are the same for
//! every address.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::case::{Case, Matter, TroubleKind};
use genkan::onboarding::{PasswordHash, Realm};
use genkan::policy::Policy;
use genkan_portal::keys;
use genkan_portal::passwords::{Lists, PolicyEngine};
use genkan_portal::service::{NewContact, NotSent, RequestSource, Service, VisitorCase};

use super::counted::Counted;
use crate::support::accounts::{
    ACTIVE, BASE, EVERYBODY, REGISTERED, THROTTLED, UNKNOWN, cookies, inhabited, move_in,
};
use crate::support::contacts::{contact, new_contact, register};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TestPortal, body, location};

/// The device cookie's text is none.
const STRANGER: &str = "genkan-device=none";

#[tokio::test]
async fn every_public_request_is_answered_the_same() {
    for portal in portals(BASE).await {
        let ended = move_in(&portal).await;
        for _ in 0..8 {
            let form = format!("email={THROTTLED}&password=wrong1Kite!");
            portal.post("/signin", STRANGER, &form).await;
            let form = format!("email={THROTTLED}");
            portal.post("/forgot", "", &form).await;
        }
        let store = if portal.is_on_a_server() {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        for (path, rest) in [
            ("/forgot", ""),
            ("/help/sign-in", "kind=no-email&note=x"),
            ("/help/registered", "name=x&company=x&language=ja"),
            ("/signin", "password=wrong1Kite!"),
            ("/signin", "password="),
        ] {
            let mut answers = Vec::new();
            for email in EVERYBODY {
                let form = format!("email={email}&{rest}");
                let answer = portal.post(path, STRANGER, &form).await;
                answers.push(all_of(answer, email).await);
            }
            assert_alike(&answers, &format!("{path} on {store}"));
        }
        // Even the right password opens nothing where the account may not be
        // opened, and the answer is the same.
        let mut answers = Vec::new();
        for email in EVERYBODY.into_iter().filter(|email| *email != ACTIVE) {
            let form = format!("email={email}&password={PASSWORD}");
            let answer = portal.post("/signin", STRANGER, &form).await;
            answers.push(all_of(answer, email).await);
        }
        assert_alike(&answers, &format!("the right password on {store}"));

        // A link that no longer does anything does not say whose it was.
        for (page, n) in [("/reset", 0), ("/not-me", 1)] {
            let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}&action=link");
            let mut answers = [const { Vec::new() }; 2];
            for links in &ended {
                let path = format!("{page}/{}", links[n]);
                answers[0].push(all_of(portal.get(&path, "").await, &links[n]).await);
                answers[1].push(all_of(portal.post(&path, "", &form).await, &links[n]).await);
            }
            for (answers, what) in answers.iter().zip(["shown", "used"]) {
                assert_alike(answers, &format!("{page} {what} on {store}"));
            }
        }
    }
}

/// Whoever is signed in learns of another address no more than a stranger.
#[tokio::test]
async fn whose_an_address_is_no_change_of_address_tells() {
    for portal in portals(BASE).await {
        move_in(&portal).await;
        let mut answers = Vec::new();
        for (n, email) in EVERYBODY.into_iter().enumerate() {
            let asker = format!("asker{n}@example.com");
            portal.activate(&asker).await;
            let form = format!("email={asker}&password={PASSWORD}");
            let session = cookies(portal.post("/signin", "", &form).await.headers());
            let form = format!("email={email}&current_password={PASSWORD}");
            let answer = portal.post("/email", &session, &form).await;
            answers.push(all_of(answer, email).await);
            let sent = portal.get("/email/sent", &session).await;
            assert!(body(sent).await.contains(email));
        }
        assert_alike(&answers, "/email");
    }
}

/// A contact who requests changes learns no more.
#[tokio::test]
async fn whose_an_address_is_no_request_of_a_contact_tells() {
    for portal in portals(BASE).await {
        move_in(&portal).await;
        for form in ["add", "hand-over", "change"] {
            let mut answers = Vec::new();
            for (n, email) in EVERYBODY.into_iter().enumerate() {
                let company = format!("{form} {n}");
                let (asker, other) = (
                    format!("asker-{form}{n}@example.com"),
                    format!("other-{form}{n}@example.com"),
                );
                portal.activate_for(&company, &asker).await;
                portal.register_for(&company, &other).await;
                let session = portal.sign_in(&asker).await;
                let other = portal.account(&other).await.id;
                let path = match form {
                    "add" => "/contacts/add".to_owned(),
                    form => format!("/contacts/{other}/{form}"),
                };
                let id = format!("{n:032x}");
                let fields = format!("name=x&email={email}&language=ja&what=address&id={id}");
                let summary = portal.post(&path, &session, &fields).await;
                assert_eq!(summary.status(), StatusCode::OK);
                let sent = portal
                    .post(&path, &session, &format!("{fields}&step=send"))
                    .await;
                let page = location(&sent).to_owned();
                let id = page.trim_start_matches("/contacts/requests/").to_owned();
                let id = id.trim_end_matches("");
                let shown = all_of(portal.get(&page, &session).await, email).await;
                let parts = [&page, &path, &company].into_iter();
                let shown = parts.fold(shown.2, |shown, part| shown.replace(part.as_str(), "…"));
                let mut shown = shown.replace(id, "…");
                // A minute may pass between two of them.
                shown.retain(|c| !c.is_ascii_digit());
                answers.push((sent.status(), shown));
            }
            assert_alike(&answers, form);
        }
    }
}

/// Status, headers and body; what was typed, which is shown again, left out.
async fn all_of(answer: Response<Body>, typed: &str) -> (StatusCode, HeaderMap, String) {
    let status = answer.status();
    let headers = answer.headers().iter();
    let headers = headers
        .filter(|(name, _)| **name != header::DATE && **name != header::CONTENT_LENGTH)
        .map(|(name, value)| {
            let value = value.to_str().unwrap().replace(typed, "…");
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            (name.clone(), value)
        });
    (
        status,
        headers.collect(),
        body(answer).await.replace(typed, "…"),
    )
}

fn assert_alike<T: Debug + PartialEq>(answers: &[T], what: &str) {
    for answer in answers {
        assert_eq!(*answer, answers[0], "{what}");
    }
}

/// `blue7Kite!ä`, as Django stores it.
const IMPORTED: &str =
    "pbkdf2_sha256$2000$KaIFZ30ulk8tzPnn3s0ht2$Ldb5WFQQ/7XPSYGcKjhO8AIs5Qnai/oGNstJV/h1XHY=";

#[tokio::test]
async fn an_imported_hash_is_imitated_for_every_address() {
    for portal in portals(BASE).await {
        move_in(&portal).await;
        let (service, moved) = (&portal.service, "moved@example.com");
        let imported = NewContact {
            password: Some(PasswordHash::from_stored(IMPORTED.into())),
            ..new_contact(contact(moved), "")
        };
        assert!(register(service, imported).await);
        service.imitate_imported_hashes().await.unwrap();
        let attempt = async |email: &str, password: &str| {
            let (address, before) = (Address::parse(email).unwrap(), service.hashes());
            let source = RequestSource::default();
            let signed_in = service.sign_in(&address, password, &source).await;
            (signed_in.is_ok(), service.hashes() - before)
        };
        for email in EVERYBODY.into_iter().chain([moved]) {
            assert_eq!(attempt(email, "wrong1Kite!").await, (false, 2), "{email}");
        }
        assert_eq!(attempt(ACTIVE, PASSWORD).await, (true, 2));
        assert_eq!(attempt(moved, "blue7Kite!ä").await, (true, 2));
        // It was the last one.
        service.imitate_imported_hashes().await.unwrap();
        for email in [UNKNOWN, moved] {
            assert_eq!(attempt(email, "wrong1Kite!").await, (false, 1), "{email}");
        }
    }
}

#[tokio::test]
async fn the_same_is_asked_and_hashed_for_every_address() {
    for portal in portals(BASE).await {
        let ended = move_in(&portal).await;
        let service = counted(&portal);
        let work = || (service.store.calls(), service.hashes());
        let (mut signing_in, mut following) = (Vec::new(), Vec::new());
        let mut forged_links = Vec::new();
        for (n, email) in EVERYBODY.into_iter().enumerate() {
            let address = Address::parse(email).unwrap();
            let client = n.to_string();
            let source = RequestSource {
                client: client.clone(),
                ..RequestSource::default()
            };
            for _ in 0..if email == THROTTLED { 8 } else { 0 } {
                let _ = service.sign_in(&address, "wrong1Kite!", &source).await;
            }
            let before = work();
            let refused = service.sign_in(&address, "wrong1Kite!", &source).await;
            assert!(refused.is_err());
            signing_in.push((work().0 - before.0, work().1 - before.1));

            let before = work();
            let forged = format!("{}a", &ended[n][0]);
            assert!(service.open_link(&forged).await.is_err());
            forged_links.push((work().0 - before.0, work().1 - before.1));

            let before = work();
            let refused = service.open_link(&ended[n][0]).await;
            assert!(refused.is_err());
            following.push((work().0 - before.0, work().1 - before.1));
        }
        assert_eq!(
            signing_in[0].1, 1,
            "one hash, whether there is an account or not"
        );
        assert_alike(&signing_in, "signing in");
        assert_alike(&forged_links, "a link that never was");
        // Whoever has a whole link learns that it has ended; nobody is hashed
        // for it.
        assert!(following.iter().all(|(_, hashes)| *hashes == 0));
    }
}

/// What visitors send by the forms of the help page is stored once, and leads to
/// an email or to the work of one.
#[tokio::test]
async fn a_case_is_written_as_often_for_every_address() {
    for portal in portals(BASE).await {
        move_in(&portal).await;
        let service = counted(&portal);
        let inquiry = |n: usize| VisitorCase::Inquiry {
            name: format!("person {n}").parse().unwrap(),
            company: "Example Works".parse().unwrap(),
            language: Language::Ja,
            note: None,
        };
        let trouble = VisitorCase::Trouble {
            kind: TroubleKind::NoEmail,
            note: None,
        };
        let mut stored = Vec::new();
        for (n, email) in EVERYBODY.into_iter().enumerate() {
            let address = Address::parse(email).unwrap();
            let source = RequestSource {
                client: n.to_string(),
                ..RequestSource::default()
            };
            for _ in 0..if email == THROTTLED { 8 } else { 0 } {
                let _ = service.request_link(&address, &source).await;
            }
            while service.take_decoy() {}
            let work = async || (service.store.commits(), portal.due().await);
            let before = work().await;
            let case = inquiry(n);
            let opened = service.open_visitor_case(&address, &source, &case).await;
            assert!(opened.is_ok(), "{email}: {opened:?}");
            let after = work().await;
            let decoys = usize::from(service.take_decoy());
            assert!(!service.take_decoy());
            stored.push((after.0 - before.0, after.1 - before.1 + decoys));
            let is_sent = matches!(email, REGISTERED | ACTIVE);
            assert_eq!(decoys, usize::from(!is_sent), "{email}");

            let before = work().await;
            let reported = service.open_visitor_case(&address, &source, &trouble);
            assert!(reported.await.is_ok(), "{email}");
            let after = work().await;
            assert_eq!((after.0 - before.0, after.1 - before.1), (1, 0), "{email}");
            assert!(!service.take_decoy(), "no email is sent, to anybody");

            // Beyond the limit, too.
            for _ in 0..4 {
                let _ = service.open_visitor_case(&address, &source, &trouble).await;
            }
            let before = work().await;
            let case = inquiry(n);
            let refused = service.open_visitor_case(&address, &source, &case).await;
            assert!(matches!(refused, Err(NotSent::Throttled(_))), "{email}");
            let after = work().await;
            assert_eq!((after.0 - before.0, after.1 - before.1), (1, 0), "{email}");
            assert!(service.take_decoy() && !service.take_decoy(), "{email}");
        }
        assert_alike(&stored, "inquiries");
        assert_eq!(stored[0], (1, 1));
        // Those who got a link need nothing more; all others wait.
        let open = portal.open_cases().await;
        let is_inquiry = |case: &&Case| matches!(case.matter, Matter::Inquiry(_));
        assert_eq!(open.iter().filter(is_inquiry).count(), EVERYBODY.len() - 2);
    }
}

/// Attempts are interleaved, so that whatever else the machine does falls on
/// all alike. The control is the same on a store that looks a little longer
/// for one address: what the test would find is as little as that.
#[tokio::test]
async fn the_same_time_is_taken_for_every_address() {
    let portal = inhabited().await;
    let mut service = counted(&portal);
    let told = |service: &Arc<Service<Counted>>| difference_between_addresses(service.clone());
    let mut differences = Vec::new();
    // Three times in a row by chance: less than once in a billion runs.
    for _ in 0..3 {
        differences.push(told(&service).await);
        if differences.last().is_some_and(|last| *last < TOLD_APART) {
            break;
        }
    }
    assert!(
        differences.iter().any(|one| *one < TOLD_APART),
        "{differences:?}"
    );
    Arc::get_mut(&mut service).unwrap().store.is_slow_for = Some((ACTIVE, LEAK));
    for tries in 0.. {
        if told(&service).await >= TOLD_APART {
            break;
        }
        assert!(tries < 10, "{LEAK:?} more would not be noticed");
    }
}

/// The greatest difference between the times for one address and for another.
async fn difference_between_addresses(service: Arc<Service<Counted>>) -> f64 {
    let addresses = EVERYBODY.map(|email| Address::parse(email).unwrap());
    let mut times = vec![Vec::new(); addresses.len()];
    for round in 0..40 {
        let client = round.to_string();
        let source = RequestSource {
            client: client.clone(),
            ..RequestSource::default()
        };
        // None is always the first.
        for n in 0..addresses.len() {
            let which = (n + round) % addresses.len();
            let begun = Instant::now();
            let refused = service.sign_in(&addresses[which], "wrong1Kite!", &source);
            assert!(refused.await.is_err());
            times[which].push(begun.elapsed());
        }
    }
    let pairs = (0..times.len()).flat_map(|n| (0..n).map(move |m| (n, m)));
    let differences = pairs.map(|(n, m)| difference(&times[n], &times[m]));
    differences.fold(0.0, f64::max)
}

/// How far two sets of times differ, in standard deviations of the sum of
/// ranks (Mann and Whitney).
fn difference(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks = all.iter().enumerate().filter(|(_, (_, is_one))| *is_one);
    let sum: usize = ranks.map(|(rank, _)| rank + 1).sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let expected = n * (n + m + 1.0) / 2.0;
    (sum as f64 - expected).abs() / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

/// So far apart are two of the fifteen pairs once in a thousand times by
/// chance.
const TOLD_APART: f64 = 4.0;
/// What the control adds to about twenty times as much.
const LEAK: Duration = Duration::from_millis(2);

/// The same portal behind a store that counts.
fn counted(portal: &TestPortal) -> Arc<Service<Counted>> {
    let realm = Realm::new("test".into(), keys::open(portal.folder.path()).unwrap());
    let policy = Policy::support_center();
    let policy_engine =
        PolicyEngine::new(policy, Lists::default(), portal.config.service_name.clone());
    let service = Service::new(
        realm,
        policy_engine,
        Counted::new(portal.service.store.clone()),
    );
    Arc::new(service.unwrap())
}
