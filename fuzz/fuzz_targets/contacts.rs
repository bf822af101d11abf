//! Any bytes as a file of contacts: no panic. Accepted contacts read back from
//! a file as themselves, and both languages accept the same files.
#![no_main]

use genkan::Language;
use genkan_portal::cli::contacts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = contacts(bytes, None, Language::Ja);
    let in_english = contacts(bytes, None, Language::En);
    let read = match (read, in_english) {
        (Ok(read), Ok(again)) => {
            assert_eq!(read.len(), again.len());
            read
        }
        (Err(problems), Err(again)) => {
            assert!(!problems.is_empty());
            return assert_eq!(problems.len(), again.len());
        }
        _ => panic!("accepted in one language only"),
    };
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = String::from("company,email,name,language\n");
    for new in &read {
        let company = new.company.as_ref().map_or("", |name| name.as_str());
        for text in [new.contact.name.as_str(), company] {
            assert!(!text.chars().any(char::is_control) && text.trim() == text);
        }
        assert!(!new.contact.name.as_str().is_empty());
        // The company is found or created by its name.
        assert_eq!(new.contact.company, None);
        let cells = [
            cell(company),
            cell(new.contact.address.as_str()),
            cell(new.contact.name.as_str()),
            cell(new.contact.language.tag()),
        ];
        file += &cells.join(",");
        file.push('\n');
    }
    let again = contacts(file.as_bytes(), None, Language::En).unwrap();
    assert_eq!(again.len(), read.len());
    for (one, other) in read.iter().zip(&again) {
        assert_eq!(one.company, other.company);
        assert_eq!(one.contact, other.contact);
        let (one, other) = (&one.contact.address, &other.contact.address);
        assert_eq!(one.as_str(), other.as_str());
    }
});
