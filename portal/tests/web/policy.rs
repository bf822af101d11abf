//! A portal with another policy than the documented one: told, served and
//! judged by, or refused at the start.

use axum::http::{StatusCode, header};
use genkan::blocklist::HashList;
use genkan::policy::{Document, Policy};
use genkan_portal::config::ListFiles;
use genkan_portal::passwords::{Lists, Person, PolicyEngine};
use sha1::{Digest as _, Sha1};

use crate::support::{REALM, TARO, TestPortal, body, location};

const BASE: &str = "http://127.0.0.1:8080/";

fn policy(rules: &str) -> Policy {
    let json =
        format!("{{\"version\":1,\"name\":\"house\",\"max_bytes\":4096,\"rules\":[{rules}]}}");
    let document: Document = serde_json::from_str(&json).unwrap();
    document.try_into().unwrap()
}

fn portal(rules: &str) -> TestPortal {
    TestPortal::with(BASE, policy(rules), Lists::default())
}

/// The codes that a page gives for a password, in their order.
async fn codes(portal: &TestPortal, path: &str, cookie: &str, form: &str) -> Vec<String> {
    let answer = portal.post(path, cookie, form).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    let page = body(answer).await;
    let codes = page.split("<li data-code=\"").skip(1);
    codes
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

fn twice(password: &str) -> String {
    format!("new_password={password}&confirmation={password}")
}

#[tokio::test]
async fn every_preset_is_served_and_told_or_says_what_it_needs() {
    for name in Policy::PRESETS {
        let chosen = Policy::preset(name).unwrap();
        let policy_engine = PolicyEngine::new(chosen.clone(), Lists::default(), Default::default());
        let needs = policy_engine
            .missing_input()
            .map(|missing_input| missing_input.code());
        let expected = match name {
            "owasp_asvs_5" | "zendesk_recommended" => Some("policy-needs-breached"),
            "keycloak_recommended" | "okta" | "pci_dss_4" => Some("policy-needs-history"),
            "entra" => Some("policy-needs-list"),
            _ => None,
        };
        assert_eq!(needs, expected, "{name}");
        if needs.is_some() {
            continue;
        }
        let portal = TestPortal::with(BASE, chosen.clone(), Lists::default());
        let served = body(portal.get("/policy.json", "").await).await;
        let document: Document = serde_json::from_str(&served).unwrap();
        let served = Policy::try_from(document).unwrap();
        assert_eq!(served.fingerprint(), chosen.fingerprint(), "{name}");

        portal.register(TARO).await;
        let path = format!("/reset/{}", portal.link(TARO).await);
        let page = body(portal.get(&path, "").await).await;
        let told = page.matches("<li data-rule=").count();
        assert_eq!(told, chosen.requirements().count(), "{name}");
    }
}

#[tokio::test]
async fn rules_of_many_kinds_are_checked_by_the_portal() {
    let portal = portal(
        r#"{"rule":"length","min":8},
        {"rule":"tier","below":16,"rules":[{"rule":"kinds","required":2,"of":[{"name":"lower"},{"name":"digit"}]}]},
        {"rule":"context-word","sources":["name","company","service"],"min_piece":2},
        {"rule":"blocklist","list":"common"},
        {"rule":"sequence","length":5,"of":["qwerty","numeric"]},
        {"rule":"guessability","min_score":3}"#,
    );
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.link(TARO).await);
    let reset = async |password: &str| codes(&portal, &path, "", &twice(password)).await;

    assert_eq!(reset("password1").await, ["blocklisted", "too-guessable"]);
    assert_eq!(
        reset("qwertyqwerty").await,
        ["too-few-kinds", "blocklisted", "sequence", "too-guessable"]
    );
    let words = ["works", "support", "太郎", "サポートセンター"];
    for word in words {
        let long = format!("quiet-lamp-{word}-orbit");
        assert_eq!(reset(&long).await, ["contains-context-word"], "{word}");
    }
    // What is long needs no digit: the tier is over.
    let answer = portal
        .post(&path, "", &twice("quiet-lamp-orbit-kettle"))
        .await;
    assert_eq!(location(&answer), "/signin");
}

