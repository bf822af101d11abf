//! Cases, as visitors and contacts open them.

use genkan::Language;
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{
    CarriedOut, Case, InquiryState, Matter, RequestedChange, Trouble, TroubleKind,
};
use genkan::onboarding::{
    Account, Accounts as _, Cases as _, Companies, Contact, ContactSearch, Search as _,
};
use genkan::time::Timestamp;
use genkan::token::{Issued, Purpose, Session, Verified};
use genkan_portal::clock::now;
use genkan_portal::random::{random, random_bytes};
use genkan_portal::service::{RequestSource, VisitorCase};

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

    /// A visitor reports by the form of the help page that no email arrives.
    pub(crate) async fn reported(&self, address: &str) -> CaseId {
        let address = address.parse().unwrap();
        let trouble = VisitorCase::Trouble {
            kind: TroubleKind::NoEmail,
            note: None,
        };
        let (service, source) = (&self.service, RequestSource::default());
        let opened = service.open_visitor_case(&address, &source, &trouble);
        opened.await.unwrap();
        let store = &self.service.store;
        let open = store.open_cases(None, &Companies::All, None, 100).await;
        let mut open = open.unwrap();
        open.retain(|case| case.matter.code() == "trouble");
        open.pop().unwrap().id
    }

    /// The contacts of a company.
    pub(crate) async fn contacts_of(&self, company: CompanyId) -> Vec<Account> {
        let of = ContactSearch::Company(company);
        let store = &self.service.store;
        let found = store.search_contacts(of, &Companies::All, None, 100);
        found.await.unwrap()
    }

    /// A signed-in contact requests a change of contacts.
    pub(crate) async fn requested(&self, by: &str, change: RequestedChange) -> CaseId {
        let id = CaseId::from_bytes(random_bytes());
        let by = self.account(by).await;
        let store = &self.service.store;
        let company = self.service.company(&by).await.unwrap().unwrap();
        let contacts = self.contacts_of(company.id).await;
        let managers = contacts.iter().filter(|contact| contact.is_manager);
        let managers: Vec<Account> = managers.cloned().collect();
        let account = match change.account() {
            Some(id) => store.account(id).await.unwrap(),
            None => None,
        };
        let found = CarriedOut {
            account: account.as_ref(),
            taken: None,
            company: &company,
            remaining: contacts.iter().find(|it| Some(it.id) != change.account()),
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
