//! Points in time and lifetimes.
//!
//! The crate has no clock: the caller passes the current time as a
//! [`Timestamp`]. Spans are [`Duration`](core::time::Duration)s; a
//! [`Lifetime`] is one that always ends.
//!
//! ```
//! use core::time::Duration;
//! use genkan::time::{Lifetime, Timestamp};
//!
//! let now = Timestamp::from_unix_seconds(1_800_000_000);
//! let lifetime = Lifetime::try_from(Duration::from_secs(3600))?;
//! let end = now + lifetime.as_duration();
//! assert_eq!(end.since(now), Duration::from_secs(3600));
//! # Ok::<(), genkan::time::InvalidLifetime>(())
//! ```

mod lifetime;
mod timestamp;

pub use lifetime::{InvalidLifetime, Lifetime};
pub use timestamp::Timestamp;
