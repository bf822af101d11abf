//! Every page that hashes nothing, with many contacts.
//!
//! One test measures. It needs minutes and gigabytes; docs/benchmarks.md has the
//! command and the figures. The other one checks that no page reads more when there
//! are more contacts.

mod people;
mod rows;
#[cfg(unix)]
mod scans;

use std::time::{Duration, Instant};

use genkan::id::AccountId;
use genkan::onboarding::{Accounts as _, Cases as _, Commit as _, Companies, Role};
use genkan::onboarding::{ContactSearch, MessageKind, Outbox as _, Search as _};
use genkan_portal::clock::now;
use genkan_portal::service::verify_audit_log;
use genkan_portal::web::desk_paths;

use self::rows::{Known, account_id, case_id, company_id};
use crate::support::TestPortal;
use crate::support::browser::fields;
use crate::support::databases::portals;
use crate::support::server::Program;

const BASE: &str = "http://127.0.0.1:8080/";
const LARGE: &str = "大会社";
const SMALL: &str = "小会社";
const MEMBER: &str = "member@large.example";
const MANAGER: &str = "manager@large.example";
const OTHER: &str = "member@small.example";

/// A page, and the cookie of the person who looks at it.
struct Page {
    what: &'static str,
    path: String,
    cookie: String,
}

/// How much there is.
#[derive(Clone, Copy)]
struct Size {
    contacts: usize,
    /// Companies of an operator with many.
    scope: usize,
    /// Open cases of the large company.
    large_cases: usize,
}

/// A portal with so many contacts.
struct Filled {
    portal: TestPortal,
    pages: Vec<Page>,
}

impl Filled {
    async fn new(portal: TestPortal, size: Size) -> Self {
        portal.activate_for(LARGE, MEMBER).await;
        portal.activate_for(LARGE, MANAGER).await;
        portal.manager(MANAGER).await;
        portal.activate_for(SMALL, OTHER).await;
        portal.deliver().await;
        let other = portal.account(OTHER).await;
        portal.asked(1, "asker@example.com", &[&other]).await;
        let mails = portal.deliver().await;
        let link = mails[0].split("/confirm/").nth(1).unwrap();
        let link = link.split_whitespace().next().unwrap().to_owned();
        let operator = portal.operator("記録", Role::Administrator, &[]).await;
        let known = Known {
            contact: portal.account(MEMBER).await,
            operator: operator.operator.unwrap().id,
        };
        rows::fill(&portal, size, &known).await;
        for n in 0..50 {
            portal
                .operator(&format!("担当 {n}"), Role::Agent, &[])
                .await;
        }
        let pages = pages(&portal, size, &link).await;
        Self { portal, pages }
    }
}

