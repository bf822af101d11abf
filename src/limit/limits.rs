use alloc::vec::Vec;

use super::cell::CellKey;
use super::{CellId, Charge, CodeFailures, DeviceFailures, Failures, Limit, LimitName, Rate};
use crate::address::Address;
use crate::id::{AccountId, CompanyId, OperatorId};
use crate::time::Timestamp;
use crate::token::{Device, Principal, Verified};

/// The numbers of all limits, and what a link request, an email, a case and a
/// sign-in attempt are charged.
///
/// # A link request
///
/// The address is charged ([`link_pause`](Self::link_pause),
/// [`link_address`](Self::link_address)), and so is the client. For another
/// request within `link_address.period() / link_address.burst()` seconds the
/// company and the whole system are charged, too. For the first request they
/// are not, because a stranger who knows a few colleagues' addresses could use
/// both up and keep a contact from any link. An address that is not registered
/// is charged as a repeated request, though no email is sent; its cells are
/// separate from those of registered addresses, so that made-up addresses use
/// up nothing that a contact needs. A browser that the account knows charges
/// the address only.
///
/// Nothing is refunded. While an address, its company or the system is
/// refused, a link was sent to the address less than that many seconds ago. As
/// long as links live longer, a stranger's requests only make sure that the
/// owner has one. The client's limit remains: a stranger in the owner's own
/// network who knows hundreds of contacts' addresses can make the owner use
/// another network, or a browser that is known.
///
/// # An email
///
/// Every email that leaves because a visitor or a contact has requested it
/// counts, when it is sent: by account, by company and by system
/// ([`email`](Self::email)). Beyond a limit it is slowed down and never lost.
/// The first link of a contact who was notified of the registration does not
/// count, and such a request does not charge the client: the operator has
/// announced it. Notices of a change, and everything that an operator does,
/// do not count.
///
/// # A case of a visitor
///
/// A report of a trouble and an inquiry are charged to the address, the client
/// and the whole system ([`visitor_case`](Self::visitor_case)). The cells are not
/// those of link requests: a contact who has requested too many links can still
/// report that none arrives.
///
/// # A guess at a password
///
/// Each attempt to sign in, and each current password that a signed-in contact
/// gives, is charged before the password is verified. A browser that the
/// account knows charges a cell of its own and nothing else. If that cell
/// refuses, and for all other browsers, the client, the whole system, and the
/// account's cell for strangers are charged. A success is
/// [refunded](super::refund) completely; anything else, a failure of the
/// service too, stays charged.
///
/// So the bearer of a known browser can use up the guesses of this browser and
/// those that every stranger can use up, and the owner's other browsers lose
/// nothing.
///
/// The answer to a refused attempt is the answer to a wrong password. If the
/// refusal [reveals something about an account](LimitName::reveals_account), it
/// must take as long, too: the caller verifies the decoy, because an end of
/// the refusals would reveal that the owner has signed in. A refusal by client
/// or system may be sent at once. If there is one, it is the one that is
/// reported, so that a flood costs no hashes.
///
/// An account knows [at most 10 browsers](crate::token::PurposeName::per_principal),
/// which have at most 5 guesses each, and a browser becomes known only by a
/// success; the one that has been known for longest is a stranger then. All
/// strangers together have at most 50. So there are never more than 100
/// consecutive failures for one account (NIST SP 800-63B-4 section 3.2.2). A
/// password that is set by a link or changed by its owner [clears the
/// strangers' guesses](Self::new_password); a link also ends all earlier known
/// browsers.
///
/// # Examples
///
/// ```
/// use genkan::limit::{Limits, Rate};
///
/// let limits = Limits {
///     link_client: Rate::new(600, 3_600).unwrap(), // a large office behind one address
///     ..Limits::default()
/// };
/// assert_eq!(limits.link_pause.period(), 60);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Limits::default()` fills it up"
)]
pub struct Limits {
    /// The pause between two messages with a link to one address. By default a
    /// minute.
    pub link_pause: Rate,
    /// Link requests for one address. By default 5, then one every 30 minutes.
    pub link_address: Rate,
    /// Link requests for the contacts of one company, except the first for
    /// each. By default 60 an hour.
    pub link_company: Rate,
    /// Link requests by one client. Those for registered and for unknown
    /// addresses are counted separately. By default 600 an hour, because a
    /// whole office may be one client, on the day when all its contacts set
    /// their passwords.
    pub link_client: Rate,
    /// Link requests by all clients; of those for registered addresses, all
    /// except the first for each. By default 1,200 an hour.
    pub link_system: Rate,
    /// Emails to one account that a visitor or the contact has requested. By
    /// default 20 an hour, more than [`link_address`](Self::link_address)
    /// allows.
    pub email_account: Rate,
    /// Such emails to the contacts of one company. By default 600 an hour.
    pub email_company: Rate,
    /// Such emails to all contacts. By default 1,200 an hour.
    pub email_system: Rate,
    /// Requests for another address by one account. By default 5, then one
    /// in a fifth of a day.
    pub replacement_account: Rate,
    /// Requests for changes of contacts by one account. By default 20, then
    /// one in a twentieth of a day.
    pub request_account: Rate,
    /// Reports of a trouble and inquiries by visitors, for one address. By
    /// default 5, then one in a fifth of a day.
    pub case_address: Rate,
    /// Such cases by one client. By default 20 an hour, because a whole office
    /// may be one client.
    pub case_client: Rate,
    /// Such cases by all clients. By default 300 an hour.
    pub case_system: Rate,
    /// Failed sign-in attempts by one client. By default 60 in ten minutes.
    pub sign_in_client: Rate,
    /// Failed sign-in attempts by all clients. By default 1,200 in ten
    /// minutes.
    pub sign_in_system: Rate,
    /// Wrong passwords for one account from browsers that it does not know.
    /// By default 5, then waits from 30 seconds to an hour (as NIST SP
    /// 800-63B-4 section 3.2.2 has it), and 50 at most.
    pub sign_in_stranger: Failures,
    /// Wrong passwords for one account from one browser that it knows, which
    /// counts as unknown then. By default 5.
    pub sign_in_device: DeviceFailures,
    /// Wrong codes of a second factor for one operator. By default 5, then waits
    /// from 30 seconds to a day.
    pub second_factor: CodeFailures,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            link_pause: Rate::of(1, 60),
            link_address: Rate::of(5, 9_000),
            link_company: Rate::of(60, 3_600),
            link_client: Rate::of(600, 3_600),
            link_system: Rate::of(1_200, 3_600),
            email_account: Rate::of(20, 3_600),
            email_company: Rate::of(600, 3_600),
            email_system: Rate::of(1_200, 3_600),
            replacement_account: Rate::of(5, 86_400),
            request_account: Rate::of(20, 86_400),
            case_address: Rate::of(5, 86_400),
            case_client: Rate::of(20, 3_600),
            case_system: Rate::of(300, 3_600),
            sign_in_client: Rate::of(60, 600),
            sign_in_system: Rate::of(1_200, 600),
            sign_in_stranger: Failures::of(5, 30, 3_600, 50),
            sign_in_device: DeviceFailures::most(),
            second_factor: CodeFailures::of(5, 30, 86_400),
        }
    }
}

