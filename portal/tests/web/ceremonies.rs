//! Another address, and "it was not me", over HTTP: looked at as often as
//! anyone likes, done once, with the links that came by mail.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use genkan::address::Address;
use genkan::id::AccountId;
use genkan::onboarding::Accounts as _;
use genkan::token::{Disown, Key, KeyId, Keyring, Links, ProveAddress, UndoAddress};
use genkan_portal::clock::now;
use genkan_portal::random::random;

use crate::support::contacts::administrator;
use crate::support::{PASSWORD, TARO, TestPortal, answer, body, form, location};

const BASE: &str = "http://127.0.0.1:8080/";
const NEW: &str = "taro@new.example.com";
const PAGES: [&str; 3] = ["/address", "/undo", "/not-me"];

/// Somebody with a password, signed in, and what the mails hold.
struct Contact {
    portal: TestPortal,
    session: String,
    /// The way to disown the password.
    disown: String,
}

impl Contact {
    async fn new() -> Self {
        let portal = TestPortal::new(BASE);
        portal.register(TARO).await;
        set_password(&portal, &portal.link(TARO).await).await;
        let disown = link(&mails(&portal, 1).await, TARO, "not-me");
        let session = sign_in(&portal, TARO).await.unwrap();
        Self {
            portal,
            session,
            disown,
        }
    }

    async fn ask(&self, address: &str, password: &str) -> Response<Body> {
        let form = format!("email={address}&current_password={password}");
        self.portal.post("/email", &self.session, &form).await
    }

    /// Asks for the new address: the link to it, and the way to stop it.
    async fn asked() -> (Self, String, String) {
        let contact = Self::new().await;
        let asked = contact.ask(NEW, PASSWORD).await;
        assert_eq!(location(&asked), "/email/sent");
        let mails = mails(&contact.portal, 2).await;
        let (prove, stop) = (link(&mails, NEW, "address"), link(&mails, TARO, "not-me"));
        (contact, prove, stop)
    }

    /// Has the new address: the way back.
    async fn replaced() -> (Self, String) {
        let (contact, prove, _) = Self::asked().await;
        let done = press(&contact.portal, "/address", &prove, NEW).await;
        assert_eq!(done.status(), StatusCode::OK);
        let undo = link(&mails(&contact.portal, 2).await, TARO, "undo");
        (contact, undo)
    }
}

async fn account(portal: &TestPortal, address: &str) -> Option<AccountId> {
    let address = Address::parse(address).unwrap();
    let found = portal.service.store.account_by_address(&address).await;
    found.unwrap().map(|account| account.id)
}

/// Exactly so many mails.
async fn mails(portal: &TestPortal, count: usize) -> Vec<String> {
    let mut mails = Vec::new();
    for _ in 0..50 {
        mails.extend(portal.deliver().await);
        if mails.len() >= count {
            break;
        }
    }
    assert_eq!(mails.len(), count, "{mails:?}");
    mails
}

/// The token of the link to that page in the mail to that address.
fn link(mails: &[String], to: &str, page: &str) -> String {
    let to = format!("To: {to}\n");
    let start = format!("{BASE}{page}/");
    let mut links = mails
        .iter()
        .filter(|mail| mail.contains(&to))
        .flat_map(|mail| mail.split(&start).skip(1));
    let link = links.next().unwrap().split_whitespace().next().unwrap();
    assert!(links.next().is_none());
    link.to_owned()
}

fn path(page: &str, token: &str) -> String {
    format!("{page}/{token}")
}

/// Presses the button of a page; `what` is what its page has said.
async fn press(portal: &TestPortal, page: &str, token: &str, what: &str) -> Response<Body> {
    let form = format!("action={what}");
    portal.post(&path(page, token), "", &form).await
}

async fn set_password(portal: &TestPortal, token: &str) {
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post(&path("/reset", token), "", &form).await;
    assert_eq!(location(&set), "/signin");
}

/// The session's cookie, where the password opens one.
async fn sign_in(portal: &TestPortal, address: &str) -> Option<String> {
    let form = format!("email={address}&password={PASSWORD}");
    let signed_in = portal.post("/signin", "", &form).await;
    let cookies = signed_in.headers().get_all(header::SET_COOKIE);
    let mut cookies = cookies.iter().map(|cookie| cookie.to_str().unwrap());
    let session = cookies.find(|cookie| cookie.starts_with("genkan-session="))?;
    Some(session.split(';').next().unwrap().to_owned())
}

