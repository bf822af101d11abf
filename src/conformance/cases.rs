use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::fixture::{
    Fixture, NOW, OPERATOR, address, company_id, concurrently, contact, id, later, name,
    operator_id, pages, plan_id,
};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::id::{AccountId, CaseId};
use crate::onboarding::case::{
    Approval, Case, Handover, Inquiry, InquiryState, Matter, Note, Proof, ProofKind, Proposal,
    Request, RequestState, RequestedChange, Step, Trouble, TroubleKind,
};
use crate::onboarding::{
    CASES_KEPT, Change, Companies, Contact, ContactSearch, Edit, Guard, Name, Plan, Role, Store,
};
use crate::time::Timestamp;

/// What a case is about and what has happened reads back, character by
/// character.
pub(super) async fn every_case_reads_back(fixture: Fixture<impl Store>) {
    fixture.company(1, "Example").await;
    for (n, matter) in (1..).zip(matters()) {
        let odd = Some(Note::from_stored("\0 ' \" \\ %_ \u{202E}玄関\n".into()));
        let steps = [
            (EventKind::CaseOpened, Actor::Visitor, None),
            (EventKind::ContactsAsked, OPERATOR, odd),
            (EventKind::PersonUnknown, Actor::Contact(id(1)), None),
            (EventKind::CaseExpired, Actor::System, None),
        ];
        let steps = steps.map(|(kind, by, note)| Step {
            at: later(n.into()),
            by,
            kind,
            note,
        });
        let mut case = opened(&fixture, n, matter, NOW).await;
        let written = Case {
            revision: 2,
            company: (n % 2 == 0).then_some(company_id(1)),
            opened_at: Timestamp::from_unix_seconds(0),
            due_at: Timestamp::from_unix_seconds(i64::MAX as u64),
            acts_at: (n % 3 == 0).then_some(later(1)),
            closed_at: (n % 5 == 0).then_some(later(2)),
            steps: steps.into(),
            ..case.clone()
        };
        for next in [written.clone(), case.clone()] {
            let next = Case {
                revision: case.revision + 1,
                ..next
            };
            fixture.commit(changed(&fixture, &case, next.clone())).await;
            case = fixture.store.case(next.id).await.unwrap().unwrap();
            // An address is equal to the same one in other letters.
            assert_eq!(texts(&case), texts(&next));
            assert_eq!(case, next);
        }
    }
    assert_eq!(fixture.store.case(case_id(250)).await.unwrap(), None);
}

pub(super) async fn a_plan_for_another_revision_of_a_case_changes_nothing(
    fixture: Fixture<impl Store>,
) {
    let case = opened(&fixture, 1, trouble(), NOW).await;
    let next = Case {
        revision: 2,
        due_at: later(5),
        ..case.clone()
    };
    let absent = trouble_plan(&fixture, 1, NOW);
    fixture.conflicts(absent).await;
    fixture.commit(changed(&fixture, &case, next.clone())).await;
    let late = Case {
        due_at: later(9),
        ..next.clone()
    };
    fixture.conflicts(changed(&fixture, &case, late)).await;
    assert_eq!(fixture.store.case(case.id).await.unwrap(), Some(next));
}

