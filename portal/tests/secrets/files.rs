//! Files that only their owner can read.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use genkan_portal::keys;

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
    // Without a mask, everything that does not set its mode is open to all.
    let unmasked = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command
            .args(["-c", "umask 0; : > unmasked; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_genkan"))
            .args(arguments)
            .arg("--config")
            .arg(&config)
            .current_dir(folder.path());
        command
    };
    let add = ["contacts", "add", "--name", "Taro", "--email", TARO];
    let run = unmasked(&add).output().unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert_eq!(mode(&folder.path().join("unmasked")), 0o666);
    // The service creates the keys.
    let mut service = unmasked(&["serve"]).spawn().unwrap();
    let keys = data.join("genkan.keys");
    let begun = Instant::now();
    while !keys.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "no keys");
        std::thread::sleep(Duration::from_millis(20));
    }
    service.kill().unwrap();
    service.wait().unwrap();
    for arguments in [&["keys", "list"], &["keys", "new"], &["keys", "rotate"]] {
        let run = unmasked(arguments).output().unwrap();
        assert!(run.status.success(), "{}", text(&run.stderr));
        assert_eq!(mode(&data), 0o700, "{arguments:?}");
        assert_eq!(mode(&keys), 0o600, "{arguments:?}");
    }
    assert_eq!(mode(&data.join("genkan.sqlite")), 0o600);
    assert_eq!(mode(&data.join(".genkan.keys.lock")), 0o600);
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
    keys::open(&data).unwrap();
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
