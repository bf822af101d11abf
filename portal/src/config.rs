//! The configuration: where the portal is reached, what it sends mail as, and
//! where it keeps things. Nothing of it ever comes from a request.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use genkan::Language;
use genkan::limit::{Limits, Rate};
use genkan::policy::Policy;
use genkan::time::Lifetime;
use genkan::token::{FirstPassword, Purpose as _, Reset};
use jiff::tz::TimeZone;
use lettre::message::Mailbox;
use serde::Deserialize;
use url::Url;

use crate::judge::{self, Choice, ListFiles};
use crate::store::DatabaseUrl;

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Under which address the browser reaches the portal.
    pub base_url: Url,
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// The folder of the keys, and of the database where it is no server's.
    pub data: PathBuf,
    /// The PostgreSQL database; a file in the folder where there is none.
    pub database: Option<DatabaseUrl>,
    /// The name of the support center in the database. Two support centers
    /// with different names can share one database.
    pub realm: String,
    /// The service's name, on pages and in mails.
    pub service: Service,
    /// The zone in which mails tell the time.
    pub time_zone: TimeZone,
    /// The support address, which mails come from.
    pub from: Mailbox,
    /// The mail server; a folder of files where there is none.
    pub smtp: Option<Smtp>,
    /// How long a link to a new password lives.
    pub reset_lifetime: Option<Lifetime>,
    /// How long a link to the first password lives.
    pub first_password_lifetime: Option<Lifetime>,
    /// How long a registration waits for the first password.
    pub registration_lifetime: Option<Duration>,
    /// How often what may be tried.
    pub limits: Limits,
    /// How many proxies stand in front of the portal, each of which adds the
    /// address that it was called from to `X-Forwarded-For`.
    pub trusted_proxies: u8,
    /// The policy of passwords.
    pub policy: Policy,
    /// The lists that the policy asks for.
    pub lists: ListFiles,
}

/// The service's name in every language.
#[derive(Clone, Debug)]
pub struct Service {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Service {
    /// The name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            _ => &self.ja,
        }
    }
}

impl Default for Service {
    fn default() -> Self {
        Self {
            ja: "サポートセンター".into(),
            en: "Support Center".into(),
        }
    }
}

/// A mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name, which its certificate must be for.
    pub host: String,
    /// Its port; by `tls` where it is not given.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub tls: Tls,
    /// A file of certificates to trust besides the usual ones, in PEM.
    pub ca_file: Option<PathBuf>,
    /// The user to sign in as, where the server asks for one.
    pub username: Option<String>,
    /// A file that holds nothing but that user's password.
    pub password_file: Option<PathBuf>,
    /// How long it may take to send one mail; two minutes where it is not
    /// given.
    pub timeout_seconds: Option<u32>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// STARTTLS, and no mail without it. Port 587.
    #[default]
    Starttls,
    /// TLS from the first byte. Port 465.
    Tls,
    /// Not at all: for a server on the same machine. Port 25.
    None,
}

/// Why a configuration cannot be used: one line that names the file, the key
/// and the remedy.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct InvalidConfig {
    path: PathBuf,
    problem: String,
}

