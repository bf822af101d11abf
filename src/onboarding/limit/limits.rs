use alloc::vec::Vec;

use super::cell::Whom;
use super::{CellId, Charge, Failures, Limit, LimitName, Rate};
use crate::onboarding::{Account, Address};
use crate::token::{AccountId, Device, Timestamp, Verified};

/// The numbers, and what is charged for what.
///
/// # A link is asked for
///
/// The address pays ([`link_pause`](Self::link_pause),
/// [`link_address`](Self::link_address)), and so does the client. For another
/// link within `link_address.period() / link_address.burst()` seconds the
/// company and the whole system pay as well; for the first they do not, because
/// whoever knows a few colleagues' addresses could use both up, and keep a
/// contact from any link. An address that nobody has registered pays what costs
/// the most, though no mail comes of it; its cells are others than those of
/// registered contacts, so that made-up addresses use up nothing that a contact
/// needs. A browser that the account knows pays for the address only.
///
/// Nothing is given back. While an address, its company or the system is
/// refused, a link has gone out to it less than that many seconds ago: as long
/// as links live longer, a stranger who asks and asks only makes sure that the
/// owner has one. What is left is the client: whoever sends from the owner's
/// own network and knows a dozen contacts' addresses makes the owner ask from
/// another network, or from a browser that is known.
///
/// # Somebody signs in
///
/// The client, the whole system, and the account's cell for strangers pay,
/// before the password is verified. A browser that the account knows pays into
/// the account's cell for known browsers and into nothing else. A success is
/// [given back](super::refund) whole; anything else, a fault too, stays
/// charged.
///
/// The answer to a refused attempt is the answer to a wrong password. Where the
/// refusal [tells of an account](LimitName::tells_of_an_account) it also takes
/// as long: the caller verifies against the decoy, because that an account is
/// no longer refused tells that its owner has signed in. A refusal by client
/// or system may come at once, and is named where there is one, so that a
/// flood costs no hashes.
///
/// Every known browser of an account pays into one cell, and the two ceilings
/// are at most 50 each: so there are never more than 100 consecutive failures
/// at one account, NIST SP 800-63B-4 section 3.2.2's number, however many
/// browsers it knows. A password set by a link or changed by its owner
/// [opens both](Self::new_password) again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Limits::default()` fills it up"
)]
pub struct Limits {
    /// From one letter with a link to the next, to one address. By default
    /// a minute.
    pub link_pause: Rate,
    /// Requests for links to one address. By default 5, then one in half an
    /// hour.
    pub link_address: Rate,
    /// Requests for links to the contacts of one company, each after its
    /// first. By default 60 an hour.
    pub link_company: Rate,
    /// Requests for links by one client; those for registered addresses and
    /// those for made-up ones are counted apart. By default 60 an hour: a
    /// whole office may be behind one.
    pub link_client: Rate,
    /// Requests for links by everybody, those for registered addresses after
    /// the first to each. By default 1,200 an hour.
    pub link_system: Rate,
    /// Failed attempts to sign in by one client. By default 60 in ten minutes.
    pub sign_in_client: Rate,
    /// Failed attempts to sign in by everybody. By default 1,200 in ten
    /// minutes.
    pub sign_in_system: Rate,
    /// Wrong passwords for one account from browsers that are not known to it.
    /// By default 5, then waits from 30 seconds to an hour (as NIST SP
    /// 800-63B-4 section 3.2.2 has it), and 50 at most.
    pub sign_in_stranger: Failures,
    /// Wrong passwords for one account from browsers that are known to it. By
    /// default 10, then waits from 5 seconds to 15 minutes, and 50 at most.
    pub sign_in_device: Failures,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            link_pause: Rate::of(1, 60),
            link_address: Rate::of(5, 9_000),
            link_company: Rate::of(60, 3_600),
            link_client: Rate::of(60, 3_600),
            link_system: Rate::of(1_200, 3_600),
            sign_in_client: Rate::of(60, 600),
            sign_in_system: Rate::of(1_200, 600),
            sign_in_stranger: Failures::of(5, 30, 3_600, 50),
            sign_in_device: Failures::of(10, 5, 900, 50),
        }
    }
}

/// Who asks, as far as it is known.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every caller"
)]
pub struct Asker<'a> {
    /// The address that was entered.
    pub address: &'a Address,
    /// The account that has it.
    pub account: Option<&'a Account>,
    /// The proof that the browser is known to an account. One that is known to
    /// another account is a stranger here.
    pub device: Option<&'a Verified<Device>>,
    /// Where the request comes from, as one text per client: an IPv4 address,
    /// the first 64 bits of an IPv6 address, an operator's name. Never a text
    /// that the client chose, such as a header that no trusted proxy wrote.
    pub client: &'a str,
}

