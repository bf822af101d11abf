//! Every email of an account's life, sent, read and followed, in every
//! language.

use genkan::Language;
use genkan::address::Address;
use genkan::id::AccountId;
use genkan::onboarding::{
    Accounts as _, AuditLog as _, Contact, Outbox as _, Progress, Refusal, Role, Tokens as _,
};
use genkan::token::{FirstPassword, Token};
use genkan_portal::service::{NotDone, Registration, RequestSource};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::support::contacts::{administrator, contact, new_contact, register};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

const BASE: &str = "https://support.example.com/";
const NEW: &str = "taro@new.example.com";
const HANAKO: &str = "hanako.sato@example.co.jp";

/// A mail: to whom, and the purpose of every link in it.
fn read(mail: &str) -> (&str, Vec<&str>) {
    let to = mail.lines().find_map(|line| line.strip_prefix("To: "));
    let links = mail.split(BASE).skip(1).filter_map(|link| {
        let text = link.split_whitespace().next()?;
        text.contains("gkn_")
            .then_some(text.get(..text.find("gkn_")? + 8)?)
    });
    (to.unwrap(), links.collect())
}

/// The token of a mail's link to that page.
fn token<'m>(mails: &'m [String], page: &str) -> &'m str {
    let link = format!("{BASE}{page}/");
    let mut tokens = mails.iter().flat_map(|mail| mail.split(&link).skip(1));
    tokens.next().unwrap().split_whitespace().next().unwrap()
}

async fn account(portal: &TestPortal, address: &str) -> AccountId {
    let address = Address::parse(address).unwrap();
    let found = portal.service.store.account_by_address(&address).await;
    found.unwrap().unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn every_email_of_a_whole_life() {
    for (language, greeting) in [
        (Language::Ja, "山田 太郎 様"),
        (Language::En, "Dear 山田 太郎"),
    ] {
        let portal = TestPortal::new(BASE);
        let service = &portal.service;
        let delivered = async |expected: &[(&str, &[&str])]| {
            let mut mails = portal.deliver().await;
            // Those of the same second have no order.
            mails.sort_by_key(|mail| expected.iter().position(|(to, _)| *to == read(mail).0));
            let found: Vec<_> = mails.iter().map(|mail| read(mail)).collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(to, links)| (*to, links.to_vec()))
                .collect();
            assert_eq!(found, expected, "{mails:?}");
            for mail in &mails {
                assert!(mail.contains("Subject: "), "{mail}");
                assert_eq!(mail.contains("Dear "), language == Language::En, "{mail}");
                assert_eq!(mail.contains("様"), language == Language::Ja, "{mail}");
                // A contact who disowned a password sets another one.
                let says_first = ["最初のパスワード", "初期パスワード", "first password"];
                assert!(!says_first.iter().any(|it| mail.contains(it)), "{mail}");
            }
            mails
        };

        let desk = portal.operator("佐藤", Role::Agent, &[]).await;
        // The invitation of the operator is read elsewhere.
        assert_eq!(portal.deliver().await.len(), 1);
        let contact = Contact {
            language,
            ..contact(TARO)
        };
        let contacts = [new_contact(contact, "")];
        let how = Registration {
            notify: true,
            ..Registration::default()
        };
        let registered = service.register(&contacts, how, &desk, |_| ());
        assert_eq!(registered.await.unwrap().count, 1);
        let mails = delivered(&[(TARO, &[])]).await;
        assert!(mails[0].contains(greeting) && mails[0].contains(&format!("{BASE}forgot")));

        let taro = Address::parse(TARO).unwrap();
        let id = account(&portal, TARO).await;
        service
            .request_link(&taro, &RequestSource::default())
            .await
            .unwrap();
        let mails = delivered(&[(TARO, &["reset/gkn_fst_", "not-me/gkn_dec_"])]).await;
        let link = service.open_link(token(&mails, "reset")).await.unwrap();
        let device = service.set_password(&link, PASSWORD).await.unwrap();
        let mails = delivered(&[(TARO, &["not-me/gkn_dis_"])]).await;
        let disown = token(&mails, "not-me").to_owned();

        // To another address, and back.
        let device = device.expose();
        let source = RequestSource {
            device: device.as_str().to_owned().into(),
            ..RequestSource::default()
        };
        let signed_in = service.sign_in(&taro, PASSWORD, &source);
        let signed_in = signed_in.await.unwrap().session().unwrap();
        assert!(signed_in.device.is_none(), "the browser is known");
        let session = service.session(signed_in.session.expose().as_str()).await;
        let session = session.unwrap().unwrap();
        let new = Address::parse(NEW).unwrap();
        let source = RequestSource::default();
        let asked = service.request_address(&session, PASSWORD, &new, &source);
        asked.await.unwrap();
        let mails = delivered(&[(NEW, &["address/gkn_adr_"]), (TARO, &["not-me/gkn_dec_"])]).await;
        service
            .prove_address(token(&mails, "address"))
            .await
            .unwrap();
        let mails = delivered(&[(TARO, &["undo/gkn_und_"]), (NEW, &[])]).await;
        assert_eq!(account(&portal, NEW).await, id);
        assert!(service.disavow(&disown).await.is_err());
        let undo = token(&mails, "undo");
        service.undo_address(undo).await.unwrap();
        assert!(service.undo_address(undo).await.is_err());
        let mails = delivered(&[(TARO, &["reset/gkn_fst_", "not-me/gkn_dec_"]), (NEW, &[])]).await;

        // It was not me, twice.
        let link = service.open_link(token(&mails, "reset")).await.unwrap();
        service.set_password(&link, PASSWORD).await.unwrap();
        let mails = delivered(&[(TARO, &["not-me/gkn_dis_"])]).await;
        let disown = token(&mails, "not-me");
        service.disavow(disown).await.unwrap();
        let mails = delivered(&[(TARO, &["reset/gkn_fst_", "not-me/gkn_dec_"])]).await;
        let decline = token(&mails, "not-me");
        service.disavow(decline).await.unwrap();
        let link = service.open_link(token(&mails, "reset")).await;
        assert!(link.is_err());

        // The desk.
        service.resend(id, &desk).await.unwrap();
        let mails = delivered(&[(TARO, &["reset/gkn_fst_", "not-me/gkn_dec_"])]).await;
        let link = service.open_link(token(&mails, "reset")).await.unwrap();
        service.set_password(&link, PASSWORD).await.unwrap();
        delivered(&[(TARO, &["not-me/gkn_dis_"])]).await;
        service.resend(id, &desk).await.unwrap();
        delivered(&[(TARO, &["reset/gkn_rst_", "not-me/gkn_dec_"])]).await;
        service.hold(id, &desk).await.unwrap();
        assert!(service.hold(id, &desk).await.is_err());
        delivered(&[(TARO, &[])]).await;
        service.release(id, &desk).await.unwrap();
        delivered(&[(TARO, &[])]).await;
        let successor = Contact::new("佐藤 花子", HANAKO, None, language).unwrap();
        let handed_over = service.hand_over(id, &successor, false, &desk);
        handed_over.await.unwrap();
        let mails = delivered(&[(TARO, &[]), (HANAKO, &[])]).await;
        assert!(mails[0].contains("山田 太郎") && !mails[0].contains(HANAKO));
        assert!(mails[1].contains("佐藤 花子"));
        // The former contact learns that the account is closed, and whom to ask.
        let over = match language {
            Language::Ja => "別の方に引き継ぎました",
            Language::En => "Another person has taken over",
        };
        assert!(mails[0].contains(over), "{}", mails[0]);
        assert!(mails[0].contains("support@provider.example"));
        assert!(mails[1].contains(&format!("{BASE}forgot")));
        assert!(matches!(
            service.remove(id, &desk).await,
            Err(NotDone::Refused(Refusal::State))
        ));
        let hanako = account(&portal, HANAKO).await;
        assert_ne!(hanako, id);
        service.remove(hanako, &desk).await.unwrap();
        delivered(&[(HANAKO, &[])]).await;

        // Each was sent, once, and says what came of it.
        let mut messages = service.store.messages(id, 100).await.unwrap();
        messages.extend(service.store.messages(hanako, 100).await.unwrap());
        let invitation = 1;
        assert_eq!(messages.len() + invitation, portal.mails().len());
        for message in messages {
            assert_eq!(message.tries, 1);
            assert!(matches!(message.progress, Progress::Sent { .. }));
        }
        let entries = service.store.entries(None, 1_000).await.unwrap();
        genkan::audit_log::verify(&entries, None).unwrap();
    }
}

