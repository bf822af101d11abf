//! The command line of the operators, as it is run, on either store.

mod audit_log;
mod blocklist;
mod cases;
mod commands;
mod companies;
mod contacts;
mod demo;
mod explain;
mod files;
mod hand_over;
mod health;
mod import;
mod keys;
mod languages;
#[cfg(unix)]
mod mail;
mod missing;
mod moving_in;
mod operators;
mod output;
mod policy;
mod policy_config;
mod reserved;
mod spreadsheets;

use std::path::Path;
use std::process::Output;

use crate::support::TestPortal;
use crate::support::cli::{genkan, text};

/// Where the portals are reached.
const BASE: &str = "http://127.0.0.1:8080/";

/// Runs a command on a portal, in English unless it says otherwise.
fn run(portal: &TestPortal, arguments: &[&str]) -> Output {
    let settings = portal.database_setting();
    run_in(portal.folder.path(), &settings, arguments)
}

/// Runs a command on a folder, with some more settings.
fn run_in(folder: &Path, settings: &str, arguments: &[&str]) -> Output {
    let config = configured(folder, settings);
    genkan(&[arguments, &["--config", &config]].concat(), "")
}

/// Writes a configuration with some more settings, and returns its path.
fn configured(folder: &Path, settings: &str) -> String {
    let path = folder.join("genkan.toml");
    let config = format!(
        "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\n\
         data = \".\"\n{settings}[mail]\nfrom = \"support@provider.example\"\n"
    );
    std::fs::write(&path, config).unwrap();
    path.to_str().unwrap().to_owned()
}

fn said(output: &Output) -> &str {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The one line of a refusal.
fn refusal(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    let line = text(&output.stderr);
    assert_eq!(line.lines().count(), 1, "{line}");
    line
}
