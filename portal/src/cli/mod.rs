//! The command line.

mod audit_log;
mod blocklist;
mod check;
mod common;
mod companies;
mod contacts;
mod contacts_change;
mod contacts_edit;
mod contacts_import;
mod contacts_replace;
mod demo;
mod engine_choice;
mod explain;
mod generate;
mod input;
mod keys;
mod not_done;
mod open;
mod operators;
mod outbox;
mod policy;
mod policy_audit;
mod policy_choice;
mod policy_export;
mod policy_lint;
mod romaji;
mod serve;
mod times;

pub use contacts_import::contacts;

use std::fmt;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use genkan::Language;

use crate::{FileError, mail, passwords, service, store};

/// The entrance hall of your accounts: password policy, first sign-in, reset
/// links.
#[derive(Parser)]
#[command(name = "genkan", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show everything at once on this machine, with a mailbox of its own.
    Demo(demo::Demo),
    /// Run the portal.
    Serve(serve::Serve),
    /// PolicyEngine a password (read from the standard input) by the policy.
    Check(check::Check),
    /// Show a policy, audit it, export it, look for what is wrong with it.
    #[command(subcommand)]
    Policy(policy::Policy),
    /// Make random passwords that the policy accepts.
    Generate(generate::Generate),
    /// Make lists of common or breached passwords, and examine them.
    #[command(subcommand)]
    Blocklist(blocklist::Blocklist),
    /// Register contacts, list them and change them.
    #[command(subcommand)]
    Contacts(contacts::Contacts),
    /// List and rename the customer companies.
    #[command(subcommand)]
    Companies(companies::Companies),
    /// Add, list and remove the operators of the support desk.
    #[command(subcommand)]
    Operators(operators::Operators),
    /// Explain why a person got no email.
    Explain(explain::Explain),
    /// List the emails that were not delivered, and retry them.
    #[command(subcommand)]
    Outbox(outbox::Outbox),
    /// Verify, list and export the audit log.
    #[command(subcommand)]
    AuditLog(audit_log::AuditLog),
    /// Exchange the keys of links and sessions.
    #[command(subcommand)]
    Keys(keys::Keys),
}

/// Runs the command line of this process.
///
/// Answers 0 where all is well, 1 where something was refused or failed, 2
/// where it was called wrongly.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Demo(demo) => demo.run(),
        Command::Serve(serve) => serve.run(),
        Command::Check(check) => check.run(),
        Command::Policy(policy) => policy.run(),
        Command::Generate(generate) => generate.run(),
        Command::Blocklist(blocklist) => blocklist.run(),
        Command::Contacts(contacts) => contacts.run(),
        Command::Companies(companies) => companies.run(),
        Command::Operators(operators) => operators.run(),
        Command::Explain(explain) => explain.run(),
        Command::Outbox(outbox) => outbox.run(),
        Command::AuditLog(audit_log) => audit_log.run(),
        Command::Keys(keys) => keys.run(),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("genkan: {failure}");
        ExitCode::from(failure.exit)
    })
}

/// Why a command ends early: one line for the terminal.
#[derive(Debug)]
struct Failure {
    text: String,
    exit: u8,
}

impl Failure {
    /// Called wrongly.
    fn usage(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { text, exit: 2 }
    }

    /// Refused or failed.
    fn refused(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { text, exit: 1 }
    }
}

/// Converts the errors of the modules below: the text of each, with its
/// source if the text does not contain it.
macro_rules! failures {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                use std::error::Error as _;
                let text = error.to_string();
                match error.source().map(ToString::to_string) {
                    Some(source) if !text.contains(&source) => {
                        Self::refused(format_args!("{text}: {source}"))
                    }
                    _ => Self::refused(text),
                }
            }
        }
    )*};
}

failures!(
    FileError,
    crate::keys::Error,
    mail::Error,
    passwords::Error,
    service::Error,
    store::Error
);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The language of the terminal, where nobody chose one.
fn terminal_language() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|tag| !tag.is_empty())
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or(Language::En)
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "write ja or en".into())
}

/// Starts the async runtime and the log, for commands that serve.
fn runtime(log: &str) -> Result<tokio::runtime::Runtime, Failure> {
    let filter = tracing_subscriber::EnvFilter::try_from_env("GENKAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(log));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    tokio::runtime::Runtime::new()
        .map_err(|error| Failure::refused(format_args!("the runtime does not start: {error}")))
}