pub(super) async fn open_cases_are_listed_by_their_deadline(fixture: Fixture<impl Store>) {
    let mut expected = Vec::new();
    for n in 1..=9 {
        // Three at each deadline, in the opposite order.
        let case = opened(&fixture, n, trouble(), NOW).await;
        let due = Case {
            revision: 2,
            due_at: later(100 - u64::from(n / 3)),
            ..case.clone()
        };
        fixture.commit(changed(&fixture, &case, due.clone())).await;
        if n % 4 == 0 {
            let closed = Case {
                revision: 3,
                closed_at: Some(NOW),
                ..due.clone()
            };
            fixture.commit(changed(&fixture, &due, closed)).await;
        } else {
            expected.push((due.due_at, due.id));
        }
    }
    expected.sort_unstable();
    let all = &Companies::All;
    let listed = pages(2, async |after: Option<&Case>, limit| {
        let page = fixture.store.open_cases(None, all, after, limit);
        page.await.unwrap()
    });
    let listed = listed.await;
    let listed: Vec<_> = listed.iter().map(|it| (it.due_at, it.id)).collect();
    assert_eq!(listed, expected);

    // Three of the first company, two of the second, the last one of none; the
    // second and the fifth are inquiries.
    fixture.company(1, "Example").await;
    fixture.company(2, "Other").await;
    let mut open = fixture.store.open_cases(None, all, None, 9).await.unwrap();
    let is_inquiry = |matter: &Matter| matches!(matter, Matter::Inquiry(_));
    let inquiry = matters().into_iter().find(is_inquiry).unwrap();
    for (n, case) in open.iter_mut().enumerate() {
        let before = case.clone();
        case.revision += 1;
        case.company = [Some(1), Some(2), Some(1), Some(1), Some(2), None, None][n].map(company_id);
        if n == 1 || n == 4 {
            case.matter = inquiry.clone();
        }
        fixture
            .commit(changed(&fixture, &before, case.clone()))
            .await;
    }
    let only = |ids: &[u8]| Companies::Only(ids.iter().copied().map(company_id).collect());
    for (matter, scope, expected) in [
        (None, all, &[0, 1, 2, 3, 4, 5, 6][..]),
        (None, &only(&[1]), &[0, 2, 3]),
        (None, &only(&[1, 2]), &[0, 1, 2, 3, 4]),
        (None, &only(&[3]), &[]),
        (None, &only(&[]), &[]),
        (Some("trouble"), all, &[0, 2, 3, 5, 6]),
        (Some("inquiry"), all, &[1, 4]),
        (Some("inquiry"), &only(&[1]), &[]),
        (Some("trouble"), &only(&[1, 2]), &[0, 2, 3]),
        (Some("request"), all, &[]),
    ] {
        let expected: Vec<Case> = expected.iter().map(|n| open[*n].clone()).collect();
        let found = fixture.store.open_cases(matter, scope, None, 9).await;
        assert_eq!(found.unwrap(), expected, "{matter:?} {scope:?}");
        for (before, after) in expected.iter().zip(expected.iter().skip(1)) {
            let found = fixture.store.open_cases(matter, scope, Some(before), 1);
            let found = found.await.unwrap();
            assert_eq!(found, core::slice::from_ref(after), "{matter:?} {scope:?}");
        }
    }
}

pub(super) async fn cases_of_a_company_are_listed_newest_first(fixture: Fixture<impl Store>) {
    fixture.company(1, "Example").await;
    fixture.company(2, "Other").await;
    let mut expected = Vec::new();
    for n in 1..=9 {
        let opened_at = later(u64::from(n / 3));
        let case = opened(&fixture, n, trouble(), opened_at).await;
        let company = [None, Some(company_id(1)), Some(company_id(2))][usize::from(n % 3)];
        let of = Case {
            revision: 2,
            company,
            closed_at: (n % 2 == 0).then_some(later(9)),
            ..case.clone()
        };
        fixture.commit(changed(&fixture, &case, of.clone())).await;
        if company == Some(company_id(1)) {
            expected.push((of.opened_at, of.id));
        }
    }
    for n in [20, 21] {
        let case = opened(&fixture, n, trouble(), NOW).await;
        let of = Case {
            revision: 2,
            company: Some(company_id(1)),
            ..case.clone()
        };
        fixture.commit(changed(&fixture, &case, of.clone())).await;
        expected.push((of.opened_at, of.id));
    }
    expected.sort_unstable();
    expected.reverse();
    let listed = pages(2, async |after: Option<&Case>, limit| {
        let page = fixture.store.cases_of(company_id(1), after, limit);
        page.await.unwrap()
    });
    let listed = listed.await;
    let listed: Vec<_> = listed.iter().map(|it| (it.opened_at, it.id)).collect();
    assert_eq!(listed, expected);
}

