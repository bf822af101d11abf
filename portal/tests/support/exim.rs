//! An Exim of a test's own, in a folder that goes when it is dropped. It starts as
//! root only.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use genkan_portal::config::{Smtp, Tls};
use tempfile::TempDir;

use super::port::{free_port, wait_for_server};
use super::postfix::id;
use super::postgres;

pub(crate) struct Exim {
    folder: TempDir,
    port: u16,
    daemon: Child,
}

impl Exim {
    /// Starts a server with STARTTLS and the certificate of an internal CA, which
    /// relays for example.co.jp to the port `next`. `recipients` is the beginning
    /// of its rules for recipients, in which FOLDER is the server's folder.
    pub(crate) fn start(next: u16, recipients: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (path, port) = (folder.path(), free_port());
        postgres::certificates(path);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        let user = Some(id("Debian-exim"));
        fs::create_dir(path.join("spool")).unwrap();
        for name in ["spool", "server.key"] {
            chown(path.join(name), user, None).expect("Exim starts as root only");
        }
        let program = program();
        let settings = SETTINGS
            .replace("RECIPIENTS", recipients)
            .replace("FOLDER", &path.display().to_string())
            .replace("PROGRAM", &program.display().to_string())
            .replace("NEXT", &next.to_string())
            .replace("PORT", &port.to_string());
        fs::write(path.join("exim.conf"), settings).unwrap();
        let daemon = Command::new(program)
            .arg("-C")
            .arg(path.join("exim.conf"))
            .arg("-bdf")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let server = Self {
            daemon: daemon.expect("no Exim; unpack it: cargo xtask setup"),
            folder,
            port,
        };
        wait_for_server(port, START, || server.log());
        server
    }

    /// The configuration that leads here, with a certificate of the folder.
    pub(crate) fn config(&self, authority: &str) -> Smtp {
        Smtp {
            tls: Tls::Starttls,
            ca_file: Some(self.path().join(authority)),
            ..Smtp::unprotected("127.0.0.1", self.port)
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.path().join("spool/mainlog")).unwrap_or_default()
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Where `cargo xtask setup` unpacks it.
fn program() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("exim/usr/sbin/exim4")
}

const SETTINGS: &str = "\
exim_path = PROGRAM
spool_directory = FOLDER/spool
log_file_path = FOLDER/spool/%slog
pid_file_path = FOLDER/spool/pid
primary_hostname = relay.provider.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = PORT
keep_environment =
never_users =
tls_advertise_hosts = *
tls_certificate = FOLDER/server.pem
tls_privatekey = FOLDER/server.key
acl_smtp_rcpt = recipient
acl_smtp_data = accept
begin acl
recipient:
RECIPIENTS
  require message = relay not permitted
          domains = example.co.jp
  accept
begin routers
next:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = next
begin transports
next:
  driver = smtp
  port = NEXT
  allow_localhost
  hosts_avoid_tls = *
";
const START: Duration = Duration::from_secs(60);
