//! Links with a database file of 100,000 accounts: how many are opened in a
//! second, and how many are used up, each durable before the answer. Argon2 is
//! left out, because its cost is known.
//!
//! `cargo bench --package genkan-benches --bench store`, or with another number
//! of accounts after `--`.

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use genkan::Language;
use genkan::audit_log::Actor;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{
    Commit as _, CommitError, Contact, Content, Message, MessageKind, NewPassword, Occasion, Plan,
    Realm, Tokens as _,
};
use genkan::policy::{Context, Policy};
use genkan::time::Timestamp;
use genkan::token::{FirstPassword, Key, KeyId, Keyring, Principal, Token};
use genkan_portal::store::{Sqlite, plan_id};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;
type Links = Arc<Vec<Token<FirstPassword>>>;

fn main() -> Result<(), Failure> {
    let arguments = std::env::args().skip(1);
    let count = arguments
        .filter_map(|argument| argument.parse().ok())
        .next();
    let count: usize = count.unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let store = Sqlite::open(&folder.path().join("genkan.sqlite"), "support")?;
    let realm = Arc::new(Realm::new(
        "support".into(),
        Keyring::new(Key::new(KeyId::new(1), [7; 32])),
    ));
    let many = Builder::new_multi_thread().enable_all().build()?;
    let links: Links = Arc::new(fill(&many, &store, &realm, count)?);

    let one = Builder::new_current_thread().build()?;
    measure("links opened", count, || {
        one.block_on(open(&store, &realm, &links))
    })?;

    let half = count / 2;
    measure("links used up", half, || {
        many.block_on(redeem(&store, &realm, &links, 0..half))
    })?;
    // Both at once: one task looks links up while others write.
    measure("looked up beside, used up", half, || {
        many.block_on(async {
            let used = links.get(..half).unwrap_or_default();
            let (store_too, used) = (store.clone(), used.iter().map(Token::selector));
            let used: Vec<_> = used.collect();
            let reader = tokio::spawn(async move {
                for selector in used {
                    store_too.token(selector).await?;
                }
                Ok::<_, Failure>(())
            });
            redeem(&store, &realm, &links, half..count).await?;
            reader.await?
        })
    })
}

/// Runs one part, and prints how many were done in a second of the clock and
/// how many in a second of one core's work. The first depends on the disk and
/// on other work of the machine, the second hardly does.
fn measure(
    what: &str,
    count: usize,
    part: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (start, worked) = (Instant::now(), work());
    part()?;
    let count = count as f64;
    let by_clock = count / start.elapsed().as_secs_f64();
    let per_core = count / (work() - worked).max(0.01);
    println!("{what:<32}{count:>9}{by_clock:>12.0}/s{per_core:>12.0}/s per core");
    Ok(())
}

/// Returns the seconds that all threads of this process have worked so far, if
/// the system reports them (proc(5): fields 14 and 15, in hundredths).
fn work() -> f64 {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = line
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let hundredths: f64 = fields
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<f64>().ok())
        .sum();
    hundredths / 100.0
}

