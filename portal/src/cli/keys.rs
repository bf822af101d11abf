//! The keys of links and sessions.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::Language;

use super::times::shown;
use super::{Failure, language, terminal_language};
use crate::config::Config;
use crate::keys::{self, Role};

/// A node that runs goes on with the keys that it was started with, and says
/// in its log when the file has others.
#[derive(Subcommand)]
pub(super) enum Keys {
    /// Make the key that the next rotation takes: it is accepted and does not
    /// issue yet, so that every node knows it beforehand.
    New(Change),
    /// Let the next key issue. The one before it is accepted until the last
    /// link and session that it issued has ended.
    Rotate(Change),
    /// List the keys: number, role, end, as tab-separated lines.
    List(List),
}

#[derive(Args)]
pub(super) struct Change {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
}

impl Keys {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::New(change) => change.prepare(),
            Self::Rotate(change) => change.rotate(),
            Self::List(list) => list.run(),
        }
    }
}

impl Change {
    fn prepare(&self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config).map_err(Failure::usage)?;
        let id = keys::prepare(&config.data)?.number();
        match self.lang.unwrap_or_else(terminal_language) {
            Language::Ja => println!(
                "鍵 {id} を用意しました（まだ発行には使いません）。全ノードに genkan.keys をコピーして再起動してから、keys rotate を実行してください。"
            ),
            _ => println!(
                "key {id} waits: it is accepted and does not issue yet\n\
                 copy genkan.keys to every node, restart every node, then run \"keys rotate\""
            ),
        }
        Ok(ExitCode::SUCCESS)
    }

    fn rotate(&self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config).map_err(Failure::usage)?;
        let rotation = keys::rotate(&config.data)?;
        let (current, retired) = (rotation.current.number(), rotation.retired.number());
        let until = shown(rotation.until, &config.time_zone);
        match self.lang.unwrap_or_else(terminal_language) {
            Language::Ja => println!(
                "今後は鍵 {current} で発行します。鍵 {retired} で発行済みのリンクは {until} まで有効です。全ノードに genkan.keys をコピーし、2日以内に再起動してください。"
            ),
            _ => println!(
                "key {current} issues from now on; what key {retired} issued is accepted until {until}\n\
                 copy genkan.keys to every node and restart every node within two days"
            ),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config).map_err(Failure::usage)?;
        for (id, role) in keys::list(&config.data)? {
            let end = match role {
                Role::Retired(until) => until.to_string(),
                Role::Current | Role::Next => String::new(),
            };
            println!("{}\t{}\t{end}", id.number(), role.code());
        }
        Ok(ExitCode::SUCCESS)
    }
}
