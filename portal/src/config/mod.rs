//! The configuration. It comes from the administrator's file only, never from
//! a request.

mod bounces;
mod brand;
mod database_url;
mod environment;
mod file;
mod lists;
mod local_host;
mod password_file;
mod policy;
mod schema;
mod sender;
mod service_name;
mod smtp;
mod socket;
mod toml_error;
mod warning;

use std::fs;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use environment::Environment;
use genkan::Language;
use genkan::limit::Limits;
use genkan::onboarding::case::{Approvals, CaseTimes};
use genkan::policy::Policy;
use genkan::time::Lifetime;
use jiff::tz::TimeZone;
use url::Url;

pub use bounces::{Bounces, LmtpListener, ReportedTo};
pub(crate) use brand::email_template;
pub use brand::{Brand, Color, EmailKind, EmailTexts, FooterLink, HelpText, Image, Localized};
pub(crate) use database_url::{DatabaseAuthorities, DatabaseTls};
pub use database_url::{DatabaseUrl, InvalidDatabaseUrl};

pub use lists::ListFiles;
pub use policy::{InvalidPolicy, PolicyChoice, preset, read as read_policy};
pub use schema::{Key, Kind};
pub use sender::{Dkim, Sender};
pub use service_name::ServiceName;
pub use smtp::{OAuth, OAuthGrant, Secret, Smtp, Tls};
pub use warning::Warning;

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The URL of the portal in the browser.
    pub base_url: Url,
    /// The address and port that the portal listens on.
    pub listen: SocketAddr,
    /// The folder of the keys, and of the SQLite database.
    pub data: PathBuf,
    /// The PostgreSQL database; `None` for a SQLite file in the folder.
    pub database: Option<DatabaseUrl>,
    /// The name of the support center in the database. Two support centers
    /// with different names can share one database.
    pub realm: String,
    /// The service's name, on pages and in emails.
    pub service_name: ServiceName,
    /// How the provider's own pages and emails look.
    pub brand: Brand,
    /// The time zone of times on pages and in emails.
    pub time_zone: TimeZone,
    /// The sender of emails, which is also the support address.
    pub sender: Sender,
    /// The mail server; `None` for a folder of files.
    pub smtp: Option<Smtp>,
    /// How reports about emails that were not delivered arrive, if they do.
    pub bounces: Option<Bounces>,
    /// The lifetime of a link to a new password.
    pub reset_lifetime: Option<Lifetime>,
    /// The lifetime of a link to the first password.
    pub first_password_lifetime: Option<Lifetime>,
    /// How long a registration waits for the first password.
    pub registration_lifetime: Option<Duration>,
    /// After how long a password must be replaced; `None` for never.
    pub password_lifetime: Option<Duration>,
    /// How long the steps of cases take.
    pub case_times: CaseTimes,
    /// How many operators decide what needs an approval.
    pub approvals: Approvals,
    /// The rate limits.
    pub limits: Limits,
    /// How many proxies are in front of the portal, each of which adds the
    /// address of its client to `X-Forwarded-For`.
    pub trusted_proxies: u8,
    /// To whom alarms are sent by email, if to anyone.
    pub alarms_to: Option<lettre::Address>,
    /// The language of these emails.
    pub alarms_language: Language,
    /// The address and port of the page with the counters, if there is one.
    pub metrics: Option<SocketAddr>,
    /// The password policy.
    pub policy: Policy,
    /// The lists that the policy asks for.
    pub lists: ListFiles,
    /// The environment variables that are named like keys and are none.
    pub unknown_variables: Vec<String>,
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
    /// Reads and checks a file, with the environment variables of this process that
    /// replace its [keys](Self::keys). Relative paths in it start at its folder. If
    /// the path is empty, the variables are the whole configuration.
    ///
    /// # Errors
    ///
    /// [`InvalidConfig`], in one line.
    pub fn read(path: &Path) -> Result<Self, InvalidConfig> {
        Self::read_with(path, &Environment::of_process())
    }

    fn read_with(path: &Path, environment: &Environment) -> Result<Self, InvalidConfig> {
        let is_file = !path.as_os_str().is_empty();
        let invalid = |problem: String| InvalidConfig {
            path: match is_file {
                true => path.into(),
                false => "environment".into(),
            },
            problem,
        };
        if !is_file && !environment.has_keys() {
            return Err(invalid(
                "there is no configuration; name a file with --config or GENKAN_CONFIG, or set \
                 variables such as GENKAN_BASE_URL"
                    .into(),
            ));
        }
        let text = match is_file {
            true => fs::read_to_string(path).map_err(|error| {
                let remedy = match error.kind() {
                    ErrorKind::InvalidData => "save it as UTF-8",
                    _ => "name a file with --config",
                };
                invalid(format!("cannot be read ({error}); {remedy}"))
            })?,
            false => String::new(),
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        let (config, unknown_variables) =
            file::parse(&text, folder, environment).map_err(invalid)?;
        Ok(Self {
            unknown_variables,
            ..config
        })
    }

    /// Returns every key of a configuration.
    #[must_use]
    pub fn keys() -> Vec<Key> {
        file::keys()
    }
}