/// The source of a request, as far as it is known.
///
/// # Examples
///
/// ```
/// use genkan::address::Address;
/// use genkan::limit::Asker;
///
/// let address = Address::parse("taro@example.co.jp")?;
/// let asker = Asker { address: &address, account: None, device: None, client: "192.0.2.1" };
/// assert!(!asker.is_known());
/// # Ok::<(), genkan::address::InvalidAddress>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every caller"
)]
pub struct Asker<'a> {
    /// The address that was entered.
    pub address: &'a Address,
    /// The account that has this address.
    pub account: Option<AccountToLimit>,
    /// The proof that the browser is known to an account. A browser that
    /// another account knows is a stranger here.
    pub device: Option<&'a Verified<Device>>,
    /// One text per client: an IPv4 address, the first 64 bits of an IPv6
    /// address, an operator's name. It must never be a text that the client
    /// chose, such as a header that no trusted proxy wrote.
    pub client: &'a str,
}

/// The data of an account that the limits need.
///
/// # Examples
///
/// ```
/// use genkan::address::Address;
/// use genkan::id::AccountId;
/// use genkan::limit::{AccountToLimit, Asker};
///
/// let address = Address::parse("taro@example.co.jp")?;
/// let account = AccountToLimit {
///     id: AccountId::from(7_u64),
///     company: None,
///     link_requested_at: None,
///     is_expected: true,
/// };
/// let asker = Asker { address: &address, account: Some(account), device: None, client: "192.0.2.1" };
/// assert!(!asker.is_known()); // no device token was sent
/// # Ok::<(), genkan::address::InvalidAddress>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every caller"
)]
pub struct AccountToLimit {
    /// The identity.
    pub id: AccountId,
    /// The customer company, if any.
    pub company: Option<CompanyId>,
    /// When a link was last requested.
    pub link_requested_at: Option<Timestamp>,
    /// Whether the person was asked to set a password and has not requested a
    /// link yet.
    pub is_expected: bool,
}

