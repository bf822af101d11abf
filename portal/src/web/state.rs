use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;
use tokio::sync::Semaphore;
use url::Url;

use crate::config::{Config, ServiceName};
use crate::service::Service;
use crate::store::Database;

/// What every page knows.
#[derive(Debug)]
pub struct App {
    /// The portal.
    pub service: Arc<Service<Database>>,
    /// Under which address the browser reaches the pages.
    pub base_url: Url,
    /// The service's name.
    pub service_name: ServiceName,
    /// The support address.
    pub support: String,
    /// The zone of the times that the pages say.
    pub time_zone: TimeZone,
    /// How many proxies stand in front, each of which says whom it serves.
    pub trusted_proxies: u8,
    /// The folder that the demo shows as a mailbox.
    pub mailbox: Option<PathBuf>,
    /// How many requests for a link may be worked on after their answer.
    pub requests: Arc<Semaphore>,
}

impl App {
    /// The pages of a portal, by its configuration.
    #[must_use]
    pub fn new(service: Arc<Service<Database>>, config: &Config) -> Self {
        Self {
            service,
            base_url: config.base_url.clone(),
            service_name: config.service_name.clone(),
            support: config.from.email.to_string(),
            time_zone: config.time_zone.clone(),
            trusted_proxies: config.trusted_proxies,
            mailbox: None,
            requests: Arc::new(Semaphore::new(REQUESTS)),
        }
    }

    /// Waits until no request for a link is worked on any more, where no new
    /// ones come.
    pub async fn requests_done(&self) {
        let all = u32::try_from(REQUESTS).unwrap_or(u32::MAX);
        // Nobody closes it.
        let _ = self.requests.acquire_many(all).await;
    }

    pub(super) fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}

const REQUESTS: usize = 1024;
