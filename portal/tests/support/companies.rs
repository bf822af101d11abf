//! Companies with contacts and managers, and cases of the support desk about them.

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::Actor;
use genkan::id::{CaseId, CompanyId};
use genkan::onboarding::case::{Approvals, Case, Matter, Note, ProofKind, Proposal, RequestState};
use genkan::onboarding::{
    Account, Accounts as _, Cases as _, Companies, Contact, Plan, Realm, Role,
};
use genkan_portal::clock::now;
use genkan_portal::keys;

use super::accounts::cookies;
use super::contacts::name;
use super::{PASSWORD, TestPortal};

impl TestPortal {
    /// Makes a contact a manager.
    pub(crate) async fn manager(&self, address: &str) -> Account {
        let account = self.account(address).await;
        let realm = &self.service.realm;
        let plan = realm.set_manager(&account, true, Actor::System, now());
        self.commit(plan.unwrap()).await;
        self.account(address).await
    }

    /// Lets the managers of a company act without the support desk.
    pub(crate) async fn let_managers_act(&self, company: &str) {
        let company = self.service.store.company_by_name(&name(company)).await;
        let company = company.unwrap().unwrap();
        let realm = &self.service.realm;
        self.commit(realm.set_managers_act(&company, true, Actor::System, now()))
            .await;
    }

    pub(crate) async fn company_id(&self, company: &str) -> CompanyId {
        let company = self.service.store.company_by_name(&name(company)).await;
        company.unwrap().unwrap().id
    }

    /// The cookie of a new session.
    pub(crate) async fn sign_in(&self, address: &str) -> String {
        let form = format!("email={address}&password={PASSWORD}");
        cookies(self.post("/signin", "", &form).await.headers())
    }

    pub(crate) async fn commit(&self, plan: Plan) {
        assert!(self.service.commit(plan).await.unwrap());
    }

    pub(crate) async fn case(&self, id: CaseId) -> Case {
        self.service.store.case(id).await.unwrap().unwrap()
    }

    /// Every open case.
    pub(crate) async fn open_cases(&self) -> Vec<Case> {
        self.service
            .store
            .open_cases(None, &Companies::All, None, 1_000)
            .await
            .unwrap()
    }

    pub(crate) async fn request_state(&self, id: CaseId) -> RequestState {
        match self.case(id).await.matter {
            Matter::Request(request) => request.state,
            other => panic!("no request: {other:?}"),
        }
    }

    /// An inquiry about which the contacts of a company are asked.
    pub(crate) async fn asked(&self, n: u8, asker: &str, contacts: &[&Account]) -> CaseId {
        let id = self.inquired(n, asker).await;
        let company = contacts[0].company.unwrap();
        let company = self.service.store.company(company).await.unwrap().unwrap();
        let (realm, case) = (&self.service.realm, self.case(id).await);
        let plan = realm.ask_contacts(&case, &company, contacts, Actor::System, now());
        self.commit(plan.unwrap()).await;
        id
    }

    /// A takeover that all contacts of a company can stop.
    pub(crate) async fn announced(
        &self,
        n: u8,
        asker: &str,
        contacts: &[&Account],
        replaces: Option<&Account>,
    ) -> CaseId {
        let id = self.inquired(n, asker).await;
        let company = contacts[0].company.unwrap();
        let company = self.service.store.company(company).await.unwrap().unwrap();
        let realm = &self.service.realm;
        let note = || "none answers".parse::<Note>().unwrap();
        let by = Actor::System;
        let plan = realm.skip_contacts(&self.case(id).await, &company, note(), by, now());
        self.commit(plan.unwrap()).await;
        let kind = ProofKind::Document;
        let plan = realm.record_proof(&self.case(id).await, kind, note(), by, now());
        self.commit(plan.unwrap()).await;
        let mut alone = Realm::new(String::new(), keys::open(self.folder.path()).unwrap());
        alone.approvals = Approvals::One;
        let operator = format!("operator {n}");
        let operator = self.operator(&operator, Role::Administrator, &[]);
        let operator = operator.await.operator.unwrap();
        let proposal = Proposal::TakeOver {
            inquiry: id,
            replaces: replaces.map(|account| account.id),
        };
        let approval = CaseId::from_bytes([!n; 16]);
        let plan = alone.propose(
            approval,
            proposal,
            Some(company.id),
            &operator,
            note(),
            now(),
        );
        self.commit(plan.unwrap()).await;
        let approved = alone.approve(&self.case(approval).await, &operator, now());
        let (approved, plan) = approved.unwrap();
        let case = self.case(id).await;
        let announced = realm.announce_takeover(&case, &approved, contacts, by, now());
        self.commit(plan.and(announced.unwrap())).await;
        id
    }

    async fn inquired(&self, n: u8, asker: &str) -> CaseId {
        let id = CaseId::from_bytes([n; 16]);
        let asker = Contact {
            name: name("鈴木 一郎"),
            address: Address::parse(asker).unwrap(),
            company: None,
            language: Language::Ja,
        };
        let company = name("青空商事");
        let realm = &self.service.realm;
        self.commit(realm.inquire(id, asker, company, None, None, now()))
            .await;
        id
    }
}
