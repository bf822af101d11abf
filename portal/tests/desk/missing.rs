//! Where there is no database.

use super::{refusal, run_in};

#[test]
fn a_mistyped_folder_is_no_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["audit-log", "verify"][..], &["outbox", "list"]] {
        let refused = run_in(folder.path(), "", command);
        assert!(refusal(&refused).starts_with("genkan: store-missing: "));
    }
    let refused = run_in(folder.path(), "", &["keys", "rotate"]);
    assert_eq!(refused.status.code(), Some(1));
}
