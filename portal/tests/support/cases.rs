//! Cases, as visitors and contacts open them.

use genkan::Language;
use genkan::id::{AccountId, CaseId};
use genkan::onboarding::case::{
    CarriedOut, Case, InquiryState, Matter, RequestedChange, Trouble, TroubleKind,
};
use genkan::onboarding::{Account, Accounts as _, Companies, Contact, ContactSearch, Search as _};
use genkan::time::Timestamp;
use genkan::token::{Issued, Purpose, Session, Verified};
use genkan_portal::clock::now;
use genkan_portal::random::{random, random_bytes};

use super::TestPortal;
use super::contacts::name;

pub(crate) const ASKER: &str = "hanako@example.com";

impl TestPortal {
    /// A person who is not registered makes an inquiry.
    pub(crate) async fn inquiry(&self, company: &str, at: Timestamp) -> CaseId {
        let id = CaseId::from_bytes(random_bytes());
        let asker = Contact::new("花子 <b>", ASKER, None, Language::Ja).unwrap();
        let note = Some("I was told to ask.".parse().unwrap());
        let realm = &self.service.realm;
        let plan = realm.inquire(id, asker, name(company), None, note, at);
        self.commit(plan).await;
        id
    }

    /// A visitor reports a trouble.
    pub(crate) async fn trouble(&self, account: Option<&Account>, at: Timestamp) -> CaseId {
        let id = CaseId::from_bytes(random_bytes());
        let trouble = Trouble {
            address: "taro@example.com".parse().unwrap(),
            kind: TroubleKind::NoEmail,
            account: None,
            explanation: None,
        };
        let realm = &self.service.realm;
        let plan = realm.report_trouble(id, trouble, account, None, at);
        self.commit(plan).await;
        id
    }

    /// A signed-in contact requests a change of contacts.
    pub(crate) async fn requested(&self, by: &str, change: RequestedChange) -> CaseId {
        let id = CaseId::from_bytes(random_bytes());
        let by = self.account(by).await;
        let store = &self.service.store;
        let company = self.service.company(&by).await.unwrap().unwrap();
        let of = ContactSearch::Company(company.id);
        let contacts = store.search_contacts(of, &Companies::All, None, 100);
        let contacts = contacts.await.unwrap();
        let managers = contacts.iter().filter(|contact| contact.is_manager);
        let managers: Vec<AccountId> = managers.map(|manager| manager.id).collect();
        let account = match change.account() {
            Some(id) => store.account(id).await.unwrap(),
            None => None,
        };
        let found = CarriedOut {
            account: account.as_ref(),
            taken: None,
            company: &company,
            has_other_contacts: contacts.len() > 1,
            managers: &managers,
            new_id: AccountId::from_bytes(random_bytes()),
        };
        let session = self.proof::<Session>(&by);
        let realm = &self.service.realm;
        let plan = realm.request(id, &by, &session, change, found, now());
        self.commit(plan.unwrap()).await;
        id
    }

    /// The proof that a token of the account was opened.
    pub(crate) fn proof<P: Purpose>(&self, account: &Account) -> Verified<P> {
        let (realm, now) = (&self.service.realm, now());
        let subject = account.subject(P::NAME, &realm.name, now).unwrap();
        let issued = realm
            .keyring
            .issue(&subject, P::LIFETIME, now, &mut random());
        let Issued { token, record } = issued;
        let verified = realm.keyring.verify(&token, &record, &subject, now);
        verified.unwrap()
    }
}

pub(crate) fn inquiry_state(case: &Case) -> &InquiryState {
    match &case.matter {
        Matter::Inquiry(inquiry) => &inquiry.state,
        other => panic!("no inquiry: {other:?}"),
    }
}
