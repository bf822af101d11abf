//! Dovecot's authentication service, with which Postfix lets clients sign in.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(crate) struct Dovecot {
    folder: TempDir,
    process: Child,
}

impl Dovecot {
    /// Starts a service that offers these mechanisms. The password of every user
    /// is `blue7Kite`; access tokens are checked by the server at `introspection`.
    pub(crate) fn start(mechanisms: &str, introspection: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        let at = path.display();
        let tokens = format!(
            "introspection_mode = post\nintrospection_url = {introspection}\n\
             username_attribute = username\nactive_attribute = active\nactive_value = true\n"
        );
        fs::write(path.join("oauth2"), tokens).unwrap();
        let oauth = if mechanisms.contains("xoauth2") {
            format!("passdb {{\n driver = oauth2\n mechanisms = xoauth2\n args = {at}/oauth2\n}}\n")
        } else {
            String::new()
        };
        let settings = format!(
            "protocols =\nbase_dir = {at}/run\nstate_dir = {at}/state\nlog_path = {at}/log\n\
             ssl = no\ndisable_plaintext_auth = no\nauth_verbose = yes\nauth_mechanisms = {mechanisms}\n\
             auth_failure_delay = 0\n{oauth}\
             passdb {{\n driver = static\n mechanisms = plain login\n args = password=blue7Kite\n}}\n\
             userdb {{\n driver = static\n args = uid=1000 gid=1000 home=/nonexistent\n}}\n\
             service auth {{\n unix_listener {at}/auth {{\n  mode = 0666\n }}\n}}\n\
             service stats {{\n process_limit = 1\n}}\n"
        );
        fs::write(path.join("settings"), settings).unwrap();
        let process = Command::new("/usr/sbin/dovecot")
            .args(["-F", "-c"])
            .arg(path.join("settings"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let service = Self {
            process: process.expect("no Dovecot; install it: apt-get install dovecot-core"),
            folder,
        };
        let begun = Instant::now();
        while !service.socket().exists() {
            assert!(begun.elapsed() < START, "{}", service.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        service
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("auth")
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        let id = self.process.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let _ = self.process.wait();
    }
}

const START: Duration = Duration::from_secs(30);
