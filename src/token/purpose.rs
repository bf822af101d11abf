use super::{OwnPurpose, PurposeName};
use crate::time::Lifetime;

/// The purpose of a token. It is part of the token's type, so that a token for
/// one thing cannot do another:
///
/// ```compile_fail,E0308
/// # use genkan::token::{Reset, Session, Verified};
/// fn follow(proof: Verified<Reset>) {}
/// fn wrong(proof: Verified<Session>) { follow(proof) }
/// ```
///
/// The crate's purposes implement it, and those that a caller declares with
/// [`purposes!`](crate::purposes).
pub trait Purpose: sealed::Purpose {
    /// The purpose as a value.
    const NAME: PurposeName;
    /// The default lifetime of such a token.
    const LIFETIME: Lifetime;
    /// The first eight characters of every token of this purpose, by which a
    /// person and a secret scanner recognise it.
    const PREFIX: &'static str = Self::NAME.prefix();
    /// How many tokens of this purpose a principal has at most.
    const PER_PRINCIPAL: u32 = Self::NAME.per_principal();
}

impl<P: OwnPurpose> Purpose for P {
    const NAME: PurposeName = PurposeName::Own(P::OWN.name);
    const LIFETIME: Lifetime = P::OWN.lifetime;
    const PREFIX: &'static str = P::OWN.prefix;
    const PER_PRINCIPAL: u32 = P::OWN.per_principal;
}

/// A purpose that lets its bearer set a password.
///
/// ```
/// use genkan::token::{FirstPassword, Reset, SetsPassword, Verified};
///
/// fn choose_password<P: SetsPassword>(proof: Verified<P>) {}
/// fn first(proof: Verified<FirstPassword>) { choose_password(proof) }
/// fn later(proof: Verified<Reset>) { choose_password(proof) }
/// ```
pub trait SetsPassword: Purpose + sealed::BuiltIn {}

/// A purpose that a browser keeps a token of after a sign-in, until it signs out.
///
/// ```
/// use genkan::token::{DeskSession, Session, SignsIn, Token};
///
/// fn cookie<P: SignsIn>(token: &Token<P>) -> String {
///     format!("session={}; HttpOnly; Secure; SameSite=Lax", token.expose().as_str())
/// }
/// ```
pub trait SignsIn: Purpose + sealed::BuiltIn {}

/// A purpose that lets its bearer prove or set up a second factor.
///
/// # Examples
///
/// ```
/// use genkan::token::{AwaitingFactor, DeskSession, ProvesFactor, Verified};
///
/// fn ask_for_a_code<P: ProvesFactor>(proof: &Verified<P>) {}
/// fn at_sign_in(proof: &Verified<AwaitingFactor>) { ask_for_a_code(proof) }
/// fn again(session: &Verified<DeskSession>) { ask_for_a_code(session) }
/// ```
pub trait ProvesFactor: SignsIn {}

/// A purpose of a session: its bearer has proven everything that a sign-in asks
/// for.
///
/// # Examples
///
/// ```
/// use genkan::token::{DeskSession, OpensSession, Session, Verified};
///
/// fn greet<P: OpensSession>(session: &Verified<P>) {}
/// fn a_contact(session: &Verified<Session>) { greet(session) }
/// fn an_operator(session: &Verified<DeskSession>) { greet(session) }
/// ```
pub trait OpensSession: SignsIn {}

/// Sets a new password for an account that has one.
///
/// # Examples
///
/// ```
/// use genkan::token::{Purpose as _, Reset};
///
/// assert_eq!(Reset::NAME.code(), "reset");
/// assert_eq!(Reset::LIFETIME.seconds(), 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Reset {}

/// Sets the first password of a registered contact.
///
/// # Examples
///
/// ```
/// use genkan::token::{FirstPassword, Purpose as _};
///
/// assert_eq!(FirstPassword::NAME.code(), "first-password");
/// assert_eq!(FirstPassword::LIFETIME.seconds(), 72 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum FirstPassword {}

/// Keeps a contact signed in.
///
/// # Examples
///
/// ```
/// use genkan::token::{Purpose as _, Session};
///
/// assert_eq!(Session::NAME.code(), "session");
/// assert_eq!(Session::LIFETIME.seconds(), 12 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Session {}

/// Keeps an operator signed in at the support desk. It proves that the operator
/// has given the password and a second factor. Neither kind of session can be
/// used in place of the other:
///
/// ```compile_fail,E0308
/// # use genkan::token::{DeskSession, Session, Verified};
/// fn at_the_desk(session: Verified<DeskSession>) {}
/// fn wrong(session: Verified<Session>) { at_the_desk(session) }
/// ```
///
/// ```compile_fail,E0308
/// # use genkan::token::{DeskSession, Session, Verified};
/// fn as_a_contact(session: Verified<Session>) {}
/// fn wrong(session: Verified<DeskSession>) { as_a_contact(session) }
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum DeskSession {}

/// Proves that an operator has given the password. The second factor is still to
/// come.
///
/// # Examples
///
/// ```
/// use genkan::token::{AwaitingFactor, Purpose as _};
///
/// assert_eq!(AwaitingFactor::NAME.code(), "awaiting-factor");
/// assert_eq!(AwaitingFactor::LIFETIME.seconds(), 10 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum AwaitingFactor {}

/// Proves that the contact receives email at a new address.
///
/// # Examples
///
/// ```
/// use genkan::token::{ProveAddress, Purpose as _};
///
/// assert_eq!(ProveAddress::NAME.code(), "prove-address");
/// assert_eq!(ProveAddress::LIFETIME.seconds(), 72 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum ProveAddress {}

