//! Any bytes as a file of contacts: no panic; what is read is contacts of one
//! line each, which read back from a file as themselves.
#![no_main]

use genkan_portal::cli::contacts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = match contacts(bytes) {
        Ok(read) => read,
        Err(problems) => return assert!(!problems.is_empty()),
    };
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = String::from("company,email,name,language\n");
    for contact in &read {
        for text in [&contact.name, &contact.company] {
            assert!(!text.chars().any(char::is_control) && text.trim() == text);
        }
        assert!(!contact.name.is_empty());
        let cells = [
            cell(&contact.company),
            cell(contact.address.as_str()),
            cell(&contact.name),
            cell(contact.language.tag()),
        ];
        file += &cells.join(",");
        file.push('\n');
    }
    let again = contacts(file.as_bytes()).unwrap();
    assert_eq!(again.len(), read.len());
    for (one, other) in read.iter().zip(&again) {
        assert_eq!(one.name, other.name);
        assert_eq!(one.company, other.company);
        assert_eq!(one.address.as_str(), other.address.as_str());
        assert_eq!(one.language, other.language);
    }
});