impl Asker<'_> {
    fn is_known(&self) -> bool {
        let known_to = self.device.and_then(|device| device.principal().account());
        known_to.is_some() && known_to == self.account.map(|account| account.id)
    }
}

impl Limits {
    /// What a request for a link is charged.
    #[must_use]
    pub fn link_request(&self, asker: &Asker<'_>, now: Timestamp) -> Vec<Charge> {
        let key = asker.address.key();
        let whose = || whose(asker, &key);
        let mut charges = Vec::from([
            rate(LimitName::LinkPause, whose(), self.link_pause),
            rate(LimitName::LinkAddress, whose(), self.link_address),
        ]);
        if !asker.is_known() {
            // Made-up addresses must use up nothing that a contact needs.
            let client = match asker.account {
                Some(_) => Whom::Client(asker.client),
                None => Whom::ClientOfNobody(asker.client),
            };
            charges.push(rate(LimitName::LinkClient, client, self.link_client));
            if self.is_repeated(asker, now) {
                let company = asker.account.map_or("", |account| &account.company);
                // Who has no company is one of their own.
                let company = match company {
                    "" => whose(),
                    name => Whom::Company(name),
                };
                let everybody = match asker.account {
                    Some(_) => Whom::Registered,
                    None => Whom::Everybody,
                };
                charges.extend([
                    rate(LimitName::LinkCompany, company, self.link_company),
                    rate(LimitName::LinkSystem, everybody, self.link_system),
                ]);
            }
        }
        in_order(charges)
    }

    /// Whether a link that was asked for lately is in the mailbox, or the
    /// address has none.
    fn is_repeated(&self, asker: &Asker<'_>, now: Timestamp) -> bool {
        let Some(account) = asker.account else {
            return true;
        };
        let between = u64::from(self.link_address.period() / self.link_address.burst());
        account
            .link_requested_at
            .is_some_and(|asked| now.seconds_since(asked) < between)
    }

    /// What an attempt to sign in is charged, and given back if it succeeds.
    #[must_use]
    pub fn sign_in(&self, asker: &Asker<'_>) -> Vec<Charge> {
        let key = asker.address.key();
        if asker.is_known() {
            let failures = self.sign_in_device;
            let name = LimitName::SignInDevice;
            return Vec::from([self::failures(name, whose(asker, &key), failures)]);
        }
        let failures = match asker.account {
            Some(_) => self.sign_in_stranger,
            None => self.sign_in_stranger.of_nobody(),
        };
        let client = Whom::Client(asker.client);
        // One system for the registered and for made-up addresses: by a
        // difference between them a stranger could tell them apart.
        in_order(Vec::from([
            rate(LimitName::SignInClient, client, self.sign_in_client),
            rate(
                LimitName::SignInSystem,
                Whom::Everybody,
                self.sign_in_system,
            ),
            self::failures(LimitName::SignInStranger, whose(asker, &key), failures),
        ]))
    }

    /// What a signed-in browser's guess at the current password is charged,
    /// and given back if it is right.
    ///
    /// Whoever has a session is no stranger: it is the cell for the browsers
    /// that are known to the account, which no stranger can charge.
    #[must_use]
    pub fn current_password(&self, account: AccountId) -> Vec<Charge> {
        let whose = Whom::Account(account.to_bytes());
        let name = LimitName::SignInDevice;
        Vec::from([failures(name, whose, self.sign_in_device)])
    }

    /// What is given back to an account that has a new password: its owner has
    /// been proven, and what was guessed before was guessed at another one.
    #[must_use]
    pub fn new_password(&self, account: AccountId) -> Vec<Charge> {
        let whose = || Whom::Account(account.to_bytes());
        in_order(Vec::from([
            // Who has just set a password may need another link at once.
            rate(LimitName::LinkPause, whose(), self.link_pause),
            failures(LimitName::SignInStranger, whose(), self.sign_in_stranger),
            failures(LimitName::SignInDevice, whose(), self.sign_in_device),
        ]))
    }
}

/// An account is charged by its identity: whatever its address was, is, or
/// was spelled like, it is one cell.
fn whose<'k>(asker: &Asker<'_>, key: &'k str) -> Whom<'k> {
    match asker.account {
        Some(account) => Whom::Account(account.id.to_bytes()),
        None => Whom::Address(key),
    }
}

fn rate(by: LimitName, whom: Whom<'_>, rate: Rate) -> Charge {
    Charge {
        id: CellId::of(by, whom),
        by,
        limit: Limit::Rate(rate),
    }
}

fn failures(by: LimitName, whom: Whom<'_>, failures: Failures) -> Charge {
    Charge {
        id: CellId::of(by, whom),
        by,
        limit: Limit::Failures(failures),
    }
}

/// In one order everywhere, so that no two transactions lock each other out.
fn in_order(mut charges: Vec<Charge>) -> Vec<Charge> {
    charges.sort_unstable_by_key(|charge| charge.id);
    charges
}