/// Registers that many contacts, each with a link.
fn fill(
    many: &Runtime,
    store: &Sqlite,
    realm: &Realm,
    count: usize,
) -> Result<Vec<Token<FirstPassword>>, Failure> {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let (mut registrations, mut messages, mut links) = (Vec::new(), Vec::new(), Vec::new());
    let company = |n: usize| CompanyId::from_bytes((n as u128 % COMPANIES).to_be_bytes());
    let companies = (0..COMPANIES as usize).map(|n| {
        let name = format!("株式会社カスタマー{n}").parse();
        name.map(|name| realm.create_company(company(n), name, Actor::System, NOW))
    });
    let companies = companies.collect::<Result<Vec<Plan>, _>>()?;
    many.block_on(commit(store, companies))?;
    for n in 0..count {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let address = format!(
            "taro.yamada.{n}@customer{}.example.co.jp",
            n as u128 % COMPANIES
        );
        let contact = Contact::new("山田 太郎", &address, Some(company(n)), Language::Ja)?;
        let plan = realm.register(contact, AccountId::from_bytes(id), Actor::System, NOW);
        let account = plan.account().cloned().ok_or("no account")?;
        let message = Message {
            to: Principal::Account(account.id),
            kind: MessageKind::Link,
            about: Occasion {
                subject: account.id.into(),
                revision: account.revision,
            },
            is_counted: false,
        };
        let (written, minted) = realm.write_message(&account, None, &message, at(n), &mut rng)?;
        let Content::FirstPassword { link, .. } = written.content else {
            return Err("another message".into());
        };
        links.push(link.token);
        registrations.push(plan);
        messages.push(minted.ok_or("no plan")?);
    }
    measure("contacts registered", count, || {
        many.block_on(commit(store, registrations))
    })?;
    measure("links made", count, || {
        many.block_on(commit(store, messages))
    })?;
    Ok(links)
}

async fn commit(store: &Sqlite, plans: Vec<Plan>) -> Result<(), Failure> {
    let plans = Arc::new(plans);
    let next = Arc::new(AtomicUsize::new(0));
    let mut askers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (store, plans, next) = (store.clone(), Arc::clone(&plans), Arc::clone(&next));
        askers.spawn(async move {
            while let Some(plan) = plans.get(next.fetch_add(1, Ordering::Relaxed)) {
                store.commit(plan_id(plan.at), plan).await?;
            }
            Ok::<_, CommitError<_>>(())
        });
    }
    while let Some(done) = askers.join_next().await {
        done??;
    }
    Ok(())
}

/// Opens every link once, one after the other.
async fn open(store: &Sqlite, realm: &Realm, links: &Links) -> Result<(), Failure> {
    for link in links.iter() {
        let found = store.token(link.selector()).await?;
        let _proof = realm.open_link(link, found.as_ref(), NOW)?;
    }
    Ok(())
}

/// Uses links up: looks them up, verifies them, decides and commits.
async fn redeem(
    store: &Sqlite,
    realm: &Arc<Realm>,
    links: &Links,
    range: std::ops::Range<usize>,
) -> Result<(), Failure> {
    let policy = Policy::support_center();
    let accepted = policy
        .accept("blue7Kite!", &Context::new())
        .map_err(|_| "refused")?;
    let password = NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(PHC.into()))?;
    let next = Arc::new(AtomicUsize::new(range.start));
    let mut askers = JoinSet::new();
    for asker in 0..AT_ONCE {
        let (store, realm, links) = (store.clone(), Arc::clone(realm), Arc::clone(links));
        let (next, password, end) = (Arc::clone(&next), password.clone(), range.end);
        let mut rng = ChaCha20Rng::seed_from_u64((range.start + asker) as u64 + 2);
        askers.spawn(async move {
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(link) = links.get(n).filter(|_| n < end) else {
                    return Ok::<_, Failure>(());
                };
                let found = store.token(link.selector()).await?;
                let now = at(n + LATER);
                let proof = realm.open_link(link, found.as_ref(), now)?;
                let (_, account) = found.ok_or("no such link")?;
                let password = password.clone();
                let plan = realm.set_password(&account, &proof, password, now, &mut rng)?;
                store.commit(plan_id(now), &plan.1).await?;
            }
        });
    }
    while let Some(done) = askers.join_next().await {
        done??;
    }
    Ok(())
}

/// Returns when the link of this number is made: twenty are made in a second.
fn at(n: usize) -> Timestamp {
    Timestamp::from_unix_seconds(NOW.unix_seconds() + n as u64 / 20)
}

/// The number of customer companies.
const COMPANIES: u128 = 977;
const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
/// The number of links that are made before the first is used: those of an
/// hour.
const LATER: usize = 20 * 60 * 60;
const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$\
    MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";
/// The number of people at once.
const AT_ONCE: usize = 2048;
