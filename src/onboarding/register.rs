use super::{Account, AccountKind, Contact, Guard, MessageKind, PasswordHash, Plan, Realm, State};
use crate::audit_log::{Actor, EventKind};
use crate::id::AccountId;
use crate::time::Timestamp;

impl Realm {
    /// Registers a contact, who has no password yet, without a message to the
    /// person, because contacts are registered long before they sign in. `id`
    /// is 128 random bits.
    ///
    /// The registration expires if no password is set within the
    /// [registration lifetime](Self::registration_lifetime). The store reports
    /// a conflict if the address belongs to another account. Whether its former
    /// owner can still take it back is for the caller to check: see
    /// [`Account::reserves`]. The address of a
    /// removed account may be registered again; the new account has nothing in
    /// common with the removed one.
    ///
    /// ```
    /// # use genkan::audit_log::Actor;
    /// # use genkan::id::AccountId;
    /// # use genkan::Language;
    /// # use genkan::onboarding::{Contact, Realm, State};
    /// # use genkan::time::Timestamp;
    /// # use genkan::token::{Key, KeyId, Keyring};
    /// let realm = Realm::new("support".into(), Keyring::new(Key::new(KeyId::new(1), [7; 32])));
    /// let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja)?;
    /// let now = Timestamp::from_unix_seconds(1_800_000_000);
    ///
    /// let plan = realm.register(contact, AccountId::from_bytes([1; 16]), Actor::System, now);
    /// let account = plan.account().unwrap();
    /// assert!(matches!(account.state, State::Registered { .. }));
    /// # Ok::<(), genkan::onboarding::InvalidContact>(())
    /// ```
    pub fn register(&self, contact: Contact, id: AccountId, by: Actor, now: Timestamp) -> Plan {
        let account = self.registered(contact, id, now);
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::Registered, by)
            .change(account)
    }

    /// Registers a contact as [`register`](Self::register) does, and sends a
    /// message that explains how to set a password. It has no link that sets
    /// one. The first link that the person requests then is expected: it does
    /// not count towards the [limits of emails](crate::limit::Limits::email).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja)?;
    /// let id = AccountId::from_bytes([1; 16]); // random
    /// let plan = realm.register_and_notify(contact, id, OPERATOR, NOW);
    /// assert_eq!(plan.messages[0].kind, MessageKind::Registered);
    /// # Ok(())
    /// # }
    /// ```
    pub fn register_and_notify(
        &self,
        contact: Contact,
        id: AccountId,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let account = Account {
            notified_at: Some(now),
            ..self.registered(contact, id, now)
        };
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::Registered, by)
            .send(&account, MessageKind::Registered)
            .change(account)
    }

    /// Registers a contact who brings the hash of a password from another
    /// system, and can sign in with that password. No policy has accepted it:
    /// [`require_new_password`](Self::require_new_password) decides at the
    /// sign-in. The caller checks that its scheme can verify the hash.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, id) = (realm(), AccountId::from_bytes([1; 16]));
    /// let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja)?;
    /// let hash = PasswordHash::from_stored("$2b$10$...".into());
    ///
    /// let plan = realm.register_with_password(contact, id, hash, OPERATOR, NOW);
    /// assert!(matches!(plan.account().unwrap().state, State::Active { .. }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn register_with_password(
        &self,
        contact: Contact,
        id: AccountId,
        password: PasswordHash,
        by: Actor,
        now: Timestamp,
    ) -> Plan {
        let account = Account {
            state: State::Active { password },
            ..self.registered(contact, id, now)
        };
        Plan::new(Guard::Absent(id.into()), now)
            .event(id, EventKind::Registered, by)
            .change(account)
    }

    /// Returns a new account of a contact.
    pub(super) fn registered(&self, contact: Contact, id: AccountId, now: Timestamp) -> Account {
        let Contact {
            name,
            address,
            company,
            language,
        } = contact;
        Account {
            id,
            revision: 1,
            kind: AccountKind::Contact,
            name,
            address,
            company,
            is_manager: false,
            language,
            state: self.registered_state(now),
            registered_at: now,
            password_set_at: None,
            notified_at: None,
            links_ended_at: 1,
            link_requested_at: None,
            link_used_again_at: None,
            undeliverable_since: None,
            replacement: None,
            former: None,
            successor: None,
        }
    }

    /// Returns the state of an account as on its first day.
    pub(super) fn registered_state(&self, now: Timestamp) -> State {
        State::Registered {
            expires_at: now + self.registration_lifetime,
        }
    }
}
