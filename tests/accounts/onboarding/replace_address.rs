use genkan::onboarding::replace_address::{Successor, hand_over, prove, request, undo};
use genkan::onboarding::write_letter::{Link, Message};
use genkan::onboarding::{
    CommitError, EventKind, LetterKind, NoLetter, Plan, Refusal, State, hold,
};
use genkan::policy::Language;
use genkan::token::{AccountId, ProveAddress, UndoAddress};

use crate::onboarding::support::{DAY, DESK, HOUR, House, MINUTE, NEW, TARO, address, works};

const INTRUDER: &str = "intruder@elsewhere.example";

impl House {
    /// Asks for a new address as whoever is signed in and knows the password.
    fn ask(&self, id: AccountId, new: &str) -> Result<Plan, Refusal> {
        let session = self.session(id);
        let account = self.account(id);
        request(
            &self.realm,
            &account,
            &session,
            true,
            address(new),
            self.now(),
        )
    }

    /// Asks for a new address and reads the mail that goes there.
    fn proving(&self, id: AccountId, new: &str) -> Link<ProveAddress> {
        self.commit(self.ask(id, new).unwrap());
        let mut links = self
            .deliver()
            .into_iter()
            .filter_map(|mail| match mail.message {
                Message::ProveAddress { link } => {
                    assert_eq!(mail.to, new);
                    Some(link)
                }
                _ => None,
            });
        links.next().unwrap()
    }

    fn prove(&self, id: AccountId, link: &Link<ProveAddress>) -> Result<(), Refusal> {
        let proof = self.open(&link.token).map_err(|_| Refusal::Link)?;
        let account = self.account(id);
        let new = account.replacement.clone().unwrap().address;
        let taken = self.by_address(new.as_str());
        let plan = prove(&self.realm, &account, &proof, taken.as_ref(), self.now())?;
        self.commit(plan);
        Ok(())
    }

    /// Replaces the address and reads the mail that goes to the former one.
    fn replace(&self, id: AccountId, new: &str) -> Link<UndoAddress> {
        let former = self.account(id).address;
        let link = self.proving(id, new);
        self.prove(id, &link).unwrap();
        let mut links = self
            .deliver()
            .into_iter()
            .filter_map(|mail| match mail.message {
                Message::AddressReplaced { undo } => {
                    assert_eq!(mail.to, former.as_str());
                    undo
                }
                Message::AddressWelcome => {
                    assert_eq!(mail.to, new);
                    None
                }
                other => panic!("{other:?}"),
            });
        links.next().unwrap()
    }

    fn undo(&self, id: AccountId, link: &Link<UndoAddress>) -> Result<(), Refusal> {
        let proof = self.open(&link.token).map_err(|_| Refusal::Link)?;
        let account = self.account(id);
        let former = account.former.clone().unwrap().address;
        let taken = self.by_address(former.as_str());
        let plan = undo(&self.realm, &account, &proof, taken.as_ref(), self.now())?;
        self.commit(plan);
        Ok(())
    }

    fn hand_over(&self, id: AccountId, new: &str) -> Result<(), Refusal> {
        let successor = Successor {
            address: address(new),
            name: "佐藤 花子".into(),
            language: Language::Ja,
        };
        let taken = self.by_address(new);
        let account = self.account(id);
        let plan = hand_over(
            &self.realm,
            &account,
            successor,
            taken.as_ref(),
            DESK,
            self.now(),
        )?;
        self.commit(plan);
        Ok(())
    }
}

#[test]
fn nothing_changes_until_the_new_address_is_proven() {
    let house = House::new();
    let id = house.activate(TARO);
    house.commit(house.ask(id, NEW).unwrap());
    assert_eq!(house.last_event().0, EventKind::ReplacementRequested);
    assert_eq!(house.by_address(TARO).unwrap().id, id);
    assert!(house.by_address(NEW).is_none());
    let mails = house.deliver();
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, [NEW, TARO], "both are told");
    // Links go to the proven address meanwhile.
    house.wait(MINUTE);
    house.request(id).unwrap();
    assert_eq!(house.deliver_one().to, TARO);
    assert!(house.sign_in(id).is_ok());
}

