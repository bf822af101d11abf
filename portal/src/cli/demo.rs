//! Everything at once on this machine: a portal, two contacts, a mailbox.

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

use super::engine_choice::EngineChoice;
use super::{Failure, input, not_done, runtime, serve, terminal_language};
use crate::config::{Config, ListFiles, REALM, ServiceName};

use crate::service::{Author, NewContact};
use crate::web::App;

#[derive(Args)]
pub(super) struct Demo {
    /// Where to listen.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder to keep everything in; a fresh temporary one otherwise.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// One more contact; may be given again.
    #[arg(long = "contact", value_name = "NAME:ADDRESS", value_parser = named)]
    contacts: Vec<NewContact>,
    #[command(flatten)]
    choice: EngineChoice,
}

impl Demo {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let temporary = match self.data {
            Some(_) => None,
            None => Some(tempfile::tempdir().map_err(|error| {
                Failure::refused(format_args!(
                    "no temporary folder: {error}; give one with --data"
                ))
            })?),
        };
        let folder = temporary.as_ref().map(|folder| folder.path().join("data"));
        let data = self.data.or(folder).unwrap_or_default();
        let policy_engine = self.choice.open(ServiceName::default())?;
        runtime("warn")?.block_on(async {
            let mut config = config(self.listen, data)?;
            let listener = serve::listen(&config).await?;
            // The port is known only now where any free one was asked for.
            if let Ok(address) = listener.local_addr() {
                let _ = config.base_url.set_port(Some(address.port()));
            }
            let service = Arc::new(serve::open(&config, policy_engine).await?);
            let mut app = App::new(Arc::clone(&service), &config);
            serve::warn_of(service.policy_engine.policy());
            app.mailbox = Some(config.data.join("mailbox"));
            let mut contacts = vec![
                named("山田 太郎:taro.yamada@example.co.jp").map_err(Failure::usage)?,
                named("Hanako Sato:hanako.sato@example.com").map_err(Failure::usage)?,
            ];
            contacts.extend(self.contacts);
            let registered = service.register(&contacts, false, &Author::default()).await;
            registered.map_err(|error| not_done::failure(terminal_language(), error, "demo"))?;
            print(&config, &contacts);
            serve::run(&config, service, app, listener).await?;
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
        time_zone: TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC),
        from: Mailbox::new(
            Some("サポートセンター".into()),
            from.parse().map_err(Failure::usage)?,
        ),
        smtp: None,
        reset_lifetime: None,
        first_password_lifetime: None,
        registration_lifetime: None,
        limits: Limits::default(),
        trusted_proxies: 0,
        policy: Policy::support_center(),
        lists: ListFiles::default(),
    })
}

/// `NAME:ADDRESS`. Mails are in Japanese unless the name is plain ASCII.
fn named(text: &str) -> Result<NewContact, String> {
    let (name, address) = text
        .rsplit_once(':')
        .ok_or("write NAME:ADDRESS, such as \"Taro:taro@example.com\"")?;
    let language = if name.is_ascii() {
        Language::En
    } else {
        Language::Ja
    };
    input::contact(terminal_language(), name, address, "", language.tag())
}

fn print(config: &Config, contacts: &[NewContact]) {
    let url = config.base_url.as_str().trim_end_matches('/');
    let (open, mailbox, registered, data, how) = match terminal_language() {
        Language::Ja => (
            "開く",
            "メール",
            "登録済み",
            "データ",
            "「パスワードをお忘れですか？」から、登録済みのアドレスを入力してください。Ctrl+C で終わります。",
        ),
        _ => (
            "open",
            "mailbox",
            "registered",
            "data",
            "Choose \"Forgot your password?\" and enter a registered address. Ctrl+C ends the demo.",
        ),
    };
    println!("{open}: {url}/signin");
    println!("{mailbox}: {url}/mailbox");
    for NewContact { contact, .. } in contacts {
        println!("{registered}: {} ({})", contact.address, contact.name);
    }
    println!("{data}: {}", config.data.display());
    println!("{how}");
    println!("listening on {url}");
}
