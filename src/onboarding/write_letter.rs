//! A letter is written at the moment when its mail goes out: whether it still
//! applies, where it goes, and which links it holds. So neither the outbox nor
//! a log ever holds an address or a link.

use rand_core::CryptoRng;

use super::{Account, Actor, Address, EventKind, LetterKind, NoLetter, Plan, Realm, State};
use crate::token::{
    Decline, Disown, FirstPassword, Issued, Lifetime, ProveAddress, Purpose, Reset, Timestamp,
    Token, UndoAddress,
};

/// A letter as it goes out, in the account's language.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct WrittenLetter<'a> {
    /// The stored address that it goes to.
    pub recipient: &'a Address,
    /// The name of the person whose address it is.
    pub name: &'a str,
    /// What it says.
    pub message: Message,
}

/// What a letter says.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a mail must be composed for every message"
)]
pub enum Message {
    /// You are registered; this is how to set a password.
    Registered {
        /// The first second at which the registration has expired.
        expires_at: Timestamp,
    },
    /// The link for the first password.
    FirstPassword {
        /// The link.
        link: Link<FirstPassword>,
        /// The way to say that it was not asked for.
        decline: Link<Decline>,
    },
    /// The link for a new password.
    Reset {
        /// The link.
        link: Link<Reset>,
        /// The way to say that it was not asked for.
        decline: Link<Decline>,
    },
    /// The password has been set or changed.
    PasswordChanged {
        /// The way to say that it was somebody else.
        disown: Link<Disown>,
    },
    /// The link that proves the new address.
    ProveAddress {
        /// The link.
        link: Link<ProveAddress>,
    },
    /// Another address is to take this one's place.
    ReplacementRequested {
        /// The way to say that it was somebody else.
        decline: Link<Decline>,
    },
    /// Another address has taken this one's place.
    AddressReplaced {
        /// The way to undo it; none where the desk handed the account over.
        undo: Option<Link<UndoAddress>>,
    },
    /// Mail comes to this address from now on.
    AddressWelcome,
    /// The account has its earlier address back; this one is out.
    AddressRestored,
    /// The desk holds the account.
    Held,
    /// The desk released the account.
    Released,
    /// The account is over.
    Removed,
}

/// A link for a mail, and until when it works.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct Link<P: Purpose> {
    /// Its token.
    pub token: Token<P>,
    /// The first second at which it no longer works.
    pub expires_at: Timestamp,
}

/// Writes a letter to the account as it is now.
///
/// Where the letter holds links, there is a plan to be committed before the
/// mail goes out; after a conflict the letter is written anew.
///
/// # Errors
///
/// [`NoLetter`] where the letter no longer applies.
pub fn write_letter<'a>(
    realm: &Realm,
    account: &'a Account,
    kind: LetterKind,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(WrittenLetter<'a>, Option<Plan>), NoLetter> {
    let mut links = Links {
        realm,
        account,
        now,
        rng,
        plan: Plan::of(account, EventKind::LinkMinted, now).by(Actor::System),
    };
    let message = links.message(kind)?;
    let plan = Some(links.plan).filter(|plan| !plan.records.is_empty());
    let (recipient, name) = addressee(account, kind).ok_or(NoLetter::Moot)?;
    let letter = WrittenLetter {
        recipient,
        name,
        message,
    };
    Ok((letter, plan))
}

/// Whose mail a letter of that kind is.
fn addressee(account: &Account, kind: LetterKind) -> Option<(&Address, &str)> {
    match kind {
        LetterKind::ProveAddress => {
            let replacement = account.replacement.as_ref()?;
            Some((&replacement.address, &account.name))
        }
        LetterKind::AddressReplaced | LetterKind::AddressRestored => {
            let former = account.former.as_ref()?;
            Some((&former.address, &former.name))
        }
        LetterKind::Registered
        | LetterKind::Link
        | LetterKind::PasswordChanged
        | LetterKind::ReplacementRequested
        | LetterKind::AddressWelcome
        | LetterKind::Held
        | LetterKind::Released
        | LetterKind::Removed => Some((&account.address, &account.name)),
    }
}

