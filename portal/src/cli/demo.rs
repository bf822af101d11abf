//! Runs a portal with two contacts and a mailbox on this machine.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use genkan::Language;

use super::open::{open, runtime};
use super::output::texts;
use super::policy::EngineChoice;
use super::{Failure, input, serve};
use crate::FileError;
use crate::config::Config;
use crate::private_folder::create_private;
use crate::service::{Author, NewContact, Registration};
use crate::web::App;

#[derive(Args)]
pub(super) struct Demo {
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    #[arg(value_parser = input::address_and_port, help = texts().demo.listen)]
    listen: SocketAddr,
    #[arg(long, value_name = "DIR", help = texts().demo.data)]
    data: Option<PathBuf>,
    #[arg(long = "contact", value_name = "NAME:ADDRESS", value_parser = named)]
    #[arg(help = texts().demo.contact)]
    contacts: Vec<NewContact>,
    #[command(flatten)]
    choice: EngineChoice,
}

impl Demo {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let temporary = match self.data {
            Some(_) => None,
            None => Some(
                tempfile::tempdir()
                    .map_err(|error| Failure::refused((texts().demo.no_folder)(&error)))?,
            ),
        };
        let folder = temporary.as_ref().map(|folder| folder.path().join("data"));
        let data = self.data.or(folder).unwrap_or_default();
        let own = self.choice.config()?;
        let policy_engine = self.choice.open()?;
        create_private(&data)?;
        runtime("warn")?.block_on(async {
            let asked_to_stop = serve::asked_to_stop();
            let listener = serve::bind_to(self.listen)?;
            // If any free port was requested, it is known only now.
            let address = listener.local_addr().unwrap_or(self.listen);
            let (config, file) = configure(address, &data, own)?;
            let service = Arc::new(open(&config, policy_engine).await?);
            let mut app = App::new(Arc::clone(&service), &config);
            serve::warn_of(service.policy_engine.policy());
            app.mailbox = Some(config.data.join("mailbox"));
            let mut contacts = vec![
                named("山田 太郎:taro.yamada@example.co.jp").map_err(Failure::usage)?,
                named("Hanako Sato:hanako.sato@example.com").map_err(Failure::usage)?,
            ];
            contacts.extend(self.contacts);
            let author = Author::default();
            let registered = service.register(&contacts, Registration::default(), &author, |_| ());
            registered
                .await
                .map_err(|error| Failure::not_done(error, "demo"))?;
            serve::announce(&announcement(&config, &file, &contacts));
            serve::run(&config, &service, app, listener, asked_to_stop).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Writes the configuration beside the data, so that every command works while the
/// demo runs, and reads it. What people see is that of the provider's own
/// configuration, if there is one.
fn configure(
    address: SocketAddr,
    data: &Path,
    own: Option<Config>,
) -> Result<(Config, PathBuf), Failure> {
    let text = format!(
        "# Written by \"genkan demo\" at each start.\n\
         base_url = \"http://{address}/\"\n\
         listen = \"{address}\"\n\
         data = \".\"\n\n\
         [mail]\n\
         from = \"サポートセンター <support@provider.example>\"\n"
    );
    let file = data.join("genkan.toml");
    fs::write(&file, text).map_err(FileError::at(&file))?;
    let mut config = Config::read(&file)?;
    if let Some(own) = own {
        config.service_name = own.service_name;
        config.brand = own.brand;
        config.time_zone = own.time_zone;
        config.sender = own.sender;
        // Nothing is sent, so nothing is signed.
        config.sender.dkim = None;
    }
    Ok((config, file))
}

/// Reads `NAME:ADDRESS`. Emails and the company's name are in Japanese unless the
/// name is plain ASCII.
fn named(text: &str) -> Result<NewContact, String> {
    let (name, address) = text.rsplit_once(':').ok_or(texts().demo.invalid_contact)?;
    let (language, company) = if name.is_ascii() {
        (Language::En, "Sample Inc.")
    } else {
        (Language::Ja, "株式会社サンプル")
    };
    input::contact(texts(), name, address, company, language)
}

fn announcement(config: &Config, file: &Path, contacts: &[NewContact]) -> Vec<String> {
    let texts = &texts().demo;
    let url = config.base_url.as_str().trim_end_matches('/');
    let registered = contacts.iter().map(|NewContact { contact, .. }| {
        let (address, name) = (&contact.address, &contact.name);
        format!("{}: {address} ({name})", texts.label_registered)
    });
    let mut lines = vec![
        format!("{}: {url}/signin", texts.label_open),
        format!("{}: {url}/mailbox", texts.label_mailbox),
    ];
    lines.extend(registered);
    lines.extend([
        format!("{}: {}", texts.label_config, file.display()),
        texts.what_to_do.to_owned(),
        // For programs, as "genkan serve" prints it.
        format!("listening on {url}"),
    ]);
    lines
}
