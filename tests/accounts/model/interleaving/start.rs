//! Where the orders begin.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::audit_log::Actor;
use genkan::conformance::InMemoryStore;
use genkan::onboarding::{Commit as _, Realm};
use genkan::token::{Key, KeyId, Keyring, PurposeName};

use super::decide::contact;
use super::node::{Ceremony, Node, Step};
use super::world::{FIRST, World, at};
use crate::model::fault::Fault;
use crate::model::ready;

/// The link for a first password was requested.
pub(super) fn requested() -> World {
    registered().done(Ceremony::Request)
}

/// There are a password, a session, a link that disowns, a link for a new
/// password and one that declines it.
pub(super) fn signed_in() -> World {
    let world = requested().sent();
    let link = world.newest(PurposeName::FirstPassword);
    let world = world.done(Ceremony::Follow(link)).sent();
    world.done(Ceremony::SignIn).done(Ceremony::Request).sent()
}

/// Another address was requested, and the link that proves it was sent.
pub(super) fn replacing() -> World {
    let world = signed_in();
    let session = world.newest(PurposeName::Session);
    world.done(Ceremony::Replace(session)).sent().sent()
}

/// It has replaced the former one. The link that undoes it was sent, and there
/// are a new session and a link for a new password, too.
pub(super) fn replaced() -> World {
    let world = replacing();
    let link = world.newest(PurposeName::ProveAddress);
    let world = world.done(Ceremony::Follow(link)).sent().sent();
    let world = world.done(Ceremony::SignIn);
    world.then(Step::Wait(60)).done(Ceremony::Request).sent()
}

/// The account was handed over. The successor has a link for a first password,
/// and the first person has all that there was before.
pub(super) fn handed_over() -> World {
    let world = signed_in().done(Ceremony::HandOver).sent().sent();
    world.done(Ceremony::Request).sent()
}

fn registered() -> World {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let realm = Realm::new("model".into(), keyring);
    let store = InMemoryStore::new();
    let contact = contact("taro@old.example");
    let stored = BTreeSet::from([(FIRST, contact.address.to_string())]);
    let now = 1_800_000_000;
    let plan = realm.register(contact, FIRST, Actor::System, at(now));
    ready(store.commit(plan)).unwrap();
    World {
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
        wrong: Vec::new(),
        drawn: 0,
    }
}

impl World {
    /// Limits the ceremonies, waits and crashes from here on.
    pub(super) fn with(self, fault: Fault, [left, waits, crashes]: [u32; 3]) -> Self {
        Self {
            fault,
            left,
            waits,
            crashes,
            ..self
        }
    }

    fn done(self, ceremony: Ceremony) -> Self {
        let world = self.then(Step::Read(0, ceremony)).then(Step::Commit(0));
        assert!(
            matches!(world.nodes, [Node::Idle, Node::Idle]),
            "{ceremony:?}"
        );
        world
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