#[tokio::test]
async fn the_end_of_a_link_is_told_in_the_zone_of_the_service() {
    for zone in [
        "UTC",
        "Asia/Tokyo",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
    ] {
        for language in [Language::Ja, Language::En] {
            let mut portal = TestPortal::new(BASE);
            portal.config.time_zone = TimeZone::get(zone).unwrap();
            let contact = Contact {
                language,
                ..contact(TARO)
            };
            assert!(register(&portal.service, new_contact(contact, "")).await);
            let form = "email=taro.yamada%40example.co.jp";
            portal.post("/forgot", "", form).await;
            let mails = portal.deliver().await;
            let link = token(&mails, "reset");
            let selector = Token::<FirstPassword>::parse(link).unwrap().selector();
            let (record, _) = portal.service.store.token(selector).await.unwrap().unwrap();
            let end = record.expires_at.unix_seconds();
            let end = Timestamp::from_second(end.cast_signed()).unwrap();
            let end = end.to_zoned(portal.config.time_zone.clone());

            let (day, hour) = match language {
                Language::Ja => (end.strftime("%Y年%-m月%-d日 %H:%M（"), "）まで"),
                Language::En => (end.strftime("%-d %B %Y, %H:%M ("), "), or"),
            };
            let text = mails[0].replace("\r\n", "\n");
            let (_, after) = text.split_once(&day.to_string()).unwrap();
            let (name, _) = after.split_once(hour).unwrap();
            let abbreviation = end.strftime("%Z").to_string();
            let expected = match (zone, language) {
                ("Asia/Tokyo", Language::Ja) => "日本時間",
                ("America/Sao_Paulo", _) => "UTC-03:00",
                _ => &abbreviation,
            };
            assert_eq!(name, expected, "{text}");
        }
    }
}

/// A message belongs to a person and an occasion: it never reaches the person who
/// takes over before it is sent.
#[tokio::test]
async fn a_message_is_for_the_person_to_whom_it_happened() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let id = account(&portal, TARO).await;
        let (service, desk) = (&portal.service, administrator());
        service.hold(id, &desk).await.unwrap();
        let successor = contact(HANAKO);
        let handed_over = service.hand_over(id, &successor, false, &desk);
        handed_over.await.unwrap();
        let mails = portal.deliver().await;
        let to = |address: &str| {
            let found = mails.iter().filter(|mail| read(mail).0 == address);
            found.cloned().collect::<Vec<_>>()
        };
        let (before, after) = (to(TARO), to(HANAKO));
        assert_eq!(
            (before.len(), after.len(), mails.len()),
            (1, 1, 2),
            "{mails:?}"
        );
        assert!(before[0].contains("引き継"), "{}", before[0]);
        assert!(!after[0].contains("利用停止"), "{}", after[0]);
    }
}
