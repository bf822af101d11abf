//! Any bytes as a file of contacts: no panic; what is read is contacts of one
//! line each, which read back from a file as themselves.
#![no_main]

use genkan::Language;
use genkan::onboarding::Name;
use genkan_portal::cli::contacts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = match contacts(bytes, Language::En) {
        Ok(read) => read,
        Err(problems) => return assert!(!problems.is_empty()),
    };
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = String::from("company,email,name,language\n");
    for new in &read {
        let contact = &new.contact;
        let company = new.company.as_ref().map_or("", Name::as_str);
        for text in [contact.name.as_str(), company] {
            assert!(!text.chars().any(char::is_control) && text.trim() == text);
        }
        assert!(!contact.name.as_str().is_empty());
        let cells = [
            cell(company),
            cell(contact.address.as_str()),
            cell(contact.name.as_str()),
            cell(contact.language.tag()),
        ];
        file += &cells.join(",");
        file.push('\n');
    }
    let again = contacts(file.as_bytes(), Language::En).unwrap();
    assert_eq!(again.len(), read.len());
    for (one, other) in read.iter().zip(&again) {
        assert_eq!(one.company, other.company);
        let (one, other) = (&one.contact, &other.contact);
        assert_eq!(one.name, other.name);
        assert_eq!(one.address.as_str(), other.address.as_str());
        assert_eq!(one.language, other.language);
    }
});
