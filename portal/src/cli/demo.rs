//! Runs a portal with two contacts and a mailbox on this machine.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use genkan::Language;
use genkan::limit::Limits;
use genkan::policy::Policy;
use jiff::tz::TimeZone;
use lettre::message::Mailbox;

use super::open::{open, runtime};
use super::output::texts;
use super::policy::EngineChoice;
use super::{Failure, input, serve};
use crate::config::{Brand, Config, ListFiles, REALM, ServiceName};
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
        let policy_engine = self.choice.open()?;
        runtime("warn")?.block_on(async {
            let mut config = config(self.listen, data)?;
            let listener = serve::listen(&config).await?;
            // If any free port was requested, it is known only now.
            if let Ok(address) = listener.local_addr() {
                let _ = config.base_url.set_port(Some(address.port()));
            }
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
            serve::announce(&announcement(&config, &contacts));
            serve::run(&config, &service, app, listener).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn config(listen: SocketAddr, data: PathBuf) -> Result<Config, Failure> {
    let base_url = format!("http://{listen}/");
    let from = "support@provider.example";
    Ok(Config {
        base_url: base_url.parse().map_err(Failure::usage)?,
        listen,
        data,
        database: None,
        realm: REALM.into(),
        service_name: ServiceName::default(),
        brand: Brand::default(),
        time_zone: TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC),
        from: Mailbox::new(
            Some("サポートセンター".into()),
            from.parse().map_err(Failure::usage)?,
        ),
        smtp: None,
        bounces: None,
        reset_lifetime: None,
        first_password_lifetime: None,
        registration_lifetime: None,
        password_lifetime: None,
        case_times: genkan::onboarding::case::CaseTimes::default(),
        approvals: genkan::onboarding::case::Approvals::default(),
        limits: Limits::default(),
        trusted_proxies: 0,
        alarms_to: None,
        alarms_language: Language::Ja,
        metrics: None,
        policy: Policy::support_center(),
        lists: ListFiles::default(),
    })
}

/// Reads `NAME:ADDRESS`. Emails are in Japanese unless the name is plain ASCII.
fn named(text: &str) -> Result<NewContact, String> {
    let (name, address) = text.rsplit_once(':').ok_or(texts().demo.invalid_contact)?;
    let language = if name.is_ascii() {
        Language::En
    } else {
        Language::Ja
    };
    input::contact(texts(), name, address, "", language)
}

fn announcement(config: &Config, contacts: &[NewContact]) -> Vec<String> {
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
        format!("{}: {}", texts.label_data, config.data.display()),
        texts.what_to_do.to_owned(),
        // For programs, as "genkan serve" prints it.
        format!("listening on {url}"),
    ]);
    lines
}