pub(super) async fn a_case_is_acted_on_when_its_time_has_come(fixture: Fixture<impl Store>) {
    for (n, acts_at, closed_at) in [
        (1, None, None),
        (2, Some(later(30)), None),
        (3, Some(later(10)), None),
        (4, Some(later(10)), Some(NOW)),
        (6, Some(later(20)), None),
        (5, Some(later(20)), None),
    ] {
        let case = opened(&fixture, n, trouble(), NOW).await;
        let acting = Case {
            revision: 2,
            acts_at,
            closed_at,
            ..case.clone()
        };
        fixture.commit(changed(&fixture, &case, acting)).await;
    }
    for (now, limit, expected) in [
        (later(9), 9, vec![]),
        (later(10), 9, vec![3]),
        (later(29), 9, vec![3, 5, 6]),
        (later(30), 2, vec![3, 5]),
        (later(99), 9, vec![3, 5, 6, 2]),
    ] {
        let found = fixture.store.cases_to_act_on(now, limit).await.unwrap();
        let found: Vec<CaseId> = found.iter().map(|case| case.id).collect();
        let expected: Vec<CaseId> = expected.into_iter().map(case_id).collect();
        assert_eq!(found, expected, "at {now:?}");
    }
}

pub(super) async fn only_old_closed_cases_are_swept(fixture: Fixture<impl Store>) {
    let open = opened(&fixture, 1, trouble(), NOW).await;
    let case = opened(&fixture, 2, trouble(), NOW).await;
    let closed = Case {
        revision: 2,
        closed_at: Some(NOW),
        ..case.clone()
    };
    fixture
        .commit(changed(&fixture, &case, closed.clone()))
        .await;
    let kept = CASES_KEPT.as_secs();
    fixture.store.sweep(later(kept - 1)).await.unwrap();
    assert_eq!(fixture.store.case(closed.id).await.unwrap(), Some(closed));
    fixture.store.sweep(later(kept)).await.unwrap();
    assert_eq!(fixture.store.case(case.id).await.unwrap(), None);
    assert_eq!(fixture.store.case(open.id).await.unwrap(), Some(open));
}

pub(super) async fn the_managers_of_a_company_are_found(fixture: Fixture<impl Store>) {
    let company = fixture.company(1, "Example").await;
    fixture.company(2, "Other").await;
    let registered = async |n, text: &str, company, is_manager: bool| {
        let account = fixture.registered(n, text).await;
        let edit = Edit {
            company: Some(company),
            ..Edit::default()
        };
        let plan = fixture
            .realm
            .edit(&account, edit, None, None, OPERATOR, NOW)
            .unwrap();
        let account = fixture.changed(plan).await;
        if !is_manager {
            return account;
        }
        let plan = fixture.realm.set_manager(&account, true, OPERATOR, NOW);
        let manager = fixture.changed(plan.unwrap()).await;
        assert!(manager.is_manager);
        manager
    };
    let one = Some(company.id);
    for n in 1..=4 {
        registered(n, &format!("{n}@example.com"), one, n % 2 == 0).await;
    }
    registered(10, "10@example.com", Some(company_id(2)), true).await;
    let removed = registered(12, "12@example.com", one, true).await;
    let stays = fixture.account(id(1)).await;
    let realm = &fixture.realm;
    let plan = realm.remove(&removed, Some(&stays), None, OPERATOR, NOW);
    fixture.changed(plan.unwrap()).await;

    let store = &fixture.store;
    let managers = ContactSearch::Managers(company.id);
    let all = &Companies::All;
    let found = store.search_contacts(managers, all, None, 9).await.unwrap();
    let ids: Vec<AccountId> = found.iter().map(|account| account.id).collect();
    assert_eq!(ids, [id(2), id(4)]);
    let first = store.search_contacts(managers, all, None, 1).await.unwrap();
    let rest = store.search_contacts(managers, all, first.last(), 9);
    let rest = rest.await.unwrap();
    assert_eq!([first, rest].concat(), found);
    let none = Companies::Only([company_id(2)].into());
    let none = store.search_contacts(managers, &none, None, 9).await;
    assert_eq!(none.unwrap(), []);

    let plan = fixture
        .realm
        .set_managers_act(&company, true, OPERATOR, NOW);
    fixture.commit(plan).await;
    let read = fixture.store.company(company.id).await.unwrap().unwrap();
    assert!(read.managers_act && read.revision == 2);
}