/// Returns the pages, by people with the cookies that each needs.
async fn pages(portal: &TestPortal, size: Size, inquiry: &str) -> Vec<Page> {
    let contacts = size.contacts;
    let store = &portal.service.store;
    let mut scope = vec![LARGE.to_owned()];
    for n in 1..size.scope {
        let company = store.company(company_id(n)).await.unwrap().unwrap();
        scope.push(company.name.to_string());
    }
    let scope: Vec<&str> = scope.iter().map(String::as_str).collect();
    let of_all = portal.at_desk("全社", Role::Administrator, &[]).await;
    let of_five = portal.at_desk("五社", Role::Agent, &scope[..5]).await;
    let of_many = portal.at_desk("五百社", Role::Agent, &scope).await;
    let all = of_all.browser.cookies();
    let (five, many) = (of_five.browser.cookies(), of_many.browser.cookies());
    let many_id = portal.service.operator(&"五百社".parse().unwrap()).await;
    let many_id = many_id.unwrap().id;
    let large = portal.company_id(LARGE).await;
    let (member, small) = (portal.account(MEMBER).await.id, company_id(3));
    let contact = account_id(contacts / 2);
    let (everyone, of_large) = (&Companies::All, Companies::Only([large].into()));

    // Somewhere in the middle of each list.
    let of = ContactSearch::Company(large);
    let half = u32::try_from(rows::LARGE.min(contacts / 4) / 2).unwrap();
    let page = store.search_contacts(of, everyone, None, half).await;
    let middle_contact = page.unwrap().last().unwrap().id;
    let mut late_case = Vec::new();
    for matter in [None, Some("trouble")] {
        let limit = u32::try_from(contacts / 20).unwrap();
        let page = store.open_cases(matter, everyone, None, limit).await;
        late_case.push(page.unwrap().last().unwrap().id);
    }
    let limit = u32::try_from(contacts / 100).unwrap();
    let page = store.undelivered(None, limit).await.unwrap();
    let late_message = page.last().unwrap().id;
    let request = store.open_cases(Some("request"), &of_large, None, 1).await;
    let request = request.unwrap()[0].id;
    let approval = store.open_cases(Some("approval"), everyone, None, 1).await;
    let approval = approval.unwrap()[0].id;

    let mut pages = Vec::new();
    let mut add = |what: &'static str, path: String, cookie: &str| {
        let cookie = cookie.to_owned();
        pages.push(Page { what, path, cookie });
    };
    let search = |text: &str| format!("/desk?{}", fields(&[("q", text)]));
    for (what, text) in [
        ("search: address", format!("c{}@", contacts / 3)),
        ("search: beginning of many addresses", "c1".into()),
        ("search: frequent name", "山田".into()),
        ("search: frequent name, complete", "山田 太郎".into()),
        ("search: rare name", rows::RARE.into()),
        ("search: Latin name", "smi".into()),
        ("search: absent name", "Zzz".into()),
        ("search: company", format!("株式会社{}", contacts / 40)),
        ("search: beginning of many companies", "株式会社".into()),
    ] {
        add(what, search(&text), &all);
    }
    add("search in 5 companies", search("山田"), &five);
    add("search in 500 companies", search("山田"), &many);
    add("search in 5 companies: absent", search("Zzz"), &five);
    add("search in 5 companies: address", search("c1"), &five);
    let of_company = |id| format!("/desk/companies/{id}");
    add("company of 20", of_company(small), &all);
    add("company of 5,000", of_company(large), &all);
    for action in ["managers-decide", "rename"] {
        let path = format!("{}/{action}", of_company(small));
        add("form of a company", path, &all);
    }
    let after = format!("{}?after={middle_contact}", of_company(large));
    add("company of 5,000, in the middle", after, &all);
    let of_contact = |id: AccountId| format!("/desk/contacts/{id}");
    add("contact", of_contact(contact), &all);
    add("contact with 10,000 entries", of_contact(member), &all);
    for action in [
        "resend",
        "hold",
        "remove",
        "edit",
        "hand-over",
        "name-manager",
    ] {
        add(
            "form of a contact",
            format!("{}/{action}", of_contact(contact)),
            &all,
        );
    }
    // One who is on hold.
    let held = of_contact(account_id(contacts / 2 + 48));
    add("form of a contact", format!("{held}/release"), &all);
    add(
        "form to register",
        format!("/desk/register?company={large}"),
        &all,
    );
    add("outbox", "/desk/outbox".into(), &all);
    add(
        "outbox, in the middle",
        format!("/desk/outbox?from={late_message}"),
        &all,
    );
    add("outbox of 5 companies", "/desk/outbox".into(), &five);
    add("audit log", "/desk/audit-log".into(), &all);
    let before = format!("/desk/audit-log?before={}", contacts + 100);
    add("audit log, in the middle", before, &all);
    let of_cases = |matter: &str| format!("/desk/cases?matter={matter}");
    add("cases", "/desk/cases".into(), &all);
    for matter in ["request", "inquiry", "trouble", "approval"] {
        add("cases of a matter", of_cases(matter), &all);
    }
    let after = format!("/desk/cases?after={}", late_case[0]);
    add("cases, in the middle", after, &all);
    let after = format!("{}&after={}", of_cases("trouble"), late_case[1]);
    add("cases of a matter, in the middle", after, &all);
    add("cases of 5 companies", "/desk/cases".into(), &five);
    add("cases of 500 companies", "/desk/cases".into(), &many);
    add("approvals of 500 companies", of_cases("approval"), &many);
    let open = contacts / 1_000 * 100;
    for id in [request, approval, case_id(open - 55), case_id(open - 40)] {
        add("case", format!("/desk/cases/{id}"), &all);
    }
    add("operators", "/desk/operators".into(), &all);
    add(
        "form to invite an operator",
        "/desk/operators/invite".into(),
        &all,
    );
    add(
        "operator of 500 companies",
        format!("/desk/operators/{many_id}"),
        &all,
    );
    for action in ["role", "reset-factor", "remove"] {
        let path = format!("/desk/operators/{many_id}/{action}");
        add("form about an operator", path, &all);
    }
    add("operator's own account", "/desk/account".into(), &all);
    add(
        "form of an operator's password",
        "/desk/password".into(),
        &all,
    );

    let (of_member, of_manager) = (portal.sign_in(MEMBER).await, portal.sign_in(MANAGER).await);
    let of_other = portal.sign_in(OTHER).await;
    add("home", "/".into(), &of_member);
    add("colleagues", "/contacts".into(), &of_other);
    add("5,000 colleagues", "/contacts".into(), &of_member);
    add(
        "5,000 colleagues, for a manager",
        "/contacts".into(),
        &of_manager,
    );
    let after = format!("/contacts?after={middle_contact}");
    add("5,000 colleagues, in the middle", after, &of_manager);
    add(
        "form to add a colleague",
        "/contacts/add".into(),
        &of_member,
    );
    for form in ["change", "hand-over", "remove"] {
        add(
            "form about a colleague",
            format!("/contacts/{middle_contact}/{form}"),
            &of_member,
        );
    }
    add(
        "request",
        format!("/contacts/requests/{request}"),
        &of_manager,
    );
    add(
        "form to change the password",
        "/password".into(),
        &of_member,
    );
    add("form to change the address", "/email".into(), &of_member);
    let links = portal.write_message(OTHER, MessageKind::Link, now()).await;
    add("form to set a password", format!("/reset/{}", links[0]), "");
    add("inquiry", format!("/confirm/{inquiry}"), "");
    for path in [
        "/signin",
        "/forgot",
        "/help",
        "/help/sign-in",
        "/help/registered",
    ] {
        add("page for visitors", path.into(), "");
    }
    pages
}

