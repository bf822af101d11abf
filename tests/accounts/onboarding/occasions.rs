//! Whether a message that waited is still sent after a later change: every kind
//! and every change, by a table and by a law.

use genkan::onboarding::{Content, Edit, Former, LeasedMessage, Message, MessageKind, NoMessage};
use genkan::token::{ProveAddress, UndoAddress};
use proptest::prelude::*;

use genkan::id::AccountId;
use genkan::onboarding::Outbox as _;

use crate::onboarding::support::{
    Email, HOUR, MINUTE, NEW, OPERATOR, Service, TARO, address, matched, new_password, ready,
};

/// A later change to the account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Later {
    Request,
    Resend,
    Set,
    Change,
    Decline,
    Disown,
    Replace,
    Prove,
    Undo,
    Edit,
    Hold,
    Release,
    Remove,
    HandOver,
}

const ALL: [Later; 14] = [
    Later::Request,
    Later::Resend,
    Later::Set,
    Later::Change,
    Later::Decline,
    Later::Disown,
    Later::Replace,
    Later::Prove,
    Later::Undo,
    Later::Edit,
    Later::Hold,
    Later::Release,
    Later::Remove,
    Later::HandOver,
];

/// A service with one account whose messages wait.
struct Waiting {
    service: Service,
    id: AccountId,
    messages: Vec<Message>,
    successors: u8,
}

impl Waiting {
    fn new() -> Self {
        let service = Service::new();
        let id = service.register(TARO);
        Self {
            service,
            id,
            messages: Vec::new(),
            successors: 0,
        }
    }

    /// An account with a password and nothing that waits.
    fn active() -> Self {
        let waiting = Self::new();
        let link = waiting.service.first_password_link(waiting.id);
        waiting.service.set(waiting.id, &link).unwrap();
        waiting.service.deliver();
        waiting
    }

    /// Takes the messages that were queued, as workers that do not come to an
    /// end.
    fn take(&mut self) {
        let service = &self.service;
        let until = service.now() + core::time::Duration::from_secs(1_000 * HOUR);
        let lease = || ready(service.store.lease_message(service.now(), until)).unwrap();
        let taken = std::iter::from_fn(lease).map(|leased: LeasedMessage| leased.message);
        let id = self.id;
        let own = taken.filter(|message| message.to.account() == Some(id));
        self.messages.extend(own);
    }

    fn message(&self, kind: MessageKind) -> Message {
        let mut all = self.messages.iter().rev();
        *all.find(|message| message.kind == kind).unwrap()
    }

    fn write(&self, message: &Message) -> Result<Email, NoMessage> {
        let account = self.service.account(self.id);
        self.service.write(&account, message)
    }

    fn is_sent(&self, message: &Message) -> bool {
        self.write(message).is_ok()
    }

    /// The link of a message that is written now, by the content that it must
    /// have.
    fn link<T>(&self, kind: MessageKind, of: impl FnOnce(Content) -> Option<T>) -> Option<T> {
        let mut all = self.messages.iter().rev();
        let message = all.find(|message| message.kind == kind)?;
        of(self.write(message).ok()?.content)
    }

    /// Makes a change, if the account allows it, and takes its messages.
    fn change(&mut self, later: Later) -> bool {
        let done = self.try_change(later).is_some();
        self.take();
        done
    }

    fn try_change(&mut self, later: Later) -> Option<()> {
        let (service, id) = (&self.service, self.id);
        service.wait(2 * MINUTE);
        let (account, now) = (service.account(id), service.now());
        let rng = || service.rng.borrow_mut();
        let plan = match later {
            Later::Request => service.realm.request_link(Some(&account), now).ok()?,
            Later::Resend => service.realm.resend(&account, OPERATOR, now).ok()?,
            Later::Set => {
                // By a link of its own, which the account has at any time.
                let link = account_link(service, id)?;
                return service.set_any(id, link);
            }
            Later::Change => {
                let session = service.sign_in(id).ok()?.session;
                let session = service.open(&session).ok()?;
                let (account, matched) = (service.account(id), matched(&service.account(id))?);
                let new = new_password("other");
                let realm = &service.realm;
                let changed =
                    realm.change_password(&account, &session, &matched, new, now, &mut *rng());
                changed.ok()?.1
            }
            Later::Decline => {
                let decline = self.link(MessageKind::Link, |content| match content {
                    Content::FirstPassword { decline, .. } | Content::Reset { decline, .. } => {
                        Some(decline)
                    }
                    _ => None,
                })?;
                let account = service.account(id);
                let proof = service.open(&decline.token).ok()?;
                service.realm.decline(&account, &proof, now).ok()?
            }
            Later::Disown => {
                let disown = self.link(MessageKind::PasswordChanged, |content| match content {
                    Content::PasswordChanged { disown } => disown,
                    _ => None,
                })?;
                let account = service.account(id);
                let proof = service.open(&disown.token).ok()?;
                service.realm.disown(&account, &proof, now).ok()?
            }
            Later::Replace => return service.try_request_replacement(id, NEW),
            Later::Prove => {
                let link = self.link(MessageKind::ProveAddress, |content| match content {
                    Content::ProveAddress { link } => Some(link),
                    _ => None,
                })?;
                let account = service.account(id);
                let proof = service.open::<ProveAddress>(&link.token).ok()?;
                service
                    .realm
                    .prove_address(&account, &proof, None, now)
                    .ok()?
            }
            Later::Undo => {
                let undo = self.link(MessageKind::AddressReplaced, |content| match content {
                    Content::AddressReplaced { undo } => undo,
                    _ => None,
                })?;
                let account = service.account(id);
                let proof = service.open::<UndoAddress>(&undo.token).ok()?;
                let realm = &service.realm;
                realm.undo_replacement(&account, &proof, None, now).ok()?
            }
            Later::Edit => {
                let edited =
                    service
                        .realm
                        .edit(&account, Edit::default(), None, None, OPERATOR, now);
                edited.ok()?
            }
            Later::Hold => service.realm.hold(&account, OPERATOR, now).ok()?,
            Later::Release => service.realm.release(&account, OPERATOR, now).ok()?,
            Later::Remove => service
                .realm
                .remove(&account, None, None, OPERATOR, now)
                .ok()?,
            Later::HandOver => {
                self.successors += 1;
                let to = format!("successor{}@example.com", self.successors);
                return self.service.hand_over(id, &to).ok().map(drop);
            }
        };
        service.commit(plan);
        Some(())
    }
}

