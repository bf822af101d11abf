//! Published attacks on other products, each a test here under its name.
//!
//! What the names stand for is told in the advisories; the tests say what must
//! hold here, for many inputs rather than for the one that was published.

mod accounts;
mod ages;
mod answers;
mod blank_tokens;
mod hosts;
mod import;
mod index;
mod limits;
mod once;
mod operator_cli;
mod origins;
mod passwords;
mod recipients;
mod replacement;
mod sessions;
mod spelling;
mod texts;
mod tokens;
mod transport;

/// Where the portals are reached.
const BASE: &str = "https://support.example.com/";
