//! How the portal reaches a real server of PostgreSQL, and what it does when the
//! server is replaced.
#![cfg(unix)]

use std::time::Duration;

use genkan::onboarding::Accounts as _;
use genkan_portal::config::DatabaseUrl;
use genkan_portal::store::{Database, Error, Postgres, Remedy};

use super::fixture::registered;
use crate::support::postgres::{Server, certificates};
use crate::support::{PASSWORD, REALM, TARO, TestPortal};

#[tokio::test]
async fn a_socket_is_a_host() {
    let server = Server::start();
    let (port, folder) = (server.port, server.socket().display().to_string());
    let encoded = folder.replace('/', "%2F");
    let name = server.create().await;
    for text in [
        format!("postgres://genkan:blue7Kite@{encoded}:{port}/{name}"),
        format!("postgres://genkan:blue7Kite@/{name}?host={folder}&port={port}"),
        format!("postgresql://genkan:blue7Kite@/{name}?host={encoded}&port={port}"),
        format!("postgres:///{name}?host={folder}&port={port}&user=genkan&password=blue7Kite"),
        // As libpq, which ignores it for a socket.
        format!("postgres://genkan:blue7Kite@{encoded}:{port}/{name}?sslmode=require"),
    ] {
        let opened = Postgres::open(&server.parse(&text), REALM).await;
        opened
            .unwrap_or_else(|error| panic!("{text}: {error}"))
            .ping()
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_password_is_found_where_psql_finds_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = Server::start();
    let name = server.create().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("passwords");
    let line = format!("127.0.0.1:{}:*:genkan:blue7Kite\n", server.port);
    std::fs::write(&file, line).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let at = format!("genkan@127.0.0.1:{}/{name}", server.port);
    let url = format!("postgres://{at}?passfile={}", file.display());
    Postgres::open(&server.parse(&url), REALM).await.unwrap();

    // From a file that has the password only, and a number of connections.
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "blue7Kite\n").unwrap();
    let config = folder.path().join("genkan.toml");
    let settings = format!(
        "base_url = \"http://127.0.0.1:9\"\nlisten = \"127.0.0.1:0\"\ndata = \".\"\n\
         database = \"postgres://{at}\"\ndatabase_password_file = \"secret\"\n\
         database_connections = 3\n[mail]\nfrom = \"support@provider.example\"\n"
    );
    std::fs::write(&config, settings).unwrap();
    let config = genkan_portal::config::Config::read(&config).unwrap();
    let store = Postgres::open(config.database.as_ref().unwrap(), REALM)
        .await
        .unwrap();
    let mut callers = tokio::task::JoinSet::new();
    for n in 0..20 {
        let store = store.clone();
        callers.spawn(async move { registered(&store, &format!("contact{n}@example.com")).await });
    }
    callers.join_all().await;
    let sql = format!("SELECT 1 FROM pg_stat_activity WHERE datname = '{name}'");
    let rows = server
        .client("postgres")
        .await
        .query(&sql, &[])
        .await
        .unwrap();
    assert!(rows.len() <= 3, "{}", rows.len());
}

#[tokio::test]
async fn every_mode_of_tls_has_the_meaning_of_libpq() {
    let server = Server::with(|folder| {
        let settings = certificates(folder);
        format!("{settings}ssl_ca_file = '{}/ca.pem'\n", folder.display())
    });
    server.execute("postgres", "CREATE DATABASE d1").await;
    for (host, query) in [
        // Without a name, as its certificate is for 127.0.0.1 only.
        ("localhost", "?sslmode=verify-ca&sslrootcert=ca.pem"),
        ("localhost", "?sslmode=prefer"),
        ("localhost", "?sslmode=allow"),
        ("localhost", "?sslmode=disable"),
        ("127.0.0.1", "?sslmode=verify-full&sslrootcert=ca.pem"),
        ("127.0.0.1", "?ssl=true&sslrootcert=ca.pem"),
        (
            "127.0.0.1",
            "?sslmode=require&channel_binding=require&sslrootcert=ca.pem",
        ),
        (
            "127.0.0.1",
            "?sslmode=require&channel_binding=disable&sslrootcert=ca.pem",
        ),
        ("127.0.0.1", "?gssencmode=prefer"),
        (
            "127.0.0.1",
            "?gssencmode=disable&sslcompression=0&client_encoding=UTF8",
        ),
        // The certificate itself, which its file has, for any name.
        ("localhost", "?sslmode=verify-full&sslrootcert=server.pem"),
    ] {
        let opened = Postgres::open(&server.url_at(host, "d1", query), REALM).await;
        opened.unwrap_or_else(|error| panic!("{host} {query}: {error}"));
    }
    // The portal has a certificate of its own, too.
    let own = "?sslmode=verify-full&sslrootcert=ca.pem&sslcert=server.pem&sslkey=server.key";
    let url = server.url("d1", &format!("{own}&application_name=own"));
    let store = Postgres::open(&url, REALM).await.unwrap();
    store.ping().await.unwrap();
    let sql = "SELECT client_dn FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
               WHERE application_name = 'own'";
    let client = server.client("d1").await;
    let subject: String = client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(subject, "/CN=server");
    let refused = "?sslmode=verify-ca&sslrootcert=other.pem";
    let error = Postgres::open(&server.url_at("localhost", "d1", refused), REALM).await;
    assert!(error.unwrap_err().to_string().contains("UnknownIssuer"));
}

