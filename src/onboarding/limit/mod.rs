//! How often something may be tried, decided without I/O.
//!
//! A [`Cell`] is a small counter that a store keeps under a [`CellId`]; a
//! [`Charge`] asks one cell for one unit under one [`Limit`]. A store reads
//! the cells, calls [`charge`], and writes what comes back, all in one
//! transaction: that is what makes a limit hold on any number of nodes and
//! across restarts. [`Limits`] holds the numbers and says what a request for a
//! link and an attempt to sign in are charged.
//!
//! ```
//! use genkan::onboarding::limit::{Asker, Limits, charge};
//! use genkan::onboarding::Address;
//! use genkan::token::Timestamp;
//!
//! let limits = Limits::default();
//! let address = Address::parse("taro.yamada@example.co.jp")?;
//! let asker = Asker { address: &address, account: None, device: None, client: "192.0.2.1" };
//! let now = Timestamp::from_unix_seconds(1_800_000_000);
//! let charges = limits.link_request(&asker, now);
//!
//! // Nothing is kept yet. What comes back is kept for each charge's cell.
//! let cells = charge(&[], &charges, now).unwrap();
//! // A second later it is too early for another letter.
//! let later = Timestamp::from_unix_seconds(1_800_000_001);
//! let cells: Vec<_> = cells.into_iter().map(Some).collect();
//! let throttled = charge(&cells, &charges, later).unwrap_err();
//! assert_eq!(throttled.by.code(), "link-pause");
//! # Ok::<(), genkan::onboarding::InvalidAddress>(())
//! ```
//!
//! # What is promised
//!
//! - **All or nothing**: where one cell refuses, none is charged.
//! - **Guesses count before they are judged**, so that guesses made at the
//!   same time all count; [`refund`] gives back what a success cost.
//! - **An owner is never locked out by a stranger**: a browser known to the
//!   account has a cell that strangers cannot charge and pays into none that
//!   they share; a password set by a link opens every door again; and while
//!   requests for links are refused for an address, a link that still works
//!   has gone out to it. See [`Limits`].
//! - **Clocks**: a clock that is set back, or a node whose clock is behind,
//!   gives nothing away; it makes a wait longer by as much. A cell from more
//!   than a day and an hour ahead was written by a wrong clock and makes
//!   nobody wait.
//! - **Forgetting is invisible**: a cell that has [ended](Cell::ends) decides
//!   what no cell decides.

mod cell;
mod charge;
mod failures;
mod limits;
mod rate;
mod throttled;

pub use cell::{Cell, CellId};
pub use charge::{Charge, Limit, charge, refund};
pub use failures::Failures;
pub use limits::{Asker, Limits};
pub use rate::Rate;
pub use throttled::{LimitName, Throttled};
