//! The cost of a sign-in besides its hash: 320 sign-ins, as requests to the
//! pages, with the database in a file. It compares the work of the threads that
//! hash with that of all others: one sign-in after the other, and as many at
//! once as on a busy day.
//!
//! `cargo bench --package genkan-benches --bench sign_in`, or with another number
//! of sign-ins after `--`, on Linux. Under `valgrind --tool=callgrind`, which
//! counts instructions, a few are enough.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::{Accounts as _, Contact, Content, Message, MessageKind, Occasion, Realm};
use genkan::policy::Policy;
use genkan::token::{Key, KeyId, Keyring, Principal};
use genkan_portal::clock::now;
use genkan_portal::config::Config;
use genkan_portal::passwords::{Lists, PolicyEngine};
use genkan_portal::random::random;
use genkan_portal::service::{Author, NewContact, Registration, Service};
use genkan_portal::store::{Database, Sqlite};
use genkan_portal::web::{App, router};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tower::ServiceExt as _;
use zeroizing_alloc::ZeroAlloc;

/// As in the portal.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

type Failure = Box<dyn Error + Send + Sync>;

const AT_ONCE: u32 = 16;
const PASSWORD: &str = "blue7Kite!";

/// The name of the threads that hash. Nothing else in a sign-in uses them.
const HASHING: &str = "blocking";

fn main() -> Result<(), Failure> {
    // The runtime starts its own threads at once, and the others when they are
    // needed.
    static IS_STARTED: AtomicBool = AtomicBool::new(false);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .thread_name_fn(|| {
            let is_started = IS_STARTED.load(Ordering::Relaxed);
            if is_started { HASHING } else { "worker" }.to_owned()
        })
        .build()?;
    IS_STARTED.store(true, Ordering::Relaxed);
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("genkan.toml");
    let config = "base_url = \"http://127.0.0.1:8080/\"\nlisten = \"127.0.0.1:8080\"\ndata = \".\"\n\
                  [mail]\nfrom = \"Support <support@provider.example>\"\n";
    std::fs::write(&path, config)?;
    let config = Config::read(&path)?;
    let store = Database::Sqlite(Sqlite::open(
        &folder.path().join("genkan.sqlite"),
        &config.realm,
    )?);
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let policy = Policy::support_center();
    let policy_engine = PolicyEngine::new(policy, Lists::default(), config.service_name.clone());
    let service = Service::new(
        Realm::new(config.realm.clone(), keyring),
        policy_engine,
        store,
    )?;
    let service = Arc::new(service);
    for n in 0..AT_ONCE {
        register(&service, address(n)).await?;
    }
    let pages = router(Arc::new(App::new(Arc::clone(&service), &config)));

    let number = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .next();
    let number: u32 = number.unwrap_or(320);
    println!(
        "{:<20}{:>12}{:>18}",
        "a sign-in", "Argon2id", "everything else"
    );
    for at_once in [1, AT_ONCE] {
        let before = (work(true), work(false));
        let mut askers = JoinSet::new();
        for n in 0..number {
            if askers.len() == at_once as usize {
                askers.join_next().await.ok_or("no sign-in")???;
            }
            askers.spawn(sign_in(pages.clone(), at_once * number + n));
        }
        while let Some(done) = askers.join_next().await {
            done??;
        }
        let per_sign_in = |seconds: f64| seconds * 1_000.0 / f64::from(number);
        let hash = per_sign_in(work(true) - before.0);
        let other = per_sign_in(work(false) - before.1);
        let share = other / hash * 100.0;
        println!("{at_once:>2} at once          {hash:>9.3} ms{other:>10.3} ms{share:>6.2} %");
    }
    Ok(())
}

async fn sign_in(pages: Router, n: u32) -> Result<(), Failure> {
    // From many clients, so that no limit is reached.
    let client = SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0000 + n), 4711));
    let request = Request::post("/signin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(client))
        .body(Body::from(format!(
            "email={}&password={PASSWORD}",
            address(n)
        )))?;
    let answer = pages.oneshot(request).await?;
    if answer.status() != StatusCode::SEE_OTHER {
        return Err(format!("answered {}", answer.status()).into());
    }
    Ok(())
}

/// Returns the address of one of so many people that no person has two sign-ins
/// at once.
fn address(n: u32) -> String {
    format!("taro.yamada.{}@example.co.jp", n % AT_ONCE)
}

/// Registers a contact and sets a password.
async fn register(service: &Service<Database>, address: String) -> Result<(), Failure> {
    let address = Address::parse(&address)?;
    let new = NewContact {
        contact: Contact::new("山田 太郎", address.as_str(), None, Language::Ja)?,
        company: Some("Example Works".parse()?),
        password: None,
        has_language: true,
    };
    let (contacts, author) = ([new], Author::default());
    let registered = service.register(&contacts, Registration::default(), &author, |_| ());
    registered.await?;
    let account = service.store.account_by_address(&address).await?;
    let account = account.ok_or("not registered")?;
    let message = Message {
        to: Principal::Account(account.id),
        kind: MessageKind::Link,
        about: Occasion {
            subject: account.id.into(),
            revision: account.revision,
        },
        is_counted: false,
    };
    let realm = &service.realm;
    let (written, plan) = realm.write_message(&account, None, &message, now(), &mut random())?;
    service.commit(plan.ok_or("no plan")?).await?;
    let Content::FirstPassword { link, .. } = &written.content else {
        return Err("no link".into());
    };
    let link = service.open_link(link.token.expose().as_str()).await?;
    let set = service.set_password(&link, PASSWORD).await;
    set.map(|_| ()).map_err(|_| "not set".into())
}

/// Returns the seconds that the threads that hash have worked so far, or all
/// others (the first number of `schedstat`, in nanoseconds).
fn work(hashes: bool) -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let work = threads.flatten().filter_map(|thread| {
        let read = |file: &str| std::fs::read_to_string(thread.path().join(file)).ok();
        if (read("comm")?.trim() == HASHING) != hashes {
            return None;
        }
        read("schedstat")?.split(' ').next()?.parse::<f64>().ok()
    });
    work.sum::<f64>() / 1e9
}
