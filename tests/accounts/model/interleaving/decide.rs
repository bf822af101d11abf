//! What the ceremonies themselves decide on what a node has read.

use std::convert::Infallible;
use std::rc::Rc;

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::Actor;
use genkan::onboarding::{
    Account, Contact, Content, Edit, LeasedMessage, Link, NewPassword, PasswordMatch, Plan,
    StoredPassword,
};
use genkan::policy::{Context, Policy};
use genkan::token::{
    Decline, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Reset, Selector, Session,
    SetsPassword, Token as Text, UndoAddress, Verified,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::never::password_of;
use super::node::{Ceremony, Reading};
use super::world::{ANOTHER, FIRST, SUCCESSORS, World, at};

/// A token that begins: its purpose, its record's selector, its text.
type NewToken = (PurposeName, Selector, Rc<str>);

/// What is to be committed, and which tokens begin by it.
#[derive(Default)]
pub(super) struct Decision {
    pub(super) plan: Option<Plan>,
    pub(super) tokens: Vec<NewToken>,
    /// The message that was written, and to whom.
    pub(super) message: Option<(LeasedMessage, String)>,
}

impl From<Plan> for Decision {
    fn from(plan: Plan) -> Self {
        Self {
            plan: Some(plan),
            ..Self::default()
        }
    }
}

/// Returns what a node decides; `None` if it refuses.
pub(super) fn decide(world: &World, node: usize, reading: &Reading) -> Option<Decision> {
    let (realm, now) = (&*world.realm, world.time());
    let rng = &mut ChaCha8Rng::seed_from_u64(world.drawn);
    let account = reading.account.as_ref();
    let by = Actor::System;
    let plan = match reading.ceremony {
        Ceremony::Request => realm.request_link(account, now).ok()?,
        Ceremony::Resend => realm.resend(account?, by, now).ok()?,
        Ceremony::Edit => realm.edit(account?, Edit::default(), by, now).ok()?,
        Ceremony::Hold => realm.hold(account?, by, now).ok()?,
        Ceremony::Release => realm.release(account?, by, now).ok()?,
        Ceremony::Remove => realm.remove(account?, by, now).ok()?,
        Ceremony::HandOver => {
            // The model knows one hand-over.
            let account = account.filter(|account| account.id == FIRST)?;
            let successor = contact(successor_address().as_str());
            let (id, taken) = (SUCCESSORS[node], reading.taken.as_ref());
            let plan = realm.hand_over(account, successor, id, taken, by, now);
            plan.ok()?
        }
        Ceremony::RegisterAnother => realm.register(contact(NEW), ANOTHER, by, now),
        Ceremony::SignIn => {
            let matched = matched(reading)?;
            let signed_in = realm.sign_in(account?, &matched, None, now, rng);
            let (signed_in, plan) = signed_in.ok()?;
            let tokens = vec![new(&signed_in.session)];
            return Some(Decision {
                tokens,
                ..plan.into()
            });
        }
        Ceremony::ChangePassword(token) => {
            let session = proof::<Session>(world, reading, token)?;
            let (account, matched) = (account?, matched(reading)?);
            let password = new_password(world, account);
            let changed = realm.change_password(account, &session, &matched, password, now, rng);
            let (session, plan) = changed.ok()?;
            let tokens = vec![new(&session)];
            return Some(Decision {
                tokens,
                ..plan.into()
            });
        }
        Ceremony::Replace(token) => {
            let session = proof::<Session>(world, reading, token)?;
            let (matched, new) = (matched(reading)?, NEW.parse().unwrap());
            let plan = realm.request_replacement(account?, &session, &matched, new, now);
            plan.ok()?
        }
        Ceremony::SignOut(token) => {
            let session = proof::<Session>(world, reading, token)?;
            realm.sign_out(account?, &session, now)
        }
        Ceremony::Follow(token) => follow(world, reading, token, account?)?,
        Ceremony::Send => {
            let message = reading.message?;
            let written = realm.write_message(account?, &message.message, now, rng);
            let (written, plan) = written.ok()?;
            return Some(Decision {
                plan,
                message: Some((message, written.recipient.to_string())),
                tokens: links(written.content),
            });
        }
    };
    Some(plan.into())
}

fn follow(world: &World, reading: &Reading, token: usize, account: &Account) -> Option<Plan> {
    let (realm, now) = (&*world.realm, world.time());
    let taken = reading.taken.as_ref();
    match world.tokens[token].purpose {
        PurposeName::FirstPassword => set::<FirstPassword>(world, reading, token, account),
        PurposeName::Reset => set::<Reset>(world, reading, token, account),
        PurposeName::ProveAddress => {
            let proof = proof::<ProveAddress>(world, reading, token)?;
            realm.prove_address(account, &proof, taken, now).ok()
        }
        PurposeName::UndoAddress => {
            let proof = proof::<UndoAddress>(world, reading, token)?;
            realm.undo_replacement(account, &proof, taken, now).ok()
        }
        PurposeName::Decline => {
            let proof = proof::<Decline>(world, reading, token)?;
            realm.decline(account, &proof, now).ok()
        }
        PurposeName::Disown => {
            let proof = proof::<Disown>(world, reading, token)?;
            realm.disown(account, &proof, now).ok()
        }
        _ => None,
    }
}

fn set<P: SetsPassword>(
    world: &World,
    reading: &Reading,
    token: usize,
    account: &Account,
) -> Option<Plan> {
    let proof = proof::<P>(world, reading, token)?;
    let rng = &mut ChaCha8Rng::seed_from_u64(world.drawn);
    let (realm, password) = (&world.realm, new_password(world, account));
    let set = realm.set_password(account, &proof, password, world.time(), rng);
    set.ok().map(|(_, plan)| plan)
}

/// Returns the proof of a token, as of when its record was read.
fn proof<P: Purpose>(world: &World, reading: &Reading, token: usize) -> Option<Verified<P>> {
    let token = Text::<P>::parse(&world.tokens[token].text).ok()?;
    let opened = world
        .realm
        .open_link(&token, reading.found.as_ref(), at(reading.at));
    opened.ok()
}

/// Returns the proof that the password was given which was the current one
/// when the node first read.
fn matched(reading: &Reading) -> Option<PasswordMatch> {
    let stored = StoredPassword::of(reading.first.as_ref()?)?;
    stored.verify(|_| Ok::<_, Infallible>(true)).unwrap()
}

fn links(content: Content) -> Vec<NewToken> {
    match content {
        Content::FirstPassword { link, decline } => vec![of(&link), of(&decline)],
        Content::Reset { link, decline } => vec![of(&link), of(&decline)],
        Content::PasswordChanged { disown } => vec![of(&disown)],
        Content::ProveAddress { link } => vec![of(&link)],
        Content::ReplacementRequested { decline } => vec![of(&decline)],
        Content::AddressReplaced { undo } => undo.iter().map(of).collect(),
        _ => Vec::new(),
    }
}

fn of<P: Purpose>(link: &Link<P>) -> NewToken {
    new(&link.token)
}

fn new<P: Purpose>(token: &Text<P>) -> NewToken {
    (P::NAME, token.selector(), Rc::from(token.expose().as_str()))
}

fn new_password(world: &World, account: &Account) -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new());
    // It says how many there were, so that no two are the same.
    let count = world.history(account.id).sessions;
    let hash = format!("{}{count}", password_of(account.id));
    NewPassword::hash(&accepted.unwrap(), |_| Ok::<_, Infallible>(hash)).unwrap()
}

pub(super) fn contact(address: &str) -> Contact {
    Contact::new("山田 太郎", address, None, Language::Ja).unwrap()
}

const NEW: &str = "taro@new.example";

pub(super) fn successor_address() -> Address {
    "hanako@next.example".parse().unwrap()
}
