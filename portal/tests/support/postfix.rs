//! A Postfix of a test's own, in a folder that goes when it is dropped. Postfix
//! starts as root only.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use genkan_portal::config::Smtp;
use tempfile::TempDir;

use super::port::{free_port, wait_for_server};

pub(crate) struct Postfix {
    folder: TempDir,
    port: u16,
    master: Child,
}

impl Postfix {
    /// Starts a server that takes email from this machine. `settings` is added to
    /// its `main.cf`.
    pub(crate) fn start(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (path, port) = (folder.path(), free_port());
        // Its programs run as users of their own.
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["etc", "queue", "data"] {
            fs::create_dir(path.join(name)).unwrap();
        }
        let user = Some(id("postfix"));
        chown(path.join("data"), user, None).expect("Postfix starts as root only");
        let main = MAIN.replace("FOLDER", &path.display().to_string()) + settings;
        fs::write(path.join("etc/main.cf"), main).unwrap();
        let services = SERVICES.replace("PORT", &port.to_string());
        fs::write(path.join("etc/master.cf"), services).unwrap();
        let mut master = postfix(path);
        master
            .arg("start-fg")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let master = master.spawn();
        let server = Self {
            master: master.expect("no Postfix; install it: apt-get install postfix"),
            folder,
            port,
        };
        wait_for_server(port, START, || server.log());
        server
    }

    /// The configuration that leads here.
    pub(crate) fn config(&self) -> Smtp {
        Smtp::unprotected("127.0.0.1", self.port)
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = postfix(self.folder.path()).arg("abort").output();
        let _ = self.master.wait();
    }
}

fn postfix(folder: &Path) -> Command {
    let mut command = Command::new("/usr/sbin/postfix");
    command.arg("-c").arg(folder.join("etc"));
    command
}

/// The number of a user.
pub(crate) fn id(user: &str) -> u32 {
    let output = Command::new("id").args(["-u", user]).output().unwrap();
    let number = String::from_utf8(output.stdout).unwrap();
    let number = number.trim().parse();
    number.unwrap_or_else(|_| panic!("no user {user}; install it: cargo xtask setup"))
}

const MAIN: &str = "\
compatibility_level = 3.6
queue_directory = FOLDER/queue
data_directory = FOLDER/data
maillog_file_prefixes = FOLDER
maillog_file = FOLDER/log
myhostname = relay.provider.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
default_transport = error:not for another domain
local_transport = error:no local mailboxes
recipient_delimiter = +
smtpd_recipient_restrictions = permit_mynetworks, reject
smtp_dns_support_level = disabled
smtp_host_lookup = native
";
const SERVICES: &str = "\
127.0.0.1:PORT inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
";
const START: Duration = Duration::from_secs(60);
