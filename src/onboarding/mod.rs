//! The account's life, from the day it is registered.
//!
//! Every ceremony is one file with pure functions: what is known goes in, a
//! [`Plan`] or a [`Refusal`] comes out. A [`Store`] commits a plan whole or
//! not at all, and only if the account is still as the ceremony saw it; that
//! is what makes a link work once on any number of nodes.
//!
//! | ceremony | what happens |
//! |---|---|
//! | [`register`] | the provider registers a contact, who has no password |
//! | [`request_link`] | somebody asks for a link to an address |
//! | [`resend`] | the desk sends a link, and begins an expired registration anew |
//! | [`write_letter`] | a letter is written, with its links, as the mail goes out |
//! | [`open_link`] | a link is looked at; nothing changes |
//! | [`set_password`] | the link is used up and the password set |
//! | [`sign_in`] | address and password open a session |
//! | [`session`] | the session is recognised, and ended |
//! | [`change_password`] | a signed-in contact changes the password |
//! | [`replace_address`] | another address takes the present one's place |
//! | [`decline`] | "it was not me who asked": the links end |
//! | [`disown`] | "it was not me who set it": the password ends |
//! | [`hold`] | the desk holds the account, and releases it |
//! | [`remove`] | the account is over |
//!
//! # States
//!
//! | state | links | sign-in |
//! |---|---|---|
//! | [`Registered`](State::Registered) | for the first password, until it expires | no |
//! | [`Active`](State::Active) | for a new password | yes |
//! | [`Held`](State::Held) | none | no |
//! | [`Removed`](State::Removed) | none | no |
//!
//! Every change of state ends the links that set a password or prove an
//! address. The remedies (undo, decline, disown) survive what an intruder can
//! do: they end by use, by their own end, when the address is no longer the
//! one that they were made for, or with the account.
//!
//! How often each may be tried is the affair of [`limit`]; what has happened
//! is kept in [`audit`].

mod account;
mod address;
#[cfg(feature = "conformance")]
pub mod conformance;
mod days;
mod event;
mod letter;
#[cfg(feature = "conformance")]
mod memory;
mod no_letter;
mod password;
mod plan;
mod realm;
mod refusal;
mod reply;
mod store;

pub mod audit;
pub mod change_password;
pub mod decline;
pub mod disown;
pub mod hold;
pub mod limit;
pub mod open_link;
pub mod register;
pub mod remove;
pub mod replace_address;
pub mod request_link;
pub mod resend;
pub mod session;
pub mod set_password;
pub mod sign_in;
pub mod write_letter;

pub use crate::token::OperatorId;
pub use account::{Account, Former, Replacement, State};
pub use address::{Address, InvalidAddress};
pub use days::Days;
pub use event::{Actor, Event, EventKind};
pub use letter::{Letter, LetterId, LetterKind, LetterStatus, Outcome, Progress, QueuedLetter};
#[cfg(feature = "conformance")]
pub use memory::Memory;
pub use no_letter::NoLetter;
pub use password::{NewPassword, PasswordHash};
pub use plan::{Guard, Plan, Revocation};
pub use realm::Realm;
pub use refusal::Refusal;
pub use reply::Reply;
pub use store::{CommitError, LETTERS_KEPT, Store};