/// The realm of a configuration that names none.
pub(crate) const REALM: &str = "support-center";

#[cfg(test)]
mod tests {
    use genkan::limit::Rate;

    use super::*;

    const GOOD: &str = r#"
base_url = "https://support.example.com"
listen = "127.0.0.1:8080"
trusted_proxies = 1
data = "data"
[mail]
from = "サポートセンター <support@provider.example>"
"#;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genkan.toml");
        fs::write(&path, text).unwrap();
        let mut config = Config::read(&path).map_err(|error| error.to_string())?;
        // The test run has variables of its own.
        config.unknown_variables.clear();
        Ok(config)
    }

    #[test]
    fn a_good_file_is_read() {
        let config = read(GOOD).unwrap();
        assert_eq!(config.base_url.as_str(), "https://support.example.com/");
        let from = config.sender.from(Language::Ja);
        assert_eq!(from.email.to_string(), "support@provider.example");
        assert!(config.smtp.is_none());
        assert_eq!(config.realm, "support-center");
        assert_eq!(config.registration_lifetime, None);
    }

    #[test]
    fn cases_have_their_own_times_and_number_of_operators() {
        let config = read(GOOD).unwrap();
        assert_eq!(config.case_times, CaseTimes::default());
        assert_eq!(config.approvals, Approvals::Two);
        let days = |days: u64| Duration::from_secs(days * 24 * 60 * 60);
        let table = "[cases]\ndesk_days = 1\nwaiting_days = 30\napprovals = 1\n";
        let config = read(&format!("{GOOD}{table}")).unwrap();
        assert_eq!(
            config.case_times,
            CaseTimes {
                desk: days(1),
                waiting: days(30),
                ..CaseTimes::default()
            }
        );
        assert_eq!(config.approvals, Approvals::One);
    }

    #[test]
    fn alarms_and_metrics_are_off_unless_the_file_has_them() {
        let config = read(GOOD).unwrap();
        assert_eq!((config.alarms_to, config.metrics), (None, None));
        assert_eq!(config.alarms_language, Language::Ja);
        let text = "alarms_to = \"ops@example.com\"\nalarms_language = \"en\"\n\
                    metrics = \"127.0.0.1:9464\"\n";
        let config = read(&GOOD.replace("data =", &format!("{text}data ="))).unwrap();
        assert_eq!(config.alarms_to.unwrap().to_string(), "ops@example.com");
        assert_eq!(config.alarms_language, Language::En);
        assert_eq!(config.metrics, Some("127.0.0.1:9464".parse().unwrap()));
    }

    #[test]
    fn limits_are_those_of_the_core_where_the_file_has_no_others() {
        let config = read(GOOD).unwrap();
        assert_eq!(config.limits, Limits::default());
        assert_eq!(config.trusted_proxies, 1);

        let text = GOOD.replace("trusted_proxies = 1", "trusted_proxies = 2");
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
            (GOOD.replace("support.example.com", "0.0.0.0"), "base_url"),
            (GOOD.replace("from = ", "from = 3 #"), "line 7"),
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
                format!("{GOOD}[passwords]\nmax_age_days = 0\n"),
                "passwords.max_age_days",
            ),
            (
                format!("{GOOD}[cases]\nwaiting_days = 31\n"),
                "cases.waiting_days",
            ),
            (
                format!("{GOOD}[cases]\nreminder_days = 0\n"),
                "cases.reminder_days",
            ),
            (format!("{GOOD}[cases]\napprovals = 3\n"), "cases.approvals"),
            (
                GOOD.replace("data =", "realm = \"Support Center\"\ndata ="),
                "realm",
            ),
            (
                GOOD.replace("data =", "alarms_to = \"ops\"\ndata ="),
                "alarms_to",
            ),
            (
                GOOD.replace("data =", "alarms_language = \"fr\"\ndata ="),
                "expected `ja` or `en`",
            ),
            (
                GOOD.replace("data =", "metrics = \"9464\"\ndata ="),
                "metrics",
            ),
            (
                format!("{GOOD}[mail.smtp]\nhost = \"h\"\nusername = \"u\"\n"),
                "password_file",
            ),
            (
                format!("{GOOD}[mail.smtp]\nhost = \"smtp.example.com:587\"\n"),
                "mail.smtp.host",
            ),
            (
                format!("{GOOD}[mail.smtp]\nhost = \"\"\n"),
                "mail.smtp.host",
            ),
            (
                format!("{GOOD}[mail.smtp]\nhost = \"h\"\nport = 99999\n"),
                "a whole number from 0 to 65535",
            ),
            (GOOD.replace("data =", "name = \"\"\ndata ="), "name"),
            (GOOD.replace("data =", "name = \"A\\nB\"\ndata ="), "name"),
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
                "sign_in_stranger = { free = 1, first_delay_seconds = 1, most_delay_seconds = 1, ceiling = 99 }",
                "ceiling",
            ),
            ("sign_in_device = 6", "at most 5"),
        ];
        let limits = limits.map(|(line, key)| (format!("{GOOD}[limits]\n{line}\n"), key));
        let short = format!("{GOOD}[links]\nreset_minutes = 15\n");
        let proxies = GOOD.replace("trusted_proxies = 1", "trusted_proxies = -1");
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

    #[test]
    fn the_mail_server_and_the_sender_are_as_the_file_says() {
        let smtp = |lines: &str| read(&format!("{GOOD}[mail.smtp]\nhost = \"h\"\n{lines}\n"));
        let found = smtp("").unwrap().smtp.unwrap();
        assert_eq!((found.port(), found.connections), (587, 3));
        assert!(found.rate.is_none() && found.helo.is_none());
        let oauth = "username = \"u\"\n[mail.smtp.oauth]\n";
        let client = "client_id = \"c\"\nclient_secret_file = \"s\"\n";
        let url = "token_url = \"https://login.example/token\"\n";
        smtp(&format!("{oauth}{client}{url}")).unwrap();
        smtp("username = \"u\"\npassword = \"p\"").unwrap();
        smtp("rate = { burst = 30, seconds = 60 }\nhelo = \"[192.0.2.1]\"").unwrap();

        let sender = |lines: &str| read(&format!("{GOOD}{lines}\n"));
        let config = sender("froms = { en = \"Desk <desk@p.example>\" }").unwrap();
        let addresses = [Language::Ja, Language::En]
            .map(|language| config.sender.support(language).to_string());
        assert_eq!(addresses, ["support@provider.example", "desk@p.example"]);
        let config = sender("reply_to = \"help@p.example\"\nenvelope_sender = \"b@p.example\"");
        let sender_ = config.unwrap().sender;
        assert_eq!(sender_.support(Language::En).to_string(), "help@p.example");
        let envelope = sender_.envelope_sender(Language::En).to_string();
        assert_eq!(
            (envelope.as_str(), sender_.domain()),
            ("b@p.example", "provider.example")
        );

        for (result, key) in [
            (smtp("connections = 0"), "mail.smtp.connections"),
            (smtp("connections = 33"), "mail.smtp.connections"),
            (smtp("helo = \"a b\""), "mail.smtp.helo"),
            (smtp("rate = { burst = 0, seconds = 60 }"), "burst"),
            (smtp("username = \"u\""), "password_file"),
            (smtp("password = \"p\""), "mail.smtp.username"),
            (
                smtp("username = \"u\"\npassword = \"p\"\npassword_file = \"f\""),
                "mail.smtp.password",
            ),
            (
                smtp("tls = \"none\"\nusername = \"u\"\npassword = \"p\""),
                "mail.smtp.tls",
            ),
            (smtp(oauth), "mail.smtp.oauth"),
            (
                smtp(&format!("{oauth}{client}")),
                "mail.smtp.oauth.token_url",
            ),
            (
                smtp(&format!(
                    "{oauth}{client}token_url = \"http://login.example/\""
                )),
                "mail.smtp.oauth.token_url",
            ),
            (
                smtp(&format!("{oauth}service_account_file = \"f\"")),
                "mail.smtp.oauth.scope",
            ),
            (
                smtp(&format!("password = \"p\"\n{oauth}{client}{url}")),
                "mail.smtp",
            ),
            (sender("reply_to = \"help\""), "mail.reply_to"),
            (sender("froms = { en = \"desk\" }"), "mail.froms.en"),
            (sender("[mail.dkim]\nselector = \"s\""), "key_file"),
            (
                sender(
                    "envelope_sender = \"b@p.example\"\n[bounces]\naddress = \"b@p.example\"\nmaildir = \"m\"",
                ),
                "mail.envelope_sender",
            ),
        ] {
            let error = result.unwrap_err();
            assert!(
                error.contains(key) && !error.contains('\n'),
                "{key}: {error}"
            );
        }
    }

    #[test]
    fn the_database_is_as_the_file_says() {
        let database = |lines: &str| read(&GOOD.replace("data =", &format!("{lines}\ndata =")));
        let url = "database = \"postgres://u@db.example/n\"";
        assert_eq!(database(url).unwrap().database.unwrap().connections, 20);
        let few = database(&format!("{url}\ndatabase_connections = 3"));
        assert_eq!(few.unwrap().database.unwrap().connections, 3);
        for (lines, key) in [
            (
                format!("{url}\ndatabase_connections = 2"),
                "database_connections",
            ),
            (
                format!("{url}\ndatabase_password_file = \"none\""),
                "database_password_file",
            ),
            (
                "database_password_file = \"f\"".to_owned(),
                "database_password_file",
            ),
            (
                "database_connections = 5".to_owned(),
                "database_connections",
            ),
            (
                "database = \"postgres://u:p@h/n\"\ndatabase_password_file = \"f\"".to_owned(),
                "database_password_file",
            ),
            (url.replace("/n", "/n?sslmode=none"), "database: sslmode: "),
            (url.replace("/n", "/n?nonsense=1"), "database: parameter 1"),
        ] {
            let error = database(&lines).unwrap_err();
            assert!(
                error.contains(key) && !error.contains('\n'),
                "{key}: {error}"
            );
        }
    }

    #[test]
    fn reports_of_bounces_arrive_only_if_the_file_says_how() {
        assert!(read(GOOD).unwrap().bounces.is_none());
        let bounces = |lines: &str| {
            let address = "address = \"bounces@provider.example\"\n";
            read(&format!("{GOOD}[bounces]\n{address}{lines}\n"))
        };
        let config = bounces("maildir = \"reports\"\nlmtp = \"unix:lmtp.sock\"").unwrap();
        let found = config.bounces.unwrap();
        assert_eq!(found.address.to_string(), "bounces@provider.example");
        assert!(found.maildir.unwrap().ends_with("reports"));
        let Some(LmtpListener::Unix(socket)) = found.lmtp else {
            panic!("a socket");
        };
        assert!(socket.is_absolute() && socket.ends_with("lmtp.sock"));
        let config = bounces("lmtp = \"[::1]:2424\"").unwrap();
        let port = LmtpListener::Tcp("[::1]:2424".parse().unwrap());
        assert_eq!(config.bounces.unwrap().lmtp, Some(port));

        let address = |address: &str| {
            read(&format!(
                "{GOOD}[bounces]\nmaildir = \"m\"\naddress = \"{address}\"\n"
            ))
        };
        address("a-name.of.21-letters_@provider.example").unwrap();
        for (result, key) in [
            (bounces(""), "webhook_secret_file"),
            (bounces("lmtp = \"192.0.2.1:2424\""), "bounces.lmtp"),
            (bounces("lmtp = \"2424\""), "bounces.lmtp"),
            (bounces("maildirs = \"m\""), "maildirs"),
            (address("bounces"), "bounces.address"),
            (address("bounces+a@provider.example"), "bounces.address"),
            (address("a-name.of.22-letters__@provider.example"), "21"),
        ] {
            let error = result.unwrap_err();
            assert!(error.contains(key) && !error.contains('\n'), "{error}");
        }
    }

    fn read_in(text: Option<&str>, variables: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = match text {
            Some(text) => {
                let path = folder.path().join("genkan.toml");
                fs::write(&path, text).unwrap();
                path
            }
            None => PathBuf::new(),
        };
        let variables = variables.iter().map(|(name, value)| {
            let (name, value) = (*name, *value);
            (name.to_owned(), value.to_owned())
        });
        let environment = Environment::of(variables);
        Config::read_with(&path, &environment).map_err(|error| error.to_string())
    }

    #[test]
    fn every_key_has_a_variable_of_its_own() {
        let keys = Config::keys();
        let mut variables: Vec<String> = keys.iter().map(Key::variable).collect();
        for expected in [
            "GENKAN_BASE_URL",
            "GENKAN_DATABASE",
            "GENKAN_POLICY",
            "GENKAN_NAMES",
            "GENKAN_BLOCKLISTS",
            "GENKAN_MAIL_FROM",
            "GENKAN_MAIL_SMTP_HOST",
            "GENKAN_MAIL_SMTP_TLS",
            "GENKAN_LINKS_RESET_MINUTES",
            "GENKAN_CASES_APPROVALS",
            "GENKAN_LIMITS_LINK_CLIENT_BURST",
            "GENKAN_LIMITS_SIGN_IN_DEVICE",
            "GENKAN_BOUNCES_LMTP",
        ] {
            assert!(
                variables.iter().any(|known| known == expected),
                "{expected}"
            );
        }
        let count = variables.len();
        variables.sort_unstable();
        variables.dedup();
        assert_eq!(variables.len(), count, "two keys have one variable");
        // No variable begins with that of a table of texts.
        for key in keys.iter().filter(|key| key.kind == Kind::Texts) {
            let start = format!("{}_", key.variable());
            assert!(!variables.iter().any(|other| other.starts_with(&start)));
        }
    }

    /// Each variable is read in the place of its key: what is wrong with it is said
    /// of the key or of the variable.
    #[test]
    fn every_variable_replaces_its_key() {
        for key in Config::keys() {
            let variable = match key.kind {
                Kind::Texts => format!("{}_EN", key.variable()),
                _ => key.variable(),
            };
            let name = key.path.join(".");
            let read = read_in(Some(GOOD), &[(&variable, "\"\\u0000\"")]);
            let is_read = match &read {
                Ok(config) => config.unknown_variables.is_empty(),
                Err(error) => {
                    error.contains(&variable)
                        || error.contains(&name)
                        || error.contains(key.path[0])
                }
            };
            assert!(is_read, "{variable}: {read:?}");
        }
    }

    #[test]
    fn variables_replace_keys_and_need_no_file() {
        let all = [
            ("GENKAN_BASE_URL", "https://example.com/support"),
            ("GENKAN_LISTEN", "0.0.0.0:8080"),
            ("GENKAN_TRUSTED_PROXIES", "2"),
            ("GENKAN_DATA", "/data"),
            ("GENKAN_MAIL_FROM", "Support <support@example.com>"),
            ("GENKAN_MAIL_SMTP_HOST", "mail.example.com"),
            ("GENKAN_MAIL_SMTP_PORT", "2525"),
            ("GENKAN_NAMES_JA", "窓口"),
            ("GENKAN_NAMES_EN", "Desk"),
            ("GENKAN_LIMITS_LINK_CLIENT_BURST", "7"),
            ("GENKAN_LIMITS_LINK_CLIENT_SECONDS", "70"),
            ("GENKAN_CONFIG", "ignored"),
            ("GENKAN_PORT_80_TCP", "tcp://10.0.0.1:80"),
            ("GENKAN_LISTN", "x"),
            ("HOME", "/root"),
        ];
        let config = read_in(None, &all).unwrap();
        assert_eq!(config.base_url.as_str(), "https://example.com/support/");
        assert_eq!(config.trusted_proxies, 2);
        assert_eq!(config.data, Path::new("/data"));
        assert_eq!(config.smtp.as_ref().unwrap().port, Some(2525));
        assert_eq!(config.service_name.name(Language::Ja), "窓口");
        assert_eq!(config.limits.link_client, Rate::new(7, 70).unwrap());
        assert_eq!(config.unknown_variables, ["GENKAN_LISTN"]);
        let config = read_in(Some(GOOD), &[("GENKAN_REALM", "other")]).unwrap();
        assert_eq!(config.realm, "other");

        for (variables, said) in [
            (
                &[("GENKAN_MAIL_SMTP_PORT", "x")][..],
                "GENKAN_MAIL_SMTP_PORT",
            ),
            (
                &[("GENKAN_TRUSTED_PROXIES", "-1")],
                "GENKAN_TRUSTED_PROXIES",
            ),
            (&[("GENKAN_LISTEN", "8080")], "listen"),
            (&[("GENKAN_MAIL_SMTP_TLS", "yes")], "GENKAN_MAIL_SMTP_TLS"),
        ] {
            let error = read_in(Some(GOOD), variables).unwrap_err();
            assert!(error.contains(said) && !error.contains('\n'), "{error}");
        }
        let error = read_in(None, &[]).unwrap_err();
        assert!(error.contains("GENKAN_BASE_URL"), "{error}");
    }

    #[test]
    fn a_portal_may_be_below_a_path() {
        let read = |url: &str| read(&GOOD.replace("https://support.example.com", url));
        for (url, path) in [
            ("https://example.com", "/"),
            ("https://example.com/support", "/support/"),
            ("https://example.com/a/b_c-1.2~/", "/a/b_c-1.2~/"),
        ] {
            assert_eq!(read(url).unwrap().base_url.path(), path);
        }
        for url in [
            "https://example.com/a?b",
            "https://example.com/a#b",
            "https://example.com/a//b",
            "https://example.com/%41",
            "https://example.com/é",
        ] {
            assert!(read(url).unwrap_err().contains("base_url"), "{url}");
        }
    }

    #[test]
    fn the_number_of_proxies_is_required_behind_tls() {
        let without = GOOD.replace("trusted_proxies = 1\n", "");
        let error = read(&without).unwrap_err();
        assert!(error.contains("trusted_proxies = 1"), "{error}");
        assert!(!error.contains('\n'), "{error}");
        let none = GOOD.replace("trusted_proxies = 1", "trusted_proxies = 0");
        assert_eq!(read(&none).unwrap().trusted_proxies, 0);
        let local = without.replace("https://support.example.com", "http://localhost:8080");
        assert_eq!(read(&local).unwrap().trusted_proxies, 0);
    }

    #[test]
    fn what_is_probably_a_mistake_is_reported() {
        let smtp =
            |host: &str, tls: &str| format!("[mail.smtp]\nhost = \"{host}\"\ntls = \"{tls}\"\n");
        let local = GOOD.replace("https://support.example.com", "http://localhost:8080");
        let bare = GOOD.replace("support.example.com", "changeme");
        for (text, codes) in [
            (GOOD.to_owned(), &[][..]),
            (local.clone(), &[]),
            (format!("{local}{}", smtp("127.0.0.1", "none")), &[]),
            (
                format!("{local}{}", smtp("smtp.example.com", "tls")),
                &["base-url-local"],
            ),
            (bare, &["base-url-bare-name"]),
            (
                format!("{GOOD}{}", smtp("smtp.example.com", "none")),
                &["mail-unprotected"],
            ),
        ] {
            let config = read(&text).unwrap();
            let warnings = config.warnings();
            let found: Vec<&str> = warnings.iter().map(Warning::code).collect();
            assert_eq!(found, codes, "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_open_data_folder_is_reported() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mut config = read(GOOD).unwrap();
        config.data = folder.path().into();
        let set = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
        set(0o750).unwrap();
        assert_eq!(config.warnings(), []);
        set(0o755).unwrap();
        assert_eq!(
            config.warnings(),
            [Warning::OpenFolder(config.data.clone())]
        );
    }
}
