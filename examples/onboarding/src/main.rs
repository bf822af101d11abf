//! Registers a contact, sends the link, sets the first password, and signs in.
//!
//! `cargo run --package genkan-example-onboarding`

use std::error::Error;
use std::time::{Duration, SystemTime};

use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::Actor;
use genkan::id::{AccountId, PlanId};
use genkan::onboarding::{
    Accounts as _, AuditLog as _, Commit as _, Contact, Content, NewPassword, Outbox as _, Outcome,
    Plan, Realm, Refusal, Reply, StoredPassword, Tokens as _,
};
use genkan::policy::{Context, Policy};
use genkan::time::Timestamp;
use genkan::token::{FirstPassword, Key, KeyId, Keyring, Token};
use genkan_example_onboarding::OwnStore;
use getrandom::SysRng;
use getrandom::rand_core::{Rng as _, UnwrapErr};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service {
        store: OwnStore::default(),
        // In production: 32 random bytes, kept beside the other secrets.
        realm: Realm::new(
            "support".into(),
            Keyring::new(Key::new(KeyId::new(1), [7; 32])),
        ),
        policy: Policy::support_center(),
    };
    let address: Address = "taro@example.co.jp".parse()?;
    service.register("山田 太郎", &address).await?;
    service.request_link(&address).await?;
    let link = service.send_email().await?;
    service.set_password(&link, "blue7Kite!").await?;
    service.sign_in(&address, "blue7Kite!").await?;
    let events = service.store.entries(None, 100).await?.len();
    println!("signed in, and recorded {events} events");
    Ok(())
}

struct Service {
    store: OwnStore,
    realm: Realm,
    policy: Policy,
}

impl Service {
    /// An operator registers a contact, who has no password.
    async fn register(&self, name: &str, address: &Address) -> Result<(), Box<dyn Error>> {
        let contact = Contact::new(name, address.as_str(), None, Language::Ja)?;
        let id = AccountId::from_bytes(random());
        self.commit(&self.realm.register(contact, id, Actor::System, now()))
            .await
    }

    /// The contact asks for a link. The page does not say whether there is one.
    async fn request_link(&self, address: &Address) -> Result<(), Box<dyn Error>> {
        let account = self.store.account_by_address(address).await?;
        match self.realm.request_link(account.as_ref(), now()) {
            Ok(plan) => self.commit(&plan).await,
            Err(reason) => {
                println!("no link: {reason}"); // for the log
                Ok(())
            }
        }
    }

    /// The mail worker sends the message that has waited longest. Returns the
    /// link, which only the email has.
    async fn send_email(&self) -> Result<String, Box<dyn Error>> {
        let until = now() + Duration::from_secs(60);
        let leased = self.store.lease_message(now(), until).await?;
        let leased = leased.ok_or("no message waits")?;
        let to = leased.message.to.account().ok_or("not to a contact")?;
        let account = self.store.account(to).await?.ok_or("no account")?;
        let mut rng = UnwrapErr(SysRng);
        let written = self
            .realm
            .write_message(&account, None, &leased.message, now(), &mut rng);
        let (written, plan) = written?;
        if let Some(plan) = plan {
            self.commit(&plan).await?;
        }
        let Content::FirstPassword { link, .. } = written.content else {
            return Err("another message".into());
        };
        let link = link.token.expose().as_str().to_owned();
        println!(
            "email to {}: https://example.com/link#{link}",
            written.recipient.as_str()
        );
        let reply = Reply::new("250 2.0.0 queued");
        let sent = Outcome::Sent { reply };
        self.store
            .settle_message(leased.id, leased.leased_until, sent, now())
            .await?;
        Ok(link)
    }

    /// The contact follows the link and chooses a password.
    async fn set_password(&self, link: &str, password: &str) -> Result<(), Box<dyn Error>> {
        let token: Token<FirstPassword> = link.parse()?;
        let found = self.store.token(token.selector()).await?;
        let proof = self.realm.open_link(&token, found.as_ref(), now())?;
        let (_, account) = found.ok_or(Refusal::Link)?;
        let context = Context::new().email(account.address.as_str());
        let accepted = self.policy.accept(password, &context);
        let accepted = accepted.map_err(|refused| refused.to_string())?;
        let new = NewPassword::hash(&accepted, |password| {
            let hash = Argon2::default().hash_password(password);
            hash.map(|hash| hash.to_string())
                .map_err(std::io::Error::other)
        })?;
        let mut rng = UnwrapErr(SysRng);
        let (_, plan) = self
            .realm
            .set_password(&account, &proof, new, now(), &mut rng)?;
        self.commit(&plan).await
    }

    async fn sign_in(&self, address: &Address, password: &str) -> Result<(), Box<dyn Error>> {
        let account = self.store.account_by_address(address).await?;
        let account = account.ok_or(Refusal::SignIn)?;
        let stored = StoredPassword::of(&account).ok_or(Refusal::SignIn)?;
        let matched = stored.verify(|phc| {
            let verified = Argon2::default().verify_password(password.as_bytes(), phc);
            Ok::<_, Refusal>(verified.is_ok())
        })?;
        let matched = matched.ok_or(Refusal::SignIn)?;
        let mut rng = UnwrapErr(SysRng);
        let (_session, plan) = self
            .realm
            .sign_in(&account, &matched, None, now(), &mut rng)?;
        self.commit(&plan).await
    }

    async fn commit(&self, plan: &Plan) -> Result<(), Box<dyn Error>> {
        Ok(self
            .store
            .commit(PlanId::from_bytes(random()), plan)
            .await?)
    }
}

fn now() -> Timestamp {
    SystemTime::now().into()
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    UnwrapErr(SysRng).fill_bytes(&mut bytes);
    bytes
}