/// A certificate that was made with one command, as internal servers have it.
fn own_certificate(folder: &std::path::Path) {
    let command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=db.internal \
                   -keyout own.key -out own.pem";
    openssl(folder, command);
}

fn openssl(folder: &std::path::Path, command: &str) {
    let made = std::process::Command::new("openssl")
        .args(command.split_whitespace())
        .current_dir(folder)
        .output();
    assert!(made.unwrap().status.success());
}

#[tokio::test]
async fn a_certificate_that_is_its_own_authority_can_be_trusted() {
    let server = Server::with(|folder| {
        own_certificate(folder);
        std::fs::copy(folder.join("own.pem"), folder.join("copy.pem")).unwrap();
        certificates(folder);
        let path = folder.display();
        format!("ssl = on\nssl_cert_file = '{path}/own.pem'\nssl_key_file = '{path}/own.key'\n")
    });
    server.execute("postgres", "CREATE DATABASE d1").await;
    for query in [
        "?sslmode=verify-full&sslrootcert=copy.pem",
        "?sslmode=require&sslrootcert=copy.pem&channel_binding=require",
    ] {
        let opened = Postgres::open(&server.url("d1", query), REALM).await;
        opened.unwrap_or_else(|error| panic!("{query}: {error}"));
    }
    for query in [
        "?sslmode=verify-full&sslrootcert=ca.pem",
        "?sslmode=require",
    ] {
        Postgres::open(&server.url("d1", query), REALM)
            .await
            .unwrap_err();
    }
}

/// A certificate that was made as PostgreSQL's manual makes it, without
/// extensions: it is of X.509's version 1.
#[tokio::test]
async fn a_certificate_without_extensions_can_be_trusted() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let server = Server::with(|folder| {
            certificates(folder);
            for command in [
                "req -new -newkey rsa:2048 -nodes -subj /CN=localhost -keyout old.key -out old.csr",
                "x509 -req -in old.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out old.pem",
            ] {
                openssl(folder, command);
            }
            let path = folder.display();
            format!(
                "ssl = on\nssl_cert_file = '{path}/old.pem'\nssl_key_file = '{path}/old.key'\n\
                 ssl_max_protocol_version = '{version}'\n"
            )
        });
        server.execute("postgres", "CREATE DATABASE d1").await;
        for query in [
            "?sslmode=verify-full&sslrootcert=old.pem",
            "?sslmode=prefer",
        ] {
            let opened = Postgres::open(&server.url("d1", query), REALM).await;
            opened.unwrap_or_else(|error| panic!("{version} {query}: {error}"));
        }
        let by_authority = server.url("d1", "?sslmode=verify-full&sslrootcert=ca.pem");
        let error = Postgres::open(&by_authority, REALM).await.unwrap_err();
        let Error::Postgres(failure) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(failure.remedy(), Some(Remedy::ReplaceCertificate));
    }
}

#[tokio::test]
async fn a_user_who_may_create_nothing_is_told_what_to_permit() {
    let server = Server::start();
    let name = server.create().await;
    server
        .execute("postgres", "CREATE ROLE visitor LOGIN PASSWORD 'blue7Kite'")
        .await;
    let closed = "REVOKE CREATE ON SCHEMA public FROM PUBLIC";
    server.execute(&name, closed).await;
    let unnamed = Postgres::open(&server.url_as("visitor", &name), REALM).await;
    let Err(Error::Postgres(failure)) = &unnamed else {
        panic!("{unnamed:?}");
    };
    assert_eq!(failure.remedy(), Some(Remedy::CorrectUser), "{failure}");
    let opened = Postgres::open(&server.url_as("visitor:blue7Kite", &name), REALM).await;
    let Err(Error::Postgres(failure)) = &opened else {
        panic!("{opened:?}");
    };
    assert_eq!(failure.remedy(), Some(Remedy::Permit), "{failure}");
}

