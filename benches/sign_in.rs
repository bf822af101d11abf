//! What a sign-in costs beside its hash: 300 of them, one after the other, as
//! requests to the pages, on a file; the work of the threads that hash beside
//! that of all others.
//!
//! `cargo bench --package genkan-benches --bench sign_in`, on Linux.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use genkan::onboarding::register::Contact;
use genkan::onboarding::write_letter::{Message, write_letter};
use genkan::onboarding::{Address, LetterKind, Realm, Store as _};
use genkan::policy::{Language, Policy};
use genkan::token::{Key, KeyId, Keyring};
use genkan_portal::config::Config;
use genkan_portal::hasher::THREADS;
use genkan_portal::judge::{Judge, Lists};
use genkan_portal::portal::Portal;
use genkan_portal::store::{Database, Sqlite};
use genkan_portal::system::{now, random};
use genkan_portal::web::{App, router};
use tower::ServiceExt as _;

const SIGN_INS: u32 = 300;
const ADDRESS: &str = "taro.yamada@example.co.jp";
const PASSWORD: &str = "blue7Kite!";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("genkan.toml");
    let config = "base_url = \"http://127.0.0.1:8080/\"\nlisten = \"127.0.0.1:8080\"\ndata = \".\"\n\
                  [mail]\nfrom = \"Support <support@provider.example>\"\n";
    std::fs::write(&path, config)?;
    let config = Config::read(&path)?;
    let store = Database::Sqlite(Sqlite::open(&folder.path().join("genkan.sqlite"))?);
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let policy = Policy::support_center();
    let judge = Judge::new(policy, Lists::default(), config.service.clone());
    let portal = Portal::new(Realm::new("support".into(), keyring), judge, store)?;
    let portal = Arc::new(portal);
    move_in(&portal).await?;
    let pages = router(Arc::new(App::new(Arc::clone(&portal), &config)));

    let before = (work(true), work(false));
    for n in 0..SIGN_INS {
        // From many places, so that no limit holds them up.
        let client = SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0000 + n), 4711));
        let request = Request::post("/signin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .extension(ConnectInfo(client))
            .body(Body::from(format!("email={ADDRESS}&password={PASSWORD}")))?;
        let answer = pages.clone().oneshot(request).await?;
        if answer.status() != StatusCode::SEE_OTHER {
            return Err(format!("answered {}", answer.status()).into());
        }
    }
    let per_sign_in = |seconds: f64| seconds * 1_000.0 / f64::from(SIGN_INS);
    let hash = per_sign_in(work(true) - before.0);
    let other = per_sign_in(work(false) - before.1);
    println!("Argon2id        {hash:>8.3} ms a sign-in");
    println!(
        "everything else {other:>8.3} ms a sign-in, {:.2} %",
        other / hash * 100.0
    );
    Ok(())
}

/// Registers a contact, who sets a password.
async fn move_in(portal: &Portal<Database>) -> Result<(), Box<dyn Error>> {
    let address = Address::parse(ADDRESS)?;
    let contact = Contact {
        address: address.clone(),
        name: "山田 太郎".into(),
        company: "Example Works".into(),
        language: Language::Ja,
    };
    portal.register(contact).await?;
    let account = portal.store.account_by_address(&address).await?;
    let account = account.ok_or("not registered")?;
    let link = LetterKind::Link;
    let letter = write_letter(&portal.realm, &account, link, now(), &mut random());
    let (letter, plan) = letter.map_err(|_| "no letter")?;
    portal.commit(plan.ok_or("no plan")?).await?;
    let Message::FirstPassword { link, .. } = &letter.message else {
        return Err("no link".into());
    };
    let set = portal.set_password(&link.token.expose(), PASSWORD).await;
    set.map(|_| ()).map_err(|_| "not set".into())
}

/// The seconds that the threads that hash have worked so far, or all others
/// (the first number of `schedstat`, in nanoseconds).
fn work(hashes: bool) -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let work = threads.flatten().filter_map(|thread| {
        let read = |file: &str| std::fs::read_to_string(thread.path().join(file)).ok();
        if (read("comm")?.trim() == THREADS) != hashes {
            return None;
        }
        read("schedstat")?.split(' ').next()?.parse::<f64>().ok()
    });
    work.sum::<f64>() / 1e9
}