#[test]
fn the_proof_moves_the_account_and_ends_what_was_made_for_the_former_address() {
    let house = House::new();
    let id = house.activate(TARO);
    let signed_in = house.sign_in(id).unwrap();
    let link = house.proving(id, NEW);
    let reset = house.reset_link(id);
    house.prove(id, &link).unwrap();
    assert_eq!(house.last_event().0, EventKind::AddressReplaced);
    assert_eq!(house.by_address(NEW).unwrap().id, id);
    assert!(house.by_address(TARO).is_none());
    // No password by a link older than an address change.
    assert!(house.open(&reset).is_err());
    assert!(house.set(id, &reset).is_err());
    // Not only are they for another address: they are gone.
    assert!(!house.keeps(&reset));
    assert!(!house.keeps(&signed_in.session));
    assert!(!house.keeps(&signed_in.device.unwrap()));
    assert!(!works(&house, &link), "it is used up");
    assert!(house.sign_in(id).is_ok(), "the password stays");
}

#[test]
fn a_link_that_outlives_its_row_is_still_for_the_former_address() {
    // As if a store had not ended it: the address is in the token's MAC.
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.reset_link(id);
    let found = crate::onboarding::support::ready(genkan::onboarding::Store::token(
        &house.store,
        link.selector(),
    ));
    let (record, _) = found.unwrap().unwrap();
    house.replace(id, NEW);
    let found = (record, house.account(id));
    let opened =
        genkan::onboarding::open_link::open_link(&house.realm, &link, Some(&found), house.now());
    assert_eq!(opened.unwrap_err().code(), "token-forged");
}

#[test]
fn a_link_proves_only_the_address_that_it_was_sent_to() {
    let house = House::new();
    let id = house.activate(TARO);
    let intruders = house.proving(id, INTRUDER);
    house.wait(MINUTE);
    let owners = house.proving(id, NEW);
    assert!(!works(&house, &intruders));
    house.prove(id, &owners).unwrap();
    assert_eq!(house.account(id).address, address(NEW));
}

#[test]
fn a_new_address_has_three_days() {
    let house = House::new();
    let id = house.activate(TARO);
    let link = house.proving(id, NEW);
    assert_eq!(link.expires_at.seconds_since(house.now()), 3 * DAY);
    house.wait(3 * DAY - 1);
    assert!(works(&house, &link));
    house.wait(1);
    assert_eq!(house.prove(id, &link).unwrap_err(), Refusal::Link);
}

#[test]
fn a_letter_that_goes_out_late_lives_no_longer() {
    let house = House::new();
    let id = house.activate(TARO);
    house.commit(house.ask(id, NEW).unwrap());
    house.wait(2 * DAY);
    let end = house.account(id).replacement.unwrap().expires_at;
    for mail in house.deliver() {
        if let Message::ProveAddress { link } = mail.message {
            assert_eq!(link.expires_at, end);
        }
    }
    house.wait(DAY);
    let late = house.write(&house.account(id), LetterKind::ProveAddress);
    assert_eq!(late.map(drop).unwrap_err(), NoLetter::Moot);
}

#[test]
fn only_the_owner_with_the_password_asks() {
    let house = House::new();
    let (id, other) = (house.activate(TARO), house.activate("hanako@example.com"));
    let (session, others) = (house.session(id), house.session(other));
    let account = house.account(id);
    for (session, matches) in [(&session, false), (&others, true)] {
        let new = address(NEW);
        let refused = request(&house.realm, &account, session, matches, new, house.now());
        assert_eq!(refused.map(drop).unwrap_err(), Refusal::CurrentPassword);
    }
    house.commit(house.ask(id, NEW).unwrap());
    house.wait(MINUTE - 1);
    assert_eq!(house.ask(id, NEW).map(drop).unwrap_err(), Refusal::TooSoon);
    house.wait(1);
    assert!(house.ask(id, NEW).is_ok());
}

