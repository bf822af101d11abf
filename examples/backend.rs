//! A backend service with its own table of users. It uses only the policy and
//! the links of the crate.
//!
//! `cargo run --example backend`

use std::collections::HashMap;
use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use genkan::id::AccountId;
use genkan::policy::{AcceptedPassword, Context, Policy};
use genkan::time::Timestamp;
use genkan::token::{
    Issued, Key, KeyId, Keyring, Principal, Purpose as _, Record, Reset, Selector, Subject, Token,
};
use getrandom::SysRng;
use rand_core::{Rng as _, UnwrapErr};

/// A row of the service's own table.
struct User {
    email: String,
    password_hash: Option<String>,
}

struct Service {
    policy: Policy,
    keyring: Keyring,
    users: HashMap<AccountId, User>,
    /// The table of links. Its rows are not enough to make a link.
    links: HashMap<Selector, Record>,
}

impl Service {
    /// Returns the link for the email, if the address is known. The page shows
    /// the same text in both cases.
    fn forgot(&mut self, email: &str) -> Option<String> {
        let (id, user) = self.users.iter().find(|(_, user)| user.email == email)?;
        let subject = subject(*id, user);
        let Issued { token, record } =
            self.keyring
                .issue::<Reset>(&subject, Reset::LIFETIME, now(), &mut UnwrapErr(SysRng));
        self.links.insert(record.selector, record);
        Some(format!(
            "https://example.com/reset/{}",
            token.expose().as_str()
        ))
    }

    /// Handles the form that the link opens. A password that the policy rejects
    /// does not use the link up.
    fn reset(&mut self, link: &str, password: &str) -> Result<(), Box<dyn Error>> {
        let token = Token::<Reset>::parse(link)?;
        let record = self.links.get(&token.selector()).ok_or("no such link")?;
        let id = record.principal.account().ok_or("not an account's link")?;
        let user = self.users.get_mut(&id).ok_or("no such user")?;
        let proof = self
            .keyring
            .verify(&token, record, &subject(id, user), now())?;

        let context = Context::new().email(&user.email);
        let accepted = self
            .policy
            .accept(password, &context)
            .map_err(|refused| refused.to_string())?;
        // In a database: one transaction, which fails if the row no longer
        // exists.
        self.links.remove(&proof.selector());
        user.password_hash = Some(hash(&accepted));
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut secret = [0; 32];
    UnwrapErr(SysRng).fill_bytes(&mut secret);
    let taro = User {
        email: "taro@example.com".into(),
        password_hash: None,
    };
    let mut service = Service {
        policy: Policy::support_center(),
        keyring: Keyring::new(Key::new(KeyId::new(1), secret)),
        users: HashMap::from([(AccountId::from_bytes([1; 16]), taro)]),
        links: HashMap::new(),
    };
    let url = service.forgot("taro@example.com").ok_or("not registered")?;
    println!("email: {url}");
    let (_, link) = url.rsplit_once('/').ok_or("no link")?;
    for password in ["Taro2026!", "blue7Kite!", "blue8Kite!"] {
        match service.reset(link, password) {
            Ok(()) => println!("{password}: set"),
            Err(refused) => println!("{password}: {refused}"),
        }
    }
    Ok(())
}

fn subject(account: AccountId, user: &User) -> Subject<'_> {
    Subject {
        realm: "example.com",
        principal: Principal::Account(account),
        address: &user.email,
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Timestamp::from_unix_seconds(since.map_or(0, |since| since.as_secs()))
}

/// Replace this by the service's own hash, such as Argon2id. Only the type of
/// its parameter matters here.
fn hash(password: &AcceptedPassword) -> String {
    format!("<hash of {} bytes>", password.expose().len())
}