#[tokio::test]
async fn an_address_is_replaced_and_taken_back() {
    let (contact, prove, _) = Contact::asked().await;
    let Contact {
        portal, session, ..
    } = &contact;
    let id = account(portal, TARO).await;
    for path in ["/", "/email/sent"] {
        assert!(body(portal.get(path, session).await).await.contains(NEW));
    }

    // A stranger who reads the mail learns nothing of the account.
    let shown = body(portal.get(&path("/address", &prove), "").await).await;
    assert!(shown.contains(NEW) && !shown.contains(TARO) && !shown.contains("山田"));
    let done = press(portal, "/address", &prove, NEW).await;
    assert_eq!(done.status(), StatusCode::OK);
    let again = press(portal, "/address", &prove, NEW).await;
    assert_eq!(again.status(), StatusCode::GONE);
    assert_eq!(account(portal, NEW).await, id);
    assert_eq!(location(&portal.get("/", session).await), "/signin");
    assert!(sign_in(portal, TARO).await.is_none());
    let session = sign_in(portal, NEW).await.unwrap();
    let undo = link(&mails(portal, 2).await, TARO, "undo");

    // No second change while there is a way back.
    let shown = body(portal.get("/email", &session).await).await;
    assert!(!shown.contains("action=\"/email\"") && shown.contains("（UTC）"));

    let shown = body(portal.get(&path("/undo", &undo), "").await).await;
    assert!(shown.contains(TARO) && !shown.contains(NEW));
    let done = press(portal, "/undo", &undo, TARO).await;
    assert_eq!(done.status(), StatusCode::OK);
    let again = press(portal, "/undo", &undo, TARO).await;
    assert_eq!(again.status(), StatusCode::GONE);
    assert_eq!(account(portal, TARO).await, id);
    assert_eq!(location(&portal.get("/", &session).await), "/signin");
    for address in [TARO, NEW] {
        assert!(sign_in(portal, address).await.is_none(), "{address}");
    }
    set_password(portal, &link(&mails(portal, 2).await, TARO, "reset")).await;
    assert!(sign_in(portal, TARO).await.is_some());
}