/// Each case changes once, whoever commits.
pub(super) async fn of_concurrent_steps_of_a_case_one_is_committed(fixture: Fixture<impl Store>) {
    let mut case = opened(&fixture, 1, trouble(), NOW).await;
    for _ in 0..8 {
        let next = |n: u64| Case {
            revision: case.revision + 1,
            due_at: later(n),
            ..case.clone()
        };
        let plans: Vec<Plan> = (0..16).map(|n| changed(&fixture, &case, next(n))).collect();
        let commits = plans
            .iter()
            .map(|plan| fixture.store.commit(plan_id(), plan));
        let results = concurrently(commits.collect()).await;
        assert_eq!(results.into_iter().filter(Result::is_ok).count(), 1);
        case = fixture.store.case(case.id).await.unwrap().unwrap();
    }
}

/// Some plans count the company's revision, others only refer to the company. A
/// store in which a reference waits for the count while the count waits for the
/// end of the log would wait forever, or give up.
pub(super) async fn concurrent_plans_that_refer_to_a_company_end(fixture: Fixture<impl Store>) {
    let mut company = fixture.company(1, "Example").await;
    for round in 0..8_u8 {
        let mut plans = Vec::new();
        for n in 0..8_u8 {
            let unique = 10 + round * 16 + n;
            let text = alloc::format!("contact{unique}@example.com");
            let employee = Contact {
                company: Some(company.id),
                ..contact(&text)
            };
            let realm = &fixture.realm;
            plans.push(realm.register(employee, id(unique), OPERATOR, NOW));
            let mut plan = trouble_plan(&fixture, unique, NOW);
            for change in &mut plan.changes {
                if let Change::Case(case) = change {
                    case.company = Some(company.id);
                }
            }
            plans.push(plan);
            let counted = realm.set_managers_act(&company, n % 2 == 0, OPERATOR, NOW);
            let counted = match n % 3 {
                0 => counted.and(realm.create_company(
                    company_id(unique),
                    name(&alloc::format!("Company {unique}")),
                    OPERATOR,
                    NOW,
                )),
                _ => counted,
            };
            plans.push(counted);
        }
        let commits = plans
            .iter()
            .map(|plan| fixture.store.commit(plan_id(), plan));
        let results = concurrently(commits.collect()).await;
        let committed = results.into_iter().filter(Result::is_ok).count();
        assert_eq!(committed, 17, "all that refer to it, and one that counts");
        company = fixture.store.company(company.id).await.unwrap().unwrap();
    }
}

/// Opens a case with that matter.
async fn opened(fixture: &Fixture<impl Store>, n: u8, matter: Matter, now: Timestamp) -> Case {
    let mut plan = trouble_plan(fixture, n, now);
    for change in &mut plan.changes {
        if let Change::Case(case) = change {
            case.matter = matter.clone();
        }
    }
    fixture.commit(plan).await;
    let read = fixture.store.case(case_id(n)).await.unwrap().unwrap();
    assert_eq!(read.matter, matter);
    read
}

fn trouble_plan(fixture: &Fixture<impl Store>, n: u8, now: Timestamp) -> Plan {
    let Matter::Trouble(trouble) = trouble() else {
        panic!("not a trouble")
    };
    fixture
        .realm
        .report_trouble(case_id(n), trouble, None, None, now)
}

/// Returns a plan that leads from a case to any other content.
fn changed(fixture: &Fixture<impl Store>, before: &Case, after: Case) -> Plan {
    let mut plan = trouble_plan(fixture, 1, NOW);
    plan.guards = vec![Guard::Revision(before.id.into(), before.revision)];
    plan.changes = vec![Change::Case(after)];
    plan
}

fn trouble() -> Matter {
    Matter::Trouble(Trouble {
        address: address("Taro@Example.com"),
        kind: TroubleKind::NoEmail,
        account: None,
        explanation: None,
    })
}