/// Restores the address that an account had before.
///
/// # Examples
///
/// ```
/// use genkan::token::{Purpose as _, UndoAddress};
///
/// assert_eq!(UndoAddress::NAME.code(), "undo-address");
/// assert_eq!(UndoAddress::LIFETIME.seconds(), 72 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum UndoAddress {}

/// Revokes a link that the contact did not request.
///
/// # Examples
///
/// ```
/// use genkan::token::{Decline, Purpose as _};
///
/// assert_eq!(Decline::NAME.code(), "decline");
/// assert_eq!(Decline::LIFETIME.seconds(), 72 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Decline {}

/// Reports a new password that the contact did not set.
///
/// # Examples
///
/// ```
/// use genkan::token::{Disown, Purpose as _};
///
/// assert_eq!(Disown::NAME.code(), "disown");
/// assert_eq!(Disown::LIFETIME.seconds(), 7 * 24 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Disown {}

/// Marks a browser in which the contact has signed in before, so that wrong
/// guesses from other browsers do not delay it. It does not sign in.
///
/// # Examples
///
/// ```
/// use genkan::token::{Device, Purpose as _};
///
/// assert_eq!(Device::NAME.code(), "device");
/// assert_eq!(Device::LIFETIME.seconds(), 30 * 24 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Device {}

/// Lets a registered contact confirm or refuse inquiries about which the support
/// desk has asked them.
///
/// # Examples
///
/// ```
/// use genkan::token::{Confirm, Purpose as _};
///
/// assert_eq!(Confirm::NAME.code(), "confirm");
/// assert_eq!(Confirm::LIFETIME.seconds(), 30 * 24 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Confirm {}

/// Lets a registered contact stop takeovers in their company.
///
/// # Examples
///
/// ```
/// use genkan::token::{Object, Purpose as _};
///
/// assert_eq!(Object::NAME.code(), "object");
/// assert_eq!(Object::LIFETIME.seconds(), 30 * 24 * 60 * 60);
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it exists in types only")]
pub enum Object {}

impl Purpose for Reset {
    const NAME: PurposeName = PurposeName::Reset;
    /// One hour.
    const LIFETIME: Lifetime = hours(1);
}

impl Purpose for FirstPassword {
    const NAME: PurposeName = PurposeName::FirstPassword;
    /// Three days: the email may arrive before a weekend. NIST SP 800-63B-4
    /// section 4.2.1.2 sets 24 hours.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Session {
    const NAME: PurposeName = PurposeName::Session;
    /// Twelve hours: NIST SP 800-63B-4 section 2.2.3 allows 24.
    const LIFETIME: Lifetime = hours(12);
}

impl Purpose for DeskSession {
    const NAME: PurposeName = PurposeName::DeskSession;
    /// Eight hours: a working day.
    const LIFETIME: Lifetime = hours(8);
}

impl Purpose for AwaitingFactor {
    const NAME: PurposeName = PurposeName::AwaitingFactor;
    /// Ten minutes: enough to find the telephone, or to set up a factor.
    const LIFETIME: Lifetime = minutes(10);
}

impl Purpose for ProveAddress {
    const NAME: PurposeName = PurposeName::ProveAddress;
    /// Three days, as for a first password.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for UndoAddress {
    const NAME: PurposeName = PurposeName::UndoAddress;
    /// Three days: a contact who is away for a weekend can still restore it.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Decline {
    const NAME: PurposeName = PurposeName::Decline;
    /// Three days: as long as the longest-lived link that it revokes.
    const LIFETIME: Lifetime = hours(72);
}

impl Purpose for Disown {
    const NAME: PurposeName = PurposeName::Disown;
    /// A week: a contact who reads the notice late can still use it.
    const LIFETIME: Lifetime = hours(7 * 24);
}

impl Purpose for Device {
    const NAME: PurposeName = PurposeName::Device;
    /// Thirty days, the longest lifetime.
    const LIFETIME: Lifetime = hours(30 * 24);
}

impl Purpose for Confirm {
    const NAME: PurposeName = PurposeName::Confirm;
    /// Thirty days, the longest lifetime. The link ends with the time to answer.
    const LIFETIME: Lifetime = hours(30 * 24);
}

impl Purpose for Object {
    const NAME: PurposeName = PurposeName::Object;
    /// Thirty days, the longest lifetime. The link ends with the waiting period.
    const LIFETIME: Lifetime = hours(30 * 24);
}

impl SetsPassword for Reset {}
impl SetsPassword for FirstPassword {}

impl SignsIn for Session {}
impl SignsIn for DeskSession {}
impl SignsIn for AwaitingFactor {}

impl OpensSession for Session {}
impl OpensSession for DeskSession {}

impl ProvesFactor for AwaitingFactor {}
impl ProvesFactor for DeskSession {}

/// Returns a lifetime of so many hours.
const fn hours(hours: u64) -> Lifetime {
    minutes(hours * 60)
}

/// Returns a lifetime of so many minutes.
#[expect(clippy::unwrap_used, reason = "the compiler evaluates every call")]
const fn minutes(minutes: u64) -> Lifetime {
    Lifetime::from_seconds(minutes * 60).unwrap()
}

mod sealed {
    pub trait Purpose {}
    impl<P: super::OwnPurpose> Purpose for P {}

    /// A purpose of this crate.
    pub trait BuiltIn {}

    macro_rules! built_in {
        ($($Name:ident)+) => {
            $(
                impl Purpose for super::$Name {}
                impl BuiltIn for super::$Name {}
            )+
        };
    }
    built_in! {
        Reset FirstPassword Session DeskSession AwaitingFactor ProveAddress UndoAddress
        Decline Disown Device Confirm Object
    }
}
