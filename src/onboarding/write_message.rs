//! Writes a message when it is sent. Only then is it decided whether it still
//! applies, which address receives it and which links it has, so neither the
//! outbox nor a log ever contains an address or a link.

use core::time::Duration;

use rand_core::CryptoRng;

use super::case::{Case, Handover, InquiryState, Matter, RequestState};
use super::{Account, Message, MessageKind, NoMessage, Plan, Realm, State};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::time::{Lifetime, Timestamp};
use crate::token::{
    Confirm, Decline, Disown, FirstPassword, Issued, Object, Principal, ProveAddress, Purpose,
    Reset, Token, UndoAddress,
};

/// A message as it is sent, in the account's language.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, account) = (realm(), rng(), registered());
/// # let message = realm.request_link(Some(&account), NOW)?.messages[0];
/// let (written, _) = realm.write_message(&account, None, &message, NOW, &mut rng)?;
/// assert_eq!(written.recipient, &account.address);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct WrittenMessage<'a> {
    /// The stored address that it is sent to.
    pub recipient: &'a Address,
    /// The content.
    pub content: Content,
}

/// The content of a message.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, account) = (realm(), rng(), active());
/// # let message = realm.hold(&account, OPERATOR, NOW)?.messages[0];
/// # let held = realm.hold(&account, OPERATOR, NOW)?.account().unwrap().clone();
/// let (written, plan) = realm.write_message(&held, None, &message, NOW, &mut rng)?;
/// let subject = match written.content {
///     Content::Held => "Your account is on hold",
///     _ => "...",
/// };
/// # assert_eq!(subject, "Your account is on hold");
/// assert!(plan.is_none()); // the email has no links
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "an email must be composed for every content"
)]
pub enum Content {
    /// You are registered; how to set a password.
    Registered {
        /// The first second at which the registration has expired.
        expires_at: Timestamp,
    },
    /// The link for the first password.
    FirstPassword {
        /// The link.
        link: Link<FirstPassword>,
        /// For a person who did not request it.
        decline: Link<Decline>,
    },
    /// The link for a new password.
    Reset {
        /// The link.
        link: Link<Reset>,
        /// For a person who did not request it.
        decline: Link<Decline>,
    },
    /// You are an operator of the support desk; the link for the first password.
    Invited {
        /// The link.
        link: Link<FirstPassword>,
    },
    /// The second factors were changed, or a recovery code was used.
    SecondFactorChanged,
    /// The password was set or changed.
    PasswordChanged {
        /// For a person who did not do it; `None` if the password or the
        /// address has ended in the meantime.
        disown: Option<Link<Disown>>,
    },
    /// The link that proves the new address.
    ProveAddress {
        /// The link.
        link: Link<ProveAddress>,
    },
    /// Another address was requested.
    ReplacementRequested {
        /// For a person who did not request it.
        decline: Link<Decline>,
    },
    /// Another address has replaced this one.
    AddressReplaced {
        /// The link that undoes it; `None` if the time for that has passed.
        undo: Option<Link<UndoAddress>>,
    },
    /// Email is sent to this address from now on.
    AddressWelcome,
    /// The earlier address was restored; this one is no longer used.
    AddressRestored,
    /// The account is on hold.
    Held,
    /// The account was released.
    Released,
    /// Another person has taken over.
    HandedOver,
    /// The account was removed.
    Removed,
    /// [`MessageKind::ConfirmRequest`].
    ConfirmRequest,
    /// [`MessageKind::RequestDone`].
    RequestDone,
    /// [`MessageKind::RequestRefused`].
    RequestRefused,
    /// [`MessageKind::HandoverReminder`].
    HandoverReminder {
        /// The date of the hand-over.
        on: Timestamp,
        /// Whether the message is to the contact who leaves, and not to the
        /// successor.
        leaves: bool,
    },
    /// [`MessageKind::ConfirmInquiry`].
    ConfirmInquiry {
        /// The link that answers.
        link: Link<Confirm>,
    },
    /// [`MessageKind::InquiryRefused`].
    InquiryRefused,
    /// [`MessageKind::TakeoverAnnounced`].
    TakeoverAnnounced {
        /// The link that stops it.
        link: Link<Object>,
    },
    /// [`MessageKind::TakeoverStopped`].
    TakeoverStopped,
}

/// A link for an email, and how long it works.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, account) = (realm(), rng(), active());
/// # let message = realm.request_link(Some(&account), NOW)?.messages[0];
/// # let (written, _) = realm.write_message(&account, None, &message, NOW, &mut rng)?;
/// let Content::Reset { link, .. } = written.content else { panic!("a link for a new password") };
/// let url = format!("https://support.example/link#{}", link.token.expose().as_str());
/// assert_eq!(link.expires_at, NOW + realm.reset_lifetime.as_duration());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct Link<P: Purpose> {
    /// The token.
    pub token: Token<P>,
    /// The first second at which it no longer works.
    pub expires_at: Timestamp,
}

