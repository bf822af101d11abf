//! The command line.

mod audit_log;
mod blocklist;
mod cases;
mod check;
mod companies;
mod config;
mod contacts;
mod demo;
mod explain;
mod failure;
mod generate;
mod input;
mod keys;
mod mail;
mod open;
mod operators;
mod options;
mod outbox;
mod output;
mod pages;
mod policy;
mod progress_bar;
mod serve;
mod status;
mod texts;
mod times;

pub use contacts::contacts;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use genkan::Language;

use failure::Failure;
use output::texts;

#[derive(Parser)]
#[command(name = "genkan", version, about = texts().about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Found before the arguments are parsed, by [`output::language`].
    #[arg(long = "lang", global = true, help = texts().arguments.lang)]
    #[arg(value_name = "LANG", value_parser = input::language())]
    _language: Option<Language>,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = texts().demo.about)]
    Demo(demo::Demo),
    #[command(about = texts().serve.about)]
    Serve(serve::Serve),
    #[command(about = texts().status.about, after_help = texts().status.note)]
    Status(status::Status),
    #[command(subcommand, about = texts().config.about)]
    Config(config::ConfigCommand),
    #[command(about = texts().check.about, after_help = texts().check.note)]
    Check(check::Check),
    #[command(subcommand, about = texts().policy.about)]
    Policy(policy::Policy),
    #[command(about = texts().generate.about)]
    Generate(generate::Generate),
    #[command(subcommand, about = texts().blocklist.about)]
    Blocklist(blocklist::Blocklist),
    #[command(subcommand, about = texts().contacts.about)]
    Contacts(contacts::Contacts),
    #[command(subcommand, about = texts().companies.about)]
    Companies(companies::Companies),
    #[command(subcommand, about = texts().operators.about)]
    Operators(operators::Operators),
    #[command(subcommand, about = texts().cases.about)]
    Cases(cases::Cases),
    #[command(about = texts().explain.about, after_help = texts().explain.note)]
    Explain(explain::Explain),
    #[command(subcommand, about = texts().outbox.about)]
    Outbox(outbox::Outbox),
    #[command(subcommand, about = texts().mail.about)]
    Mail(mail::Mail),
    #[command(subcommand, about = texts().audit_log.about)]
    AuditLog(audit_log::AuditLog),
    #[command(subcommand, about = texts().keys.about, after_help = texts().keys.note)]
    Keys(keys::Keys),
}

/// Runs the command line of this process.
///
/// Returns 0 if all is well, 1 if something was rejected or has failed, and 2
/// if it was called wrongly.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Arguments::try_parse().map(|arguments| arguments.command) {
        Err(error) => return output::print_parsed(&error),
        Ok(Command::Demo(demo)) => demo.run(),
        Ok(Command::Serve(serve)) => serve.run(),
        Ok(Command::Status(status)) => status.run(),
        Ok(Command::Config(config)) => config.run(),
        Ok(Command::Check(check)) => check.run(),
        Ok(Command::Policy(policy)) => policy.run(),
        Ok(Command::Generate(generate)) => generate.run(),
        Ok(Command::Blocklist(blocklist)) => blocklist.run(),
        Ok(Command::Contacts(contacts)) => contacts.run(),
        Ok(Command::Companies(companies)) => companies.run(),
        Ok(Command::Operators(operators)) => operators.run(),
        Ok(Command::Cases(cases)) => cases.run(),
        Ok(Command::Explain(explain)) => explain.run(),
        Ok(Command::Outbox(outbox)) => outbox.run(),
        Ok(Command::Mail(mail)) => mail.run(),
        Ok(Command::AuditLog(audit_log)) => audit_log.run(),
        Ok(Command::Keys(keys)) => keys.run(),
    };
    result.unwrap_or_else(|failure| failure.report())
}