/// The server becomes a copy for a moment, as the former primary of a failover.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_may_not_be_written_is_one_that_is_away() {
    let server = Server::start();
    let store = server.store().await;
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::on("http://127.0.0.1:8080/", folder, Database::Postgres(store));
    portal.register(TARO).await;
    portal.register(HANAKO).await;
    let path = format!("/reset/{}", portal.mint(TARO).await);
    let set = async |value: &str| {
        let sql = format!("ALTER SYSTEM SET default_transaction_read_only = {value}");
        // The test may write all the same.
        server
            .execute("postgres", "SET default_transaction_read_only = off")
            .await;
        server.execute("postgres", &sql).await;
        server.execute("postgres", "SELECT pg_reload_conf()").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
    };
    set("on").await;
    assert_eq!(portal.get("/readyz", "").await.status(), 503);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let refused = portal.post(&path, "", &form).await;
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));
    // What is requested meanwhile is done later.
    let requested = portal.post("/forgot", "", &format!("email={HANAKO}")).await;
    assert_eq!(requested.status(), 303);
    set("off").await;
    assert_eq!(portal.get("/readyz", "").await.status(), 200);
    let changed = portal.post(&path, "", &form).await;
    assert_eq!(changed.status(), 303);
    portal.settle().await;
    let mails = portal.deliver().await;
    let to = format!("To: {HANAKO}\n");
    let is_link = |mail: &String| mail.contains(&to) && mail.contains("/reset/");
    assert!(mails.iter().any(is_link), "{}", mails.len());
}

/// As while the password is changed, or the database is restored.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_the_user_is_one_that_is_away() {
    let server = Server::start();
    let name = server.create().await;
    let user = "CREATE ROLE node LOGIN PASSWORD 'blue7Kite'";
    server.execute("postgres", user).await;
    let owner = format!("ALTER DATABASE {name} OWNER TO node");
    server.execute("postgres", &owner).await;
    let url = server.url_as("node:blue7Kite", &name);
    let store = Postgres::open(&url, REALM).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::on("http://127.0.0.1:8080/", folder, Database::Postgres(store));
    portal.register(TARO).await;
    portal.register(HANAKO).await;
    let path = format!("/reset/{}", portal.mint(TARO).await);
    server.execute("postgres", "ALTER ROLE node NOLOGIN").await;
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'node'";
    server.execute("postgres", end).await;
    assert_eq!(portal.get("/readyz", "").await.status(), 503);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let refused = portal.post(&path, "", &form).await;
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));
    let requested = portal.post("/forgot", "", &format!("email={HANAKO}")).await;
    assert_eq!(requested.status(), 303);
    server.execute("postgres", "ALTER ROLE node LOGIN").await;
    assert_eq!(portal.post(&path, "", &form).await.status(), 303);
    portal.settle().await;
    let mails = portal.deliver().await;
    let to = format!("To: {HANAKO}\n");
    let is_link = |mail: &String| mail.contains(&to) && mail.contains("/reset/");
    assert!(mails.iter().any(is_link), "{}", mails.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ends_are_replaced() {
    let server = Server::start();
    let store = server.store().await;
    let account = registered(&store, TARO).await;
    let address = TARO.parse().unwrap();
    for _ in 0..3 {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE application_name = 'genkan'";
        server.execute("postgres", end).await;
        // The first caller may still find out on a dead connection.
        let _ = store.ping().await;
        let found = store.account_by_address(&address).await.unwrap();
        assert_eq!(found.unwrap().id, account.id);
    }
}

/// The first host of the URL is a copy of the second one.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_servers_the_one_that_can_be_written_is_used() {
    let (copy, primary) = (Server::start(), Server::start());
    let name = primary.create().await;
    assert_eq!(copy.create().await, name);
    let sql = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
    copy.execute("postgres", &sql).await;
    let text = format!(
        "postgres://genkan:blue7Kite@127.0.0.1:{},127.0.0.1:{}/{name}",
        copy.port, primary.port
    );
    let url = DatabaseUrl::parse(&text, primary.socket()).unwrap();
    let store = Postgres::open(&url, REALM).await.unwrap();
    registered(&store, TARO).await;
    let found = primary
        .client(&name)
        .await
        .query("SELECT 1 FROM accounts", &[])
        .await;
    assert_eq!(found.unwrap().len(), 1);
}

const HANAKO: &str = "hanako.sato@example.co.jp";
