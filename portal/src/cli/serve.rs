//! The portal runs.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use genkan::Language;
use genkan::onboarding::{Commit as _, Realm};
use genkan::policy::lint::Severity;
use genkan::policy::{Context, Policy};
use genkan::token::KeyId;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

use super::{Failure, runtime};
use crate::clock::now;
use crate::config::Config;
use crate::mail::{Composer, Transport, work_until};
use crate::passwords::PolicyEngine;
use crate::server::Timeouts;
use crate::service::Service;
use crate::store::Database;
use crate::web::{App, router};
use crate::{FileError, keys, server, web};

#[derive(Args)]
pub(super) struct Serve {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config).map_err(Failure::usage)?;
        runtime("info")?.block_on(async {
            let service = Arc::new(open(&config, PolicyEngine::open(&config)?).await?);
            let listener = listen(&config).await?;
            let app = App::new(Arc::clone(&service), &config);
            warn_of(service.policy_engine.policy());
            if config.smtp.is_none() {
                tracing::warn!("no mail server is configured: mails are written to files");
            }
            println!(
                "listening on {}",
                config.base_url.as_str().trim_end_matches('/')
            );
            run(&config, service, app, listener).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Opens the portal of a configuration, making what is not there.
pub(super) async fn open(
    config: &Config,
    policy_engine: PolicyEngine,
) -> Result<Service<Database>, Failure> {
    make_private(&config.data)?;
    let store = Database::open(config.database.as_ref(), &config.data, &config.realm).await?;
    service(config, policy_engine, store)
}

/// The portal of a configuration and its store.
pub(super) fn service(
    config: &Config,
    policy_engine: PolicyEngine,
    store: Database,
) -> Result<Service<Database>, Failure> {
    let mut realm = Realm::new(config.realm.clone(), keys::open(&config.data)?);
    if let Some(lifetime) = config.reset_lifetime {
        realm.reset_lifetime = lifetime;
    }
    if let Some(lifetime) = config.first_password_lifetime {
        realm.first_password_lifetime = lifetime;
    }
    if let Some(lifetime) = config.registration_lifetime {
        realm.registration_lifetime = lifetime;
    }
    let mut service = Service::new(realm, policy_engine, store)?;
    service.limits = config.limits;
    Ok(service)
}

/// Says what locks people out, before they say it.
pub(super) fn warn_of(policy: &Policy) {
    for finding in policy.lint(&Context::new()) {
        if finding.severity() == Severity::Error {
            tracing::warn!(
                code = finding.code(),
                policy = policy.name(),
                "{} See \"genkan policy lint\".",
                finding.sentence(Language::En)
            );
        }
    }
}

pub(super) async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    bind(config.listen).map_err(|error| {
        Failure::refused(format_args!(
            "cannot listen on {}: {error}; choose another port",
            config.listen
        ))
    })
}

fn bind(place: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if place.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // The port of a program that has just ended can be taken over.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(place)?;
    socket.listen(ARRIVALS)
}

/// Serves pages and sends emails until the process is asked to stop.
pub(super) async fn run(
    config: &Config,
    service: Arc<Service<Database>>,
    app: web::App,
    listener: TcpListener,
) -> Result<(), Failure> {
    let post = Transport::open(config)?;
    let (stop, stopped) = watch::channel(false);
    let composer = Composer::new(config);
    let mut worker = tokio::spawn(work_until(Arc::clone(&service), composer, post, stopped));
    let sweeper = tokio::spawn(sweep(service));
    let watch = tokio::spawn(watch_keys(config.data.clone(), keys::list(&config.data)?));
    let app = Arc::new(app);
    let pages = router(Arc::clone(&app));
    server::serve(listener, pages, Timeouts::default(), asked_to_stop()).await;
    // Whoever asked for a link has been answered, and would not ask again.
    let _ = tokio::time::timeout(LAST_REQUESTS, app.link_requests.drain()).await;
    // A mail that is under way is better sent once than twice.
    let _ = stop.send(true);
    if tokio::time::timeout(LAST_MAILS, &mut worker).await.is_err() {
        worker.abort();
    }
    sweeper.abort();
    watch.abort();
    Ok(())
}

/// Deletes what has expired, once an hour.
async fn sweep(service: Arc<Service<Database>>) {
    loop {
        if let Err(error) = service.store.sweep(now()).await {
            tracing::error!(code = error.code(), %error, "expired tokens not deleted");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// Says that the key file is no longer what this node was started with.
async fn watch_keys(folder: PathBuf, mut known: Vec<(KeyId, keys::Role)>) {
    loop {
        tokio::time::sleep(KEYS_LOOKED_AT).await;
        match keys::list(&folder) {
            // Said once of each change.
            Ok(found) if found != known => {
                tracing::warn!(
                    code = "keys-changed",
                    "the keys were changed; restart this node"
                );
                known = found;
            }
            Ok(_) => {}
            Err(error) => tracing::error!(code = error.code(), %error, "the keys cannot be read"),
        }
    }
}

async fn asked_to_stop() {
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

/// The folder holds keys and hashes: it is made for its owner only.
fn make_private(folder: &std::path::Path) -> Result<(), FileError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(FileError::at(folder))
}

/// How often a node looks whether its keys are still those of the file.
const KEYS_LOOKED_AT: Duration = Duration::from_secs(5);
/// How long a node that was asked to stop works on links that were asked for:
/// as long as it tries again where the store is away.
const LAST_REQUESTS: Duration = Duration::from_secs(30);
/// How long a node that was asked to stop waits for the mails that are under
/// way.
const LAST_MAILS: Duration = Duration::from_secs(10);
/// How many connections wait with the system while the program is busy; no
/// more than `net.core.somaxconn`. Whoever finds no place there tries again a
/// second later, then three: 128, which is the library's default, are full
/// before a flood has begun.
const ARRIVALS: u32 = 1024;