#[test]
fn an_address_that_is_taken_is_not_told_when_it_is_asked_for() {
    let house = House::new();
    let (id, other) = (house.activate(TARO), house.activate(NEW));
    let link = house.proving(id, NEW);
    assert_eq!(house.prove(id, &link).unwrap_err(), Refusal::AddressTaken);
    // Nor does the store let it happen behind the ceremony's back.
    let proof = house.open(&link.token).unwrap();
    let account = house.account(id);
    let plan = prove(&house.realm, &account, &proof, None, house.now()).unwrap();
    assert!(matches!(house.try_commit(plan), Err(CommitError::Conflict)));
    assert_eq!(house.by_address(NEW).unwrap().id, other);
    assert_eq!(house.by_address(TARO).unwrap().id, id);
}

#[test]
fn the_owner_of_the_former_address_takes_it_back() {
    let house = House::new();
    let id = house.activate(TARO);
    let way_back = house.replace(id, NEW);
    let session = house.sign_in(id).unwrap().session;
    let reset = house.reset_link(id);
    house.undo(id, &way_back).unwrap();
    assert_eq!(house.last_event().0, EventKind::AddressRestored);
    let account = house.account(id);
    assert_eq!(account.address, address(TARO));
    assert_eq!(account.state.code(), "registered", "the password has ended");
    assert!(!house.keeps(&session) && !house.keeps(&reset));
    let mails = house.deliver();
    let [link, told] = mails.as_slice() else {
        panic!("two mails")
    };
    assert_eq!((link.to.as_str(), told.to.as_str()), (TARO, NEW));
    assert!(matches!(told.message, Message::AddressRestored));
    let Message::FirstPassword { link, .. } = &link.message else {
        panic!("a link for a first password")
    };
    house.set(id, &link.token).unwrap();
    // Whoever had taken the place has no way back.
    let account = house.account(id);
    assert!(account.former.unwrap().undo_until.is_none());
}

#[test]
fn the_way_back_is_open_for_three_days() {
    let house = House::new();
    let id = house.activate(TARO);
    let way_back = house.replace(id, NEW);
    assert_eq!(way_back.expires_at.seconds_since(house.now()), 3 * DAY);
    house.wait(3 * DAY - 1);
    assert!(works(&house, &way_back));
    house.wait(1);
    assert_eq!(house.undo(id, &way_back).unwrap_err(), Refusal::Link);
    house.replace(id, INTRUDER);
}

#[test]
fn nothing_that_an_intruder_does_ends_the_way_back() {
    let house = House::new();
    let id = house.activate(TARO);
    let way_back = house.replace(id, INTRUDER);

    // Sets another password by a link to the stolen account,
    let reset = house.reset_link(id);
    house.set(id, &reset).unwrap();
    assert!(works(&house, &way_back));
    // tries to move on to a further address,
    house.wait(HOUR);
    assert_eq!(house.ask(id, NEW).map(drop).unwrap_err(), Refusal::TooSoon);
    // declines and disowns whatever mail has come,
    for mail in house.deliver() {
        if let Message::PasswordChanged { disown } = mail.message {
            let proof = house.open(&disown.token).unwrap();
            let account = house.account(id);
            let plan =
                genkan::onboarding::disown::disown(&house.realm, &account, &proof, house.now());
            house.commit(plan.unwrap());
        }
    }
    house.wait(MINUTE);
    // sets a password once more.
    house.deliver();
    let link = house.first_password_link(id);
    house.set(id, &link).unwrap();
    house.deliver();

    house.undo(id, &way_back).unwrap();
    assert_eq!(house.account(id).address, address(TARO));
    assert!(house.sign_in(id).is_err());
}

#[test]
fn a_stolen_account_that_is_held_is_taken_back_and_stays_held() {
    let house = House::new();
    let id = house.activate(TARO);
    let way_back = house.replace(id, INTRUDER);
    house.commit(hold::hold(&house.account(id), DESK, house.now()).unwrap());
    house.deliver();
    house.undo(id, &way_back).unwrap();
    let account = house.account(id);
    assert_eq!(account.address, address(TARO));
    assert!(matches!(account.state, State::Held { password: None, .. }));
    let mail = house.deliver_one();
    assert_eq!(mail.to, INTRUDER);
}

