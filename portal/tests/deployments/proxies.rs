//! Real proxies, with the configurations of the documents. A person requests a
//! link, sets a password and signs in through each.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{Running, block, certificate, ran, until};
use crate::support::cli::{genkan, text};
use crate::support::port::free_port;
use crate::support::{PASSWORD, TARO};

/// A portal behind a proxy.
struct Site {
    folder: TempDir,
    portal: u16,
    proxy: u16,
    host: &'static str,
    path: &'static str,
    _running: Vec<Running>,
}

impl Site {
    fn start(host: &'static str, path: &'static str, settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (portal, proxy) = (free_port(), free_port());
        certificate(folder.path(), host);
        let mut site = Self {
            folder,
            portal,
            proxy,
            host,
            path,
            _running: Vec::new(),
        };
        let config = format!(
            "base_url = \"https://{host}:{proxy}{path}\"\nlisten = \"127.0.0.1:{portal}\"\n\
             data = \"data\"\ntrusted_proxies = 1\n{settings}\n\
             [mail]\nfrom = \"Support <support@provider.example>\"\n"
        );
        fs::write(site.file("genkan.toml"), config).unwrap();
        let config = site.file("genkan.toml");
        let config = config.to_str().unwrap();
        let add = [
            "contacts", "add", "--name", "Taro", "--email", TARO, "--config", config,
        ];
        assert!(genkan(&add, "").status.success());
        let log = fs::File::create(site.file("portal.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_genkan"))
            .args(["serve", "--log", "json", "--config", config])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        site._running.push(Running(child.unwrap()));
        until("the portal listens", || {
            TcpStream::connect(("127.0.0.1", portal)).is_ok()
        });
        site
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns a configuration of the documents with the ports and folders of the
    /// test.
    fn adapted(&self, config: &str) -> String {
        let folder = self.folder.path().display().to_string();
        config
            .replace("127.0.0.1:8080", &format!("127.0.0.1:{}", self.portal))
            .replace("/etc/ssl/", &format!("{folder}/"))
            .replace("/var/log/nginx/", &format!("{folder}/"))
            .replace(" 443 ssl", &format!(" 127.0.0.1:{} ssl", self.proxy))
            .replace(":443 ssl", &format!("127.0.0.1:{} ssl", self.proxy))
    }

    /// Starts a proxy, and waits until it answers for the portal.
    fn proxy(&mut self, command: &mut Command) {
        let log = fs::File::create(self.file("proxy.log")).unwrap();
        let errors = log.try_clone().unwrap();
        let child = command.stdout(log).stderr(errors).spawn();
        let child = child.unwrap_or_else(|error| panic!("{command:?}: {error}; install it"));
        self._running.push(Running(child));
        let (code, mut last) = (self.path.to_owned() + "healthz", String::new());
        until("the proxy passes requests on", || {
            last = self.curl(&code, &[]).0;
            last == "200"
        });
    }

    /// Asks the proxy, with the cookies so far. Returns the status, where it leads,
    /// and the page.
    fn curl(&self, path: &str, arguments: &[&str]) -> (String, String, String) {
        let (host, proxy) = (self.host, self.proxy);
        let (jar, page) = (self.file("cookies"), self.file("page"));
        let _ = fs::remove_file(&page);
        let output = Command::new("curl")
            .args(["--silent", "--insecure", "--max-time", "10"])
            .args(["--resolve", &format!("{host}:{proxy}:127.0.0.1")])
            .args(["--write-out", "%{http_code} %{redirect_url}", "--output"])
            .arg(&page)
            .arg("--cookie")
            .arg(&jar)
            .arg("--cookie-jar")
            .arg(&jar)
            .args(arguments)
            .arg(format!("https://{host}:{proxy}{path}"))
            .output()
            .expect("no curl; install it: apt-get install curl");
        let said = text(&output.stdout);
        let (status, to) = said.split_once(' ').unwrap_or((said, ""));
        let page = fs::read_to_string(page).unwrap_or_default();
        (status.to_owned(), to.to_owned(), page)
    }

    fn mail(&self) -> String {
        let folder = self.file("data/mailbox");
        let mut found = None;
        until("the email", || {
            let files = fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut mails = files
                .map(|file| file.path())
                .filter(|path| ends(path, "eml"));
            found = mails.next();
            found.is_some()
        });
        let bytes = fs::read(found.unwrap()).unwrap();
        let mail = mailparse::parse_mail(&bytes).unwrap();
        mail.subparts[0].get_body().unwrap()
    }

    /// A person's first sign-in.
    fn walk(&self) {
        let (host, proxy, path) = (self.host, self.proxy, self.path);
        let base = format!("https://{host}:{proxy}{path}");
        let (status, to, _) = self.curl(path, &[]);
        assert_eq!((&*status, &*to), ("303", &*format!("{base}signin")));
        let (status, _, page) = self.curl(&format!("{path}signin"), &[]);
        assert_eq!(status, "200");
        let style = page
            .split(" href=\"")
            .find(|part| part.contains("portal.css\""));
        let style = style.unwrap().split('"').next().unwrap();
        assert_eq!(self.curl(style, &[]).0, "200");
        let origin = format!("Origin: https://{host}:{proxy}");
        let form = |path: &str, data: &str| self.curl(path, &["--header", &origin, "--data", data]);
        let (_, to, _) = form(&format!("{path}forgot"), &format!("email={TARO}"));
        assert_eq!(to, format!("{base}forgot/sent"));
        let mail = self.mail();
        let link = mail
            .split_whitespace()
            .find(|word| word.contains("/reset/"))
            .unwrap();
        let link = link
            .strip_prefix(&format!("https://{host}:{proxy}"))
            .unwrap();
        assert!(link.starts_with(path), "{link}");
        let (status, _, page) = self.curl(link, &[]);
        assert!(status == "200" && page.contains(TARO), "{page}");
        let data = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
        assert_eq!(form(link, &data).1, format!("{base}signin"));
        let data = format!("email={TARO}&password={PASSWORD}&cookie=set");
        assert_eq!(form(&format!("{path}signin"), &data).1, base);
        let (status, _, page) = self.curl(path, &[]);
        assert!(status == "200" && page.contains("Taro"), "{page}");
        // No log has the link, and every visitor has an address.
        let token = link.rsplit('/').next().unwrap();
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if ends(&path, "log") {
                let log = fs::read_to_string(&path).unwrap();
                assert!(!log.contains(&token[8..]), "{}: {log}", path.display());
                assert!(!log.contains("\"code\":\"proxy-"), "{log}");
            }
        }
    }

