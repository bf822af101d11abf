//! As many rows as a large support center has after some years. They are written
//! past the plans of the portal, which would take hours, but with its identities,
//! search keys and hashes.

use std::time::Duration;

use base16ct::lower::encode_string;
use genkan::audit_log::{Actor, Event, EventKind, Head, Reason, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{
    Approval, Case, Inquiry, InquiryState, Matter, Proposal, Request, RequestState,
    RequestedChange, Step, Trouble, TroubleKind,
};
use genkan::onboarding::{Account, Contact, Search as _, State, company_search_key, search_key};
use genkan::time::Timestamp;
use genkan_portal::clock::now;
use genkan_portal::random::random;

use super::Size;
use crate::support::TestPortal;
use crate::support::databases::Bulk;

/// Contacts of the large company.
pub(super) const LARGE: usize = 5_000;
/// Contacts of each other company.
const SMALL: usize = 20;
/// Entries of the audit log for each contact.
const EVENTS: usize = 3;
/// How often the contact with a long history has signed in.
const SIGN_INS: usize = 10_000;

/// Names that many contacts have, and one in other letters. No other contact has the
/// last one.
const FAMILIES: [&str; 16] = [
    "山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "中村", "小林", "加藤", "吉田", "山本",
    "Smith", "斎藤", "松本", "井上",
];
const GIVEN: [&str; 13] = [
    "太郎", "花子", "一郎", "次郎", "三郎", "桜", "健", "誠", "恵", "明", "由美", "直樹", "陽子",
];
pub(super) const RARE: &str = "勅使河原";

/// What is there before, and is referred to.
pub(super) struct Known {
    /// A contact of the large company with a password.
    pub(super) contact: Account,
    pub(super) operator: genkan::id::OperatorId,
}

/// Adds rows for so many contacts, a tenth as many open cases, and so on.
pub(super) async fn fill(portal: &TestPortal, size: Size, known: &Known) {
    let bulk = portal.bulk().await;
    let fill = Fill {
        bulk: &bulk,
        size,
        contacts: size.contacts,
        companies: size.contacts / SMALL,
        large: known.contact.company.unwrap(),
        known,
        now: now().unix_seconds(),
    };
    fill.companies().await;
    fill.accounts().await;
    fill.messages().await;
    fill.tokens_and_counters().await;
    fill.cases().await;
    let last = portal.service.store.history(None, None, 1).await.unwrap();
    fill.audit_log(last.first().map_or(Head::EMPTY, |entry| entry.head()))
        .await;
    bulk.run("ANALYZE").await;
}

struct Fill<'f> {
    bulk: &'f Bulk,
    size: Size,
    contacts: usize,
    companies: usize,
    large: CompanyId,
    known: &'f Known,
    now: u64,
}

