//! The configuration file, as it is written.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;

use genkan::Language;
use genkan::limit::{Limits, Rate};
use genkan::onboarding::case::{Approvals, CaseTimes};
use genkan::policy::Policy;
use genkan::time::Lifetime;
use genkan::token::{FirstPassword, Purpose as _, Reset};
use jiff::tz::TimeZone;
use serde::Deserialize;
use toml::de::{DeTable, Deserializer, ValueDeserializer};
use url::{Host, Url};

use super::brand;
use super::environment::Environment;
use crate::byte_order_mark::without_mark;

use super::local_host::is_local;
use super::schema::{self, Key, Kind};
use super::socket::socket;
use super::toml_error::{in_one_line, message};
use super::{Config, DatabaseUrl, ListFiles, PolicyChoice, REALM, ServiceName, policy};
use super::{bounces, sender, smtp};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    base_url: String,
    listen: String,
    data: PathBuf,
    database: Option<String>,
    database_password_file: Option<PathBuf>,
    database_connections: Option<u8>,
    realm: Option<String>,
    name: Option<String>,
    #[serde(default)]
    names: HashMap<Language, String>,
    time_zone: Option<String>,
    policy_file: Option<PathBuf>,
    breached_file: Option<PathBuf>,
    #[serde(default)]
    blocklists: BTreeMap<String, PathBuf>,
    mail: Mail,
    #[serde(default)]
    links: Links,
    #[serde(default)]
    passwords: Passwords,
    #[serde(default)]
    cases: Cases,
    #[serde(default)]
    limits: Limits,
    trusted_proxies: Option<u8>,
    alarms_to: Option<String>,
    alarms_language: Option<Language>,
    metrics: Option<String>,
    bounces: Option<bounces::Table>,
    #[serde(default)]
    brand: brand::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mail {
    from: String,
    #[serde(default)]
    froms: HashMap<Language, String>,
    reply_to: Option<String>,
    envelope_sender: Option<String>,
    dkim: Option<sender::DkimTable>,
    smtp: Option<smtp::Table>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    reset_minutes: Option<u64>,
    first_password_hours: Option<u64>,
    registration_days: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Passwords {
    max_age_days: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    desk_days: Option<u64>,
    confirm_request_days: Option<u64>,
    confirm_inquiry_days: Option<u64>,
    waiting_days: Option<u64>,
    approval_days: Option<u64>,
    reminder_days: Option<u64>,
    approvals: Option<u8>,
}

/// Returns every key.
pub(super) fn keys() -> Vec<Key> {
    let mut keys = schema::keys::<File>();
    // It is read by itself.
    keys.push(Key {
        path: vec!["policy"],
        kind: Kind::Text,
    });
    keys
}

/// Parses a file, with the environment variables that replace its keys. The policy
/// is deserialized by itself, so that an error in it is reported as an error of the
/// policy.
pub(super) fn parse(
    text: &str,
    folder: &Path,
    environment: &Environment,
) -> Result<(Config, Vec<String>), String> {
    let mut table = DeTable::parse(text).map_err(|error| in_one_line(text, &error))?;
    let replaced = environment.replace(table.get_mut(), text.len())?;
    let malformed = |error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        match replaced.variable(at, text.len()) {
            Some(variable) => format!("{variable}: {}", message(&error)),
            None => in_one_line(text, &error),
        }
    };
    let policy = table.get_mut().remove("policy");
    let file = File::deserialize(Deserializer::from(table)).map_err(malformed)?;
    let policy = policy
        .map(|policy| PolicyChoice::deserialize(ValueDeserializer::from(policy)))
        .transpose()
        .map_err(|error| format!("policy: policy-malformed: {}", malformed(error)))?;
    let config = file.check(policy, folder)?;
    Ok((config, replaced.unknown))
}