#[tokio::test]
async fn the_page_gives_the_element_what_the_server_knows() {
    let plain = portal(r#"{"rule":"length","min":8}"#);
    let wordy = portal(
        r#"{"rule":"length","min":8},
        {"rule":"tier","below":12,"rules":[{"rule":"context-word","sources":["company","name"],"min_piece":3}]}"#,
    );
    for (portal, is_wordy) in [(plain, false), (wordy, true)] {
        portal.register(TARO).await;
        let path = format!("/reset/{}", portal.link(TARO).await);
        let page = body(portal.get(&path, "").await).await;
        // No more of a person is on the page than the policy asks for.
        assert_eq!(page.contains("Example Works"), is_wordy);
        let words = "data-words=\"{&quot;company&quot;:[&quot;Example Works&quot;],\
                     &quot;name&quot;:[&quot;山田 太郎&quot;]}\"";
        assert_eq!(page.contains(words), is_wordy, "{page}");
        assert!(!page.contains("current-password-from"));
    }
}

#[tokio::test]
async fn the_page_names_the_words_of_the_persons_own_address() {
    let cases = [
        ("taro.yamada@example.co.jp", 3, Some("「taro」「yamada」を")),
        ("j.t@example.co.jp", 3, Some("「j.t」を")),
        ("taro.ab@example.co.jp", 3, Some("「taro」を")),
        ("taro.yamada@example.co.jp", 6, Some("「yamada」を")),
        ("taro.yamada@example.co.jp", 0, None),
    ];
    for (address, min_piece, expected) in cases {
        let rule = match min_piece {
            0 => r#"{"rule":"length","min":8}"#.to_owned(),
            _ => format!(r#"{{"rule":"local-part","min_piece":{min_piece}}}"#),
        };
        let portal = portal(&rule);
        portal.register(address).await;
        let path = format!("/reset/{}", portal.link(address).await);
        let page = body(portal.get(&path, "").await).await;
        match expected {
            Some(words) => assert!(page.contains(&format!(
                "<p class=\"note\" id=\"own-words\">{words}含むパスワードは設定できません。</p>"
            ))),
            None => assert!(!page.contains("own-words")),
        }
    }
}

/// A portal in which a first password was set, and a session in it.
async fn signed_in(rules: &str, password: &str) -> (TestPortal, String) {
    let portal = portal(rules);
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.link(TARO).await);
    let set = portal.post(&path, "", &twice(password)).await;
    assert_eq!(location(&set), "/signin");
    let form = format!("email={TARO}&password={password}");
    let answer = portal.post("/signin", "", &form).await;
    assert_eq!(location(&answer), "/");
    let session = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    let session = session.split(';').next().unwrap().to_owned();
    (portal, session)
}

#[tokio::test]
async fn the_old_password_is_neither_used_again_nor_almost() {
    let rules =
        r#"{"rule":"length","min":8},{"rule":"similarity","min":4},{"rule":"reuse","last":1}"#;
    let (portal, session) = signed_in(rules, "blue7Kite!").await;
    let change = async |current: &str, new: &str, again: &str| {
        let form = format!("current_password={current}&new_password={new}&confirmation={again}");
        codes(&portal, "/password", &session, &form).await
    };
    let same = change("blue7Kite!", "blue7Kite!", "blue7Kite!").await;
    assert_eq!(same, ["too-similar", "reused"]);
    let close = change("blue7Kite!", "blue8kite?", "blue8kite?").await;
    assert_eq!(close, ["too-similar"]);
    // Nobody learns the password by trying it out as the new one.
    assert!(change("wrong", "blue7Kite!", "blue7Kite!").await.is_empty());
    assert!(change("blue7Kite!", "blue7Kite!", "other").await.is_empty());
    let page = body(portal.get("/password", &session).await).await;
    assert!(page.contains("current-password-from=\"current_password\""));

    // A link does not make the last password a new one.
    portal.deliver().await;
    let path = format!("/reset/{}", portal.link(TARO).await);
    let reused = codes(&portal, &path, "", &twice("blue7Kite!")).await;
    assert_eq!(reused, ["reused"]);
    let set = portal.post(&path, "", &twice("quiet-lamp-orbit")).await;
    assert_eq!(location(&set), "/signin");
}

#[tokio::test]
async fn a_password_signs_in_in_the_form_that_the_policy_gives_it() {
    let (composed, decomposed) = (
        "cr%C3%A8me-br%C3%BBl%C3%A9e",
        "cre%CC%80me-bru%CC%82le%CC%81e",
    );
    for (preparation, page) in [("opaque-string", "/"), ("as-is", "")] {
        let text = format!(
            r#"{{"version":1,"name":"raw","max_bytes":256,"preparation":"{preparation}","rules":[]}}"#
        );
        let document: Document = serde_json::from_str(&text).unwrap();
        let portal = TestPortal::with(BASE, Policy::try_from(document).unwrap(), Lists::default());
        portal.register(TARO).await;
        let path = format!("/reset/{}", portal.link(TARO).await);
        portal.post(&path, "", &twice(composed)).await;

        let form = |password| format!("email={TARO}&password={password}");
        let same = portal.post("/signin", "", &form(composed)).await;
        assert_eq!(location(&same), "/", "{preparation}");
        let other = portal.post("/signin", "", &form(decomposed)).await;
        let found = other.headers().get(header::LOCATION);
        let found = found.map_or("", |found| found.to_str().unwrap());
        assert_eq!(found, page, "{preparation}");
    }
}

#[tokio::test]
async fn a_password_that_an_earlier_policy_accepted_still_signs_in() {
    let (portal, _) = signed_in(r#"{"rule":"length","min":8}"#, &"kite-".repeat(100)).await;
    let short = Policy::active_directory();
    assert!(short.max_bytes() < 500);
    let policy_engine = PolicyEngine::new(short, Lists::default(), Default::default());
    let realm = genkan::onboarding::Realm::new(
        REALM.into(),
        genkan_portal::keys::open(portal.folder.path()).unwrap(),
    );
    let store =
        genkan_portal::store::Sqlite::open(&portal.folder.path().join("genkan.sqlite"), REALM);
    let service =
        genkan_portal::service::Service::new(realm, policy_engine, store.unwrap()).unwrap();
    let address = genkan::address::Address::parse(TARO).unwrap();
    let signed_in = service
        .sign_in(
            &address,
            &"kite-".repeat(100),
            &genkan_portal::service::RequestSource::default(),
        )
        .await;
    assert!(signed_in.is_ok());
}

#[tokio::test]
async fn the_longest_password_fits_the_form() {
    // Three bytes each, percent-encoded as nine.
    let longest = "%E3%81%82".repeat(4096 / 3);
    let (_, session) = signed_in(r#"{"rule":"length","min":8}"#, &longest).await;
    assert!(session.starts_with("genkan-session="));
}

#[test]
fn lists_are_looked_up_where_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let own = genkan::blocklist::CompactList::build(["house of kites"]).unwrap();
    let digests = HashList::build(
        genkan::blocklist::EntryKind::SHA1,
        [Sha1::digest(b"Blue-Kite-Lamp").to_vec()],
    );
    let ntlm = HashList::build(genkan::blocklist::EntryKind::NTLM, [vec![7; 16]]).unwrap();
    let (own, digests) = (write("own", &own), write("digests", &digests.unwrap()));
    let ntlm = write("ntlm", &ntlm);
    let files = |name: &str, list: &std::path::Path, breached: &std::path::Path| ListFiles {
        blocklists: [(name.to_owned(), list.to_owned())].into(),
        breached: Some(breached.to_owned()),
    };

    let rules = r#"{"rule":"blocklist","list":"own"},{"rule":"blocklist","list":"common"},{"rule":"breached"}"#;
    let lists = Lists::open(&files("own", &own, &digests)).unwrap();
    let policy_engine = PolicyEngine::new(policy(rules), lists, Default::default());
    assert_eq!(policy_engine.missing_input(), None);
    let codes = |password: &str| -> Vec<&str> {
        let context =
            policy_engine.with_breaches(policy_engine.context(&Person::default()), password);
        let report = policy_engine.policy().check(password, &context);
        report
            .violations()
            .map(|violation| violation.code())
            .collect()
    };
    assert_eq!(codes("House of Kites"), ["blocklisted"]);
    assert_eq!(codes("sakura123"), ["blocklisted"]);
    assert_eq!(codes("Blue-Kite-Lamp"), ["breached"]);
    assert!(codes("blue-kite-lamp").is_empty(), "a digest has no case");

    // A file under the name of the list in the box takes its place.
    let lists = Lists::open(&files("common", &own, &digests)).unwrap();
    let policy_engine = PolicyEngine::new(Policy::owasp_asvs_5(), lists, Default::default());
    assert_eq!(policy_engine.missing_input(), None);
    let is_accepted = |password: &str| {
        let context =
            policy_engine.with_breaches(policy_engine.context(&Person::default()), password);
        policy_engine.policy().accept(password, &context).is_ok()
    };
    assert!(is_accepted("sakura123"));
    assert!(!is_accepted("house of kites"));

    // Each kind of list in its place, and a whole one.
    let cut = write("cut", &std::fs::read(&own).unwrap()[..50]);
    for wrong in [
        files("own", &digests, &digests),
        files("own", &own, &own),
        files("own", &own, &ntlm),
        files("own", &cut, &digests),
        files("own", &folder.path().join("none"), &digests),
    ] {
        let error = Lists::open(&wrong).unwrap_err();
        assert!(error.code().starts_with("list-") || error.code() == "file-failed");
    }
}

#[test]
fn what_a_rule_needs_is_said_at_the_start() {
    for (rules, code, remedy) in [
        (
            r#"{"rule":"tier","below":9,"rules":[{"rule":"blocklist","list":"words"}]}"#,
            "policy-needs-list",
            "\"words\"",
        ),
        (
            r#"{"rule":"breached","fail_open":true}"#,
            "policy-needs-breached",
            "breached_file",
        ),
        (
            r#"{"rule":"reuse","last":5}"#,
            "policy-needs-history",
            "write last 1",
        ),
    ] {
        let policy_engine = PolicyEngine::new(policy(rules), Lists::default(), Default::default());
        let missing_input = policy_engine.missing_input().unwrap();
        assert_eq!(missing_input.code(), code);
        assert!(
            missing_input.to_string().contains(remedy),
            "{missing_input}"
        );
    }
}
