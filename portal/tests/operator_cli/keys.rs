//! Keys are exchanged while links are about.

use genkan::onboarding::Tokens as _;
use genkan::token::{FirstPassword, Token};
use genkan_portal::clock::now;

use super::{BASE, run, run_in, said};
use crate::support::databases::portals;
use crate::support::{TARO, TestPortal};

#[tokio::test]
async fn links_outlive_a_rotation_of_the_keys() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let old = portal.link(TARO).await;

        assert_eq!(said(&run(&portal, &["keys", "list"])), "1\tcurrent\t\n");
        said(&run(&portal, &["keys", "new"]));
        assert_eq!(
            said(&run(&portal, &["keys", "list"])),
            "1\tcurrent\t\n2\tnext\t\n"
        );
        // A node that knows the next key takes what another one issues with it.
        let slow_node = portal.node().await;
        said(&run(&portal, &["keys", "rotate"]));
        let listed = run(&portal, &["keys", "list"]);
        assert!(said(&listed).starts_with("1\tretired\t20"), "{listed:?}");
        assert!(said(&listed).ends_with("\n2\tcurrent\t\n"), "{listed:?}");

        let node = portal.node().await;
        assert!(opens(&node, &old).await.is_ok());
        portal.sql("DELETE FROM counters").await;
        let new = node.link(TARO).await;
        assert_eq!(key_of(&portal, &new).await, 2);
        assert_eq!(key_of(&portal, &old).await, 1);
        for node in [&node, &slow_node] {
            assert!(opens(node, &new).await.is_ok());
        }

        // When its time is over, the retired key is gone.
        let keys = portal.folder.path().join("genkan.keys");
        let text = std::fs::read_to_string(&keys).unwrap();
        let (before, after) = text.split_once("accepted_until = \"20").unwrap();
        let ended = format!("{before}accepted_until = \"19{after}");
        std::fs::write(&keys, ended).unwrap();
        assert_eq!(said(&run(&portal, &["keys", "list"])), "2\tcurrent\t\n");
        let node = portal.node().await;
        assert_eq!(opens(&node, &old).await, Err("token-unknown-key"));
        assert!(opens(&node, &new).await.is_ok());
    }
}

/// Opens a link on a node; the code of the rejection if it is rejected.
async fn opens(node: &TestPortal, link: &str) -> Result<(), &'static str> {
    let token = Token::<FirstPassword>::parse(link).unwrap();
    let service = &node.service;
    let found = service.store.token(token.selector()).await.unwrap();
    let opened = service.realm.open_link(&token, found.as_ref(), now());
    opened.map(drop).map_err(|rejection| rejection.code())
}

/// With which key a link was issued.
async fn key_of(portal: &TestPortal, link: &str) -> u32 {
    let token = Token::<FirstPassword>::parse(link).unwrap();
    let found = portal.service.store.token(token.selector()).await.unwrap();
    let (record, _) = found.unwrap();
    record.key_id.number()
}

/// The administrator runs commands as root, and the service is another user.
#[cfg(target_os = "linux")]
#[test]
fn what_root_creates_belongs_to_the_owner_of_the_folder() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let nobody = crate::support::postfix::id("nobody");
    let folder = tempfile::tempdir().unwrap();
    chown(folder.path(), Some(nobody), None).expect("it is run as root");
    genkan_portal::keys::open(folder.path()).unwrap();
    let add = ["contacts", "add", "--name", "Taro", "--email", TARO];
    said(&run_in(folder.path(), "", &add));
    said(&run_in(folder.path(), "", &["keys", "rotate"]));
    for file in ["genkan.sqlite", "genkan.keys", ".genkan.keys.lock"] {
        let owner = std::fs::metadata(folder.path().join(file)).unwrap().uid();
        assert_eq!(owner, nobody, "{file}");
    }
}
