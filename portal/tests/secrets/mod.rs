//! Where secrets and personal data must not be: in memory, tables, logs, exports
//! and files that others can read.

mod audit_log;
mod files;
mod logs;
mod memory;

/// Where the portals are reached.
const BASE: &str = "https://support.example.com/";