fn matters() -> Vec<Matter> {
    let odd = Name::from_stored(String::new());
    let stored = Address::from_stored("no address");
    let person = || Contact {
        name: odd.clone(),
        address: stored.clone(),
        company: Some(company_id(1)),
        ..contact("Hanako@Example.com")
    };
    let (account, other): (AccountId, AccountId) = (id(1), id(255));
    let inquiry = |state| {
        Matter::Inquiry(Inquiry {
            asker: person(),
            company_name: name("株式会社 '例'"),
            state,
            proofs: ProofKind::ALL
                .map(|kind| Proof {
                    kind,
                    at: NOW,
                    by: OPERATOR,
                    note: "TXT \"genkan=1\"".parse().unwrap(),
                })
                .into(),
        })
    };
    let states = [
        InquiryState::Asked,
        InquiryState::Answered,
        InquiryState::Confirming {
            asked: vec![account, other],
        },
        InquiryState::Unreachable,
        InquiryState::Waiting {
            replaces: None,
            until: NOW,
        },
        InquiryState::Waiting {
            replaces: Some(other),
            until: Timestamp::from_unix_seconds(u64::MAX),
        },
        InquiryState::Done,
        InquiryState::Refused,
        InquiryState::Stopped,
    ];
    let mut matters: Vec<Matter> = states.into_iter().map(inquiry).collect();

    let handover = Handover {
        on: later(9),
        successor: other,
        is_reminded: true,
    };
    let request = |change, state| {
        Matter::Request(Request {
            by: account,
            change,
            state,
        })
    };
    let remove = || RequestedChange::Remove { account: other };
    let states = [
        RequestState::NeedsConfirmation,
        RequestState::Received,
        RequestState::Scheduled(handover),
        RequestState::Done,
        RequestState::Refused,
        RequestState::Withdrawn,
    ];
    matters.extend(states.map(|state| request(remove(), state)));
    let changes = [
        RequestedChange::Add { contact: person() },
        RequestedChange::Rename {
            account,
            name: odd.clone(),
        },
        RequestedChange::ReplaceAddress {
            account,
            address: stored.clone(),
        },
        RequestedChange::HandOver {
            account,
            successor: person(),
            on: None,
        },
        RequestedChange::HandOver {
            account,
            successor: person(),
            on: Some(later(1)),
        },
    ];
    matters.extend(changes.map(|change| request(change, RequestState::Received)));

    matters.extend(TroubleKind::ALL.map(|kind| {
        Matter::Trouble(Trouble {
            address: stored.clone(),
            kind,
            account: Some(account),
            explanation: Some("sent: 250 2.0.0 ok".parse().unwrap()),
        })
    }));
    matters.push(trouble());

    let approval = |(proposal, approved_by)| {
        Matter::Approval(Approval {
            proposal,
            proposed_by: operator_id(1),
            approved_by,
        })
    };
    let (inquiry, operator) = (case_id(7), operator_id(2));
    let scope = Companies::Only([company_id(1), company_id(9)].into());
    matters.extend(
        [
            (
                Proposal::ReplaceAddress {
                    account,
                    address: stored.clone(),
                    request: Some(inquiry),
                },
                None,
            ),
            (
                Proposal::RemoveLastContact {
                    account,
                    request: None,
                },
                Some(operator),
            ),
            (
                Proposal::TakeOver {
                    inquiry,
                    replaces: Some(account),
                },
                None,
            ),
            (Proposal::EndWaiting { inquiry }, None),
            (Proposal::ResetFactor { operator }, None),
            (
                Proposal::ChangeRole {
                    operator,
                    role: Role::Viewer,
                    companies: scope,
                },
                None,
            ),
            (
                Proposal::ChangeRole {
                    operator,
                    role: Role::Administrator,
                    companies: Companies::All,
                },
                None,
            ),
        ]
        .map(approval),
    );
    matters
}

/// Returns the texts that `==` compares without their case.
fn texts(case: &Case) -> Vec<String> {
    let addresses: Vec<&Address> = match &case.matter {
        Matter::Request(request) => request.change.new_address().into_iter().collect(),
        Matter::Inquiry(inquiry) => vec![&inquiry.asker.address],
        Matter::Trouble(trouble) => vec![&trouble.address],
        Matter::Approval(Approval {
            proposal: Proposal::ReplaceAddress { address, .. },
            ..
        }) => vec![address],
        Matter::Approval(_) => Vec::new(),
    };
    addresses
        .into_iter()
        .map(|address| address.as_str().into())
        .collect()
}

const fn case_id(n: u8) -> CaseId {
    CaseId::from_bytes([n; 16])
}