/// Each path of the support desk that shows something is among the pages.
fn check_that_all_are_here(pages: &[Page]) {
    let is_covered = |path: &str| {
        let pattern: Vec<&str> = path.split('/').collect();
        pages.iter().any(|page| {
            let path: Vec<&str> = page.path.split('?').next().unwrap().split('/').collect();
            let equal =
                |(part, pattern): (&&str, &&str)| pattern.starts_with('{') || part == pattern;
            path.len() == pattern.len() && path.iter().zip(&pattern).all(equal)
        })
    };
    // A form that is sent, or a page before a session.
    let others = [
        "/desk/signin",
        "/desk/signout",
        "/desk/factor",
        "/desk/set-up",
        "/desk/account/recovery-codes",
    ];
    for path in desk_paths() {
        assert!(is_covered(path) || others.contains(&path), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures for minutes, and fills two databases"]
async fn the_pages_are_as_quick_with_a_million_contacts() {
    let number = |name: &str, usual: usize| {
        let number = std::env::var(name).ok();
        number.map_or(usual, |number| number.parse().unwrap())
    };
    let contacts = number("GENKAN_CONTACTS", 1_000_000);
    let rounds = number("GENKAN_ROUNDS", 10);
    for portal in portals(BASE).await {
        let database = match portal.is_on_a_server() {
            true => "PostgreSQL",
            false => "SQLite",
        };
        if std::env::var("GENKAN_DATABASE").is_ok_and(|only| only != database) {
            continue;
        }
        let size = Size {
            contacts,
            scope: 500.min(contacts / 20),
            large_cases: 200.min(contacts / 40),
        };
        let begun = Instant::now();
        let filled = Filled::new(portal, size).await;
        check_that_all_are_here(&filled.pages);
        let time = begun.elapsed();
        println!("{database}: {contacts} contacts, filled in {time:.1?}");
        let begun = Instant::now();
        let program = Program::serving(&filled.portal, "trusted_proxies = 1\n").await;
        println!("start until it listens: {:.1?}", begun.elapsed());
        // It sweeps after its start.
        tokio::time::sleep(Duration::from_secs(2)).await;
        people::visit(program.place, &filled.pages, rounds).await;
        background(&filled.portal).await;
    }
}

/// What the portal does without being asked.
async fn background(portal: &TestPortal) {
    let service = portal.service.for_background();
    let begun = Instant::now();
    service.pass_deadlines().await.unwrap();
    println!("deadlines of cases, once a minute: {:.1?}", begun.elapsed());
    let begun = Instant::now();
    service.store.sweep(now()).await.unwrap();
    println!("sweep, once an hour: {:.1?}", begun.elapsed());
    let begun = Instant::now();
    service.store.sweep(now()).await.unwrap();
    println!("sweep without anything to delete: {:.1?}", begun.elapsed());
    let begun = Instant::now();
    let verified = verify_audit_log(&service.store, None).await.unwrap();
    let time = begun.elapsed();
    println!(
        "verify {} entries of the audit log: {time:.1?}",
        verified.seq
    );
}