impl Realm {
    /// Writes a message to an account as the account is now.
    ///
    /// If the message has links, there is a plan to commit before the email is
    /// sent. After a conflict, write the message again.
    ///
    /// # Errors
    ///
    /// [`NoMessage`] if the message no longer applies, or is for another person.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), registered());
    /// # let message = realm.request_link(Some(&account), NOW)?.messages[0];
    /// // The mail worker has leased `message` and read the account that it is to.
    /// let (written, plan) = realm.write_message(&account, None, &message, NOW, &mut rng)?;
    /// // Commit `plan` first: the email has links.
    /// assert!(plan.is_some());
    /// assert_eq!(written.recipient.as_str(), "taro@example.co.jp");
    /// let Content::FirstPassword { link, .. } = written.content else {
    ///     panic!("a link for a first password")
    /// };
    /// let url = format!("https://support.example/link#{}", link.token.expose().as_str());
    /// # Ok(())
    /// # }
    /// ```
    pub fn write_message<'a>(
        &self,
        account: &'a Account,
        case: Option<&'a Case>,
        message: &Message,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(WrittenMessage<'a>, Option<Plan>), NoMessage> {
        let mut writer = Writer {
            realm: self,
            account,
            case,
            now,
            rng,
            plan: Plan::of(account, EventKind::LinkMinted, Actor::System, now),
        };
        let written = writer
            .write(message)
            .ok_or_else(|| NoMessage::of(account, now).unwrap_or(NoMessage::NoLongerApplies))?;
        let plan = Some(writer.plan).filter(|plan| !plan.records.is_empty());
        Ok((written, plan))
    }
}

/// Writes one message, and collects its links in a plan.
struct Writer<'a, 'r, R> {
    realm: &'r Realm,
    account: &'a Account,
    case: Option<&'a Case>,
    now: Timestamp,
    rng: &'r mut R,
    plan: Plan,
}

impl Account {
    /// Returns the address that the account had at a revision, as far as it is
    /// still known.
    fn address_at(&self, revision: u64) -> &Address {
        match &self.former {
            // After an undo, the present address is the older one, too.
            Some(former) if former.undo_until.is_some() && revision < former.revision => {
                &former.address
            }
            _ => &self.address,
        }
    }
}