/// A link that sets a password, written without a request.
fn account_link(service: &Service, id: AccountId) -> Option<Content> {
    let account = service.account(id);
    let now = crate::onboarding::support::message(&account, MessageKind::Link, account.revision);
    Some(service.write(&account, &now).ok()?.content)
}

impl Service {
    fn set_any(&self, id: AccountId, link: Content) -> Option<()> {
        match link {
            Content::FirstPassword { link, .. } => self.set(id, &link.token).ok().map(drop),
            Content::Reset { link, .. } => self.set(id, &link.token).ok().map(drop),
            _ => None,
        }
    }

    fn try_request_replacement(&self, id: AccountId, new: &str) -> Option<()> {
        let session = self.sign_in(id).ok()?.session;
        let session = self.open(&session).ok()?;
        self.request_replacement_in(&session, id, new).ok()
    }
}

/// The messages of each kind that wait, and what may happen to them: `x` for
/// "is no longer sent", `o` for "is still sent", `-` for "cannot happen". In the
/// order of `ALL`: request, resend, set, change, decline, disown, replace,
/// prove, undo, edit, hold, release, remove, hand over.
#[test]
fn a_message_is_sent_until_its_occasion_has_passed() {
    use Later as L;
    use MessageKind as K;
    #[rustfmt::skip]
    let table: [(K, bool, &[L], &str); 12] = [
        // kind, with a password, what leads to it        r r s c d d r p u e h r r h
        (K::Registered, false, &[],                      "o x x - - - - - - o x - x x"),
        (K::Link, true, &[L::Request],                   "o x x x x - x - - o x - x x"),
        (K::PasswordChanged, true, &[L::Change],         "o o o o - o o - - o o - o o"),
        (K::ProveAddress, true, &[L::Replace],           "o o x x - - x x - o x - x x"),
        (K::ReplacementRequested, true, &[L::Replace],   "o o x x - - x x - o x - x x"),
        (K::AddressReplaced, true, &[L::Replace, L::Prove], "o o o o - - - - x o o - o o"),
        (K::AddressWelcome, true, &[L::Replace, L::Prove],  "o x x x - - - - x o x - x x"),
        (K::AddressRestored, true, &[L::Replace, L::Prove, L::Undo], "o o o - o - - - - o o - o o"),
        (K::Held, true, &[L::Hold],                      "- - - - - - - - - o - x x x"),
        (K::Released, true, &[L::Hold, L::Release],      "o x x x - - x - - o x - x x"),
        (K::HandedOver, true, &[L::HandOver],            "- - - - - - - - - - - - - -"),
        (K::Removed, true, &[L::Remove],                 "- - - - - - - - - - - - - -"),
    ];
    // These two are sent to operators, and the others are about cases. They have
    // tests of their own.
    let others = [
        K::Invited,
        K::SecondFactorChanged,
        K::ConfirmRequest,
        K::RequestDone,
        K::RequestRefused,
        K::HandoverReminder,
        K::ConfirmInquiry,
        K::InquiryRefused,
        K::TakeoverAnnounced,
        K::TakeoverStopped,
    ];
    assert_eq!(table.len() + others.len(), K::ALL.len());
    for (kind, has_password, before, expected) in table {
        for (later, expected) in ALL.into_iter().zip(expected.split(' ')) {
            let mut waiting = if has_password {
                Waiting::active()
            } else {
                Waiting::notified()
            };
            for step in before {
                assert!(waiting.change(*step), "{kind:?}: {step:?}");
            }
            let message = waiting.message(kind);
            assert!(waiting.is_sent(&message), "{kind:?}");
            let found = if !waiting.change(later) {
                "-"
            } else if waiting.is_sent(&message) {
                "o"
            } else {
                "x"
            };
            assert_eq!(found, expected, "{kind:?} after {later:?}");
        }
    }
}

