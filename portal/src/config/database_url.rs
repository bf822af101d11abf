use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use tokio_postgres::Config;
use tokio_postgres::config::{ChannelBinding, Host, SslMode, TargetSessionAttrs};

use super::password_file::{self, Place};
use crate::tls::Check;

/// The URL of a PostgreSQL database:
/// `postgres://USER:PASSWORD@HOST:5432/NAME`.
///
/// The parameters are those of libpq, with two exceptions. A connection over a
/// network uses TLS, and the server's certificate is checked against its name,
/// unless the URL has `?sslmode=disable` or `?sslmode=verify-ca`: `prefer`,
/// `allow` and `require` are not weaker. If there are several hosts, the one
/// that can be written to is used.
///
/// It contains a password. Its `Debug` shows only host, port and name.
#[derive(Clone)]
pub struct DatabaseUrl {
    pub(crate) config: Config,
    pub(crate) tls: DatabaseTls,
    /// How many connections a node has at most.
    pub(crate) connections: usize,
}

/// How the server identifies itself, and this program to it.
#[derive(Clone, Debug)]
pub(crate) struct DatabaseTls {
    pub(crate) check: Check,
    pub(crate) authorities: DatabaseAuthorities,
    /// The files of this program's certificate and key.
    pub(crate) identity: Option<(PathBuf, PathBuf)>,
}

/// Whose certificates are trusted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum DatabaseAuthorities {
    /// The authorities that browsers trust.
    Public,
    /// The certificates of a PEM file.
    File(PathBuf),
}

/// The text is not a [`DatabaseUrl`]. The error repeats nothing of the text,
/// which contains a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "there is nothing more to report")]
pub enum InvalidDatabaseUrl {
    /// It is not a URL of PostgreSQL.
    #[error(
        "not a PostgreSQL URL; write \"postgres://USER:PASSWORD@HOST:5432/NAME\", \
         with %XX for special characters in the password"
    )]
    Malformed,
    /// It has a parameter that is unknown to PostgreSQL. Its name may be a part of
    /// a password.
    #[error(
        "parameter {number} after the \"?\" is unknown; remove it, or see the list in \
         PostgreSQL's manual"
    )]
    UnknownParameter {
        /// Which one it is, counted from 1.
        number: usize,
    },
    /// A parameter has a value that cannot be used.
    #[error("{name}: {remedy}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What to write.
        remedy: &'static str,
    },
    /// The file with passwords cannot be used.
    #[error("passfile: {0}")]
    PasswordFile(password_file::Unusable),
}

impl DatabaseUrl {
    /// Parses a URL. Relative files are relative to `folder`. If it has no
    /// password, the one of the environment or of the user's password file is
    /// used, as by `psql`.
    ///
    /// # Errors
    ///
    /// [`InvalidDatabaseUrl`] with the parameter that is wrong.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, InvalidDatabaseUrl> {
        let text = text.trim();
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if !is_postgres {
            return Err(InvalidDatabaseUrl::Malformed);
        }
        // A question mark may be part of the password.
        let (place, query) = match text.rsplit_once('?') {
            Some((place, query)) if !query.contains('@') => (place, query),
            _ => (text, ""),
        };
        let mut options = Options::default();
        let parts = query.split('&').filter(|option| !option.is_empty());
        for (at, option) in parts.enumerate() {
            let (name, value) = option
                .split_once('=')
                .ok_or(InvalidDatabaseUrl::Malformed)?;
            options.read(at + 1, name, value, folder)?;
        }
        let mut config = options.config()?;
        add_place(&mut config, place)?;
        add_host(&mut config);
        if !matches!(config.get_ports().len(), 0 | 1)
            && config.get_ports().len() != config.get_hosts().len()
        {
            let (name, remedy) = ("port", "write one port, or one for each host");
            return Err(InvalidDatabaseUrl::Parameter { name, remedy });
        }
        let tls = options.tls(&mut config)?;
        if config.get_hosts().len() > 1 && !options.has_target {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        if config.get_password().is_none() {
            find_password(&mut config, options.password_file)?;
        }
        Ok(Self {
            config,
            tls,
            connections: CONNECTIONS,
        })
    }

    /// Sets the password, if the URL has none.
    pub(super) fn set_password(&mut self, password: &str) {
        self.config.password(password);
    }

