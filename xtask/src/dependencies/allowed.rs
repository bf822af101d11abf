//! The rules for dependencies, with a reason for each exception.

/// Where packages may come from.
pub(super) const SOURCES: [&str; 1] = ["registry+https://github.com/rust-lang/crates.io-index"];

/// Licences, by their SPDX identifiers, that ask for no more than a notice.
pub(super) const LICENCES: [&str; 8] = [
    "0BSD",
    "Apache-2.0",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Licences that one package may have: its name, the licence, and why.
pub(super) const EXCEPTIONS: [(&str, &str, &str); 1] = [(
    "colored",
    "MPL-2.0",
    "a dependency of password-rules-parser, which only tests link",
)];

/// Packages that nothing may depend on, and why.
pub(super) const BANNED: [(&str, &str); 5] = [
    (
        "aws-lc-sys",
        "rustls has ring, and one library for it is enough",
    ),
    ("libpq-sys", "the PostgreSQL client is written in Rust"),
    (
        "native-tls",
        "TLS is rustls, and there is no OpenSSL to install",
    ),
    (
        "openssl",
        "TLS is rustls, and there is no OpenSSL to install",
    ),
    (
        "openssl-sys",
        "TLS is rustls, and there is no OpenSSL to install",
    ),
];

/// Libraries that the portal has in two versions, and what keeps the older one.
pub(super) const DUPLICATES: [(&str, &str); 4] = [
    ("base64", "lettre"),
    ("fallible-iterator", "tokio-postgres"),
    ("getrandom", "ring"),
    ("syn", "macros, which run in the compiler"),
];