impl<'a, R: CryptoRng> Writer<'a, '_, R> {
    /// Returns the message; `None` if it no longer applies.
    fn write(&mut self, message: &Message) -> Option<WrittenMessage<'a>> {
        let account = self.account;
        // A message for another person must not reach this one.
        if message.to != Principal::Account(account.id) {
            return None;
        }
        let is_held = matches!(account.state, State::Held { .. });
        let is_removed = account.state.is_removed();
        // A later change may have introduced another address.
        let revision = message.about.revision;
        let replacement = account.replacement.as_ref();
        let replacement = replacement.filter(|new| new.revision == revision);
        let former = account.former.as_ref();
        let former = former.filter(|former| former.revision == revision);
        // A later change may have ended the links, those too that wait here.
        let is_current = revision >= account.links_ended_at;

        let to_present = |content| {
            Some(WrittenMessage {
                recipient: &account.address,
                content,
            })
        };
        let to_present_if = |applies: bool, content| applies.then(|| to_present(content))?;
        match message.kind {
            MessageKind::Removed => to_present_if(is_removed, Content::Removed),
            MessageKind::HandedOver => to_present_if(is_removed, Content::HandedOver),
            // The next three are notices of a change that an intruder may have
            // made. They are sent whatever has happened since.
            MessageKind::PasswordChanged => {
                let recipient = account.address_at(revision);
                // A link is bound to the spelling of the address, too.
                let is_present = recipient.as_str() == account.address.as_str();
                let disown = is_present.then(|| self.link(Disown::LIFETIME, None));
                Some(WrittenMessage {
                    recipient,
                    content: Content::PasswordChanged {
                        disown: disown.flatten(),
                    },
                })
            }
            MessageKind::AddressReplaced => {
                let former = former?;
                let lifetime = self.realm.undo_address_lifetime;
                let undo = self.link(lifetime, former.undo_until);
                Some(WrittenMessage {
                    recipient: &former.address,
                    content: Content::AddressReplaced { undo },
                })
            }
            MessageKind::AddressRestored => Some(WrittenMessage {
                recipient: &former?.address,
                content: Content::AddressRestored,
            }),
            _ if is_removed => None,
            MessageKind::Registered => match account.state {
                State::Registered { expires_at } if is_current && self.now < expires_at => {
                    to_present(Content::Registered { expires_at })
                }
                _ => None,
            },
            MessageKind::Invited => match account.state {
                State::Registered { expires_at } if is_current => {
                    let lifetime = self.realm.first_password_lifetime;
                    let link = self.link(lifetime, Some(expires_at))?;
                    to_present(Content::Invited { link })
                }
                _ => None,
            },
            // An intruder may have done it, so no later change makes it needless.
            MessageKind::SecondFactorChanged => to_present(Content::SecondFactorChanged),
            MessageKind::Link if !is_current => None,
            MessageKind::Link => to_present(self.password_link()?),
            MessageKind::ProveAddress => {
                let new = replacement?;
                let lifetime = self.realm.prove_address_lifetime;
                let link = self.link(lifetime, Some(new.expires_at))?;
                Some(WrittenMessage {
                    recipient: &new.address,
                    content: Content::ProveAddress { link },
                })
            }
            MessageKind::ReplacementRequested => {
                replacement?;
                let decline = self.link(Decline::LIFETIME, None)?;
                to_present(Content::ReplacementRequested { decline })
            }
            MessageKind::AddressWelcome => {
                to_present_if(former.is_some() && is_current, Content::AddressWelcome)
            }
            MessageKind::Held => to_present_if(is_held && is_current, Content::Held),
            MessageKind::Released => to_present_if(!is_held && is_current, Content::Released),
            MessageKind::ConfirmRequest
            | MessageKind::RequestDone
            | MessageKind::RequestRefused
            | MessageKind::HandoverReminder
            | MessageKind::ConfirmInquiry
            | MessageKind::InquiryRefused
            | MessageKind::TakeoverAnnounced
            | MessageKind::TakeoverStopped => to_present(self.of_case(message.kind)?),
        }
    }

    /// Returns what a message about a case contains, if it still applies.
    fn of_case(&mut self, kind: MessageKind) -> Option<Content> {
        let case = self.case?;
        match (kind, &case.matter) {
            (MessageKind::RequestDone, _) => Some(Content::RequestDone),
            (MessageKind::RequestRefused, _) => Some(Content::RequestRefused),
            (MessageKind::InquiryRefused, _) => Some(Content::InquiryRefused),
            (MessageKind::TakeoverStopped, _) => Some(Content::TakeoverStopped),
            (MessageKind::ConfirmRequest, Matter::Request(request)) => {
                let waits = request.state == RequestState::NeedsConfirmation;
                (waits && self.account.is_manager).then_some(Content::ConfirmRequest)
            }
            (MessageKind::HandoverReminder, Matter::Request(request)) => match request.state {
                RequestState::Scheduled(Handover { on, .. }) => {
                    let leaves = request.change.account() == Some(self.account.id);
                    Some(Content::HandoverReminder { on, leaves })
                }
                _ => None,
            },
            (MessageKind::ConfirmInquiry, Matter::Inquiry(inquiry)) => match &inquiry.state {
                InquiryState::Confirming { asked } if asked.contains(&self.account.id) => {
                    let link = self.link(Confirm::LIFETIME, case.acts_at)?;
                    Some(Content::ConfirmInquiry { link })
                }
                _ => None,
            },
            (MessageKind::TakeoverAnnounced, Matter::Inquiry(inquiry)) => match inquiry.state {
                InquiryState::Waiting { until, .. } => {
                    let link = self.link(Object::LIFETIME, Some(until))?;
                    Some(Content::TakeoverAnnounced { link })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Issues the link that sets a password, and the one that declines it.
    fn password_link(&mut self) -> Option<Content> {
        match self.account.state {
            State::Registered { expires_at } => {
                let lifetime = self.realm.first_password_lifetime;
                let link = self.link(lifetime, Some(expires_at))?;
                let decline = self.link(Decline::LIFETIME, None)?;
                Some(Content::FirstPassword { link, decline })
            }
            State::Active { .. } => {
                let link = self.link(self.realm.reset_lifetime, None)?;
                let decline = self.link(Decline::LIFETIME, None)?;
                Some(Content::Reset { link, decline })
            }
            State::Held { .. } | State::Removed { .. } => None,
        }
    }

    /// Issues a link for a lifetime, at most until `end`; `None` if the account
    /// has no use for one.
    fn link<P: Purpose>(&mut self, lifetime: Lifetime, end: Option<Timestamp>) -> Option<Link<P>> {
        let left = end.map_or(Duration::MAX, |end| end.since(self.now));
        let lifetime = Lifetime::try_from(lifetime.as_duration().min(left)).ok()?;
        let issued = self
            .realm
            .issue(self.account, lifetime, self.now, self.rng)?;
        let Issued { token, record } = issued;
        let expires_at = record.expires_at;
        self.plan.records.push(record);
        Some(Link { token, expires_at })
    }
}