    /// Returns whether the URL itself has a password.
    pub(super) fn has_password(text: &str) -> bool {
        let (place, _) = text.rsplit_once('?').unwrap_or((text, ""));
        let config = place.parse::<Config>();
        config.is_ok_and(|config| config.get_password().is_some())
    }
}

/// The parameters of a URL.
#[derive(Default)]
struct Options {
    /// Those that the client knows, with their values as they are written.
    passed: Vec<(&'static str, String)>,
    mode: Option<&'static str>,
    authorities: Option<DatabaseAuthorities>,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    password_file: Option<PathBuf>,
    has_target: bool,
}

impl Options {
    fn read(
        &mut self,
        number: usize,
        name: &str,
        value: &str,
        folder: &Path,
    ) -> Result<(), InvalidDatabaseUrl> {
        let decoded = decoded(value);
        let file = || Some(folder.join(&*decoded));
        let invalid = |name, remedy| Err(InvalidDatabaseUrl::Parameter { name, remedy });
        match name {
            "sslmode" => {
                let mode = MODES.iter().find(|mode| **mode == decoded);
                self.mode = Some(mode.copied().ok_or(InvalidDatabaseUrl::Parameter {
                    name: "sslmode",
                    remedy: "write disable, allow, prefer, require, verify-ca or verify-full",
                })?);
            }
            "ssl" | "requiressl" => match &*decoded {
                "true" | "1" => self.mode = Some("require"),
                "false" | "0" => self.mode = self.mode.or(Some("prefer")),
                _ => return invalid("ssl", "write sslmode=require or sslmode=disable instead"),
            },
            "sslrootcert" if decoded == "system" => {
                self.authorities = Some(DatabaseAuthorities::Public);
            }
            "sslrootcert" => self.authorities = file().map(DatabaseAuthorities::File),
            "sslcert" => self.certificate = file(),
            "sslkey" => self.key = file(),
            "passfile" => self.password_file = file(),
            "channel_binding" if !matches!(&*decoded, "disable" | "prefer" | "require") => {
                return invalid("channel_binding", "write disable, prefer or require");
            }
            "target_session_attrs" => {
                self.has_target = true;
                match &*decoded {
                    // Only one that can be written to is of use.
                    "read-write" | "primary" => {
                        self.passed
                            .push(("target_session_attrs", "read-write".into()));
                    }
                    "any" => self.passed.push(("target_session_attrs", "any".into())),
                    _ => {
                        return invalid(
                            "target_session_attrs",
                            "the database is written to; write read-write",
                        );
                    }
                }
            }
            "gssencmode" if decoded == "require" => {
                return invalid(
                    "gssencmode",
                    "GSSAPI is not supported; use TLS, and remove it",
                );
            }
            "require_auth" => {
                return invalid("require_auth", "it is not supported; remove it");
            }
            "sslcrl" | "sslcrldir" => {
                return invalid(
                    "sslcrl",
                    "lists of revoked certificates are not supported; remove it",
                );
            }
            "sslpassword" => {
                return invalid(
                    "sslpassword",
                    "write the key without a password, and remove it",
                );
            }
            "service" | "servicefile" => {
                return invalid(
                    "service",
                    "write the parameters of the service into the URL",
                );
            }
            "replication" => return invalid("replication", "remove it"),
            "requirepeer" => return invalid("requirepeer", "it is not supported; remove it"),
            "ssl_min_protocol_version" if decoded == "TLSv1.3" => {
                return invalid(
                    "ssl_min_protocol_version",
                    "set ssl_min_protocol_version on the server instead",
                );
            }
            "client_encoding" if !is_utf8(&decoded) => {
                return invalid("client_encoding", "write UTF8, or remove it");
            }
            // Their meaning is the only one that this program has.
            "gssencmode"
            | "gssdelegation"
            | "gsslib"
            | "krbsrvname"
            | "client_encoding"
            | "sslcompression"
            | "sslsni"
            | "sslcertmode"
            | "ssl_min_protocol_version"
            | "ssl_max_protocol_version"
            | "fallback_application_name" => {}
            "host" => {
                let hosts = value.split(',').map(|host| ("host", host.to_owned()));
                self.passed.extend(hosts);
            }
            "keepalives_count" => self.passed.push(("keepalives_retries", value.into())),
            _ => {
                let is_name = |known: &&&str| **known == name;
                if let Some(known) = PASSED.iter().find(is_name) {
                    self.passed.push((known, value.into()));
                } else if let Some((known, remedy)) = FOREIGN.iter().find_map(|(names, remedy)| {
                    let known = names.iter().find(is_name);
                    Some((known?, remedy))
                }) {
                    return invalid(known, remedy);
                } else {
                    return Err(InvalidDatabaseUrl::UnknownParameter { number });
                }
            }
        }
        Ok(())
    }

