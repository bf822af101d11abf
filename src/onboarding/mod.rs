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
//! | [`mint_link`] | the link is made, at the moment when the mail goes out |
//! | [`open_link`] | the link is looked at; nothing changes |
//! | [`set_password`] | the link is used up and the password set |
//! | [`sign_in`] | address and password open a session |
//! | [`session`] | the session is recognised, and ended |
//! | [`change_password`] | a signed-in contact changes the password |
//!
//! How often each may be tried is the affair of [`limit`]; what has happened
//! is kept in [`audit`].

mod account;
mod address;
#[cfg(feature = "conformance")]
pub mod conformance;
mod event;
mod letter;
mod password;
mod plan;
mod realm;
mod refusal;
mod store;

pub mod audit;
pub mod change_password;
pub mod limit;
pub mod mint_link;
pub mod open_link;
pub mod register;
pub mod request_link;
pub mod session;
pub mod set_password;
pub mod sign_in;

pub use account::{Account, State};
pub use address::{Address, InvalidAddress};
pub use event::{Actor, Event, EventKind, OperatorId};
pub use letter::{Letter, LetterId, LetterKind, Outcome, QueuedLetter};
pub use password::{NewPassword, PasswordHash};
pub use plan::{Guard, Plan, Revocation};
pub use realm::Realm;
pub use refusal::Refusal;
pub use store::{CommitError, Store};
