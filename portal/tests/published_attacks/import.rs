//! Contacts come as a file, and go out as lines.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::cli::{genkan, text};
use crate::support::postgres;

struct Office {
    folder: TempDir,
}

impl Office {
    /// An office on a file, or on a server.
    fn new(is_on_a_server: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = String::from(
            "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\n\
             data = \"data\"\n",
        );
        if is_on_a_server {
            let server = postgres::shared();
            let name = Runtime::new().unwrap().block_on(server.create());
            config += &format!("database = {:?}\n", server.address(&name));
        }
        config += "[mail]\nfrom = \"Support <support@provider.example>\"\n";
        fs::write(folder.path().join("genkan.toml"), config).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, command: &str, more: &[&str]) -> Output {
        let config = self.path("genkan.toml");
        let mut words = vec!["contacts", command, "--config", config.to_str().unwrap()];
        words.extend(more);
        genkan(&words, "")
    }

    fn import(&self, bytes: &[u8]) -> Output {
        let file = self.path("contacts.csv");
        fs::write(&file, bytes).unwrap();
        self.run("import", &[file.to_str().unwrap()])
    }

    /// The lines of the list, each in its cells.
    fn list(&self) -> Vec<Vec<String>> {
        let output = self.run("list", &[]);
        let lines = text(&output.stdout).lines();
        lines
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }
}

#[test]
fn cwe_1236() {
    // The list is for programs: its cells are what was imported, and none can
    // become two. In the export for spreadsheets none begins a formula.
    for is_on_a_server in [false, true] {
        let office = Office::new(is_on_a_server);
        let names = [
            "=HYPERLINK(\"https://evil.example\",\"x\")",
            "+81 3 1234 5678",
            "-1+1",
            "@SUM(A1)",
            "|cmd",
            "=1\";x",
            "%0A",
        ];
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "email", "company"]).unwrap();
        for (number, name) in names.iter().enumerate() {
            let email = format!("contact{number}@example.co.jp");
            writer.write_record([name, &*email, name]).unwrap();
        }
        let output = office.import(&writer.into_inner().unwrap());
        assert!(output.status.success(), "{}", text(&output.stderr));
        let list = office.list();
        assert_eq!(list.len(), names.len());
        for (line, name) in list.iter().zip(names) {
            assert_eq!(line.len(), 4);
            assert_eq!((&*line[2], &*line[3]), (name, name));
        }
        let exported = office.run("export", &[]);
        let exported = text(&exported.stdout).trim_start_matches('\u{feff}');
        let mut reader = csv::Reader::from_reader(exported.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let parts = cell.split([',', ';', '\t']);
                for part in parts {
                    assert!(!part.starts_with(['=', '+', '-', '@']), "{cell}");
                }
            }
        }
        // Another office reads the same from it.
        let other = Office::new(is_on_a_server);
        assert!(other.import(exported.as_bytes()).status.success());
        assert_eq!(other.list(), office.list());
        // What would break a line or a cell is not let in.
        for name in ["a\tb", "a\nb", "a\rb", "a\u{85}b", "\u{1b}[2J"] {
            let file = format!("name,email\n\"{name}\",new@example.co.jp\n");
            assert!(!office.import(file.as_bytes()).status.success(), "{name:?}");
        }
        assert_eq!(office.list().len(), names.len());
    }
}

#[test]
fn csv_import_semantics() {
    for is_on_a_server in [false, true] {
        let body = "name,email,company,language\n\u{5c71}\u{7530},a@example.co.jp,\u{4f1a}\u{793e},ja\n\"Sato, \"\"H\"\"\",b@example.co.jp,,en\n";
        // The same file in the forms that spreadsheets write.
        let bom = format!("\u{feff}{body}");
        let crlf = body.replace('\n', "\r\n");
        let cr = body.replace('\n', "\r");
        let spaced = body.replace(',', " , ").replace("Sato ,  ", "Sato, ");
        for file in [body, &bom, &crlf, &cr, &spaced] {
            let office = Office::new(is_on_a_server);
            let output = office.import(file.as_bytes());
            assert!(
                output.status.success(),
                "{file:?}: {}",
                text(&output.stderr)
            );
            let list = office.list();
            assert_eq!(list.len(), 2, "{file:?}");
            assert_eq!(&*list[1][2], "Sato, \"H\"", "{file:?}");
            // Once more changes nothing.
            let accounts = list.clone();
            assert!(office.import(file.as_bytes()).status.success());
            assert_eq!(office.list(), accounts);
        }
        let office = Office::new(is_on_a_server);
        let utf16: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(body.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let shift_jis = b"name,email\n\x8eR\x93c,a@example.co.jp\n";
        let accepted: [&[u8]; 4] = [
            &utf16,
            shift_jis,
            b"mail,name\na@example.co.jp,x\n",
            // A column that means nothing here does nothing.
            b"name,email,role\nx,a@example.co.jp,admin\n",
        ];
        for file in accepted {
            let office = Office::new(is_on_a_server);
            let output = office.import(file);
            assert!(output.status.success(), "{}", text(&output.stderr));
            assert_eq!(&*office.list()[0][0], "a@example.co.jp");
        }
        for file in [
            &b"name\nx\n"[..],
            b"name,email\nx,a@example.co.jp\ny,b@example.co.jp,more\n",
            b"name,email\nx,a@example.co.jp\ny,not an address\n",
            b"name,email\nx,a@example.co.jp\n,b@example.co.jp\n",
            b"name,email\n\"x\ny\",a@example.co.jp\n",
            b"name,email\nx,\"a@example.co.jp,evil@evil.example\"\n",
            b"name,email\nx,\"a@example.co.jp\r\nBcc: evil@evil.example\"\n",
        ] {
            let output = office.import(file);
            assert_eq!(
                output.status.code(),
                Some(2),
                "{:?}",
                String::from_utf8_lossy(file)
            );
            assert!(office.list().is_empty(), "all or nothing");
        }
        // Every wrong row is named, by its number.
        let output = office.import(b"name,email\nx,a\ny,b@example.co.jp\nz,c\n");
        let said = text(&output.stderr);
        assert!(
            said.contains("row 2") && said.contains("row 4") && !said.contains("row 3"),
            "{said}"
        );

        // Many rows, and the same address twice among them.
        for rows in [1_999, 2_000, 2_001] {
            let office = Office::new(is_on_a_server);
            let mut file = String::from("name,email\n");
            for number in 0..rows {
                file += &format!("x,c{number}@example.co.jp\n");
            }
            file += "y,C0@example.co.jp\n";
            let output = office.import(file.as_bytes());
            let list = office.list();
            if output.status.success() {
                assert_eq!(list.len(), rows);
                assert!(
                    list.iter()
                        .any(|line| line[0] == "c0@example.co.jp" && line[2] == "x")
                );
            } else {
                assert!(
                    list.is_empty() && text(&output.stderr).contains(&format!("row {}", rows + 2))
                );
            }
        }
    }
}
