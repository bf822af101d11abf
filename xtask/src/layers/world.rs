//! The world outside: time, randomness, files, the network. They come to the
//! crate as arguments, so none of them has a name in it.

use super::mention::Mention;

const MODULES: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread", "time"];
const NAMES: &[&str] = &[
    "Instant",
    "OsRng",
    "SysRng",
    "SystemTime",
    "ThreadRng",
    "getrandom",
    "thread_rng",
];

/// How `mention` touches the world. Tests may.
pub(super) fn touched(mention: &Mention) -> Option<String> {
    if mention.is_test {
        return None;
    }
    let path: Vec<&str> = mention.path.iter().map(String::as_str).collect();
    let is_outside = match path.as_slice() {
        ["std", module, ..] if MODULES.contains(module) => true,
        // Whatever it is called then, it holds all of the above.
        ["std", "*" | "self"] => true,
        names => names.iter().any(|name| NAMES.contains(name)),
    };
    is_outside.then(|| format!("the crate may not touch the world: {}", path.join("::")))
}

#[cfg(test)]
mod tests {
    use super::super::mention::in_source;
    use super::*;

    fn offences(source: &str) -> Vec<String> {
        in_source(source, &["token"])
            .unwrap()
            .iter()
            .filter_map(touched)
            .collect()
    }

    #[test]
    fn each_way_out_is_an_offence() {
        for source in [
            "use std::time::Duration;",
            "use std::{fmt, time::{Duration, SystemTime}};",
            "fn f() { let now = SystemTime::now(); }",
            "fn f() { let now = std::time::Instant::now(); }",
            "fn f() { debug!(\"{:?}\", std::fs::read(\"x\")); }",
            "fn f(s: std::net::TcpStream) {}",
            "fn f() { getrandom::fill(&mut []); }",
            "use rand::rngs::OsRng;",
            "use std as s;",
        ] {
            assert_ne!(offences(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn what_is_inside_is_none() {
        for source in [
            "use core::time::Duration;",
            "use std::collections::HashMap;",
            "/// Not std::time::Instant. fn f() {}\nfn f() {} // SystemTime",
            "fn f() -> &'static str { \"std::fs\" }",
            "#[cfg(test)] mod tests { use std::time::Instant; }",
            "#[cfg(test)] use std::fs;",
        ] {
            assert_eq!(offences(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_feature_is_no_test() {
        let source = "#[cfg(any(test, feature = \"x\"))] mod m { use std::fs; }";
        assert_ne!(offences(source), [""; 0]);
    }
}
