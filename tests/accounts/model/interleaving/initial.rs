//! The initial states.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::audit_log::Actor;
use genkan::conformance::InMemoryStore;
use genkan::onboarding::{Commit as _, Realm};
use genkan::token::{Key, KeyId, Keyring, PurposeName};

use super::decide::contact;
use super::node::{Ceremony, Node, Step};
use super::system::{FIRST, System, at};
use crate::model::fault::Fault;
use crate::model::{another_plan_id, ready};

/// The link for a first password was requested.
pub(super) fn requested() -> System {
    registered().done(Ceremony::Request)
}

/// The account has a password, a session, a link that disowns, a link for a new
/// password and one that declines it.
pub(super) fn signed_in() -> System {
    let system = requested().sent();
    let link = system.newest(PurposeName::FirstPassword);
    let system = system.done(Ceremony::Follow(link)).sent();
    system.done(Ceremony::SignIn).done(Ceremony::Request).sent()
}

/// Another address was requested, and the link that proves it was sent.
pub(super) fn replacing() -> System {
    let system = signed_in();
    let session = system.newest(PurposeName::Session);
    system.done(Ceremony::Replace(session)).sent().sent()
}

/// It has replaced the former one. The link that undoes it was sent, and the
/// account has a new session and a link for a new password.
pub(super) fn replaced() -> System {
    let system = replacing();
    let link = system.newest(PurposeName::ProveAddress);
    let system = system.done(Ceremony::Follow(link)).sent().sent();
    let system = system.done(Ceremony::SignIn);
    system.then(Step::Wait(60)).done(Ceremony::Request).sent()
}

/// The account was handed over. The successor has a link for a first password,
/// and the first person still has all earlier tokens.
pub(super) fn handed_over() -> System {
    let system = signed_in().done(Ceremony::HandOver).sent().sent();
    system.done(Ceremony::Request).sent()
}

fn registered() -> System {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let realm = Realm::new("model".into(), keyring);
    let store = InMemoryStore::new();
    let contact = contact("taro@old.example");
    let stored = BTreeSet::from([(FIRST, contact.address.to_string())]);
    let now = 1_800_000_000;
    let plan = realm.register(contact, FIRST, Actor::System, at(now));
    ready(store.commit(another_plan_id(), &plan)).unwrap();
    System {
        realm: Rc::new(realm),
        store: Rc::new(store),
        fault: Fault::None,
        now,
        nodes: [Node::Idle, Node::Idle],
        tokens: Vec::new(),
        histories: BTreeMap::new(),
        stored,
        leases: BTreeMap::new(),
        left: u32::MAX,
        waits: u32::MAX,
        crashes: u32::MAX,
        unknown: u32::MAX,
        wrong: Vec::new(),
        drawn: 0,
    }
}

impl System {
    /// Limits the ceremonies, waits, crashes and unknown outcomes from here on.
    pub(super) fn with(self, fault: Fault, [left, waits, crashes, unknown]: [u32; 4]) -> Self {
        Self {
            fault,
            left,
            waits,
            crashes,
            unknown,
            ..self
        }
    }

    fn done(self, ceremony: Ceremony) -> Self {
        let system = self.then(Step::Read(0, ceremony)).then(Step::Commit(0));
        assert!(
            matches!(system.nodes, [Node::Idle, Node::Idle]),
            "{ceremony:?}"
        );
        system
    }

    fn sent(self) -> Self {
        self.then(Step::Read(0, Ceremony::Send))
            .then(Step::Commit(0))
            .then(Step::Email(0))
            .then(Step::Settle(0))
    }

    fn then(self, step: Step) -> Self {
        self.after(step)
    }

    fn newest(&self, purpose: PurposeName) -> usize {
        let mut all = self.tokens.iter();
        all.rposition(|token| token.purpose == purpose).unwrap()
    }
}
