//! The ceremonies themselves, asked what they decide on what a node has read.

use std::convert::Infallible;
use std::rc::Rc;

use genkan::Language;
use genkan::onboarding::change_password::change_password;
use genkan::onboarding::decline::decline;
use genkan::onboarding::disown::disown;
use genkan::onboarding::hold::{hold, release};
use genkan::onboarding::open_link::open_link;
use genkan::onboarding::register::{Contact, register};
use genkan::onboarding::remove::remove;
use genkan::onboarding::replace_address::{Successor, hand_over, prove, request, undo};
use genkan::onboarding::request_link::request_link;
use genkan::onboarding::resend::resend;
use genkan::onboarding::session::sign_out;
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::sign_in::{sign_in, stored_hash};
use genkan::onboarding::write_letter::{Link, Message, write_letter};
use genkan::onboarding::{Account, Actor, Address, NewPassword, Plan, QueuedLetter};
use genkan::policy::{Context, Policy};
use genkan::token::{
    Decline, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Reset, Selector, Session,
    SetsPassword, Token as Text, UndoAddress, Verified,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::node::{Ceremony, Reading};
use super::world::{World, at, id};

/// A token that begins: its purpose, its record's selector, its text.
type NewToken = (PurposeName, Selector, Rc<str>);

/// What is to be committed, and which tokens come of it.
#[derive(Default)]
pub(super) struct Decision {
    pub(super) plan: Option<Plan>,
    pub(super) tokens: Vec<NewToken>,
    /// The letter that has been written, and to whom.
    pub(super) letter: Option<(QueuedLetter, String)>,
}

impl From<Plan> for Decision {
    fn from(plan: Plan) -> Self {
        Self {
            plan: Some(plan),
            ..Self::default()
        }
    }
}

/// What a node decides; none where it refuses.
pub(super) fn decide(world: &World, reading: &Reading) -> Option<Decision> {
    let (realm, now) = (&*world.realm, world.time());
    let rng = &mut ChaCha8Rng::seed_from_u64(world.drawn);
    let account = reading.account.as_ref();
    match reading.ceremony {
        Ceremony::Request => request_link(account, now).ok().map(Decision::from),
        Ceremony::Resend => resend(realm, account?, Actor::System, now)
            .ok()
            .map(Decision::from),
        Ceremony::Hold => hold(account?, Actor::System, now).ok().map(Decision::from),
        Ceremony::Release => release(realm, account?, Actor::System, now)
            .ok()
            .map(Decision::from),
        Ceremony::Remove => remove(account?, Actor::System, now)
            .ok()
            .map(Decision::from),
        Ceremony::HandOver => {
            let successor = Successor {
                address: next_address(),
                name: "佐藤 花子".into(),
                language: Language::Ja,
            };
            let taken = reading.taken.as_ref();
            let plan = hand_over(realm, account?, successor, taken, Actor::System, now);
            plan.ok().map(Decision::from)
        }
        Ceremony::RegisterAnother => {
            Some(register(realm, contact(new_address()), id(1), Actor::System, now).into())
        }
        Ceremony::SignIn => {
            // Whoever signs in knows the password that was stored then.
            let matches = stored_hash(account).is_some();
            let (signed_in, plan) = sign_in(realm, account, None, matches, now, rng).ok()?;
            let tokens = vec![new(&signed_in.session)];
            Some(Decision {
                tokens,
                ..plan.into()
            })
        }
        Ceremony::ChangePassword(token) => {
            let session = proof::<Session>(world, reading, token)?;
            let (account, matches) = (account?, knows(reading));
            let password = new_password(world);
            let (session, plan) =
                change_password(realm, account, &session, matches, password, now, rng).ok()?;
            let tokens = vec![new(&session)];
            Some(Decision {
                tokens,
                ..plan.into()
            })
        }
        Ceremony::Ask(token) => {
            let session = proof::<Session>(world, reading, token)?;
            let (account, matches) = (account?, knows(reading));
            let plan = request(realm, account, &session, matches, new_address(), now);
            plan.ok().map(Decision::from)
        }
        Ceremony::SignOut(token) => {
            let session = proof::<Session>(world, reading, token)?;
            Some(sign_out(account?, &session, now).into())
        }
        Ceremony::Follow(token) => follow(world, reading, token, account?),
        Ceremony::Send => {
            let letter = reading.letter?;
            let (written, plan) =
                write_letter(realm, account?, letter.letter.kind, now, rng).ok()?;
            Some(Decision {
                plan,
                letter: Some((letter, written.recipient.to_string())),
                tokens: links(written.message),
            })
        }
    }
}

fn follow(world: &World, reading: &Reading, token: usize, account: &Account) -> Option<Decision> {
    let (realm, now) = (&*world.realm, world.time());
    let taken = reading.taken.as_ref();
    let plan = match world.tokens[token].purpose {
        PurposeName::FirstPassword => set::<FirstPassword>(world, reading, token, account),
        PurposeName::Reset => set::<Reset>(world, reading, token, account),
        PurposeName::ProveAddress => {
            let proof = proof::<ProveAddress>(world, reading, token)?;
            prove(realm, account, &proof, taken, now).ok()
        }
        PurposeName::UndoAddress => {
            let proof = proof::<UndoAddress>(world, reading, token)?;
            undo(realm, account, &proof, taken, now).ok()
        }
        PurposeName::Decline => decline(
            realm,
            account,
            &proof::<Decline>(world, reading, token)?,
            now,
        )
        .ok(),
        PurposeName::Disown => disown(
            realm,
            account,
            &proof::<Disown>(world, reading, token)?,
            now,
        )
        .ok(),
        _ => None,
    };
    plan.map(Decision::from)
}

fn set<P: SetsPassword>(
    world: &World,
    reading: &Reading,
    token: usize,
    account: &Account,
) -> Option<Plan> {
    let (realm, now) = (&*world.realm, world.time());
    let proof = proof::<P>(world, reading, token)?;
    let rng = &mut ChaCha8Rng::seed_from_u64(world.drawn);
    let set = set_password(realm, account, &proof, new_password(world), now, rng);
    set.ok().map(|(_, plan)| plan)
}

/// The proof that a token is one, as of when its record was read.
fn proof<P: Purpose>(world: &World, reading: &Reading, token: usize) -> Option<Verified<P>> {
    let token = Text::<P>::parse(&world.tokens[token].text).ok()?;
    open_link(&world.realm, &token, reading.found.as_ref(), at(reading.at)).ok()
}

/// Whether the password that was verified when the node first read is still
/// the stored one.
fn knows(reading: &Reading) -> bool {
    let first = reading.found.as_ref().map(|(_, account)| account);
    let hash = stored_hash(first);
    hash.is_some() && hash == stored_hash(reading.account.as_ref())
}

fn links(message: Message) -> Vec<NewToken> {
    match message {
        Message::FirstPassword { link, decline } => vec![of(&link), of(&decline)],
        Message::Reset { link, decline } => vec![of(&link), of(&decline)],
        Message::PasswordChanged { disown } => vec![of(&disown)],
        Message::ProveAddress { link } => vec![of(&link)],
        Message::ReplacementRequested { decline } => vec![of(&decline)],
        Message::AddressReplaced { undo } => undo.iter().map(of).collect(),
        _ => Vec::new(),
    }
}

fn of<P: Purpose>(link: &Link<P>) -> NewToken {
    new(&link.token)
}

fn new<P: Purpose>(token: &Text<P>) -> NewToken {
    (P::NAME, token.selector(), Rc::from(token.expose().as_str()))
}

fn new_password(world: &World) -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new());
    // As many as there have been, so that none is like the one before.
    let hash = format!("after {}", world.history.sessions);
    NewPassword::hash(&accepted.unwrap(), |_| Ok::<_, Infallible>(hash)).unwrap()
}

pub(super) fn contact(address: Address) -> Contact {
    Contact {
        address,
        name: "山田 太郎".into(),
        company: "例".into(),
        language: Language::Ja,
    }
}

pub(super) fn new_address() -> Address {
    Address::parse("taro@new.example").unwrap()
}

/// That of whoever comes next.
pub(super) fn next_address() -> Address {
    Address::parse("hanako@next.example").unwrap()
}
