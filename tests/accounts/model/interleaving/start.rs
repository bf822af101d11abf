//! Where the orders begin.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::onboarding::register::register;
use genkan::onboarding::{Actor, Address, Memory, Realm, Store as _};
use genkan::token::{Key, KeyId, Keyring, PurposeName};

use super::decide::contact;
use super::history::History;
use super::node::{Ceremony, Node, Step};
use super::world::{World, at, id};
use crate::model::fault::Fault;
use crate::model::ready::ready;

/// Somebody has asked for the link to a first password.
pub(super) fn asked() -> World {
    registered().done(Ceremony::Request)
}

/// There are a password, a session, a way to disown, a link for a new password
/// and the way to decline it.
pub(super) fn signed_in() -> World {
    let world = asked().sent();
    let link = world.newest(PurposeName::FirstPassword);
    let world = world.done(Ceremony::Follow(link)).sent();
    world.done(Ceremony::SignIn).done(Ceremony::Request).sent()
}

/// Another address has been asked for, and its proof is out.
pub(super) fn replacing() -> World {
    let world = signed_in();
    let session = world.newest(PurposeName::Session);
    world.done(Ceremony::Ask(session)).sent().sent()
}

/// It has taken the former one's place; the way back is out, and a new session
/// and a link for a new password, too.
pub(super) fn replaced() -> World {
    let world = replacing();
    let link = world.newest(PurposeName::ProveAddress);
    let world = world.done(Ceremony::Follow(link)).sent().sent();
    let world = world.done(Ceremony::SignIn);
    world.then(Step::Wait(60)).done(Ceremony::Request).sent()
}

fn registered() -> World {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let realm = Realm::new("model".into(), keyring);
    let store = Memory::new();
    let address = Address::parse("taro@old.example").unwrap();
    let stored = BTreeSet::from([address.to_string()]);
    let now = 1_800_000_000;
    let plan = register(&realm, contact(address), id(0), Actor::System, at(now));
    ready(store.commit(plan)).unwrap();
    World {
        realm: Rc::new(realm),
        store: Rc::new(store),
        fault: Fault::None,
        now,
        nodes: [Node::Idle, Node::Idle],
        tokens: Vec::new(),
        history: History::default(),
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
    /// From here on, so many ceremonies, waits and crashes.
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
        let before = self.history;
        let world = self.then(Step::Read(0, ceremony)).then(Step::Commit(0));
        assert!(
            matches!(world.nodes, [Node::Idle, Node::Idle]),
            "{before:?}"
        );
        world
    }

    fn sent(self) -> Self {
        self.then(Step::Read(0, Ceremony::Send))
            .then(Step::Commit(0))
            .then(Step::Mail(0))
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
