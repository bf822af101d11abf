use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use tokio::sync::Semaphore;
use url::Url;

use crate::bounces::Webhook;
use crate::config::{Brand, Config, Sender, ServiceName};
use crate::fair_queue::{Bounds, FairQueue};
use crate::service::{LinkRequests, NoPasskeys, RelyingParty, Service};
use crate::store::Database;
use crate::web::brand_files::BrandFiles;

/// What every page may use.
#[derive(Debug)]
pub struct App {
    /// Runs the ceremonies.
    pub service: Arc<Service<Database>>,
    /// The link requests that are worked on after their answer.
    pub link_requests: LinkRequests<Database>,
    /// The places of requests that read a page.
    pub(crate) reading: FairQueue,
    /// The places of requests that send a form.
    pub(crate) writing: FairQueue,
    /// The refusals that are sent later. If there are more, they are sent at
    /// once: they must not take all connections.
    pub(crate) delayed: Semaphore,
    /// The URL of the portal in the browser.
    pub base_url: Url,
    /// The service's name.
    pub service_name: ServiceName,
    /// How the provider's own pages look.
    pub(crate) brand: Brand,
    pub(crate) brand_files: BrandFiles,
    /// The sender of emails.
    pub sender: Sender,
    /// The time zone of times on pages.
    pub time_zone: TimeZone,
    /// How many proxies are in front, each of which adds its client's address.
    pub trusted_proxies: u8,
    /// When it was last logged that this number is wrong.
    pub proxy_mistake_logged_at: Mutex<Option<Instant>>,
    /// Receives the reports of a mail provider, if one may send them.
    pub webhook: Option<Webhook<Database>>,
    /// The folder that the demo shows as a mailbox.
    pub mailbox: Option<PathBuf>,
}

impl App {
    /// Returns the state of a service's pages, by its configuration.
    #[must_use]
    pub fn new(service: Arc<Service<Database>>, config: &Config) -> Self {
        Self {
            link_requests: LinkRequests::new(Arc::new(service.for_background())),
            service,
            reading: FairQueue::new(READING),
            writing: FairQueue::new(WRITING),
            delayed: Semaphore::new(DELAYED),
            base_url: config.base_url.clone(),
            service_name: config.service_name.clone(),
            brand: config.brand.clone(),
            brand_files: BrandFiles::new(&config.brand),
            sender: config.sender.clone(),
            time_zone: config.time_zone.clone(),
            trusted_proxies: config.trusted_proxies,
            proxy_mistake_logged_at: Mutex::new(None),
            webhook: None,
            mailbox: None,
        }
    }

    /// Returns the site that passkeys are bound to, or why none can be used here.
    pub(crate) fn passkey_site(&self) -> Result<RelyingParty, NoPasskeys> {
        RelyingParty::new(&self.base_url)
    }

    /// Returns the path below which the portal is served, without a slash at its
    /// end; empty if it has the whole host.
    pub(crate) fn prefix(&self) -> &str {
        self.base_url.path().trim_end_matches('/')
    }

    pub(crate) fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}

/// A page takes a millisecond or two, mostly in the database.
const READING: Bounds = Bounds {
    places: 64,
    places_of_client: 16,
    waiting: 128,
    waiting_of_client: 64,
    longest: LONGEST,
};
/// A form takes up to two hashes, of 10 to 25 ms on one processor each. So a
/// client that has all its places delays another one by at most
/// 16 x 25 ms / processors.
const WRITING: Bounds = Bounds {
    places: 64,
    places_of_client: 8,
    waiting: 256,
    waiting_of_client: 128,
    longest: LONGEST,
};
/// After a flood everybody is served again within this time.
const LONGEST: Duration = Duration::from_millis(1500);
/// Two thirds of the connections.
const DELAYED: usize = 512;
