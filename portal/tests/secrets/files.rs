//! Files that only their owner can read.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::support::TARO;
use crate::support::cli::text;

#[test]
fn the_data_folder_the_keys_and_the_database_are_readable_by_their_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("genkan.toml");
    let settings = "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\n\
                    data = \"new/data\"\n[mail]\nfrom = \"support@provider.example\"\n";
    std::fs::write(&config, settings).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let data = folder.path().join("new/data");
    for arguments in [
        &["contacts", "add", "--name", "Taro", "--email", TARO][..],
        &["keys", "new"],
        &["keys", "rotate"],
    ] {
        // Without a mask, everything that does not set its mode is open to all.
        let run = Command::new("sh")
            .args(["-c", "umask 0; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_genkan"))
            .args(arguments)
            .arg("--config")
            .arg(&config)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", text(&run.stderr));
        assert_eq!(mode(&data), 0o700, "{arguments:?}");
        assert_eq!(mode(&data.join("genkan.keys")), 0o600, "{arguments:?}");
    }
    assert_eq!(mode(&data.join("genkan.sqlite")), 0o600);
    let lock = mode(&data.join(".genkan.keys.lock"));
    assert_eq!(lock, 0o666, "the mask was not lifted");
}
