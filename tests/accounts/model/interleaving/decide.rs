//! The decisions of the real ceremonies on the data that a node has read.

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

use super::invariants::password_of;
use super::node::{Ceremony, Reading};
use super::system::{ANOTHER, FIRST, SUCCESSORS, System, at};

/// A token that begins: its purpose, its record's selector, its text.
type NewToken = (PurposeName, Selector, Rc<str>);

/// The plan to commit, and the new tokens.
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
pub(super) fn decide(system: &System, node: usize, reading: &Reading) -> Option<Decision> {
    let (realm, now) = (&*system.realm, system.time());
    let rng = &mut ChaCha8Rng::seed_from_u64(system.drawn);
    let account = reading.account.as_ref();
    let by = Actor::System;
    let plan = match reading.ceremony {
        Ceremony::Request => realm.request_link(account, now).ok()?,
        Ceremony::Resend => realm.resend(account?, by, now).ok()?,
        Ceremony::Edit => realm
            .edit(account?, Edit::default(), None, None, by, now)
            .ok()?,
        Ceremony::Hold => realm.hold(account?, by, now).ok()?,
        Ceremony::Release => realm.release(account?, by, now).ok()?,
        Ceremony::Remove => realm.remove(account?, None, None, by, now).ok()?,
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
            let session = proof::<Session>(system, reading, token)?;
            let (account, matched) = (account?, matched(reading)?);
            let password = new_password(system, account);
            let changed = realm.change_password(account, &session, &matched, password, now, rng);
            let (session, plan) = changed.ok()?;
            let tokens = vec![new(&session)];
            return Some(Decision {
                tokens,
                ..plan.into()
            });
        }
        Ceremony::Replace(token) => {
            let session = proof::<Session>(system, reading, token)?;
            let (matched, new) = (matched(reading)?, NEW.parse().unwrap());
            let plan = realm.request_replacement(account?, &session, &matched, new, now);
            plan.ok()?
        }
        Ceremony::SignOut(token) => {
            let session = proof::<Session>(system, reading, token)?;
            realm.sign_out(account?, &session, now)
        }
        Ceremony::Follow(token) => follow(system, reading, token, account?)?,
        Ceremony::Send => {
            let message = reading.message?;
            let written = realm.write_message(account?, None, &message.message, now, rng);
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

fn follow(system: &System, reading: &Reading, token: usize, account: &Account) -> Option<Plan> {
    let (realm, now) = (&*system.realm, system.time());
    let taken = reading.taken.as_ref();
    match system.tokens[token].purpose {
        PurposeName::FirstPassword => set::<FirstPassword>(system, reading, token, account),
        PurposeName::Reset => set::<Reset>(system, reading, token, account),
        PurposeName::ProveAddress => {
            let proof = proof::<ProveAddress>(system, reading, token)?;
            realm.prove_address(account, &proof, taken, now).ok()
        }
        PurposeName::UndoAddress => {
            let proof = proof::<UndoAddress>(system, reading, token)?;
            realm.undo_replacement(account, &proof, taken, now).ok()
        }
        PurposeName::Decline => {
            let proof = proof::<Decline>(system, reading, token)?;
            realm.decline(account, &proof, now).ok()
        }
        PurposeName::Disown => {
            let proof = proof::<Disown>(system, reading, token)?;
            realm.disown(account, &proof, now).ok()
        }
        _ => None,
    }
}

fn set<P: SetsPassword>(
    system: &System,
    reading: &Reading,
    token: usize,
    account: &Account,
) -> Option<Plan> {
    let proof = proof::<P>(system, reading, token)?;
    let rng = &mut ChaCha8Rng::seed_from_u64(system.drawn);
    let (realm, password) = (&system.realm, new_password(system, account));
    let set = realm.set_password(account, &proof, password, system.time(), rng);
    set.ok().map(|(_, plan)| plan)
}

/// Returns the proof of a token, as of when its record was read.
fn proof<P: Purpose>(system: &System, reading: &Reading, token: usize) -> Option<Verified<P>> {
    let token = Text::<P>::parse(&system.tokens[token].text).ok()?;
    let opened = system
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
        Content::PasswordChanged { disown } => disown.iter().map(of).collect(),
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

fn new_password(system: &System, account: &Account) -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new());
    // It contains a count, so that no two are equal.
    let count = system.history(account.id).sessions;
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
