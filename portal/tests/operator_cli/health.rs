//! Whether a portal works, and what its configuration says.

use genkan_portal::service::RequestSource;

use super::{BASE, run, run_in, said};
use crate::support::TARO;
use crate::support::cli::{genkan, text};
use crate::support::databases::portals;

#[tokio::test]
async fn the_parts_of_a_portal_are_looked_at() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let status = run(&portal, &["status", "--json"]);
        let parts: Vec<serde_json::Value> = said(&status)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let found: Vec<_> = parts
            .iter()
            .map(|part| part["part"].as_str().unwrap())
            .collect();
        assert_eq!(
            found,
            [
                "configuration",
                "keys",
                "database",
                "outbox",
                "nodes",
                "mail-server"
            ]
        );
        let state = |name: &str| {
            let part = parts.iter().find(|part| part["part"] == name).unwrap();
            part["state"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            (state("database"), state("outbox")),
            ("ok".into(), "ok".into())
        );
        assert_eq!(state("mail-server"), "warning");
        // Nothing listens there.
        let settings = format!(
            "{}[mail.smtp]\nhost = \"127.0.0.1\"\nport = 1\ntls = \"none\"\n",
            portal.database_setting()
        );
        let failed = run_in(portal.folder.path(), &settings, &["status"]);
        assert_eq!(failed.status.code(), Some(1), "{}", text(&failed.stdout));
        let line = "failed\tmail-server\t127.0.0.1:1: ";
        assert!(
            text(&failed.stdout).contains(line),
            "{}",
            text(&failed.stdout)
        );
        // A message that waits for long.
        let (address, source) = (TARO.parse().unwrap(), RequestSource::default());
        let requested = portal.service.request_link(&address, &source);
        requested.await.unwrap();
        portal
            .sql("UPDATE messages SET queued_at = queued_at - 3600")
            .await;
        let failed = run(&portal, &["status"]);
        assert_eq!(failed.status.code(), Some(1));
        assert!(
            text(&failed.stdout).contains("failed\toutbox\t1 waiting"),
            "{}",
            text(&failed.stdout)
        );
    }
}

#[test]
fn a_configuration_is_checked_without_starting() {
    let folder = tempfile::tempdir().unwrap();
    let usable = run_in(folder.path(), "", &["config", "check"]);
    assert!(said(&usable).contains("https://support.example.com/"));
    let made = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(made, 1, "nothing but the configuration");
    for (settings, said) in [
        ("policy_file = \"nowhere.json\"\n", "policy_file"),
        ("metrics = \"x\"\n", "metrics"),
        ("realm = \"A B\"\n", "realm"),
        ("listn = \"x\"\n", "listn"),
    ] {
        let refused = run_in(folder.path(), settings, &["config", "check"]);
        assert_eq!(refused.status.code(), Some(2), "{settings}");
        assert!(
            text(&refused.stderr).contains(said),
            "{}",
            text(&refused.stderr)
        );
    }
    // Without a file, and without a variable.
    let nothing = genkan(&["config", "check"], "");
    assert_eq!(nothing.status.code(), Some(2));
    assert!(
        text(&nothing.stderr).contains("GENKAN_BASE_URL"),
        "{}",
        text(&nothing.stderr)
    );
}
