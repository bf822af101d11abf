use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The URL of a PostgreSQL database:
/// `postgres://USER:PASSWORD@HOST:5432/NAME`.
///
/// A connection over a network uses TLS, and the server's certificate is
/// checked against its name, unless the URL has `?sslmode=disable`. A
/// connection on the same machine does not, unless the URL has
/// `?sslmode=require`. `&sslrootcert=FILE` trusts the certificates of that file
/// (PEM) and no others.
///
/// It contains a password. Its `Debug` shows only host, port and name.
#[derive(Clone)]
pub struct DatabaseUrl {
    pub(crate) config: Config,
    pub(crate) authorities: Option<PathBuf>,
}

/// The text is not a [`DatabaseUrl`]. The error repeats nothing of the text,
/// which contains a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "not a PostgreSQL URL; write \"postgres://USER:PASSWORD@HOST:5432/NAME\", \
     with %XX for special characters in the password"
)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct InvalidDatabaseUrl;

impl DatabaseUrl {
    /// Parses a URL. A relative `sslrootcert` is relative to `folder`.
    ///
    /// # Errors
    ///
    /// [`InvalidDatabaseUrl`], whatever the fault is.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, InvalidDatabaseUrl> {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if !is_postgres {
            return Err(InvalidDatabaseUrl);
        }
        let (place, query) = text.rsplit_once('?').unwrap_or((text, ""));
        let mut authorities = None;
        let mut is_mode_given = false;
        let mut options = Vec::new();
        for option in query.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslrootcert", file)) => authorities = Some(folder.join(decoded(file))),
                Some(("sslmode", mode)) => {
                    is_mode_given = true;
                    // A certificate is always checked, with its name.
                    let is_checked = matches!(mode, "verify-ca" | "verify-full");
                    let mode = if is_checked { "require" } else { mode };
                    options.push(format!("sslmode={mode}"));
                }
                _ => options.push(option.to_owned()),
            }
        }
        let joined = format!("{place}?{}", options.join("&"));
        let mut config: Config = joined.parse().map_err(|_| InvalidDatabaseUrl)?;
        if config.get_hosts().is_empty() {
            return Err(InvalidDatabaseUrl);
        }
        // An attacker on the network can turn "prefer" into plain text.
        if !is_mode_given || config.get_ssl_mode() == SslMode::Prefer {
            let is_near = config.get_hosts().iter().all(is_local);
            config.ssl_mode(if is_near {
                SslMode::Disable
            } else {
                SslMode::Require
            });
        }
        Ok(Self {
            config,
            authorities,
        })
    }
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

fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

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
            (
                "postgres://u@db.example/n?sslmode=verify-full",
                SslMode::Require,
            ),
            (
                "postgres://u@db.example/n?sslmode=disable",
                SslMode::Disable,
            ),
            ("postgresql://u@localhost/n", SslMode::Disable),
            ("postgres://u@127.0.0.1:5433/n", SslMode::Disable),
            ("postgres://u@127.0.0.1/n?sslmode=require", SslMode::Require),
            ("postgres://u@%2Fvar%2Frun%2Fpostgresql/n", SslMode::Disable),
            ("postgres://u@localhost,db.example/n", SslMode::Require),
        ];
        for (text, mode) in cases {
            assert_eq!(parse(text).unwrap().config.get_ssl_mode(), mode, "{text}");
        }
    }

    #[test]
    fn the_file_of_authorities_is_found_beside_the_configuration() {
        let url = parse("postgres://u@h/n?sslrootcert=my%20ca+1.pem&sslmode=require").unwrap();
        let file = Path::new("/etc/genkan/my ca+1.pem");
        assert_eq!(url.authorities.as_deref(), Some(file));
    }

    #[test]
    fn a_password_is_read_and_never_shown() {
        let url = parse("postgres://taro:Se%40cret%3F@db.example/n").unwrap();
        assert_eq!(url.config.get_password(), Some(&b"Se@cret?"[..]));
        let other = parse("postgres://taro:Se?cret@db.example/n?sslmode=disable").unwrap();
        assert_eq!(other.config.get_password(), Some(&b"Se?cret"[..]));
        assert_eq!(other.config.get_ssl_mode(), SslMode::Disable);
        let shown = format!("{url:?}");
        assert!(shown.contains("db.example"), "{shown}");
        assert!(
            !shown.contains("cret") && !shown.contains("taro"),
            "{shown}"
        );
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_repeated() {
        for text in [
            "",
            "postgres://",
            "mysql://u:Secret@h/n",
            "postgres://u:Secret@h:Secret/n",
            "postgres://u:Secret@h/n?sslmode=Secret",
            "postgres://u:Secret@h/n?Secret=1",
            "host=h password=Secret",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("Sec"), "{text}");
        }
    }
}