impl Config {
    /// Reads and checks a file. Relative paths in it start at its folder.
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`], in one line.
    pub fn read(path: &Path) -> Result<Self, InvalidConfig> {
        let invalid = |problem: String| InvalidConfig {
            path: path.into(),
            problem,
        };
        let text = fs::read_to_string(path).map_err(|error| {
            invalid(format!(
                "cannot be read ({error}); name a file with --config"
            ))
        })?;
        let file: File = toml::from_str(&text).map_err(|error| {
            let error = judge::in_one_line(&text, &error);
            invalid(if judge::is_wrong_policy(&text) {
                format!("policy: policy-malformed: {error}")
            } else {
                error
            })
        })?;
        file.check(path.parent().unwrap_or(Path::new(".")))
            .map_err(invalid)
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    base_url: String,
    listen: String,
    data: PathBuf,
    database: Option<String>,
    realm: Option<String>,
    name: Option<String>,
    name_en: Option<String>,
    time_zone: Option<String>,
    policy: Option<Choice>,
    policy_file: Option<PathBuf>,
    breached_file: Option<PathBuf>,
    #[serde(default)]
    blocklists: BTreeMap<String, PathBuf>,
    mail: Mail,
    #[serde(default)]
    links: Links,
    #[serde(default)]
    limits: Limits,
    #[serde(default)]
    trusted_proxies: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mail {
    from: String,
    smtp: Option<Smtp>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    reset_minutes: Option<u64>,
    first_password_hours: Option<u64>,
    registration_days: Option<u64>,
}

impl File {
    fn check(self, folder: &Path) -> Result<Config, String> {
        let zone = self.time_zone.as_deref().unwrap_or("Asia/Tokyo");
        let reset_lifetime = lifetime("links.reset_minutes", self.links.reset_minutes, 60)?;
        let first_password_lifetime = lifetime(
            "links.first_password_hours",
            self.links.first_password_hours,
            3600,
        )?;
        let shortest = reset_lifetime
            .unwrap_or(Reset::LIFETIME)
            .min(first_password_lifetime.unwrap_or(FirstPassword::LIFETIME));
        Ok(Config {
            base_url: base_url(&self.base_url)?,
            listen: self.listen.parse().map_err(|_| {
                format!("listen: {:?} is no address and port; write one such as \"127.0.0.1:8080\"", self.listen)
            })?,
            data: folder.join(self.data),
            database: self
                .database
                .map(|url| DatabaseUrl::parse(&url, folder))
                .transpose()
                .map_err(|error| format!("database: {error}"))?,
            realm: realm(self.realm)?,
            service: match (self.name, self.name_en) {
                (Some(ja), Some(en)) => Service { ja, en },
                // A name of one's own is the same in both languages.
                (Some(name), None) | (None, Some(name)) => Service {
                    ja: name.clone(),
                    en: name,
                },
                (None, None) => Service::default(),
            },
            time_zone: TimeZone::get(zone).map_err(|_| {
                format!("time_zone: {zone:?} is not known; write one such as \"Asia/Tokyo\"")
            })?,
            from: self.mail.from.parse().map_err(|_| {
                format!("mail.from: {:?} is no mail address; write one such as \"Support <support@example.com>\"", self.mail.from)
            })?,
            smtp: self.mail.smtp.map(|smtp| smtp.check(folder)).transpose()?,
            reset_lifetime,
            first_password_lifetime,
            registration_lifetime: registration_lifetime(self.links.registration_days)?,
            limits: limits(self.limits, shortest)?,
            trusted_proxies: self.trusted_proxies,
            policy: policy(self.policy, self.policy_file, folder)?,
            lists: ListFiles {
                blocklists: self
                    .blocklists
                    .into_iter()
                    .map(|(name, file)| (name, folder.join(file)))
                    .collect(),
                breached: self.breached_file.map(|file| folder.join(file)),
            },
        })
    }
}

fn policy(choice: Option<Choice>, file: Option<PathBuf>, folder: &Path) -> Result<Policy, String> {
    match (choice, file) {
        (Some(_), Some(_)) => Err("policy: policy and policy_file are both there; give one".into()),
        (Some(choice), None) => choice
            .try_into()
            .map_err(|error| format!("policy: {error}")),
        (None, Some(file)) => {
            let file = folder.join(file);
            judge::read(&file).map_err(|error| format!("policy_file: {}: {error}", file.display()))
        }
        (None, None) => Ok(Policy::support_center()),
    }
}

impl Smtp {
    /// How long it may take to send one mail. Servers look into a mail before
    /// they take it, and whoever hangs up on them meanwhile sends it twice.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.unwrap_or(120).into())
    }

    fn check(self, folder: &Path) -> Result<Self, String> {
        if self.username.is_some() != self.password_file.is_some() {
            return Err(
                "mail.smtp: username and password_file go together; give both or none".into(),
            );
        }
        if self.username.is_some() && self.tls == Tls::None {
            return Err("mail.smtp.tls: a password needs a protected connection; write \"starttls\" or \"tls\"".into());
        }
        if !(1..=600).contains(&self.timeout_seconds.unwrap_or(1)) {
            return Err("mail.smtp.timeout_seconds: at least 1, at most 600".into());
        }
        Ok(Self {
            ca_file: self.ca_file.map(|file| folder.join(file)),
            password_file: self.password_file.map(|file| folder.join(file)),
            ..self
        })
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let remedy = "write the address that people type, such as \"https://support.example.com/\"";
    let mut url =
        Url::parse(text).map_err(|_| format!("base_url: {text:?} is no address; {remedy}"))?;
    let is_plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_plain || url.path() != "/" {
        return Err(format!(
            "base_url: {text:?} is not a site of its own; {remedy}"
        ));
    }
    let is_local = match url.host() {
        Some(url::Host::Domain(host)) => host == "localhost" || host.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    if url.scheme() == "http" && !is_local {
        return Err(format!(
            "base_url: {text:?} would carry passwords unprotected; use https"
        ));
    }
    url.set_path("/");
    Ok(url)
}

fn lifetime(key: &str, value: Option<u64>, seconds: u64) -> Result<Option<Lifetime>, String> {
    value
        .map(|value| {
            Lifetime::from_seconds(value.saturating_mul(seconds)).ok_or_else(|| {
                format!("{key}: {value} is out of range; at least 1, at most 30 days")
            })
        })
        .transpose()
}

fn registration_lifetime(days: Option<u64>) -> Result<Option<Duration>, String> {
    match days {
        Some(days) if !(1..=3650).contains(&days) => Err(format!(
            "links.registration_days: {days} is out of range; write 1 to 3650"
        )),
        days => Ok(days.map(|days| Duration::from_secs(days * 24 * 60 * 60))),
    }
}

fn realm(name: Option<String>) -> Result<String, String> {
    let name = name.unwrap_or_else(|| REALM.into());
    let is_valid = (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_valid {
        return Ok(name);
    }
    Err(format!(
        "realm: {name:?} is not a valid name; write 1 to 64 of a-z, 0-9 and \"-\", such as {REALM:?}"
    ))
}

/// While an address is refused, a link that works must be in its mailbox: the
/// next one may go out before the shortest-lived has expired.
fn limits(limits: Limits, shortest: Lifetime) -> Result<Limits, String> {
    let lifetime = shortest.seconds();
    for (key, rate) in [
        ("limits.link_pause", limits.link_pause),
        ("limits.link_address", limits.link_address),
    ] {
        let next = |rate: Rate| f64::from(rate.period()) / f64::from(rate.burst());
        if u64::from(rate.period()) >= lifetime.saturating_mul(rate.burst().into()) {
            return Err(format!(
                "{key}: one link in {} seconds is slower than a link lives, which is {lifetime} \
                 seconds: an owner could be left without one; write more, such as \
                 {{ burst = {}, seconds = {} }}, or let links live longer under [links]",
                next(rate),
                rate.burst(),
                (lifetime / 2).saturating_mul(rate.burst().into()),
            ));
        }
    }
    Ok(limits)
}

/// The realm of a configuration that names none.
pub(crate) const REALM: &str = "support-center";

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
base_url = "https://support.example.com"
listen = "127.0.0.1:8080"
data = "data"
[mail]
from = "サポートセンター <support@provider.example>"
"#;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genkan.toml");
        fs::write(&path, text).unwrap();
        Config::read(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn a_good_file_is_read() {
        let config = read(GOOD).unwrap();
        assert_eq!(config.base_url.as_str(), "https://support.example.com/");
        assert_eq!(config.from.email.to_string(), "support@provider.example");
        assert!(config.smtp.is_none());
        assert_eq!(config.realm, "support-center");
        assert_eq!(config.registration_lifetime, None);
    }

    #[test]
    fn limits_are_those_of_the_core_where_the_file_has_no_others() {
        let config = read(GOOD).unwrap();
        assert_eq!(config.limits, Limits::default());
        assert_eq!(config.trusted_proxies, 0);

        let text = GOOD.replace("data =", "trusted_proxies = 2\ndata =");
        let table = "[links]\nreset_minutes = 15\n\
                     [limits]\nlink_address = { burst = 5, seconds = 4499 }\n";
        let config = read(&format!("{text}{table}")).unwrap();
        assert_eq!(config.trusted_proxies, 2);
        assert_eq!(
            config.limits,
            Limits {
                link_address: Rate::new(5, 4_499).unwrap(),
                ..Limits::default()
            }
        );
    }

    #[test]
    fn a_bad_file_is_refused_in_one_line_that_names_the_key() {
        let cases = [
            (GOOD.replace("listen", "listn"), "listn"),
            (GOOD.replace("127.0.0.1:8080", "8080"), "listen"),
            (
                GOOD.replace("https://support", "http://support"),
                "base_url",
            ),
            (
                GOOD.replace("support.example.com", "support.example.com/a?b"),
                "base_url",
            ),
            (GOOD.replace("from = ", "from = 3 #"), "line 6"),
            (
                GOOD.replace("support@provider.example", "support"),
                "mail.from",
            ),
            (
                GOOD.replace("data =", "time_zone = \"Nowhere\"\ndata ="),
                "time_zone",
            ),
            (
                format!("{GOOD}[links]\nreset_minutes = 0\n"),
                "links.reset_minutes",
            ),
            (
                format!("{GOOD}[links]\nregistration_days = 0\n"),
                "links.registration_days",
            ),
            (
                GOOD.replace("data =", "realm = \"Support Center\"\ndata ="),
                "realm",
            ),
            (
                format!("{GOOD}[mail.smtp]\nhost = \"h\"\nusername = \"u\"\n"),
                "password_file",
            ),
        ];
        let limits = [
            (
                "link_address = { burst = 2, seconds = 7200 }",
                "limits.link_address",
            ),
            (
                "link_pause = { burst = 1, seconds = 3600 }",
                "limits.link_pause",
            ),
            (
                "link_system = { burst = 0, seconds = 1 }",
                "burst is at least 1",
            ),
            ("link_sistem = { burst = 1, seconds = 1 }", "link_sistem"),
            (
                "sign_in_device = { free = 1, first_delay_seconds = 1, most_delay_seconds = 1, ceiling = 99 }",
                "ceiling",
            ),
        ];
        let limits = limits.map(|(line, key)| (format!("{GOOD}[limits]\n{line}\n"), key));
        let short = format!("{GOOD}[links]\nreset_minutes = 15\n");
        let proxies = GOOD.replace("data =", "trusted_proxies = -1\ndata =");
        let cases = cases
            .into_iter()
            .chain(limits)
            .chain([(short, "limits.link_address"), (proxies, "line 4")]);
        for (text, key) in cases {
            let error = read(&text).unwrap_err();
            assert!(error.contains(key), "{error}");
            assert!(error.contains("genkan.toml"), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }
}