#[tokio::test]
async fn a_form_is_for_the_account_that_its_page_has_named() {
    // The account changes between the page and its button: nothing is done that
    // the page has not announced.
    let (contact, prove, _) = Contact::asked().await;
    let portal = &contact.portal;
    for other in ["", "other@other.example"] {
        let pressed = press(portal, "/address", &prove, other).await;
        assert_eq!(pressed.status(), StatusCode::CONFLICT);
    }
    let pressed = press(portal, "/address", &prove, NEW).await;
    assert_eq!(pressed.status(), StatusCode::OK);
    let undo = link(&mails(portal, 2).await, TARO, "undo");
    for other in ["", NEW] {
        let pressed = press(portal, "/undo", &undo, other).await;
        assert_eq!(pressed.status(), StatusCode::CONFLICT);
    }
    let pressed = press(portal, "/undo", &undo, TARO).await;
    assert_eq!(pressed.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_change_is_asked_for_by_its_owner_only() {
    let contact = Contact::new().await;
    let portal = &contact.portal;
    for (address, password, words) in [
        (NEW, "wrong7Kite!", "現在のパスワードが正しくありません"),
        (TARO, PASSWORD, "現在のメールアドレスと同じです"),
        (
            "TARO.YAMADA@example.co.jp",
            PASSWORD,
            "現在のメールアドレスと同じです",
        ),
        ("taro", PASSWORD, "「@」がありません"),
        ("", PASSWORD, "メールアドレスを入力してください"),
    ] {
        let refused = contact.ask(address, password).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = body(refused).await;
        assert!(page.contains(words), "{address}: {page}");
        assert!(!page.contains(password), "a page never shows a password");
    }
    let form = format!("email={NEW}&current_password={PASSWORD}");
    for path in ["/email", "/email/sent"] {
        let asked = portal.get(path, "").await;
        assert_eq!(
            location(&asked),
            format!("/signin?back={}", path.replace('/', "%2F"))
        );
    }
    let sent = portal.post("/email", "", &form).await;
    assert_eq!(location(&sent), "/signin?back=%2Femail");
    assert_eq!(
        location(&portal.get("/email/sent", &contact.session).await),
        "/"
    );
    assert!(portal.deliver().await.is_empty());

    assert_eq!(location(&contact.ask(NEW, PASSWORD).await), "/email/sent");
    let again = contact.ask(NEW, PASSWORD).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body(again).await.contains("少し前にも"));
    mails(portal, 2).await;
}

#[tokio::test]
async fn only_a_reader_of_its_mail_learns_whose_an_address_is() {
    let contact = Contact::new().await;
    let portal = &contact.portal;
    portal.register(NEW).await;
    let owner = account(portal, NEW).await;
    assert_eq!(location(&contact.ask(NEW, PASSWORD).await), "/email/sent");
    let prove = link(&mails(portal, 2).await, NEW, "address");
    let before = portal.snapshot(TARO).await;
    for _ in 0..2 {
        let taken = press(portal, "/address", &prove, NEW).await;
        assert_eq!(taken.status(), StatusCode::CONFLICT);
    }
    assert_eq!(portal.snapshot(TARO).await, before);
    assert_eq!(account(portal, NEW).await, owner);
}

#[tokio::test]
async fn a_request_that_was_not_mine_ends() {
    let (contact, prove, stop) = Contact::asked().await;
    let Contact {
        portal, session, ..
    } = &contact;
    let shown = body(portal.get(&path("/not-me", &stop), "").await).await;
    assert!(
        shown.contains("メールアドレスの変更を取りやめる"),
        "{shown}"
    );
    assert!(shown.contains("value=\"address\""));

    // The button does what its page has said, or nothing.
    let before = portal.snapshot(TARO).await;
    for what in ["", "link", "password", "x"] {
        let other = press(portal, "/not-me", &stop, what).await;
        assert_eq!(other.status(), StatusCode::CONFLICT);
    }
    assert_eq!(portal.snapshot(TARO).await, before);
    let done = press(portal, "/not-me", &stop, "address").await;
    assert_eq!(done.status(), StatusCode::OK);
    let gone = press(portal, "/address", &prove, NEW).await;
    assert_eq!(gone.status(), StatusCode::GONE);
    let home = body(portal.get("/", session).await).await;
    assert!(home.contains(TARO) && !home.contains(NEW));

    // A link that somebody else asked for.
    let form = format!("email={TARO}");
    assert_eq!(
        location(&portal.post("/forgot", "", &form).await),
        "/forgot/sent"
    );
    let messages = mails(portal, 1).await;
    let (reset, decline) = (
        link(&messages, TARO, "reset"),
        link(&messages, TARO, "not-me"),
    );
    let shown = body(portal.get(&path("/not-me", &decline), "").await).await;
    assert!(shown.contains("身に覚えのないリンクを無効にする"));
    let done = press(portal, "/not-me", &decline, "link").await;
    assert_eq!(done.status(), StatusCode::OK);
    let gone = portal.get(&path("/reset", &reset), "").await;
    assert_eq!(gone.status(), StatusCode::GONE);
    assert!(sign_in(portal, TARO).await.is_some(), "the password stays");
}

#[tokio::test]
async fn a_password_that_was_not_mine_ends() {
    let contact = Contact::new().await;
    let Contact {
        portal,
        session,
        disown,
    } = &contact;
    let shown = body(portal.get(&path("/not-me", disown), "").await).await;
    assert!(shown.contains("設定されたパスワードを無効にする"));
    let done = press(portal, "/not-me", disown, "password").await;
    assert_eq!(done.status(), StatusCode::OK);
    assert_eq!(location(&portal.get("/", session).await), "/signin");
    assert!(sign_in(portal, TARO).await.is_none());
    set_password(portal, &link(&mails(portal, 1).await, TARO, "reset")).await;
    assert!(sign_in(portal, TARO).await.is_some());
}

/// Sixty-four at once: one is done, the others come too late.
async fn race(portal: &TestPortal, page: &'static str, token: &str, what: &str) {
    let mut posts = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let form = form(&path(page, token), "", format!("action={what}"));
        posts.spawn(answer(portal.pages.clone(), form));
    }
    let answers: Vec<_> = posts.join_all().await;
    let count = |status| {
        answers
            .iter()
            .filter(|answer| answer.status() == status)
            .count()
    };
    assert_eq!(count(StatusCode::OK), 1, "{page}");
    assert_eq!(count(StatusCode::GONE) + count(StatusCode::CONFLICT), 63);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_at_once_do_it_once() {
    let (contact, prove, _) = Contact::asked().await;
    race(&contact.portal, "/address", &prove, NEW).await;
    let undo = link(&mails(&contact.portal, 2).await, TARO, "undo");
    race(&contact.portal, "/undo", &undo, TARO).await;
    mails(&contact.portal, 2).await;

    let (contact, _, stop) = Contact::asked().await;
    race(&contact.portal, "/not-me", &stop, "address").await;
    race(&contact.portal, "/not-me", &contact.disown, "password").await;
    mails(&contact.portal, 1).await;
}

#[tokio::test]
async fn looking_changes_nothing() {
    let (contact, prove, stop) = Contact::asked().await;
    let portal = &contact.portal;
    looked_at(
        portal,
        TARO,
        &[
            ("/address", &prove),
            ("/not-me", &stop),
            ("/not-me", &contact.disown),
        ],
    )
    .await;
    let (contact, undo) = Contact::replaced().await;
    looked_at(&contact.portal, NEW, &[("/undo", &undo)]).await;
}

async fn looked_at(portal: &TestPortal, address: &str, links: &[(&str, &String)]) {
    let before = (portal.snapshot(address).await, portal.database());
    for (page, token) in links {
        for trailing in ["", ".", ")", "%3E"] {
            for method in ["GET", "HEAD"] {
                let uri = format!("{page}/{token}{trailing}");
                let request = Request::builder().method(method).uri(uri);
                let shown = portal.send(request.body(Body::empty()).unwrap()).await;
                assert_eq!(shown.status(), StatusCode::OK, "{page}");
                assert_eq!(shown.headers()[header::REFERRER_POLICY], "no-referrer");
                assert!(!body(shown).await.contains(token.as_str()));
            }
        }
        let request = form(&path(page, token), "", "action=password".into());
        let (mut parts, sent) = request.into_parts();
        let elsewhere = "https://evil.example".parse().unwrap();
        parts.headers.insert(header::ORIGIN, elsewhere);
        let refused = portal.send(Request::from_parts(parts, sent)).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!((portal.snapshot(address).await, portal.database()), before);
}

/// What a page answers to a link that it does not take.
async fn refusal(portal: &TestPortal, page: &str, token: &str) -> String {
    let shown = portal.get(&path(page, token), "").await;
    assert_eq!(shown.status(), StatusCode::GONE, "{page}: {token}");
    let shown = body(shown).await;
    for what in ["", "link", "address", "password"] {
        let pressed = press(portal, page, token, what).await;
        assert_eq!(pressed.status(), StatusCode::GONE, "{page}: {token}");
        assert_eq!(body(pressed).await, shown);
    }
    shown
}

#[tokio::test]
async fn a_page_takes_no_link_but_its_own_and_never_says_why() {
    let (contact, prove, stop) = Contact::asked().await;
    let Contact {
        portal,
        session,
        disown,
    } = &contact;
    let form = format!("email={TARO}");
    portal.post("/forgot", "", &form).await;
    let messages = mails(portal, 1).await;
    let (reset, decline) = (
        link(&messages, TARO, "reset"),
        link(&messages, TARO, "not-me"),
    );
    let session = session.split_once('=').unwrap().1;
    let before = portal.snapshot(TARO).await;

    let links = [
        (&*prove, "/address"),
        (&*stop, "/not-me"),
        (&*decline, "/not-me"),
        (&**disown, "/not-me"),
        (&*reset, "/reset"),
        (session, "/"),
    ];
    for (page, prefix) in [
        ("/address", "gkn_adr_"),
        ("/undo", "gkn_und_"),
        ("/not-me", "gkn_dec_"),
        ("/not-me", "gkn_dis_"),
        ("/reset", "gkn_rst_"),
    ] {
        let nothing = refusal_of(portal, page, "x").await;
        for token in [prefix, "gkn_xxx_AAAA"] {
            assert_eq!(refusal_of(portal, page, token).await, nothing);
        }
        for (token, own) in links {
            if own != page {
                assert_eq!(refusal_of(portal, page, token).await, nothing);
            }
            // The prefix is what a token claims to be; its record knows.
            let (claimed, secret) = token.split_at(8);
            if claimed != prefix {
                let renamed = format!("{prefix}{secret}");
                assert_eq!(refusal_of(portal, page, &renamed).await, nothing);
            }
        }
    }
    assert_eq!(portal.snapshot(TARO).await, before);
}

/// A whole link to a page, of another support center.
fn unknown(page: &str) -> String {
    let links = Links::new("other", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
    let rng = &mut random();
    let text = match page {
        "/address" => links
            .issue::<ProveAddress>(7_i64, TARO, now(), rng)
            .token
            .expose(),
        "/undo" => links
            .issue::<UndoAddress>(7_i64, TARO, now(), rng)
            .token
            .expose(),
        _ => links
            .issue::<Disown>(7_i64, TARO, now(), rng)
            .token
            .expose(),
    };
    text.as_str().to_owned()
}

/// As [`refusal`], also of the page that sets a password.
async fn refusal_of(portal: &TestPortal, page: &str, token: &str) -> String {
    if page != "/reset" {
        return refusal(portal, page, token).await;
    }
    let shown = portal.get(&path(page, token), "").await;
    assert_eq!(shown.status(), StatusCode::GONE);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post(&path(page, token), "", &form).await;
    assert_eq!(set.status(), StatusCode::GONE);
    body(shown).await
}

#[tokio::test]
async fn a_suspended_or_removed_contact_is_out_and_the_pages_do_not_show_it() {
    let (contact, prove, stop) = Contact::asked().await;
    let Contact {
        portal,
        session,
        disown,
    } = &contact;
    let id = account(portal, TARO).await.unwrap();
    let nothing = |page| async move { refusal(portal, page, &unknown(page)).await };

    portal.service.hold(id, &administrator()).await.unwrap();
    for path in ["/", "/password", "/email", "/email/sent"] {
        let asked = portal.get(path, session).await;
        assert_eq!(
            location(&asked).split('?').next(),
            Some("/signin"),
            "{path}"
        );
    }
    for (path, form) in [
        ("/email", "email=a@b.example"),
        ("/password", "new_password=x"),
    ] {
        let sent = portal.post(path, session, form).await;
        assert_eq!(
            location(&sent),
            format!("/signin?back={}", path.replace('/', "%2F"))
        );
    }
    for (page, token) in [("/address", &prove), ("/not-me", &stop)] {
        assert_eq!(refusal(portal, page, token).await, nothing(page).await);
    }
    mails(portal, 1).await;
    // A stranger's password ends all the same, and the page says what it
    // says to everybody.
    let done = press(portal, "/not-me", disown, "password").await;
    assert_eq!(done.status(), StatusCode::OK);
    assert!(portal.deliver().await.is_empty(), "no link while held");

    let (contact, undo) = Contact::replaced().await;
    let portal = &contact.portal;
    let id = account(portal, NEW).await.unwrap();
    portal.service.remove(id, &administrator()).await.unwrap();
    for (page, token) in [("/undo", &undo), ("/not-me", &contact.disown)] {
        let nothing = refusal(portal, page, &unknown(page)).await;
        assert_eq!(refusal(portal, page, token).await, nothing);
    }
}

#[tokio::test]
async fn the_pages_keep_themselves_to_themselves_in_both_languages() {
    let (contact, prove, stop) = Contact::asked().await;
    let portal = &contact.portal;
    let open = [
        ("/address", &prove),
        ("/not-me", &stop),
        ("/not-me", &contact.disown),
    ];
    let shown = PAGES.iter().map(|page| (page.to_string(), String::new()));
    let shown = shown.chain(open.map(|(page, token)| (path(page, token), String::new())));
    let own = ["/email", "/email/sent"].map(|page| (page.to_owned(), contact.session.clone()));
    for (page, cookie) in shown.chain(own) {
        for language in ["ja", "en"] {
            let cookie = format!("{cookie}; genkan-language={language}");
            let answer = portal.get(&page, &cookie).await;
            let headers = answer.headers();
            let referrer = match page.contains("gkn_") {
                true => "no-referrer",
                false => "same-origin",
            };
            assert_eq!(headers["referrer-policy"], referrer, "{page}");
            assert_eq!(headers["cache-control"], "no-store", "{page}");
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'"), "{page}");
            let page = body(answer).await;
            assert!(page.contains(&format!("<html lang=\"{language}\">")));
            let main = page
                .split_once("<main")
                .unwrap()
                .1
                .split_once("</main>")
                .unwrap()
                .0;
            let is_kana = |c| matches!(c, 'ぁ'..='ん');
            assert_eq!(main.contains(is_kana), language == "ja", "{main}");
        }
    }
}