    /// Returns the configuration that only the parameters give.
    fn config(&self) -> Result<Config, InvalidDatabaseUrl> {
        let parse = |parameters: &[(&'static str, String)]| {
            let parameters = parameters
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let parameters: Vec<String> = parameters.collect();
            format!("postgres://?{}", parameters.join("&")).parse::<Config>()
        };
        parse(&self.passed).map_err(|_| {
            let mut alone = self.passed.chunks(1);
            let invalid = alone.find(|alone| parse(alone).is_err());
            match invalid {
                Some([(name, _), ..]) => InvalidDatabaseUrl::Parameter {
                    name,
                    remedy: "its value cannot be used; see PostgreSQL's manual",
                },
                _ => InvalidDatabaseUrl::Malformed,
            }
        })
    }

    /// Returns the TLS of the connection, and sets when it is used.
    fn tls(&self, config: &mut Config) -> Result<DatabaseTls, InvalidDatabaseUrl> {
        let invalid = |name, remedy| Err(InvalidDatabaseUrl::Parameter { name, remedy });
        let sockets = config.get_hosts().iter().filter(|host| is_socket(host));
        let sockets = sockets.count();
        if sockets > 0 && sockets < config.get_hosts().len() {
            return invalid("host", "write either sockets or names, not both");
        }
        let is_near = config.get_hosts().iter().all(is_local);
        let is_required = matches!(self.mode, Some("require" | "verify-ca" | "verify-full"));
        let mode = match self.mode {
            // As libpq, which ignores it there.
            _ if sockets > 0 => SslMode::Disable,
            Some("disable") => SslMode::Disable,
            // Nobody is between this program and the server.
            Some("prefer" | "allow") if is_near => SslMode::Prefer,
            None if is_near => SslMode::Disable,
            // An attacker on the network can turn "prefer" into plain text.
            _ => SslMode::Require,
        };
        config.ssl_mode(mode);
        if mode == SslMode::Disable && config.get_channel_binding() == ChannelBinding::Require {
            return invalid(
                "channel_binding",
                "it needs TLS; write sslmode=require, too, or remove it",
            );
        }
        let identity = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => Some((certificate.clone(), key.clone())),
            (None, None) => None,
            _ => return invalid("sslcert", "write sslcert and sslkey together"),
        };
        Ok(DatabaseTls {
            check: match self.mode {
                Some("verify-ca") => Check::Authority,
                _ if is_near && !is_required && self.authorities.is_none() => Check::Nothing,
                _ => Check::Full,
            },
            authorities: self
                .authorities
                .clone()
                .unwrap_or(DatabaseAuthorities::Public),
            identity,
        })
    }
}

/// Adds what is in front of the parameters, as far as they do not replace it.
fn add_place(config: &mut Config, place: &str) -> Result<(), InvalidDatabaseUrl> {
    let written: Config = place.parse().map_err(|_| InvalidDatabaseUrl::Malformed)?;
    // A password with an "@" that is not written as %40.
    let is_malformed = |host: &Host| matches!(host, Host::Tcp(name) if name.contains('@'));
    if written.get_hosts().iter().any(is_malformed) {
        return Err(InvalidDatabaseUrl::Malformed);
    }
    if config.get_hosts().is_empty() {
        for host in written.get_hosts() {
            match host {
                Host::Tcp(name) => config.host(name),
                #[cfg(unix)]
                Host::Unix(folder) => config.host_path(folder),
            };
        }
    }
    if config.get_ports().is_empty() {
        for port in written.get_ports() {
            config.port(*port);
        }
    }
    if let (None, Some(user)) = (config.get_user(), written.get_user()) {
        config.user(user);
    }
    if let (None, Some(password)) = (config.get_password(), written.get_password()) {
        config.password(password);
    }
    if let (None, Some(name)) = (config.get_dbname(), written.get_dbname()) {
        config.dbname(name);
    }
    Ok(())
}

/// Adds the host that libpq connects to if none is given: the socket of this
/// machine's server. An address is the name of a host that has no other.
fn add_host(config: &mut Config) {
    if !config.get_hosts().is_empty() {
        return;
    }
    let addresses: Vec<IpAddr> = config.get_hostaddrs().to_vec();
    for address in &addresses {
        config.host(address.to_string());
    }
    if addresses.is_empty() {
        let found = SOCKETS.iter().find(|folder| Path::new(folder).is_dir());
        config.host(found.copied().unwrap_or("localhost"));
    }
}

/// Looks a password up where `psql` does.
fn find_password(config: &mut Config, file: Option<PathBuf>) -> Result<(), InvalidDatabaseUrl> {
    if let Ok(password) = std::env::var("PGPASSWORD") {
        config.password(password);
        return Ok(());
    }
    let named = file.or_else(|| std::env::var_os("PGPASSFILE").map(PathBuf::from));
    let is_named = named.is_some();
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".pgpass"));
    let Some(file) = named.or_else(home) else {
        return Ok(());
    };
    if !is_named && !file.exists() {
        return Ok(());
    }
    let user = config.get_user().unwrap_or_default();
    let host = config
        .get_hosts()
        .first()
        .map_or(Cow::Borrowed("localhost"), |host| match host {
            Host::Tcp(name) => name.as_str().into(),
            #[cfg(unix)]
            Host::Unix(folder) if SOCKETS.iter().any(|known| folder == Path::new(known)) => {
                "localhost".into()
            }
            #[cfg(unix)]
            Host::Unix(folder) => folder.to_string_lossy(),
        });
    let place = Place {
        host: &host,
        port: config.get_ports().first().copied().unwrap_or(5432),
        database: config.get_dbname().unwrap_or(user),
        user,
    };
    let found = password_file::find(&file, &place);
    if let Some(password) = found.map_err(InvalidDatabaseUrl::PasswordFile)? {
        config.password(password.as_bytes());
    }
    Ok(())
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseUrl")
            .field("hosts", &self.config.get_hosts())
            .field("ports", &self.config.get_ports())
            .field("name", &self.config.get_dbname())
            .finish_non_exhaustive()
    }
}