impl File {
    fn check(self, policy: Option<PolicyChoice>, folder: &Path) -> Result<Config, String> {
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
        let base_url = base_url(&self.base_url)?;
        let bounces = self.bounces.map(|bounces| bounces.check(folder));
        let bounces = bounces.transpose()?;
        if bounces.is_some() && self.mail.envelope_sender.is_some() {
            return Err(
                "mail.envelope_sender: bounces.address is the envelope sender; remove one".into(),
            );
        }
        Ok(Config {
            unknown_variables: Vec::new(),
            trusted_proxies: trusted_proxies(self.trusted_proxies, &base_url)?,
            base_url,
            listen: socket("listen", &self.listen, "127.0.0.1:8080")?,
            data: folder.join(self.data),
            database: database(
                self.database.as_deref(),
                self.database_password_file,
                self.database_connections,
                folder,
            )?,
            realm: realm(self.realm)?,
            brand: self.brand.check(folder)?,
            service_name: ServiceName::new(self.name.as_deref(), &self.names)?,
            time_zone: TimeZone::get(zone).map_err(|_| {
                format!("time_zone: {zone:?} is unknown; write one such as \"Asia/Tokyo\"")
            })?,
            sender: sender::Written {
                from: &self.mail.from,
                froms: &self.mail.froms,
                reply_to: self.mail.reply_to.as_deref(),
                envelope_sender: self.mail.envelope_sender.as_deref(),
                dkim: self.mail.dkim,
            }
            .check(folder)?,
            smtp: self.mail.smtp.map(|smtp| smtp.check(folder)).transpose()?,
            bounces,
            reset_lifetime,
            first_password_lifetime,
            registration_lifetime: days("links.registration_days", self.links.registration_days)?,
            password_lifetime: days("passwords.max_age_days", self.passwords.max_age_days)?,
            case_times: self.cases.times()?,
            approvals: self.cases.approvals()?,
            limits: limits(self.limits, shortest)?,
            alarms_to: self
                .alarms_to
                .map(|to| sender::address("alarms_to", &to))
                .transpose()?,
            alarms_language: self.alarms_language.unwrap_or(Language::Ja),
            metrics: self
                .metrics
                .map(|metrics| socket("metrics", &metrics, "127.0.0.1:9464"))
                .transpose()?,
            policy: chosen_policy(policy, self.policy_file, folder)?,
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

impl Cases {
    /// A link of an email works for at most 30 days, and contacts answer and
    /// object by links.
    fn times(&self) -> Result<CaseTimes, String> {
        let default = CaseTimes::default();
        let days = |key: &str, days: Option<u64>, default| match days {
            Some(days) if !(1..=30).contains(&days) => Err(format!(
                "cases.{key}: {days} is out of range; write 1 to 30"
            )),
            Some(days) => Ok(Duration::from_secs(days * 24 * 60 * 60)),
            None => Ok(default),
        };
        Ok(CaseTimes {
            desk: days("desk_days", self.desk_days, default.desk)?,
            confirm_request: days(
                "confirm_request_days",
                self.confirm_request_days,
                default.confirm_request,
            )?,
            confirm_inquiry: days(
                "confirm_inquiry_days",
                self.confirm_inquiry_days,
                default.confirm_inquiry,
            )?,
            waiting: days("waiting_days", self.waiting_days, default.waiting)?,
            approval: days("approval_days", self.approval_days, default.approval)?,
            reminder: days("reminder_days", self.reminder_days, default.reminder)?,
        })
    }

    fn approvals(&self) -> Result<Approvals, String> {
        match self.approvals {
            None | Some(2) => Ok(Approvals::Two),
            Some(1) => Ok(Approvals::One),
            Some(number) => Err(format!(
                "cases.approvals: {number} is out of range; write 2, or 1 for a support desk with \
                 a single operator"
            )),
        }
    }
}

fn database(
    url: Option<&str>,
    password_file: Option<PathBuf>,
    connections: Option<u8>,
    folder: &Path,
) -> Result<Option<DatabaseUrl>, String> {
    let Some(url) = url else {
        return match (password_file, connections) {
            (None, None) => Ok(None),
            (Some(_), _) => Err("database_password_file: there is no database; add it".into()),
            (None, Some(_)) => Err("database_connections: there is no database; add it".into()),
        };
    };
    let parsed = DatabaseUrl::parse(url, folder);
    let mut database = parsed.map_err(|error| format!("database: {error}"))?;
    if let Some(file) = password_file {
        if DatabaseUrl::has_password(url) {
            return Err("database_password_file: database has a password, too; remove one".into());
        }
        let file = folder.join(file);
        let password = std::fs::read_to_string(&file).map_err(|error| {
            format!(
                "database_password_file: {} cannot be read ({error})",
                file.display()
            )
        })?;
        database.set_password(without_mark(&password).trim_end_matches(['\r', '\n']));
    }
    if let Some(connections) = connections {
        if connections < 3 {
            return Err(format!(
                "database_connections: {connections} is too few; write 3 or more: pages, emails \
                 and limits need one each"
            ));
        }
        database.connections = connections.into();
    }
    Ok(Some(database))
}

fn chosen_policy(
    choice: Option<PolicyChoice>,
    file: Option<PathBuf>,
    folder: &Path,
) -> Result<Policy, String> {
    match (choice, file) {
        (Some(_), Some(_)) => Err("policy: policy and policy_file are both there; give one".into()),
        (Some(choice), None) => choice
            .try_into()
            .map_err(|error| format!("policy: {error}")),
        (None, Some(file)) => {
            let file = folder.join(file);
            policy::read(&file).map_err(|error| format!("policy_file: {}: {error}", file.display()))
        }
        (None, None) => Ok(Policy::support_center()),
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let remedy = "write the address that people type, such as \"https://support.example.com/\" \
                  or \"https://example.com/support/\"";
    let mut url =
        Url::parse(text).map_err(|_| format!("base_url: {text:?} is not a URL; {remedy}"))?;
    let is_plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_plain {
        return Err(format!(
            "base_url: {text:?} is not the address of a site; {remedy}"
        ));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    let is_name = |name: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        !name.is_empty() && name.bytes().all(is_plain)
    };
    if !path.split('/').skip(1).all(is_name) {
        return Err(format!(
            "base_url: the path of {text:?} has other characters than a-z, A-Z, 0-9, \"-\", \"_\", \
             \".\" and \"~\"; {remedy}"
        ));
    }
    let is_unspecified = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => ip.is_unspecified(),
        _ => false,
    };
    if is_unspecified {
        return Err(format!(
            "base_url: {text:?} is not the address of a machine; {remedy}"
        ));
    }
    let is_local = url.host().is_some_and(|host| is_local(&host));
    if url.scheme() == "http" && !is_local {
        return Err(format!(
            "base_url: {text:?} would carry passwords unprotected; use https"
        ));
    }
    // Links are written by adding to it.
    url.set_path(&format!("{path}/"));
    Ok(url)
}

/// Requires the number of proxies if there must be one: the portal itself does
/// not speak TLS. With a wrong number, all visitors are one client, and one of
/// them uses up the limits of all others.
fn trusted_proxies(number: Option<u8>, base_url: &Url) -> Result<u8, String> {
    match number {
        Some(number) => Ok(number),
        None if base_url.scheme() == "http" => Ok(0),
        None => Err(
            "trusted_proxies: the number is missing: base_url is https, so a proxy is in front of \
             the portal; write above the first [table] how many proxies in a row add their \
             client's address to X-Forwarded-For, such as trusted_proxies = 1; write 0 if none \
             does, and all visitors count as one client"
                .into(),
        ),
    }
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

fn days(key: &str, days: Option<u64>) -> Result<Option<Duration>, String> {
    match days {
        Some(days) if !(1..=3650).contains(&days) => {
            Err(format!("{key}: {days} is out of range; write 1 to 3650"))
        }
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

/// Rejects limits that could leave an owner without a working link: while
/// requests for an address are refused, a valid link must be in its mailbox.
fn limits(limits: Limits, shortest: Lifetime) -> Result<Limits, String> {
    let lifetime = shortest.seconds();
    for (key, rate) in [
        ("limits.link_pause", limits.link_pause),
        ("limits.link_address", limits.link_address),
    ] {
        let next = |rate: Rate| f64::from(rate.period()) / f64::from(rate.burst());
        if u64::from(rate.period()) >= lifetime.saturating_mul(rate.burst().into()) {
            return Err(format!(
                "{key}: one link in {} seconds is slower than a link's lifetime of {lifetime} \
                 seconds: an owner could be left without one; allow more, such as \
                 {{ burst = {}, seconds = {} }}, or extend the lifetime under [links]",
                next(rate),
                rate.burst(),
                (lifetime / 2).saturating_mul(rate.burst().into()),
            ));
        }
    }
    Ok(limits)
}