/// The links of one letter, and the plan in which they begin.
struct Links<'l, R> {
    realm: &'l Realm,
    account: &'l Account,
    now: Timestamp,
    rng: &'l mut R,
    plan: Plan,
}

impl<R: CryptoRng> Links<'_, R> {
    fn message(&mut self, kind: LetterKind) -> Result<Message, NoLetter> {
        let account = self.account;
        let when = |so: bool, message| if so { Some(message) } else { None };
        let message = match (kind, &account.state) {
            (LetterKind::Removed, state) => when(state.is_removed(), Message::Removed),
            (_, State::Removed { .. }) => None,
            (LetterKind::Registered, State::Registered { expires_at }) => {
                let expires_at = *expires_at;
                when(self.now < expires_at, Message::Registered { expires_at })
            }
            (LetterKind::Link, State::Registered { expires_at }) => {
                let (lifetime, end) = (self.realm.first_password_lifetime, *expires_at);
                self.with_decline(lifetime, end, |link, decline| Message::FirstPassword {
                    link,
                    decline,
                })
            }
            (LetterKind::Link, State::Active { .. }) => {
                let lifetime = self.realm.reset_lifetime;
                self.with_decline(lifetime, END, |link, decline| Message::Reset {
                    link,
                    decline,
                })
            }
            (LetterKind::PasswordChanged, _) => self
                .link(Disown::LIFETIME, END)
                .map(|disown| Message::PasswordChanged { disown }),
            (LetterKind::ProveAddress, _) => {
                let end = account.replacement.as_ref().map(|new| new.expires_at);
                self.link(self.realm.prove_address_lifetime, end.unwrap_or(self.now))
                    .map(|link| Message::ProveAddress { link })
            }
            (LetterKind::ReplacementRequested, _) if account.replacement.is_some() => self
                .link(Decline::LIFETIME, END)
                .map(|decline| Message::ReplacementRequested { decline }),
            (LetterKind::AddressReplaced, _) => {
                let end = account.former.as_ref().and_then(|old| old.undo_until);
                let undo = end.and_then(|end| self.link(self.realm.undo_address_lifetime, end));
                Some(Message::AddressReplaced { undo })
            }
            (LetterKind::AddressWelcome, _) => Some(Message::AddressWelcome),
            // What was replaced since then has a way back; its owner is not
            // whom the undo put out.
            (LetterKind::AddressRestored, _) => {
                let former = account.former.as_ref();
                let is_out = former.is_some_and(|former| former.undo_until.is_none());
                when(is_out, Message::AddressRestored)
            }
            (LetterKind::Held, state) => when(matches!(state, State::Held { .. }), Message::Held),
            (LetterKind::Released, state) => {
                when(!matches!(state, State::Held { .. }), Message::Released)
            }
            (LetterKind::Registered | LetterKind::Link | LetterKind::ReplacementRequested, _) => {
                None
            }
        };
        message.ok_or_else(|| NoLetter::of(account, self.now).unwrap_or(NoLetter::Moot))
    }

    fn with_decline<P: Purpose>(
        &mut self,
        lifetime: Lifetime,
        end: Timestamp,
        message: impl FnOnce(Link<P>, Link<Decline>) -> Message,
    ) -> Option<Message> {
        let link = self.link(lifetime, end)?;
        let decline = self.link(Decline::LIFETIME, END)?;
        Some(message(link, decline))
    }

    /// Makes a link that lives for a lifetime, and not beyond `end`; none
    /// where the account has no use for one.
    fn link<P: Purpose>(&mut self, lifetime: Lifetime, end: Timestamp) -> Option<Link<P>> {
        let seconds = lifetime.seconds().min(end.seconds_since(self.now));
        let lifetime = Lifetime::from_seconds(seconds)?;
        let Issued { token, record } =
            self.realm
                .issue(self.account, lifetime, self.now, self.rng)?;
        let expires_at = record.expires_at;
        self.plan.records.push(record);
        Some(Link { token, expires_at })
    }
}

/// No end but the lifetime's.
const END: Timestamp = Timestamp::from_unix_seconds(u64::MAX);