impl Waiting {
    /// An account whose notice of the registration waits.
    fn notified() -> Self {
        let service = Service::new();
        let id = service.new_id();
        let contact = crate::onboarding::support::contact(TARO);
        let (by, now) = (genkan::audit_log::Actor::System, service.now());
        service.commit(service.realm.register_and_notify(contact, id, by, now));
        let mut waiting = Self {
            service,
            id,
            messages: Vec::new(),
            successors: 0,
        };
        waiting.take();
        waiting
    }
}

#[test]
fn a_notice_of_an_earlier_hold_or_release_is_not_sent_after_the_next() {
    let mut waiting = Waiting::active();
    waiting.change(Later::Hold);
    let held = waiting.message(MessageKind::Held);
    waiting.change(Later::Release);
    let released = waiting.message(MessageKind::Released);
    waiting.change(Later::Hold);
    assert!(!waiting.is_sent(&held) && !waiting.is_sent(&released));
    assert!(waiting.is_sent(&waiting.message(MessageKind::Held)));
    waiting.change(Later::Release);
    assert!(!waiting.is_sent(&held) && !waiting.is_sent(&released));
    assert!(waiting.is_sent(&waiting.message(MessageKind::Released)));
}

#[test]
fn a_notice_of_a_password_goes_to_the_address_that_the_account_had_then() {
    // An intruder sets a password and replaces the address at once.
    let mut waiting = Waiting::active();
    waiting.change(Later::Set);
    let notice = waiting.message(MessageKind::PasswordChanged);
    waiting.change(Later::Replace);
    waiting.change(Later::Prove);
    let email = waiting.write(&notice).unwrap();
    assert_eq!(email.to, TARO);
    // The way back is in the other notice to this address.
    assert!(matches!(
        email.content,
        Content::PasswordChanged { disown: None }
    ));
    waiting.change(Later::Set);
    let later = waiting.message(MessageKind::PasswordChanged);
    assert_eq!(waiting.write(&later).unwrap().to, NEW);
    // The owner undoes it.
    waiting.change(Later::Undo);
    for notice in [notice, later] {
        assert_eq!(waiting.write(&notice).unwrap().to, TARO);
    }
    let account = waiting.service.account(waiting.id);
    let former = Former {
        address: address(NEW),
        revision: account.revision,
        undo_until: None,
    };
    assert_eq!(account.former, Some(former));
}

fn changes() -> impl Strategy<Value = Vec<Later>> {
    prop::collection::vec(prop::sample::select(ALL.to_vec()), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A link that waits is sent exactly as long as it would work if it had been
    /// sent at once.
    #[test]
    fn a_link_that_waits_ends_as_one_that_was_sent(before in changes(), after in changes()) {
        let mut waiting = Waiting::new();
        for later in before {
            waiting.change(later);
        }
        if waiting.change(Later::Request) {
            let message = waiting.message(MessageKind::Link);
            let sent = waiting.write(&message).unwrap().content;
            for later in after {
                waiting.change(later);
                let works = match &sent {
                    Content::FirstPassword { link, .. } => waiting.service.works(link),
                    Content::Reset { link, .. } => waiting.service.works(link),
                    other => panic!("no link: {other:?}"),
                };
                prop_assert_eq!(waiting.is_sent(&message), works, "{:?}", later);
            }
        }
    }

    /// A notice of what an intruder may have done is always sent, and never to
    /// an address that was introduced afterwards.
    #[test]
    fn a_security_notice_is_always_sent(before in changes(), after in changes()) {
        use MessageKind::{AddressReplaced, PasswordChanged};
        let mut waiting = Waiting::active();
        for later in before {
            waiting.change(later);
        }
        waiting.messages.clear();
        for change in [Later::Set, Later::Replace, Later::Prove] {
            waiting.change(change);
        }
        let former = waiting.service.account(waiting.id).address.clone();
        let notices: Vec<(Message, String)> = waiting
            .messages
            .iter()
            .filter(|message| matches!(message.kind, PasswordChanged | AddressReplaced))
            .filter_map(|message| Some((*message, waiting.write(message).ok()?.to)))
            .collect();
        for later in after {
            // Only the owner of the former address undoes it, by such a notice.
            if later == Later::Undo {
                continue;
            }
            waiting.change(later);
            for (message, to) in &notices {
                let email = waiting.write(message);
                prop_assert!(email.is_ok(), "{:?} after {:?}", message.kind, later);
                prop_assert_eq!(&email.unwrap().to, to, "{:?} {:?}", message.kind, former);
            }
        }
    }
}