    fn nginx(&mut self, config: &str) {
        let folder = self.folder.path().display().to_string();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
            .concat();
        let config = format!(
            "daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nuser root;\n\
             events {{}}\nhttp {{\naccess_log off;\n{temporary}{}\n}}\n",
            self.adapted(config)
        );
        let file = self.file("nginx.conf");
        fs::write(&file, config).unwrap();
        self.proxy(Command::new("nginx").arg("-c").arg(&file));
    }
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

#[test]
fn nginx() {
    let mut site = Site::start("support.example.com", "/", "");
    site.nginx(&block(["### nginx", "### nginx"], "nginx"));
    site.walk();
    let log = fs::read_to_string(site.file("portal.log")).unwrap();
    assert!(log.lines().all(|line| line.starts_with('{')), "{log}");
    assert!(log.contains("\"route\":\"/reset/{token}\""), "{log}");
    // A line names each of its fields once.
    let sent = log
        .lines()
        .find(|line| line.contains("email sent"))
        .unwrap();
    assert_eq!(sent.matches("\"message\":").count(), 1, "{sent}");
}

#[test]
fn nginx_below_a_path() {
    let mut site = Site::start("example.com", "/support/", "");
    let config = block(["### Below a path", "### パスの下で公開する"], "nginx");
    site.nginx(&config);
    site.walk();
    let (_, to, _) = site.curl("/.well-known/change-password", &[]);
    assert!(to.ends_with("/support/password"), "{to}");
    // A proxy that removes the prefix.
    let mut site = Site::start("example.com", "/support/", "");
    site.nginx(&config.replace("127.0.0.1:8080;", "127.0.0.1:8080/;"));
    site.walk();
}

#[test]
fn caddy() {
    let mut site = Site::start("support.example.com", "/", "");
    let config = block(["### Caddy", "### Caddy"], "caddyfile");
    let address = format!("https://support.example.com:{}", site.proxy);
    let config =
        site.adapted(&config)
            .replacen("support.example.com {", &format!("{address} {{"), 1);
    // The ports that every Caddy has belong to other tests.
    let config = format!("{{\nadmin off\nauto_https disable_redirects\n}}\n{config}");
    let file = site.file("Caddyfile");
    fs::write(&file, config).unwrap();
    let mut caddy = Command::new("caddy");
    caddy
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&file);
    caddy
        .env("HOME", site.folder.path())
        .env("XDG_DATA_HOME", site.folder.path());
    site.proxy(&mut caddy);
    site.walk();
}

#[test]
fn haproxy() {
    let mut site = Site::start("support.example.com", "/", "");
    let config = block(["### HAProxy", "### HAProxy"], "haproxy");
    let log = "global\n    log stdout format raw daemon\n".to_owned();
    let config = log
        + &site
            .adapted(&config)
            .replace("    mode http\n", "    mode http\n    log global\n");
    let file = site.file("haproxy.cfg");
    fs::write(&file, config).unwrap();
    ran(Command::new("haproxy").arg("-c").arg("-f").arg(&file));
    site.proxy(Command::new("haproxy").arg("-db").arg("-f").arg(&file));
    site.walk();
    let log = fs::read_to_string(site.file("proxy.log")).unwrap();
    assert!(log.contains("GET /link 200"), "{log}");
}

/// What a proxy adds is noticed, once, when the configuration does not expect it.
#[test]
fn an_undeclared_proxy_is_warned_about_once() {
    let mut site = Site::start("support.example.com", "/", "");
    let config = fs::read_to_string(site.file("genkan.toml")).unwrap();
    drop(site._running.pop());
    let config = config.replace("trusted_proxies = 1", "trusted_proxies = 0");
    fs::write(site.file("genkan.toml"), config).unwrap();
    let log = fs::File::create(site.file("undeclared.txt")).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["serve", "--log", "json"])
        .env("GENKAN_CONFIG", site.file("genkan.toml"))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn();
    site._running.push(Running(child.unwrap()));
    until("the portal listens", || {
        TcpStream::connect(("127.0.0.1", site.portal)).is_ok()
    });
    site.nginx(&block(["### nginx", "### nginx"], "nginx"));
    for _ in 0..3 {
        assert_eq!(site.curl("/signin", &[]).0, "200");
    }
    let log = fs::read_to_string(site.file("undeclared.txt")).unwrap();
    assert_eq!(
        log.matches("\"code\":\"proxy-untrusted\"").count(),
        1,
        "{log}"
    );
}
