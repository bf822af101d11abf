//! Every email about a case, in every language. None has a text that a visitor
//! or a contact typed.

use std::time::Duration;

use genkan::Language;
use genkan::audit_log::Actor;
use genkan::id::AccountId;
use genkan::onboarding::case::{Answer, ProofKind, RequestedChange};
use genkan::onboarding::{Contact, Role};
use genkan::token::{Confirm, Object};
use genkan_portal::clock::now;

use crate::support::contacts::{contact, name, new_contact, register};
use crate::support::{COMPANY, TestPortal};

const BASE: &str = "https://support.example.com/";
const TARO: &str = "taro@example.com";
const JIRO: &str = "jiro@example.com";

/// Delivers, and checks to whom the emails are and what each contains.
async fn delivered(portal: &TestPortal, language: Language, expected: &[(&str, &str, &str)]) {
    let mut mails = portal.deliver().await;
    mails.sort();
    let mut found: Vec<&str> = Vec::new();
    for (to, ja, en) in expected {
        let text = match language {
            Language::Ja => ja,
            Language::En => en,
        };
        let to = format!("\nTo: {to}\n");
        let mail = mails
            .iter()
            .find(|mail| mail.contains(&to) && mail.contains(text));
        let mail = mail.unwrap_or_else(|| panic!("{to}: {text}: {mails:?}"));
        found.push(mail);
        for typed in ["Typed", "hanako", "花子"] {
            assert!(!mail.contains(typed), "{mail}");
        }
    }
    let others = mails.iter().filter(|mail| !found.contains(&mail.as_str()));
    for other in others {
        assert!(other.contains("\nTo: hanako"), "{other}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_email_about_a_case() {
    for language in Language::ALL {
        let portal = TestPortal::new(BASE);
        for address in [TARO, JIRO] {
            let contact = Contact {
                language,
                ..contact(address)
            };
            register(&portal.service, new_contact(contact, COMPANY)).await;
            let link = portal.mint(address).await;
            let link = portal.service.open_link(&link).await.unwrap();
            let set = portal.service.set_password(&link, crate::support::PASSWORD);
            set.await.unwrap();
        }
        portal.deliver().await;
        let service = &portal.service;
        let sato = portal.operator("佐藤", Role::Agent, &[]).await;
        let suzuki = portal.operator("鈴木", Role::Agent, &[]).await;
        portal.deliver().await;
        let taro = portal.account(TARO).await;
        service.set_manager(taro.id, true, &sato).await.unwrap();
        let note = "Typed by an operator.".parse().unwrap();
        let add = |address: &str| RequestedChange::Add {
            contact: Contact {
                name: name("花子 Typed"),
                company: taro.company,
                language,
                ..contact(address)
            },
        };

        let id = portal.requested(JIRO, add("hanako@example.com")).await;
        let link = "https://support.example.com/contacts";
        delivered(&portal, language, &[(TARO, link, link)]).await;
        service.close_case(id, &note, &sato).await.unwrap();
        let refused = ("却下されました", "has been refused");
        delivered(&portal, language, &[(JIRO, refused.0, refused.1)]).await;

        let id = portal.requested(JIRO, add("hanako@example.com")).await;
        portal.deliver().await;
        service.carry_out(id, &sato).await.unwrap();
        let done = ("手続きが完了しました", "has been carried out");
        delivered(&portal, language, &[(JIRO, done.0, done.1)]).await;

        // The date is near, so both hear of it at once.
        let jiro = portal.account(JIRO).await;
        let RequestedChange::Add { contact: successor } = add("hanako2@example.com") else {
            unreachable!()
        };
        let hand_over = RequestedChange::HandOver {
            account: jiro.id,
            successor,
            on: Some(now() + Duration::from_secs(24 * 60 * 60)),
        };
        let id = portal.requested(TARO, hand_over).await;
        service.carry_out(id, &sato).await.unwrap();
        let leaving = (
            "後任の方へ引き継がれます",
            "handed over to your successor on",
        );
        delivered(&portal, language, &[(JIRO, leaving.0, leaving.1)]).await;
        service.close_case(id, &note, &sato).await.unwrap();
        portal.deliver().await;

        // A contact is asked, and answers.
        let company = taro.company.unwrap();
        let id = portal.inquiry(COMPANY, now()).await;
        let asked = [taro.id, jiro.id];
        service
            .ask_contacts(id, company, &asked, &sato)
            .await
            .unwrap();
        let link = "https://support.example.com/confirm/gkn_cfm_";
        delivered(&portal, language, &[(TARO, link, link), (JIRO, link, link)]).await;
        let (taro, case) = (portal.account(TARO).await, portal.case(id).await);
        let proof = portal.proof::<Confirm>(&taro);
        let (answer, new) = (Answer::No, AccountId::from_bytes([9; 16]));
        let realm = &service.realm;
        let plan = realm.answer_inquiry(&case, &taro, &proof, answer, None, new, now());
        portal.commit(plan.unwrap()).await;
        let no = (
            "登録を断りました",
            "contact of your company refused that on",
        );
        delivered(&portal, language, &[(JIRO, no.0, no.1)]).await;

        // No contact can be asked, and one of them objects.
        let id = portal.inquiry(COMPANY, now()).await;
        service
            .skip_contacts(id, company, &note, &sato)
            .await
            .unwrap();
        service
            .record_proof(id, ProofKind::Document, &note, &sato)
            .await
            .unwrap();
        let case = portal.case(id).await;
        let proposal = service.proposal(&case, None).await.unwrap();
        let approval = service.propose(&proposal, &note, &sato).await.unwrap();
        service.approve(approval, &suzuki).await.unwrap();
        let link = "https://support.example.com/object/gkn_obj_";
        delivered(&portal, language, &[(TARO, link, link), (JIRO, link, link)]).await;
        let (case, jiro) = (portal.case(id).await, portal.account(JIRO).await);
        let proof = portal.proof::<Object>(&taro);
        let plan = realm.object(&case, &taro, &proof, &[&taro, &jiro], now());
        portal.commit(plan.unwrap()).await;
        let stopped = ("登録は取りやめとなりました", "This was stopped on");
        delivered(&portal, language, &[(JIRO, stopped.0, stopped.1)]).await;
        assert!(matches!(portal.case(id).await.steps.last(), Some(step)
            if step.by == Actor::Contact(taro.id)));
    }
}
