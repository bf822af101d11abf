//! Runs the portal.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use genkan::Language;
use genkan::onboarding::Commit as _;
use genkan::policy::lint::Severity;
use genkan::policy::{Context, Policy};
use genkan::time::Timestamp;
use genkan::token::KeyId;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Failure;
use super::open::{LogFormat, open, runtime_logging};
use super::output::{print, texts};
use crate::bounces::{Inbox, Lmtp, Webhook, watch_maildir};
use crate::cli::options::ConfigFile;
use crate::clock::now;
use crate::config::Config;
use crate::mail::{Composer, Transport, report_alarms, work_until};
use crate::passwords::PolicyEngine;
use crate::random::random_bytes;
use crate::server::Bounds;
use crate::service::Service;
use crate::store::{Database, Node};
use crate::web::{App, router};
use crate::{keys, metrics, server, web};

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, env = "GENKAN_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    #[arg(hide_env = true, value_name = "FORMAT", help = texts().serve.log)]
    log: LogFormat,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config)?;
        runtime_logging("info", self.log)?.block_on(async {
            let asked_to_stop = asked_to_stop();
            let service = Arc::new(open(&config, PolicyEngine::open(&config)?).await?);
            let listener = bind_to(config.listen)?;
            let mut app = App::new(Arc::clone(&service), &config);
            app.webhook = webhook(&config, &service)?;
            warn_of(service.policy_engine.policy());
            for warning in config.warnings() {
                tracing::warn!(code = warning.code(), "{warning}");
            }
            if config.smtp.is_none() {
                tracing::warn!("no mail server is configured: emails are written to files");
            }
            let url = config.base_url.as_str().trim_end_matches('/');
            announce(&[format!("listening on {url}")]);
            run(&config, &service, app, listener, asked_to_stop).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Prints lines for the person or program that has started the portal. The
/// portal runs on if they cannot be written.
pub(super) fn announce(lines: &[String]) {
    if let Err(failure) = print(lines.join("\n")).or_else(Failure::unless_closed) {
        tracing::warn!("{failure}");
    }
}

/// Warns about what locks people out, before they report it.
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

/// Returns the webhook that the configuration asks for.
fn webhook(
    config: &Config,
    service: &Service<Database>,
) -> Result<Option<Webhook<Database>>, Failure> {
    let Some(bounces) = &config.bounces else {
        return Ok(None);
    };
    let Some(secret) = &bounces.webhook_secret_file else {
        return Ok(None);
    };
    let service = Arc::new(service.for_background());
    let inbox = Inbox::new(service, bounces.clone(), config);
    Ok(Some(Webhook::open(secret, inbox)?))
}

pub(super) fn bind_to(address: SocketAddr) -> Result<TcpListener, Failure> {
    let failed = |error| (texts().serve.cannot_listen)(&address, &error);
    bind(address).map_err(|error| Failure::refused(failed(error)))
}

fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // The port of a program that has just ended can be used again.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves pages and sends emails until the process is asked to stop.
pub(super) async fn run(
    config: &Config,
    service: &Service<Database>,
    app: web::App,
    listener: TcpListener,
    asked_to_stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let transport = Transport::open(config)?;
    let metrics = match config.metrics {
        Some(address) => Some(bind_to(address)?),
        None => None,
    };
    let lmtp = match config.bounces.as_ref().and_then(|it| it.lmtp.as_ref()) {
        Some(listener) => {
            let failed = |error| (texts().serve.cannot_listen)(listener, &error);
            let bound = Lmtp::bind(listener).await;
            Some(bound.map_err(|error| Failure::refused(failed(error)))?)
        }
        None => None,
    };
    let (stop, stopped) = watch::channel(false);
    let composer = Composer::new(config);
    let background = Arc::new(service.for_background());
    let mut beside = JoinSet::new();
    beside.spawn(report_alarms(
        Arc::clone(&background),
        composer.clone(),
        transport.clone(),
    ));
    if let Some(listener) = metrics {
        beside.spawn(metrics::serve(listener, Arc::clone(&background)));
    }
    let mut worker = tokio::spawn(work_until(
        Arc::clone(&background),
        composer,
        transport,
        stopped,
    ));
    if let Some(bounces) = &config.bounces {
        let inbox = Inbox::new(Arc::clone(&background), bounces.clone(), config);
        if let Some(maildir) = &bounces.maildir {
            beside.spawn(watch_maildir(maildir.clone(), inbox.clone()));
        }
        if let Some(lmtp) = lmtp {
            beside.spawn(lmtp.serve(inbox));
        }
    }
    beside.spawn(pass_deadlines(Arc::clone(&background)));
    beside.spawn(imitate_imported_hashes(Arc::clone(&background)));
    beside.spawn(sweep(Arc::clone(&background)));
    beside.spawn(note_node(
        Arc::clone(&background),
        keys::fingerprints(&config.data)?,
    ));
    beside.spawn(watch_keys(config.data.clone(), keys::list(&config.data)?));
    let app = Arc::new(app);
    let pages = router(Arc::clone(&app));
    server::serve(listener, pages, Bounds::default(), asked_to_stop).await;
    // The visitors have been answered, and would not request the link again.
    let _ = tokio::time::timeout(LAST_REQUESTS, app.link_requests.drain()).await;
    // An email that is interrupted now would be sent twice.
    let _ = stop.send(true);
    if tokio::time::timeout(LAST_MAILS, &mut worker).await.is_err() {
        worker.abort();
    }
    Ok(())
}

/// Goes on with the cases whose time has come, once a minute. After a time
/// without a node it catches up.
async fn pass_deadlines(service: Arc<Service<Database>>) {
    loop {
        if let Err(error) = service.pass_deadlines().await {
            tracing::error!(code = error.code(), %error, "deadlines of cases not passed");
        }
        tokio::time::sleep(DEADLINES_PASSED_EVERY).await;
    }
}

/// Looks once a minute whether there are accounts with hashes from another system,
/// which every sign-in imitates then.
async fn imitate_imported_hashes(service: Arc<Service<Database>>) {
    loop {
        if let Err(error) = service.imitate_imported_hashes().await {
            tracing::error!(code = error.code(), %error, "imported hashes not looked up");
        }
        tokio::time::sleep(IMPORTED_HASHES_EVERY).await;
    }
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

/// Notes once a minute that this node runs, and warns if another one has other keys:
/// then a link that one of them has sent does not work on the other.
async fn note_node(service: Arc<Service<Database>>, keys: Vec<String>) {
    let id = random_bytes();
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = format!("{} {}", name.trim(), std::process::id());
    let mut warned: Option<Instant> = None;
    loop {
        let node = Node::new(id, name.trim().to_owned(), keys.clone(), now());
        let since = Timestamp::from_unix_seconds(now().unix_seconds().saturating_sub(NODE_GONE));
        let noted = async {
            service.store.note_node(&node, since).await?;
            service.store.nodes(since).await
        };
        match noted.await {
            Ok(nodes) => {
                let other = nodes.iter().find(|other| !other.agrees_with(&node));
                let is_quiet = warned.is_some_and(|at| at.elapsed() < Duration::from_secs(3600));
                if let Some(other) = other.filter(|_| !is_quiet) {
                    warned = Some(Instant::now());
                    tracing::warn!(
                        code = "keys-differ",
                        node = other.name,
                        "another node has other keys: links and sessions of one do not work on \
                         the other; copy genkan.keys to each node and restart it"
                    );
                }
            }
            Err(error) => tracing::warn!(code = error.code(), %error, "this node is not noted"),
        }
        tokio::time::sleep(NODE_NOTED_EVERY).await;
    }
}

/// Warns if the key file is no longer what this node was started with.
async fn watch_keys(folder: PathBuf, mut known: Vec<(KeyId, keys::Role)>) {
    loop {
        tokio::time::sleep(KEYS_CHECKED_EVERY).await;
        match keys::list(&folder) {
            // Logged once for each change.
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

/// Returns a future that ends when the process is asked to stop. From this call on,
/// such a request does not end the process by itself, also while it starts.
pub(super) fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
        async move {
            let [terminate, interrupt] = signals.map(|signal| async {
                match signal {
                    Ok(mut signal) => drop(signal.recv().await),
                    Err(_) => std::future::pending().await,
                }
            });
            tokio::select! {
                () = terminate => {}
                () = interrupt => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// How often a node looks for cases whose time has come.
const DEADLINES_PASSED_EVERY: Duration = Duration::from_secs(60);
/// How often a node notes that it runs.
const NODE_NOTED_EVERY: Duration = Duration::from_secs(60);
/// After how many seconds a node that has not noted itself runs no longer.
pub(super) const NODE_GONE: u64 = 3 * 60;
/// How often a node checks whether its keys are still those of the file.
const KEYS_CHECKED_EVERY: Duration = Duration::from_secs(5);
/// How often the portal looks whether there are hashes from another system.
const IMPORTED_HASHES_EVERY: Duration = Duration::from_secs(60);
/// How long a node that was asked to stop works on link requests.
const LAST_REQUESTS: Duration = Duration::from_secs(30);
/// How long a node that was asked to stop waits for the emails in progress.
const LAST_MAILS: Duration = Duration::from_secs(10);
/// How many connections wait to be accepted while the program is busy; at most
/// `net.core.somaxconn`. A client beyond that tries again after one second, then
/// after three. The library's default of 128 is used up before a flood has
/// begun.
const BACKLOG: u32 = 1024;
