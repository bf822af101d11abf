//! Finds uses of time, randomness, files and the network. The crate gets them
//! as arguments, so it must not name any of them.

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

/// The module that converts the system's time. Only reading the time is I/O.
const CONVERSION: [&str; 2] = ["time", "timestamp"];
const CONVERTED: &[&[&str]] = &[
    &["std", "time", "SystemTime"],
    &["std", "time", "UNIX_EPOCH"],
    &["SystemTime"],
];

/// Returns the offence if `mention` uses I/O outside tests.
pub(super) fn used(mention: &Mention) -> Option<String> {
    if mention.is_test {
        return None;
    }
    let path: Vec<&str> = mention.path.iter().map(String::as_str).collect();
    if mention.module == CONVERSION && CONVERTED.contains(&path.as_slice()) {
        return None;
    }
    let is_outside = match path.as_slice() {
        ["std", module, ..] if MODULES.contains(module) => true,
        // Such an import contains all of these modules, under any name.
        ["std", "*" | "self"] => true,
        names => names.iter().any(|name| NAMES.contains(name)),
    };
    is_outside.then(|| format!("the crate must not do I/O: {}", path.join("::")))
}

#[cfg(test)]
mod tests {
    use super::super::mention::in_source;
    use super::*;

    fn offences(source: &str) -> Vec<String> {
        in_source(source, &["token"])
            .unwrap()
            .iter()
            .filter_map(used)
            .collect()
    }

    #[test]
    fn every_use_of_io_is_an_offence() {
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
    fn other_paths_are_no_offence() {
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
    fn the_system_time_is_converted_in_one_module_and_read_in_none() {
        let offences = |source: &str, module: &[&str]| {
            let mentions = in_source(source, module).unwrap();
            mentions.iter().filter_map(used).count()
        };
        let convert = "use std::time::{SystemTime, UNIX_EPOCH}; fn f(time: SystemTime) {}";
        assert_eq!(offences(convert, &CONVERSION), 0);
        assert_ne!(offences(convert, &["time", "lifetime"]), 0);
        let read = "fn f() { let now = SystemTime::now(); }";
        assert_ne!(offences(read, &CONVERSION), 0);
    }

    #[test]
    fn a_feature_is_not_a_test() {
        let source = "#[cfg(any(test, feature = \"x\"))] mod m { use std::fs; }";
        assert_ne!(offences(source), [""; 0]);
    }
}
