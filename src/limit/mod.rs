//! Rate limits: how often something may be tried, decided without I/O.
//!
//! A [`Cell`] is a small counter that a store keeps under a [`CellId`]. A
//! [`Charge`] takes one unit from one cell under one [`Limit`]. A store reads
//! the cells, calls [`charge`], and writes the result, all in one transaction.
//! So a limit holds on any number of nodes and across restarts. [`Limits`] has
//! the numbers and defines what a link request and a sign-in attempt are
//! charged.
//!
//! ```
//! use genkan::address::Address;
//! use genkan::limit::{Asker, Limits, charge};
//! use genkan::time::Timestamp;
//!
//! let limits = Limits::default();
//! let address = Address::parse("taro.yamada@example.co.jp")?;
//! let asker = Asker { address: &address, account: None, device: None, client: "192.0.2.1" };
//! let now = Timestamp::from_unix_seconds(1_800_000_000);
//! let charges = limits.link_request(&asker, now);
//!
//! // No cell is stored yet. The result is to be stored, one cell a charge.
//! let cells = charge(&[], &charges, now).unwrap();
//! // A second later it is too early for another message.
//! let later = Timestamp::from_unix_seconds(1_800_000_001);
//! let cells: Vec<_> = cells.into_iter().map(Some).collect();
//! let throttled = charge(&cells, &charges, later).unwrap_err();
//! assert_eq!(throttled.by.code(), "link-pause");
//! # Ok::<(), genkan::address::InvalidAddress>(())
//! ```
//!
//! # Promises
//!
//! - **All or nothing**: if one cell refuses, no cell is charged.
//! - **Guesses count before they are verified**, so concurrent guesses all
//!   count; [`refund`] returns the charge of a success.
//! - **A stranger never locks an owner out.** A browser that the account knows
//!   has a cell that no other browser can charge, and charges none that
//!   strangers share. Setting a password by a link clears the strangers'
//!   guesses, and no other browser is known afterwards. While link
//!   requests for an address are refused, a link that still works has been
//!   sent to it. See [`Limits`].
//! - **Clocks**: if a clock is set back, or a node's clock is behind, nothing
//!   is allowed that was not allowed before; a wait only becomes longer by
//!   that much. A cell more than a day and an hour ahead was written by a
//!   wrong clock and causes no wait.
//! - **Deletion is invisible**: a cell that has [ended](Cell::ends) has the
//!   same effect as no cell.

mod cell;
mod charge;
mod failures;
mod limits;
mod rate;
mod throttled;

pub use cell::{Cell, CellId};
pub use charge::{Charge, Limit, charge, refund};
pub use failures::{CodeFailures, DeviceFailures, Failures};
pub use limits::{AccountToLimit, Asker, Limits};
pub use rate::Rate;
pub use throttled::{LimitName, Throttled};
