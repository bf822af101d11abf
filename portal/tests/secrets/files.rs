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

#[test]
fn a_database_in_an_open_folder_is_readable_by_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("genkan.toml");
    let settings = "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\n\
                    data = \"data\"\n[mail]\nfrom = \"support@provider.example\"\n";
    std::fs::write(&config, settings).unwrap();
    let data = folder.path().join("data");
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::fs::create_dir(&data).unwrap();
    set(&data, 0o755);
    // Copied from elsewhere, for example.
    std::fs::write(data.join("genkan.sqlite"), "").unwrap();
    set(&data.join("genkan.sqlite"), 0o644);
    let commands = "umask 022; \"$0\" contacts add --name Taro --email \"$1\" --config \"$2\" && \
                    \"$0\" mail test \"$1\" --config \"$2\"";
    let run = Command::new("sh")
        .args(["-c", commands, env!("CARGO_BIN_EXE_genkan"), TARO])
        .arg(&config)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
    let mut seen = 0;
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".lock") {
            assert_eq!(mode & 0o007, 0, "{name}: {mode:o}");
            seen += 1;
        }
    }
    assert!(seen >= 3, "the database, the keys and the folder of emails");
}
