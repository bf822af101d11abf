//! The life of an account, from its registration on.
//!
//! Every ceremony is a method of [`Realm`] in a file of its own. It takes the
//! current data and returns a [`Plan`] or a [`Refusal`]. A [`Store`] commits a
//! plan completely or not at all, and only if everything is still as the
//! ceremony saw it. That is why a link works once, on any number of nodes.
//!
//! | ceremony | what happens |
//! |---|---|
//! | [`register`](Realm::register) | the provider registers a contact, who has no password |
//! | [`request_link`](Realm::request_link) | a visitor requests a link for an address |
//! | [`resend`](Realm::resend) | an operator sends a link again, and renews an expired registration |
//! | [`write_message`](Realm::write_message) | a message is written, with its links, when it is sent |
//! | [`open_link`](Realm::open_link) | a link or a session is verified; nothing changes |
//! | [`set_password`](Realm::set_password) | the link is used up and the password is set |
//! | [`sign_in`](Realm::sign_in) | address and password open a session |
//! | [`why_new_password`](Realm::why_new_password), [`require_new_password`](Realm::require_new_password) | a password that was right must be replaced |
//! | [`sign_out`](Realm::sign_out) | the session ends |
//! | [`change_password`](Realm::change_password) | a signed-in contact changes the password |
//! | [`request_replacement`](Realm::request_replacement) | a signed-in contact requests another address |
//! | [`prove_address`](Realm::prove_address) | the new address replaces the present one |
//! | [`undo_replacement`](Realm::undo_replacement) | the former address is restored |
//! | [`decline`](Realm::decline) | "I did not request this": the links end |
//! | [`disown`](Realm::disown) | "I did not set this password": the password ends |
//! | [`note_undeliverable`](Realm::note_undeliverable) | a mail server reports that the address receives no email |
//! | [`edit`](Realm::edit) | an operator corrects name, company or language |
//! | [`hold`](Realm::hold), [`release`](Realm::release) | an operator puts an account on hold, and releases it |
//! | [`hand_over`](Realm::hand_over) | the account ends and another person's begins |
//! | [`remove`](Realm::remove) | the account ends |
//! | [`create_company`](Realm::create_company), [`rename_company`](Realm::rename_company) | a customer company |
//! | [`set_manager`](Realm::set_manager), [`set_managers_act`](Realm::set_managers_act) | which contacts decide for their company |
//! | [`replace_address`](Realm::replace_address) | two operators replace the address of a contact without access to it |
//! | [`request`](Realm::request), [`confirm_request`](Realm::confirm_request), [`carry_out`](Realm::carry_out) | a contact requests a change of contacts |
//! | [`inquire`](Realm::inquire), [`answer_inquiry`](Realm::answer_inquiry), [`take_over`](Realm::take_over) | a person who is not registered says that they are a contact |
//! | [`report_trouble`](Realm::report_trouble) | a visitor cannot sign in |
//! | [`propose`](Realm::propose), [`approve`](Realm::approve) | two operators decide |
//! | [`add_operator`](Realm::add_operator), [`remove_operator`](Realm::remove_operator) | an operator of the support desk, with an account |
//! | [`sign_in_operator`](Realm::sign_in_operator) | address and password of an operator |
//! | [`prove_factor`](Realm::prove_factor) | a second factor opens a session at the support desk |
//! | [`enrol_totp`](Realm::enrol_totp), [`enrol_passkey`](Realm::enrol_passkey), [`renew_recovery_codes`](Realm::renew_recovery_codes), [`remove_factor`](Realm::remove_factor) | an operator sets up and removes second factors |
//!
//! # States
//!
//! | state | links | sign-in |
//! |---|---|---|
//! | [`Registered`](State::Registered) | for the first password, until the registration expires | no |
//! | [`Active`](State::Active) | for a new password | yes |
//! | [`Held`](State::Held) | none | no |
//! | [`Removed`](State::Removed) | none | no |
//!
//! Every change of state ends the links that set a password or prove an
//! address. The remedies (undo, decline, disown) survive everything that an
//! intruder can do. They end by use, by their expiry, when the address that
//! they were issued for is no longer the account's, or with the account.
//!
//! [`limit`](crate::limit) decides how often something may be tried;
//! [`audit_log`](crate::audit_log) records what has happened.

mod account;
mod bounce;
pub mod case;
mod change;
mod change_password;
mod company;
mod contact;
mod decline;
mod disown;
mod edit;
mod enrol_factor;
mod failure_cause;
mod guard;
mod hand_over;
mod hold;
mod imitate;
mod leased_message;
mod leave;
mod manage_companies;
mod manage_managers;
mod manage_operators;
mod message;
mod message_kind;
mod message_status;
mod name;
mod new_password;
mod no_message;
mod note_undeliverable;
mod open_link;
mod operator;
mod outcome;
mod passkey;
mod password_hash;
mod plan;
mod progress;
mod prove_factor;
mod realm;
mod refusal;
mod register;
mod remove;
mod remove_factor;
mod replace_address;
mod replace_address_by_desk;
mod reply;
mod request_link;
mod require_new_password;
mod resend;
mod revocation;
mod search;
mod second_factor;
mod set_password;
mod sign_in;
mod sign_message_id;
mod sign_out;
mod store;
mod stored_password;
mod used_again;
mod write_message;

pub use account::{Account, AccountKind, Former, Replacement, State};
pub use bounce::Bounce;
pub use change::Change;
pub use company::Company;
pub use contact::{Contact, InvalidContact};
pub use edit::Edit;
pub use enrol_factor::{Enrolled, NewTotp};
pub use failure_cause::FailureCause;
pub use guard::Guard;
pub use leased_message::LeasedMessage;
pub use manage_operators::NewOperator;
pub use message::{Message, Occasion};
pub use message_kind::MessageKind;
pub use message_status::MessageStatus;
pub use name::{InvalidName, Name};
pub use new_password::NewPassword;
pub use no_message::NoMessage;
pub use operator::{Companies, Operator, Permission, Role};
pub use outcome::Outcome;
pub use passkey::{NewPasskey, Passkey, SignedChallenge};
pub use password_hash::PasswordHash;
pub use plan::Plan;
pub use progress::Progress;
pub use realm::Realm;
pub use refusal::Refusal;
pub use remove_factor::Factor;
pub use reply::Reply;
pub use require_new_password::NewPasswordReason;
pub use revocation::Revocation;
pub use search::ContactSearch;
#[cfg(feature = "unicode-normalization")]
pub use search::{company_search_key, search_key};
pub use second_factor::{
    FactorMatch, RecoveryCode, RecoveryCodes, RecoveryDigest, SecondFactor, Totp, TotpSecret,
};
pub use sign_in::SignedIn;
pub use store::{
    Accounts, AuditLog, CASES_KEPT, Cases, Commit, CommitError, Counters, MESSAGES_KEPT, Operators,
    Outbox, PLANS_REMEMBERED, Search, Store, StoreError, Tokens,
};
pub use stored_password::{PasswordMatch, StoredPassword};
pub use write_message::{Content, Link, WrittenMessage};
