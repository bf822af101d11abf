//! The top-level modules of the crate, and which of them each may use.

use super::mention::Mention;

/// The modules from the lowest to the highest, with those that each may use. A
/// new module is added here first.
const MODULES: &[Module] = &[
    ("hex", &[]),
    ("code", &[]),
    ("language", &[]),
    ("text", &[]),
    ("text_data", &[]),
    ("time", &[]),
    ("id", &["hex", "text_data"]),
    ("address", &["code"]),
    ("blocklist", &["hex", "code", "text"]),
    ("breach", &["hex", "code"]),
    ("policy", &["hex", "code", "language", "text", "blocklist"]),
    ("strength", &["text"]),
    ("token", &["hex", "code", "text_data", "time", "id"]),
    ("audit_log", &["hex", "code", "time", "id"]),
    ("limit", &["code", "time", "id", "address", "token"]),
    (
        "onboarding",
        &[
            "code",
            "language",
            "text",
            "time",
            "id",
            "address",
            "policy",
            "token",
            "audit_log",
            "limit",
        ],
    ),
    (
        "conformance",
        &[
            "code",
            "language",
            "time",
            "id",
            "address",
            "policy",
            "token",
            "audit_log",
            "limit",
            "onboarding",
        ],
    ),
];

/// The modules of the portal, likewise. The pages are layered in themselves.
const PORTAL: &[Module] = &[
    ("clock", &[]),
    ("random", &[]),
    ("texts", &[]),
    ("tls", &[]),
    ("date", &["texts"]),
    ("byte_order_mark", &[]),
    ("fair_queue", &[]),
    ("file_error", &[]),
    ("FileError", &[]),
    ("private_folder", &["FileError"]),
    ("alarm", &["clock"]),
    ("config", &["byte_order_mark", "texts", "tls"]),
    ("blocklist", &["FileError"]),
    ("keys", &["private_folder", "clock", "random", "FileError"]),
    (
        "store",
        &["config", "tls", "private_folder", "clock", "random"],
    ),
    (
        "passwords",
        &["config", "blocklist", "clock", "random", "FileError"],
    ),
    (
        "service",
        &["alarm", "config", "passwords", "store", "clock", "random"],
    ),
    (
        "mail",
        &[
            "alarm",
            "byte_order_mark",
            "config",
            "service",
            "store",
            "tls",
            "date",
            "clock",
            "random",
            "private_folder",
            "FileError",
        ],
    ),
    (
        "bounces",
        &["byte_order_mark", "config", "service", "store", "FileError"],
    ),
    ("metrics", &["alarm", "service", "store"]),
    ("web::texts", &[]),
    ("web::assets", &[]),
    ("web::content_policy", &[]),
    ("web::brand_files", &["config"]),
    (
        "web::state",
        &[
            "bounces",
            "config",
            "service",
            "store",
            "fair_queue",
            "web::brand_files",
        ],
    ),
    ("web::link_page", &["web::texts"]),
    ("web::cookies", &["web::state"]),
    ("web::notice", &["web::state", "web::cookies"]),
    ("web::back", &[]),
    (
        "web::page_error",
        &["service", "store", "web::link_page", "web::back"],
    ),
    (
        "web::extract",
        &[
            "service",
            "web::state",
            "web::cookies",
            "web::link_page",
            "web::page_error",
            "web::back",
        ],
    ),
    (
        "web::parts",
        &[
            "config",
            "passwords",
            "date",
            "clock",
            "web::texts",
            "web::assets",
            "web::brand_files",
            "web::state",
            "web::link_page",
            "web::extract",
        ],
    ),
    (
        "web::layer",
        &[
            "service",
            "fair_queue",
            "date",
            "web::content_policy",
            "web::cookies",
            "web::link_page",
            "web::texts",
            "web::state",
            "web::back",
            "web::page_error",
            "web::extract",
            "web::parts",
        ],
    ),
    (
        "web::pages",
        &[
            "bounces",
            "service",
            "store",
            "date",
            "clock",
            "web::assets",
            "web::texts",
            "web::state",
            "web::back",
            "web::content_policy",
            "web::cookies",
            "web::notice",
            "web::link_page",
            "web::page_error",
            "web::extract",
            "web::parts",
        ],
    ),
    (
        "web::desk",
        &[
            "service",
            "texts",
            "date",
            "clock",
            "random",
            "web::texts",
            "web::assets",
            "web::state",
            "web::back",
            "web::cookies",
            "web::notice",
            "web::page_error",
            "web::extract",
            "web::parts",
            "web::pages",
        ],
    ),
    (
        "web",
        &[
            "web::assets",
            "web::notice",
            "web::state",
            "web::link_page",
            "web::page_error",
            "web::extract",
            "web::layer",
            "web::pages",
            "web::desk",
        ],
    ),
    ("server", &[]),
    (
        "cli",
        &[
            "byte_order_mark",
            "config",
            "blocklist",
            "keys",
            "store",
            "passwords",
            "service",
            "bounces",
            "mail",
            "metrics",
            "web",
            "server",
            "texts",
            "tls",
            "date",
            "clock",
            "random",
            "private_folder",
            "FileError",
        ],
    ),
];