impl Asker<'_> {
    /// Returns whether the account knows the browser.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let known_to = self.device.map(Verified::principal);
        let owner = self.account.map(|account| Principal::Account(account.id));
        known_to.is_some() && known_to == owner
    }

    /// Returns the same source as a browser that no account knows.
    #[must_use]
    pub const fn as_stranger(self) -> Self {
        Self {
            device: None,
            ..self
        }
    }
}

impl Limits {
    /// Returns the charges of a link request.
    #[must_use]
    pub fn link_request(&self, asker: &Asker<'_>, now: Timestamp) -> Vec<Charge> {
        let key = asker.address.key();
        let account_key = || account_key(asker, &key);
        let mut charges = Vec::from([
            rate(LimitName::LinkPause, account_key(), self.link_pause),
            rate(LimitName::LinkAddress, account_key(), self.link_address),
        ]);
        if !asker.is_known() {
            // Unknown addresses must use up nothing that a contact needs. The
            // first link of each contact who was notified may be requested by
            // one office on one morning.
            let client = match asker.account {
                Some(account) if account.is_expected => account_key(),
                Some(_) => CellKey::Client(asker.client),
                None => CellKey::ClientUnknownAddress(asker.client),
            };
            charges.push(rate(LimitName::LinkClient, client, self.link_client));
            if self.is_repeated(asker, now) {
                let company = asker.account.and_then(|account| account.company);
                // A contact without a company counts as a company.
                let company = match company {
                    Some(id) => CellKey::Company(id.to_bytes()),
                    None => account_key(),
                };
                let everybody = match asker.account {
                    Some(_) => CellKey::Registered,
                    None => CellKey::Everybody,
                };
                charges.extend([
                    rate(LimitName::LinkCompany, company, self.link_company),
                    rate(LimitName::LinkSystem, everybody, self.link_system),
                ]);
            }
        }
        in_order(charges)
    }

    /// Returns whether a link was requested recently, or the address is not
    /// registered.
    fn is_repeated(&self, asker: &Asker<'_>, now: Timestamp) -> bool {
        let Some(account) = asker.account else {
            return true;
        };
        let between = u64::from(self.link_address.period() / self.link_address.burst());
        account
            .link_requested_at
            .is_some_and(|asked| now.since(asked).as_secs() < between)
    }

    /// Returns the charges of an email that counts, in the order in
    /// which they are to be charged: for the account, the company, and the
    /// whole system.
    ///
    /// If one of them refuses, the email is slowed down: it is charged for that
    /// limit at the first second with room, and sent then at the earliest. The
    /// limits after it are charged then. So every email waits for a second of
    /// its own, and the emails to one company's contacts use up the system's
    /// limit only when they are sent.
    #[must_use]
    pub fn email(&self, account: &AccountToLimit) -> [Charge; 3] {
        let own = || CellKey::Account(account.id.to_bytes());
        let company = account
            .company
            .map_or_else(own, |id| CellKey::Company(id.to_bytes()));
        let everybody = CellKey::Everybody;
        [
            rate(LimitName::EmailAccount, own(), self.email_account),
            rate(LimitName::EmailCompany, company, self.email_company),
            rate(LimitName::EmailSystem, everybody, self.email_system),
        ]
    }