impl Fill<'_> {
    fn large_contacts(&self) -> usize {
        LARGE.min(self.contacts / 4)
    }

    fn company(&self, n: usize) -> CompanyId {
        match n < self.large_contacts() {
            true => self.large,
            false => company_id(n % self.companies),
        }
    }

    async fn companies(&self) {
        let rows = (0..self.companies).map(|n| {
            let name = match n % 4 {
                0 => format!("Company {n}"),
                1 => format!("有限会社{n}"),
                _ => format!("株式会社{n}"),
            };
            let id = self.bytes(&company_id(n).to_bytes());
            format!("1, {id}, 1, '{name}', '{}', 0", company_search_key(&name))
        });
        let columns = "companies (realm, id, revision, name, name_key, managers_act)";
        self.insert(columns, rows).await;
    }

    async fn accounts(&self) {
        let State::Active { password } = &self.known.contact.state else {
            panic!("no password");
        };
        let rows = (0..self.contacts).map(|n| {
            let name = match n {
                77 => format!("{RARE} 蓮"),
                n => format!("{} {}", FAMILIES[n % 16], GIVEN[n / 16 % 13]),
            };
            let address = format!("c{n}@company{}.example", n % self.companies);
            let (registered, held) = (self.now - 90 * DAY, self.now - 10 * DAY);
            let (state, at, password) = match n % 50 {
                49 => ("removed", held.to_string(), None),
                48 => ("held", held.to_string(), Some(password)),
                35..48 => ("registered", (self.now + 10 * DAY).to_string(), None),
                _ => ("active", "NULL".to_owned(), Some(password)),
            };
            let password = password.map_or("NULL".into(), |it| format!("'{}'", it.as_phc()));
            let (key, removed_key) = match state {
                "removed" => ("NULL".into(), format!("'{address}'")),
                _ => (format!("'{address}'"), "NULL".into()),
            };
            let is_manager = u8::from(n % 20 == 5 && n > self.large_contacts());
            let id = self.bytes(&account_id(n).to_bytes());
            let company = self.bytes(&self.company(n).to_bytes());
            let name_key = search_key(&name);
            format!(
                "1, {id}, {key}, {removed_key}, 3, 'contact', '{name}', '{name_key}', '{address}', \
                 {company}, {is_manager}, 'ja', '{state}', {at}, {password}, {registered}, 1"
            )
        });
        let columns = "accounts (realm, id, address_key, removed_address_key, revision, kind, \
             name, name_key, address, company, is_manager, language, state, state_at, password, \
             registered_at, links_ended_at)";
        self.insert(columns, rows).await;
    }

    /// One to each contact. A fiftieth was not delivered.
    async fn messages(&self) {
        let rows = (0..self.contacts).map(|n| {
            let at = self.now - 80 * DAY + n as u64;
            let (state, due, settled, cause, reply) = match n % 200 {
                0 => ("queued", self.now + DAY, "NULL".into(), "NULL", "NULL"),
                1 => ("bounced", at, at.to_string(), "NULL", "'550 unknown user'"),
                2 | 3 => ("failed", at, at.to_string(), "'rejected'", "'550 no'"),
                _ => ("sent", at, at.to_string(), "NULL", "'250 ok'"),
            };
            let mut id = [0; 16];
            id[..8].copy_from_slice(&at.to_be_bytes());
            id[8..].copy_from_slice(&(n as u64).to_be_bytes());
            let (id, to) = (self.bytes(&id), self.bytes(&account_id(n).to_bytes()));
            format!(
                "1, {id}, 'account', {to}, 'registered', 'account', {to}, 1, 0, 0, {at}, 1, \
                 '{state}', {due}, {settled}, {cause}, {reply}"
            )
        });
        let columns = "messages (realm, id, to_kind, to_id, kind, about_kind, about_id, \
             about_revision, is_counted, is_awaited, queued_at, tries, state, due_at, settled_at, cause, reply)";
        self.insert(columns, rows).await;
    }

    /// A session of every other contact, and counters. A fifth has ended.
    async fn tokens_and_counters(&self) {
        let ends = |n: usize| match n % 5 {
            0 => self.now - 1,
            _ => self.now + DAY,
        };
        let rows = (0..self.contacts / 2).map(|n| {
            let at = self.now - DAY;
            let mut selector = identity(4, n);
            selector[..8].copy_from_slice(&(at + n as u64 / 20).to_be_bytes());
            let selector = self.bytes(&selector);
            let account = self.bytes(&account_id(2 * n).to_bytes());
            let mac = self.bytes(&[7; 32]);
            let ends = ends(n);
            format!("1, {selector}, 'session', 'account', {account}, 1, {mac}, {at}, {ends}")
        });
        let columns = "tokens (realm, selector, purpose, principal_kind, principal_id, key_id, \
             mac, issued_at, expires_at)";
        self.insert(columns, rows).await;
        let rows = (0..self.contacts / 5).map(|n| {
            let id = self.bytes(&identity(5, n));
            format!("1, {id}, {}, 1, {}", self.now - DAY, ends(n))
        });
        self.insert("counters (realm, id, at, count, ends)", rows)
            .await;
    }

    /// The first half is open. The approvals are few.
    async fn cases(&self) {
        let open = self.contacts / 10;
        let rows = (0..2 * open).map(|n| {
            let at = Timestamp::from_unix_seconds(self.now - 20 * DAY + n as u64);
            let is_open = n < open;
            let case = self.case(n, at, is_open);
            let body = serde_json::json!({"matter": case.matter, "steps": case.steps});
            let body = body.to_string().replace('\'', "''");
            let closed = match is_open {
                true => "NULL".into(),
                false => (self.now - DAY).to_string(),
            };
            let company = case.company.map(|id| self.bytes(&id.to_bytes()));
            format!(
                "1, {}, 1, '{}', {}, {at}, {}, NULL, {closed}, '{body}'",
                self.bytes(&case.id.to_bytes()),
                case.matter.code(),
                company.unwrap_or_else(|| "NULL".into()),
                case.due_at.unix_seconds(),
                at = at.unix_seconds(),
            )
        });
        let columns = "cases (realm, id, revision, matter, company, opened_at, due_at, acts_at, \
             closed_at, body)";
        self.insert(columns, rows).await;
    }

    fn case(&self, n: usize, at: Timestamp, is_open: bool) -> Case {
        let (of, account) = (n * 7 % self.contacts, account_id(n * 7 % self.contacts));
        let mut company = Some(self.company(of));
        let by = Actor::Contact(account);
        let matter = match n % 100 {
            _ if n < self.size.large_cases => {
                company = Some(self.large);
                Matter::Request(Request {
                    by: self.known.contact.id,
                    change: RequestedChange::Remove { account },
                    state: RequestState::Received,
                })
            }
            0..40 => Matter::Request(Request {
                by: account,
                change: RequestedChange::Rename {
                    account,
                    name: "改名 花子".parse().unwrap(),
                },
                state: match is_open {
                    true => RequestState::Received,
                    false => RequestState::Done,
                },
            }),
            40..50 => {
                company = None;
                let address = format!("asker{n}@example.com");
                let asker = Contact::new("問合 花子", &address, None, genkan::Language::Ja);
                Matter::Inquiry(Inquiry {
                    asker: asker.unwrap(),
                    company_name: "株式会社例".parse().unwrap(),
                    state: InquiryState::Asked,
                    proofs: Vec::new(),
                })
            }
            99 if n % 500 == 199 => Matter::Approval(Approval {
                proposal: Proposal::ReplaceAddress {
                    account,
                    address: "new@example.com".parse().unwrap(),
                    request: None,
                },
                proposed_by: self.known.operator,
                approved_by: None,
            }),
            _ => Matter::Trouble(Trouble {
                address: format!("c{of}@company.example").parse().unwrap(),
                kind: TroubleKind::NoEmail,
                account: Some(account),
                explanation: None,
            }),
        };
        let step = Step {
            at,
            by,
            kind: EventKind::CaseOpened,
            note: Some(
                "お世話になっております。ご確認をお願いいたします。"
                    .parse()
                    .unwrap(),
            ),
        };
        Case {
            id: CaseId::from_bytes(identity(3, n)),
            revision: 1,
            company,
            opened_at: at,
            due_at: at + Duration::from_secs(5 * DAY),
            acts_at: None,
            closed_at: None,
            matter,
            steps: vec![step],
        }
    }

    /// A chain that verifies. Every twentieth entry has a reason.
    async fn audit_log(&self, head: Head) {
        let reasons: Vec<Reason> = (0..500)
            .map(|n| Reason::new(&format!("電話による申し出 {n}"), &mut random()).unwrap())
            .collect();
        let rows = reasons.iter().map(|reason| {
            let (digest, salt) = (reason.digest().to_bytes(), reason.salt());
            let (digest, salt) = (self.bytes(&digest), self.bytes(&salt));
            format!("1, {digest}, {salt}, '{}'", reason.text())
        });
        self.insert("reasons (realm, digest, salt, text)", rows)
            .await;
        let (all, long) = (EVENTS * self.contacts, self.contacts / EVENTS / 4);
        let mut head = head;
        let rows = (0..all).map(|n| {
            let operator = Actor::Operator(self.known.operator);
            let account = account_id(n % self.contacts);
            let own = self.known.contact.id;
            let (subject, kind, actor) = match n / self.contacts {
                // Among the others, and the last ones long ago.
                _ if n % long.min(40) == 0 && n / long.min(40) < SIGN_INS => {
                    (own, EventKind::SignedIn, Actor::Contact(own))
                }
                0 => (account, EventKind::Registered, operator),
                1 => (account, EventKind::PasswordSet, Actor::Contact(account)),
                _ if n % 20 == 0 => (account, EventKind::LinkResent, operator),
                _ => (account, EventKind::SignedIn, Actor::Contact(account)),
            };
            let reason = (actor == operator && n % 20 == 0).then(|| reasons[n / 20 % 500].digest());
            let entry = head.next(Event {
                at: Timestamp::from_unix_seconds(self.now - 90 * DAY + n as u64),
                subject: SubjectId::Account(subject),
                kind,
                actor,
                reason,
            });
            head = entry.head();
            let event = entry.event;
            let or_null = |bytes: Option<String>| bytes.unwrap_or_else(|| "NULL".into());
            format!(
                "1, {}, {}, {}, '{}', {}, '{}', '{}', {}, {}, {}",
                entry.seq,
                self.bytes(&entry.previous.to_bytes()),
                event.at.unix_seconds(),
                event.subject.code(),
                self.bytes(&event.subject.id()),
                event.kind.code(),
                event.actor.code(),
                or_null(event.actor.id().map(|id| self.bytes(&id))),
                or_null(event.reason.map(|digest| self.bytes(&digest.to_bytes()))),
                self.bytes(&entry.hash.to_bytes()),
            )
        });
        let columns = "audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, \
             actor_kind, actor_id, reason, hash)";
        self.insert(columns, rows).await;
    }

    async fn insert(&self, into: &str, rows: impl Iterator<Item = String>) {
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let values: Vec<String> = rows.by_ref().take(2_000).collect();
            let sql = format!("INSERT INTO {into} VALUES ({})", values.join("),\n("));
            self.bulk.run(&sql).await;
        }
    }

    fn bytes(&self, bytes: &[u8]) -> String {
        self.bulk.bytes(&encode_string(bytes))
    }
}

pub(super) fn company_id(n: usize) -> CompanyId {
    CompanyId::from_bytes(identity(1, n))
}

pub(super) fn account_id(n: usize) -> AccountId {
    AccountId::from_bytes(identity(2, n))
}

pub(super) fn case_id(n: usize) -> CaseId {
    CaseId::from_bytes(identity(3, n))
}

/// Spreads over all identities, as random ones do (SplitMix64).
fn identity(kind: u64, n: usize) -> [u8; 16] {
    let mix = |n: u64| {
        let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    };
    let n = n as u64 + 1;
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&mix(n ^ (kind << 56)).to_be_bytes());
    bytes[8..].copy_from_slice(&mix(n.wrapping_add(kind << 48)).to_be_bytes());
    bytes
}

const DAY: u64 = 24 * 60 * 60;