/// A module by its path, and the modules that it may use.
type Module = (&'static str, &'static [&'static str]);

/// The modules that the browser package may use. Those above handle secrets.
const BROWSER: &[&str] = &["text", "language", "blocklist", "policy"];

/// Returns the offence if a module of the crate may not make `mention`.
pub(super) fn upward(mention: &Mention) -> Option<String> {
    upward_in(MODULES, mention)
}

/// Returns the offence if a module of the portal may not make `mention`.
pub(super) fn upward_in_portal(mention: &Mention) -> Option<String> {
    upward_in(PORTAL, mention)
}

fn upward_in(modules: &[Module], mention: &Mention) -> Option<String> {
    // The crate's root exports every module and is not one of them.
    let here = mention.module.first()?;
    let Some((here, below)) = listed(modules, &mention.module) else {
        return Some(format!("`{here}` is not listed in the layer check"));
    };
    let (first, path) = mention.path.split_first()?;
    // `pub(in crate::policy)` names a module that contains this one.
    if first != "crate" || path.is_empty() || mention.module.starts_with(path) {
        return None;
    }
    let full = mention.path.join("::");
    match listed(modules, path) {
        Some((there, _)) if there == here || below.contains(there) => None,
        Some((there, _)) => Some(format!("`{here}` may not use `{there}`: {full}")),
        None => Some(format!(
            "`{here}` may name modules only, not the crate's root: {full}"
        )),
    }
}

/// Returns the innermost listed module that contains a path.
fn listed<'m>(modules: &'m [Module], path: &[String]) -> Option<&'m Module> {
    (1..=path.len()).rev().find_map(|length| {
        let path = path.get(..length)?.join("::");
        modules.iter().find(|(module, _)| *module == path)
    })
}

/// Returns the offence if the browser package may not make `mention`.
pub(super) fn beyond_the_browser(mention: &Mention) -> Option<String> {
    if mention.path.first()? != "genkan" {
        return None;
    }
    let there = mention.path.get(1)?;
    (!BROWSER.contains(&there.as_str())).then(|| {
        format!(
            "the browser package may not use {}",
            mention.path.join("::")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::mention::in_source;
    use super::*;

    fn offences(source: &str, module: &[&str]) -> Vec<String> {
        in_source(source, module)
            .unwrap()
            .iter()
            .filter_map(upward)
            .collect()
    }

    #[test]
    fn a_module_may_use_the_ones_below() {
        for source in [
            "use crate::text::Unicode;",
            "use super::super::text::Unicode;",
            "use super::{Status, rules::KindsRule};",
            "pub(in crate::policy) fn f() {}",
            "pub(crate) fn f() {}",
            "use alloc::string::String;",
        ] {
            assert_eq!(offences(source, &["policy", "rule"]), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_module_may_not_use_one_above() {
        for source in [
            "use crate::token::Keyring;",
            "use crate::{text::Unicode, token::{Keyring, Token}};",
            "use super::super::token;",
            "use super::super::super::policy::{self, super_user}; use crate::onboarding as life;",
            "fn f() { crate::onboarding::forgot::request(); }",
            "fn f() -> Option<crate::token::Token> { None }",
            "fn f() { assert_eq!(1, crate::token::count()); }",
            "mod inner { use super::super::super::token::Token; }",
            "impl From<u8> for X { fn from(_: u8) -> Self { <u8 as crate::token::T>::f() } }",
            "macro_rules! m { () => { $crate::token::Token }; }",
            "#[cfg(test)] mod tests { use crate::token::Token; }",
        ] {
            assert_ne!(offences(source, &["policy", "rule"]), [""; 0], "{source}");
        }
    }

    #[test]
    fn no_module_imports_the_whole_crate() {
        for source in [
            "use crate::*;",
            "use crate as root;",
            "use super::super::*;",
        ] {
            assert_ne!(offences(source, &["policy", "rule"]), [""; 0], "{source}");
        }
    }

    #[test]
    fn text_is_not_a_path() {
        let source = r#"
            //! [`crate::token`]
            /// See crate::token::Keyring.
            fn f() -> &'static str { /* crate::token::Token */ "crate::token::Token" }
        "#;
        assert_eq!(offences(source, &["policy"]), [""; 0]);
    }

    #[test]
    fn an_unlisted_module_is_an_offence() {
        assert_ne!(offences("use core::fmt;", &["attic"]), [""; 0]);
    }

    #[test]
    fn the_browser_may_use_policy_and_text() {
        let offences = |source| -> Vec<String> {
            let mentions = in_source(source, &[]).unwrap();
            mentions.iter().filter_map(beyond_the_browser).collect()
        };
        assert_eq!(
            offences("use genkan::{policy::Policy, text::Unicode};"),
            [""; 0]
        );
        assert_ne!(
            offences("use genkan::{policy::Policy, token::Token};"),
            [""; 0]
        );
        assert_ne!(offences("fn f() { genkan::onboarding::x(); }"), [""; 0]);
        assert_ne!(offences("use genkan::*;"), [""; 0]);
        assert_ne!(offences("use genkan as g;"), [""; 0]);
    }
}