    /// Returns the charge that notes that a limit has refused a request for an
    /// address, registered or not. It is never refused. Its cell's
    /// [`at`](super::Cell::at) is the time of the last refusal, and its
    /// [`count`](super::Cell::count) how many there were; it is kept for 30 days.
    ///
    /// A caller makes this charge whatever the address is, so that the writes of a
    /// store do not reveal who is registered.
    ///
    /// ```
    /// use genkan::limit::{self, LimitName, Limits};
    /// use genkan::time::Timestamp;
    ///
    /// let (limits, now) = (Limits::default(), Timestamp::from_unix_seconds(1_800_000_000));
    /// let refused = limits.refused(&"taro@example.com".parse()?, LimitName::LinkClient);
    /// let cells = limit::charge(&[None], &[refused], now)?;
    /// assert_eq!((cells[0].at, cells[0].count), (now, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn refused(&self, address: &Address, by: LimitName) -> Charge {
        let never = Failures::of(u32::MAX, 1, 1, u32::MAX).forgotten();
        failures(by, CellKey::Refused(&address.key()), never)
    }

    /// Returns the charge of a request for another address.
    #[must_use]
    pub fn replacement(&self, account: AccountId) -> Charge {
        let account = CellKey::Account(account.to_bytes());
        let name = LimitName::ReplacementAccount;
        rate(name, account, self.replacement_account)
    }

    /// Returns the charge of a contact's request for a change of contacts.
    #[must_use]
    pub fn request(&self, account: AccountId) -> Charge {
        let account = CellKey::Account(account.to_bytes());
        rate(LimitName::RequestAccount, account, self.request_account)
    }

    /// Returns the charges of a case that a visitor opens. They are the same
    /// whether or not the address is registered.
    #[must_use]
    pub fn visitor_case(&self, address: &Address, client: &str) -> Vec<Charge> {
        let key = address.key();
        let everybody = CellKey::Everybody;
        in_order(Vec::from([
            rate(
                LimitName::CaseAddress,
                CellKey::Address(&key),
                self.case_address,
            ),
            rate(
                LimitName::CaseClient,
                CellKey::Client(client),
                self.case_client,
            ),
            rate(LimitName::CaseSystem, everybody, self.case_system),
        ]))
    }

    /// Returns the charges of a guess at a password, which are refunded if it
    /// is right.
    ///
    /// If they are those of a known browser, and are refused, the browser is to
    /// be charged [as a stranger](Asker::as_stranger), and a success refunds
    /// both.
    #[must_use]
    pub fn sign_in(&self, asker: &Asker<'_>) -> Vec<Charge> {
        if let Some(device) = asker.device.filter(|_| asker.is_known()) {
            let key = CellKey::Device(device.selector().to_bytes());
            let failures = self.sign_in_device.failures();
            return Vec::from([self::failures(LimitName::SignInDevice, key, failures)]);
        }
        let key = asker.address.key();
        let failures = match asker.account {
            Some(_) => self.sign_in_stranger,
            None => self.sign_in_stranger.forgotten(),
        };
        let client = CellKey::Client(asker.client);
        // The same cell for registered and unknown addresses: a difference
        // would reveal which is which.
        in_order(Vec::from([
            rate(LimitName::SignInClient, client, self.sign_in_client),
            rate(
                LimitName::SignInSystem,
                CellKey::Everybody,
                self.sign_in_system,
            ),
            self::failures(
                LimitName::SignInStranger,
                account_key(asker, &key),
                failures,
            ),
        ]))
    }

    /// Returns the charge of a code of a second factor, which is refunded if the
    /// code is right, and when another operator resets the second factors. A new
    /// password refunds nothing: the mailbox alone must not give more guesses.
    ///
    /// Only an operator who has given the password is asked for a code. So the
    /// answer may say how long to wait, and a stranger causes no wait. A recovery
    /// code need not be charged: it has 80 random bits.
    #[must_use]
    pub fn second_factor(&self, operator: OperatorId) -> Charge {
        let account = CellKey::Account(operator.to_bytes());
        let codes = self.second_factor.failures();
        failures(LimitName::SecondFactor, account, codes)
    }

    /// Returns the charges to refund to an account with a new password: its
    /// owner has proven to be the owner, and earlier guesses were at another
    /// password. A guess of a known browser is refunded with [its own
    /// charges](Self::sign_in).
    #[must_use]
    pub fn new_password(&self, account: AccountId) -> Vec<Charge> {
        let account_key = || CellKey::Account(account.to_bytes());
        in_order(Vec::from([
            // The owner may need another link at once.
            rate(LimitName::LinkPause, account_key(), self.link_pause),
            failures(
                LimitName::SignInStranger,
                account_key(),
                self.sign_in_stranger,
            ),
        ]))
    }
}

/// Returns the key of an account or of an unknown address. An account is
/// charged by its identity, so all spellings and former addresses are one cell.
fn account_key<'k>(asker: &Asker<'_>, key: &'k str) -> CellKey<'k> {
    match asker.account {
        Some(account) => CellKey::Account(account.id.to_bytes()),
        None => CellKey::Address(key),
    }
}

fn rate(by: LimitName, whom: CellKey<'_>, rate: Rate) -> Charge {
    Charge {
        id: CellId::of(by, whom),
        by,
        limit: Limit::Rate(rate),
    }
}

fn failures(by: LimitName, whom: CellKey<'_>, failures: Failures) -> Charge {
    Charge {
        id: CellId::of(by, whom),
        by,
        limit: Limit::Failures(failures),
    }
}

/// Sorts charges, so that no two transactions wait for each other's locks.
fn in_order(mut charges: Vec<Charge>) -> Vec<Charge> {
    charges.sort_unstable_by_key(|charge| charge.id);
    charges
}
