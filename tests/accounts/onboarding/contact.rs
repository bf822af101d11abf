use genkan::Language;
use genkan::onboarding::{Contact, InvalidContact, InvalidName, Name, Reply};
use proptest::prelude::*;

#[test]
fn a_contact_names_the_first_field_at_fault() {
    let new = |name, address| Contact::new(name, address, None, Language::Ja);
    let contact = new(" 山田 太郎\u{3000}", " Taro@Example.com ").unwrap();
    assert_eq!(contact.name.as_str(), "山田 太郎");
    assert_eq!(contact.address.as_str(), "Taro@example.com");
    let code = |name, address| new(name, address).unwrap_err().code();
    assert_eq!(code("", "taro"), "invalid-name");
    assert_eq!(code("a\nb", "taro@example.com"), "invalid-name");
    assert_eq!(code("山田", "taro"), "address-no-at");
    assert_eq!(
        new("", "a@b.cd").unwrap_err(),
        InvalidContact::Name(InvalidName)
    );
}

proptest! {
    #[test]
    fn a_name_is_one_line_of_1_to_200_characters(text in "[ \u{3000}]{0,2}[a-z山\\n\\x00 ]{0,8}[ ]{0,2}") {
        let trimmed = text.trim();
        let is_name = !trimmed.is_empty() && !trimmed.contains(['\n', '\0']);
        let parsed = text.parse::<Name>();
        prop_assert_eq!(parsed.is_ok(), is_name);
        if let Ok(name) = parsed {
            prop_assert_eq!(name.as_str(), trimmed);
            prop_assert_eq!(name.to_string().parse(), Ok(name));
        }
    }

    #[test]
    fn names_are_ordered_by_their_bytes(a: String, b: String) {
        let [one, other] = [&a, &b].map(|text| Name::from_stored(text.clone()));
        prop_assert_eq!(one.cmp(&other), a.as_bytes().cmp(b.as_bytes()));
    }

    #[test]
    fn a_reply_is_one_line_of_at_most_500_characters(text in any::<String>(), times in 1..200_usize) {
        let reply = Reply::new(&text.repeat(times));
        prop_assert!(reply.as_str().chars().count() <= Reply::LONGEST);
        prop_assert!(!reply.as_str().chars().any(char::is_control));
        prop_assert_eq!(&Reply::new(reply.as_str()), &reply);
    }
}

#[test]
fn a_name_has_at_most_200_characters_not_bytes() {
    let name = |length| "山".repeat(length).parse::<Name>();
    assert!(name(Name::LONGEST).is_ok());
    assert_eq!(name(Name::LONGEST + 1), Err(InvalidName));
}