fn decoded(value: &str) -> String {
    // As the value of a form, except that a plus sign is a plus sign.
    let value = format!("={}", value.replace('+', "%2B"));
    let mut pairs = url::form_urlencoded::parse(value.as_bytes());
    pairs
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

fn is_utf8(encoding: &str) -> bool {
    matches!(
        encoding.to_ascii_lowercase().as_str(),
        "utf8" | "utf-8" | "unicode" | "auto"
    )
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn is_socket(host: &Host) -> bool {
    match host {
        Host::Tcp(_) => false,
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

const MODES: [&str; 6] = [
    "disable",
    "allow",
    "prefer",
    "require",
    "verify-ca",
    "verify-full",
];
/// The parameters that the client knows.
const PASSED: [&str; 16] = [
    "user",
    "password",
    "dbname",
    "options",
    "application_name",
    "sslnegotiation",
    "hostaddr",
    "port",
    "connect_timeout",
    "tcp_user_timeout",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "channel_binding",
    "load_balance_hosts",
];
/// Parameters that are often copied from elsewhere, with what to do.
const FOREIGN: [(&[&str], &str); 5] = [
    (
        &[
            "max_protocol_version",
            "min_protocol_version",
            "oauth_client_id",
            "oauth_client_secret",
            "oauth_issuer",
            "oauth_scope",
            "scram_client_key",
            "scram_server_key",
            "sslkeylogfile",
        ],
        "it is not supported; remove it",
    ),
    (
        &[
            "pgbouncer",
            "prepareThreshold",
            "prepared_statements",
            "statement_cache_capacity",
            "statement_cache_size",
        ],
        "a pooler is recognised without it; remove it",
    ),
    (
        &[
            "connection_limit",
            "max_connections",
            "pool_max_conns",
            "pool_size",
            "pool_timeout",
        ],
        "write database_connections instead, and remove it",
    ),
    (
        &[
            "TimeZone",
            "currentSchema",
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "schema",
            "search_path",
            "statement_timeout",
            "timezone",
        ],
        "a setting of the session is written as options=-c%20search_path%3DNAME",
    ),
    (
        &["sslMode", "ssl_mode", "sslaccept", "uselibpqcompat"],
        "it is of another program; write sslmode, as for psql",
    ),
];
/// Where a server's socket is, by Debian's default and by PostgreSQL's.
const SOCKETS: [&str; 3] = ["/var/run/postgresql", "/run/postgresql", "/tmp"];
/// Of a node.
const CONNECTIONS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DatabaseUrl, InvalidDatabaseUrl> {
        DatabaseUrl::parse(text, Path::new("/etc/genkan"))
    }

    #[test]
    fn a_network_is_crossed_under_tls_only() {
        let cases = [
            ("postgres://u@db.example/n", SslMode::Require),
            ("postgres://u@db.example/n?sslmode=prefer", SslMode::Require),
            ("postgres://u@db.example/n?sslmode=allow", SslMode::Require),
            ("postgres://u@db.example/n?ssl=true", SslMode::Require),
            (
                "postgres://u@db.example/n?sslmode=verify-full",
                SslMode::Require,
            ),
            (
                "postgres://u@db.example/n?sslmode=disable",
                SslMode::Disable,
            ),
            ("postgresql://u@localhost/n", SslMode::Disable),
            ("postgresql://u@localhost/n?sslmode=allow", SslMode::Prefer),
            ("postgres://u@127.0.0.1:5433/n", SslMode::Disable),
            ("postgres://u@127.0.0.1/n?sslmode=require", SslMode::Require),
            ("postgres://u@%2Fvar%2Frun%2Fpostgresql/n", SslMode::Disable),
            (
                "postgres://u@/n?host=/run/postgresql&sslmode=require",
                SslMode::Disable,
            ),
            ("postgres://u@localhost,db.example/n", SslMode::Require),
            ("postgres://u@/n?hostaddr=192.0.2.1", SslMode::Require),
        ];
        for (text, mode) in cases {
            assert_eq!(parse(text).unwrap().config.get_ssl_mode(), mode, "{text}");
        }
    }

    #[test]
    fn only_a_local_server_or_one_by_its_authority_is_checked_less() {
        for (text, check) in [
            ("postgres://u@db.example/n", Check::Full),
            ("postgres://u@db.example/n?sslmode=allow", Check::Full),
            ("postgres://u@db.example/n?sslmode=require", Check::Full),
            (
                "postgres://u@db.example/n?sslmode=verify-ca",
                Check::Authority,
            ),
            ("postgres://u@localhost/n?sslmode=verify-full", Check::Full),
            ("postgres://u@localhost/n?sslmode=require", Check::Full),
            ("postgres://u@localhost/n?sslmode=prefer", Check::Nothing),
            (
                "postgres://u@localhost/n?sslmode=prefer&sslrootcert=ca.pem",
                Check::Full,
            ),
        ] {
            assert_eq!(parse(text).unwrap().tls.check, check, "{text}");
        }
    }

    #[test]
    fn the_file_of_authorities_is_found_beside_the_configuration() {
        let url = parse("postgres://u@h/n?sslrootcert=my%20ca+1.pem&sslmode=require").unwrap();
        let file = PathBuf::from("/etc/genkan/my ca+1.pem");
        assert_eq!(url.tls.authorities, DatabaseAuthorities::File(file));
        let url = parse("postgres://u@h/n?sslrootcert=system").unwrap();
        assert_eq!(url.tls.authorities, DatabaseAuthorities::Public);
    }

    #[test]
    fn of_several_servers_one_that_can_be_written_is_used() {
        for (text, target) in [
            ("postgres://u@a,b/n", TargetSessionAttrs::ReadWrite),
            ("postgres:///n?host=a,b", TargetSessionAttrs::ReadWrite),
            (
                "postgres://u@a,b/n?target_session_attrs=any",
                TargetSessionAttrs::Any,
            ),
            (
                "postgres://u@a/n?target_session_attrs=primary",
                TargetSessionAttrs::ReadWrite,
            ),
            ("postgres://u@a/n", TargetSessionAttrs::Any),
        ] {
            let config = parse(text).unwrap().config;
            assert_eq!(config.get_target_session_attrs(), target, "{text}");
        }
    }

    #[test]
    fn a_password_is_read_and_never_shown() {
        let url = parse("postgres://taro:Se%40cret%3F@db.example/n").unwrap();
        assert_eq!(url.config.get_password(), Some(&b"Se@cret?"[..]));
        let other = parse("postgres://taro:Se?cret@db.example/n?sslmode=disable").unwrap();
        assert_eq!(other.config.get_password(), Some(&b"Se?cret"[..]));
        assert_eq!(other.config.get_ssl_mode(), SslMode::Disable);
        let third = parse("postgres://taro:Se?cret@db.example/n").unwrap();
        assert_eq!(third.config.get_password(), Some(&b"Se?cret"[..]));
        let shown = format!("{url:?}");
        assert!(shown.contains("db.example"), "{shown}");
        assert!(
            !shown.contains("cret") && !shown.contains("taro"),
            "{shown}"
        );
    }

    #[test]
    fn a_parameter_replaces_what_is_in_front() {
        for (text, hosts, ports) in [
            ("postgres://u@a/n?port=5433", "a", 5433),
            ("postgres://u@a:1/n?host=b&port=2", "b", 2),
            ("postgres://u@a:1/n?host=b", "b", 1),
            ("postgres://u@a/n?hostaddr=192.0.2.1&port=3", "a", 3),
            (" postgres://u@a:4/n\n", "a", 4),
        ] {
            let config = parse(text).unwrap().config;
            assert_eq!(config.get_hosts(), [Host::Tcp(hosts.into())], "{text}");
            assert_eq!(config.get_ports(), [ports], "{text}");
        }
        let config = parse("postgres://u:p@a/n?user=v&password=q&dbname=m");
        let config = config.unwrap().config;
        assert_eq!(
            (
                config.get_user(),
                config.get_password(),
                config.get_dbname()
            ),
            (Some("v"), Some(&b"q"[..]), Some("m"))
        );
    }

    #[test]
    fn what_libpq_knows_is_used_or_named() {
        for parameter in [
            "channel_binding=require",
            "channel_binding=prefer&sslmode=require",
            "gssencmode=prefer",
            "gssencmode=disable",
            "ssl=true",
            "sslcompression=0",
            "sslsni=1",
            "client_encoding=UTF8",
            "application_name=portal",
            "connect_timeout=5",
            "keepalives_count=3",
            "fallback_application_name=a",
            "sslcert=c.pem&sslkey=k.pem",
        ] {
            let text = format!("postgres://u:Secret@db.example/n?{parameter}");
            parse(&text).unwrap_or_else(|error| panic!("{parameter}: {error}"));
        }
        for (parameter, name) in [
            ("sslmode=Secret", "sslmode"),
            ("channel_binding=Secret", "channel_binding"),
            ("sslmode=disable&channel_binding=require", "channel_binding"),
            ("gssencmode=require", "gssencmode"),
            ("service=main", "service"),
            ("sslcrl=a.pem", "sslcrl"),
            ("sslcert=c.pem", "sslcert"),
            ("client_encoding=SJIS", "client_encoding"),
            ("target_session_attrs=standby", "target_session_attrs"),
            ("host=/run/postgresql,db.example", "host"),
            ("connect_timeout=Secret", "connect_timeout"),
            ("port=1,2", "port"),
            ("pgbouncer=true", "pgbouncer"),
            ("search_path=Secret", "search_path"),
            ("sslmode=require&sslaccept=strict", "sslaccept"),
            ("sslmode=disable&Secret=1", "parameter 2 "),
        ] {
            let text = format!("postgres://u:Secret@db.example/n?{parameter}");
            let error = parse(&text).unwrap_err().to_string();
            assert!(error.starts_with(name), "{parameter}: {error}");
            assert!(!error.contains("Secret"), "{error}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_repeated() {
        for text in [
            "",
            "mysql://u:Secret@h/n",
            "postgres://u:Secret@h:Secret/n",
            "postgres://u:Sec@ret@h/n",
            "postgres://u:Secret@h/n?sslmode=Secret",
            "postgres://u:Secret@h/n?Secret=1",
            "postgres://u:Secret@h/n?Secret",
            "host=h password=Secret",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("Sec"), "{text}");
        }
    }
}