#[test]
fn a_former_address_that_is_registered_again_meanwhile_is_not_taken_back() {
    let house = House::new();
    let id = house.activate(TARO);
    let way_back = house.replace(id, NEW);
    let other = house.register(TARO);
    assert_eq!(
        house.undo(id, &way_back).unwrap_err(),
        Refusal::AddressTaken
    );
    assert_eq!(house.by_address(TARO).unwrap().id, other);
}

#[test]
fn a_handover_takes_place_at_once_and_has_no_way_back() {
    let house = House::new();
    let id = house.activate(TARO);
    // Whoever leaves has moved the account to a private address before.
    let way_back = house.replace(id, INTRUDER);
    let session = house.sign_in(id).unwrap().session;
    let reset = house.reset_link(id);

    house.hand_over(id, NEW).unwrap();
    assert_eq!(house.last_event(), (EventKind::HandedOver, DESK));
    assert!(!works(&house, &way_back));
    assert!(house.open(&session).is_err() && house.open(&reset).is_err());
    assert!(house.sign_in(id).is_err());
    let mails = house.deliver();
    let [out, welcome] = mails.as_slice() else {
        panic!("two mails")
    };
    assert_eq!(
        (out.to.as_str(), out.name.as_str()),
        (INTRUDER, "山田 太郎")
    );
    assert!(matches!(
        out.message,
        Message::AddressReplaced { undo: None }
    ));
    assert_eq!(
        (welcome.to.as_str(), welcome.name.as_str()),
        (NEW, "佐藤 花子")
    );
    assert!(matches!(welcome.message, Message::Registered { .. }));
    let link = house.first_password_link(id);
    house.set(id, &link).unwrap();
    assert_eq!(house.account(id).name, "佐藤 花子");
}

#[test]
fn nobody_whose_account_was_handed_over_has_a_say_in_it_even_if_the_address_returns() {
    let house = House::new();
    let id = house.activate(TARO);
    house.wait(MINUTE);
    house.request(id).unwrap();
    let Message::Reset { decline, .. } = house.deliver_one().message else {
        panic!("a link")
    };
    house.hand_over(id, NEW).unwrap();
    house.hand_over(id, TARO).unwrap();
    assert_eq!(house.account(id).address, address(TARO));
    assert!(!works(&house, &decline));
}

#[test]
fn a_handover_needs_a_living_account_and_a_free_address() {
    let house = House::new();
    let id = house.activate(TARO);
    house.activate(NEW);
    assert_eq!(house.hand_over(id, NEW).unwrap_err(), Refusal::AddressTaken);
    house.commit(hold::hold(&house.account(id), DESK, house.now()).unwrap());
    house.hand_over(id, "hanako@example.com").unwrap();
    assert!(matches!(
        house.account(id).state,
        State::Held { password: None, .. }
    ));
    let removed = genkan::onboarding::remove::remove(&house.account(id), DESK, house.now());
    house.commit(removed.unwrap());
    let refused = house.hand_over(id, "jiro@example.com");
    assert_eq!(refused.unwrap_err(), Refusal::State);
}

#[test]
fn a_late_notice_of_an_undo_does_not_reach_the_owner_of_the_next_address() {
    let house = House::new();
    let id = house.activate(TARO);
    let way = house.replace(id, NEW);
    house.undo(id, &way).unwrap();
    // The server that takes mail for the intruder's address is slow.
    let mails = house.deliver();
    let Message::FirstPassword { link, .. } = &mails[0].message else {
        panic!("a link for a first password")
    };
    house.set(id, &link.token).unwrap();
    house.deliver();
    house.replace(id, "taro@third.example.com");
    let account = house.account(id);
    assert_eq!(account.former.as_ref().unwrap().address.as_str(), TARO);
    let late = house.write(&account, LetterKind::AddressRestored);
    assert!(matches!(late, Err(NoLetter::Moot)));
}
