//! Every order of the steps of a case, taken by two nodes: one of them reads and
//! decides, and commits later; meanwhile the other one takes steps.
//!
//! What must hold is stated about what was committed, not about what the cases
//! record.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::Actor;
use genkan::conformance::InMemoryStore;
use genkan::id::{AccountId, CaseId, CompanyId, OperatorId};
use genkan::onboarding::case::{
    Answer, Approved, CarriedOut, Case, InquiryState, Matter, Note, ProofKind, Proposal,
    RequestedChange,
};
use genkan::onboarding::{
    Account, Accounts as _, Cases as _, Commit as _, Companies, Company, Contact, ContactSearch,
    Edit, MessageKind, MessageStatus, Name, NewOperator, Operator, Operators as _, Outbox as _,
    Plan, Realm, Refusal, Reply, Role, Search as _, State,
};
use genkan::time::Timestamp;
use genkan::token::{Issued, Key, KeyId, Keyring, Purpose, Verified};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::model::{another_plan_id, ready};

const COMPANY: CompanyId = CompanyId::from_bytes([3; 16]);
const INQUIRY: CaseId = CaseId::from_bytes([1; 16]);
const TAKEOVER: CaseId = CaseId::from_bytes([2; 16]);
const EARLY: CaseId = CaseId::from_bytes([3; 16]);
const REQUEST: CaseId = CaseId::from_bytes([4; 16]);
const LAST: CaseId = CaseId::from_bytes([5; 16]);
/// Two operators, and two contacts of the company.
const OPERATORS: [OperatorId; 2] = [
    OperatorId::from_bytes([11; 16]),
    OperatorId::from_bytes([12; 16]),
];
const CONTACTS: [AccountId; 2] = [
    AccountId::from_bytes([21; 16]),
    AccountId::from_bytes([22; 16]),
];
const DAY: u64 = 24 * 60 * 60;

/// A step that a node may take, if the ceremony allows it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Step {
    AskContacts(usize),
    AskBoth,
    /// A mail server reports that the email to a contact was not delivered: the
    /// newest one that asks, or the oldest one.
    Bounce(usize, Email),
    SkipContacts,
    Answer(usize, Answer),
    RecordProof(usize),
    ProposeTakeover(usize),
    Announce(usize),
    Object(usize),
    TakeOver,
    ProposeEarly(usize),
    TakeOverEarly(usize),
    PassDeadline(CaseId),
    Close,
    Request(usize),
    Confirm(usize),
    Withdraw,
    CarryOut(usize),
    ProposeLast(usize),
    CarryOutLast(usize),
    Refuse,
    /// An operator removes a contact, moves one to no company, or ends the mark of
    /// a manager.
    Remove(usize),
    Move(usize),
    Unname(usize),
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Email {
    Newest,
    Oldest,
}

/// What was committed, in this order.
type History = Vec<(Step, u64)>;

#[derive(Clone)]
struct World {
    store: InMemoryStore,
    days: u64,
    /// What the slow node has decided and not committed yet.
    decided: Option<Decided>,
    committed: History,
    /// Whether two orders of the same steps are two worlds.
    is_ordered: bool,
}

/// A plan, and when it was made. Times count from then.
#[derive(Clone)]
struct Decided {
    step: Step,
    day: u64,
    plan: Plan,
}

struct Model {
    realm: Realm,
    steps: Vec<Step>,
    days: &'static [u64],
    /// The largest number of steps that are committed.
    depth: usize,
}

impl Model {
    fn new(steps: Vec<Step>, days: &'static [u64], depth: usize) -> Self {
        let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
        Self {
            realm: Realm::new("test".into(), keyring),
            steps,
            days,
            depth,
        }
    }

    /// Visits every state that can be reached, and checks each.
    fn explore(&self, start: World, check: impl Fn(&World)) -> usize {
        let mut seen = HashSet::new();
        let mut waiting = vec![start];
        while let Some(world) = waiting.pop() {
            if !seen.insert(world.key()) {
                continue;
            }
            check(&world);
            for next in self.days.iter().filter(|day| **day > world.days) {
                waiting.push(World {
                    days: *next,
                    ..world.clone()
                });
            }
            if let Some(decided) = &world.decided {
                waiting.push(World {
                    decided: None,
                    ..world.committing(decided)
                });
            }
            if world.committed.len() >= self.depth {
                continue;
            }
            // A step that was taken is not taken again, but may be by the slow
            // node.
            let is_new = |step: &&Step| world.committed.iter().all(|(taken, _)| taken != *step);
            for step in self.steps.iter().filter(is_new) {
                let Ok(plan) = self.decide(&world, *step) else {
                    continue;
                };
                let (step, day) = (*step, world.days);
                let decided = Decided { step, day, plan };
                waiting.push(world.committing(&decided));
                if world.decided.is_none() {
                    waiting.push(World {
                        decided: Some(decided),
                        ..world.clone()
                    });
                }
            }
        }
        seen.len()
    }

    fn decide(&self, world: &World, step: Step) -> Result<Plan, Refusal> {
        let (realm, now) = (&self.realm, world.now());
        let note = || "a note".parse::<Note>().unwrap();
        let case = |id| world.case(id).ok_or(Refusal::Case);
        let by = |n: usize| Actor::Operator(OPERATORS[n]);
        let taken = world.asker();
        let taken = taken.as_ref();
        let contacts = CONTACTS.map(|id| world.account(id));
        let present: Vec<&Account> = contacts
            .iter()
            .filter(|contact| !contact.state.is_removed())
            .collect();
        let new_id = AccountId::from_bytes([31; 16]);
        match step {
            Step::AskContacts(n) => realm.ask_contacts(
                &case(INQUIRY)?,
                &world.company(),
                &[&contacts[0]],
                by(n),
                now,
            ),
            Step::AskBoth => {
                let both = [&contacts[0], &contacts[1]];
                realm.ask_contacts(&case(INQUIRY)?, &world.company(), &both, by(0), now)
            }
            Step::Bounce(n, which) => {
                let contact = &contacts[n];
                let mut asking = world.asking(contact.id);
                let email = match which {
                    Email::Newest => asking.next(),
                    Email::Oldest => asking.last(),
                };
                let MessageStatus {
                    message, queued_at, ..
                } = email.ok_or(Refusal::Case)?;
                let reply = Reply::new("550 5.1.1 no such user");
                let plan =
                    realm.end_wait(&case(INQUIRY)?, contact, &message, queued_at, &reply, now);
                plan.ok_or(Refusal::Case)
            }
            Step::SkipContacts => {
                realm.skip_contacts(&case(INQUIRY)?, &world.company(), note(), by(0), now)
            }
            Step::Answer(n, answer) => {
                let proof = self.proof(&contacts[n], now)?;
                let contact = &contacts[n];
                realm.answer_inquiry(&case(INQUIRY)?, contact, &proof, answer, taken, new_id, now)
            }
            Step::RecordProof(n) => {
                realm.record_proof(&case(INQUIRY)?, ProofKind::CallBack, note(), by(n), now)
            }
            Step::ProposeTakeover(n) => {
                let proposal = Proposal::TakeOver {
                    inquiry: INQUIRY,
                    replaces: Some(CONTACTS[1]),
                };
                self.propose(world, TAKEOVER, proposal, n)
            }
            Step::Announce(n) => {
                let (approved, plan) = self.approve(world, TAKEOVER, n)?;
                let case = case(INQUIRY)?;
                let announce = realm.announce_takeover(&case, &approved, &present, by(n), now)?;
                Ok(plan.and(announce))
            }
            Step::Object(n) => {
                let proof = self.proof(&contacts[n], now)?;
                realm.object(&case(INQUIRY)?, &contacts[n], &proof, &present, now)
            }
            Step::TakeOver => {
                let (case, replaced) = (case(INQUIRY)?, &contacts[1]);
                realm.take_over(
                    &case,
                    Some(replaced),
                    taken,
                    None,
                    new_id,
                    Actor::System,
                    now,
                )
            }
            Step::ProposeEarly(n) => {
                let proposal = Proposal::EndWaiting { inquiry: INQUIRY };
                self.propose(world, EARLY, proposal, n)
            }
            Step::TakeOverEarly(n) => {
                let (approved, plan) = self.approve(world, EARLY, n)?;
                let (case, replaced) = (case(INQUIRY)?, Some(&contacts[1]));
                let early =
                    realm.take_over(&case, replaced, taken, Some(&approved), new_id, by(n), now)?;
                Ok(plan.and(early))
            }
            Step::PassDeadline(id) => {
                let case = case(id)?;
                let account = match &case.matter {
                    Matter::Request(request) => request.change.account(),
                    _ => None,
                };
                let account = account.map(|id| world.account(id));
                realm.pass_deadline(&case, account.as_ref(), None, now)
            }
            Step::Close => realm.close_case(&case(INQUIRY)?, &present, by(0), note(), now),
            Step::Request(n) => {
                let session = self.proof(&contacts[n], now)?;
                let change = RequestedChange::Remove {
                    account: CONTACTS[1],
                };
                let found = world.found(&contacts[1]);
                realm.request(
                    REQUEST,
                    &contacts[n],
                    &session,
                    change,
                    found.as_found(),
                    now,
                )
            }
            Step::Confirm(n) => {
                let session = self.proof(&contacts[n], now)?;
                let found = world.found(&contacts[1]);
                let case = case(REQUEST)?;
                realm.confirm_request(&case, &contacts[n], &session, found.as_found(), now)
            }
            Step::Withdraw => {
                let session = self.proof(&contacts[1], now)?;
                realm.withdraw_request(&case(REQUEST)?, &contacts[1], &session, now)
            }
            Step::CarryOut(n) => {
                let found = world.found(&contacts[1]);
                realm.carry_out(&case(REQUEST)?, found.as_found(), None, by(n), now)
            }
            Step::ProposeLast(n) => {
                let proposal = Proposal::RemoveLastContact {
                    account: CONTACTS[1],
                    request: Some(REQUEST),
                };
                self.propose(world, LAST, proposal, n)
            }
            Step::CarryOutLast(n) => {
                let (approved, plan) = self.approve(world, LAST, n)?;
                let found = world.found(&contacts[1]);
                let case = case(REQUEST)?;
                let carried =
                    realm.carry_out(&case, found.as_found(), Some(&approved), by(n), now)?;
                Ok(plan.and(carried))
            }
            Step::Refuse => realm.refuse_request(&case(REQUEST)?, by(0), note(), now),
            Step::Remove(n) => {
                let found = world.found(&contacts[n]);
                let remaining = found.remaining.as_ref();
                realm.remove(&contacts[n], remaining, None, by(0), now)
            }
            Step::Move(n) => {
                let found = world.found(&contacts[n]);
                let (remaining, company) = (found.remaining.as_ref(), Some(None));
                let edit = Edit {
                    company,
                    ..Edit::default()
                };
                realm.edit(&contacts[n], edit, remaining, None, by(0), now)
            }
            Step::Unname(n) => realm.set_manager(&contacts[n], false, by(0), now),
        }
    }

    fn propose(
        &self,
        world: &World,
        id: CaseId,
        proposal: Proposal,
        n: usize,
    ) -> Result<Plan, Refusal> {
        if world.case(id).is_some() {
            return Err(Refusal::Case);
        }
        let (operator, note) = (world.operator(n), "a note".parse().unwrap());
        self.realm
            .propose(id, proposal, Some(COMPANY), &operator, note, world.now())
    }

    fn approve(&self, world: &World, id: CaseId, n: usize) -> Result<(Approved, Plan), Refusal> {
        let case = world.case(id).ok_or(Refusal::Case)?;
        self.realm.approve(&case, &world.operator(n), world.now())
    }

    /// As if the contact had opened a link, or had a session.
    fn proof<P: Purpose>(&self, account: &Account, now: Timestamp) -> Result<Verified<P>, Refusal> {
        let realm = &self.realm;
        let subject = account.subject(P::NAME, &realm.name, now);
        let subject = subject.ok_or(Refusal::Link)?;
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let Issued { token, record } = realm.keyring.issue(&subject, P::LIFETIME, now, &mut rng);
        let proof = realm.keyring.verify(&token, &record, &subject, now);
        proof.map_err(|_| Refusal::Link)
    }
}

/// What a node reads before a request is carried out.
struct Found {
    account: Account,
    company: Company,
    remaining: Option<Account>,
    managers: Vec<Account>,
}

impl Found {
    fn as_found(&self) -> CarriedOut<'_> {
        CarriedOut {
            account: Some(&self.account),
            taken: None,
            company: &self.company,
            remaining: self.remaining.as_ref(),
            managers: &self.managers,
            new_id: AccountId::from_bytes([31; 16]),
        }
    }
}

impl World {
    /// Two contacts with a password, and two operators.
    fn new(managers_act: bool) -> Self {
        let world = Self {
            store: InMemoryStore::new(),
            days: 0,
            decided: None,
            committed: Vec::new(),
            is_ordered: false,
        };
        let name = |text: &str| text.parse::<Name>().unwrap();
        let model = Model::new(Vec::new(), &[], 0);
        let (realm, by, now) = (&model.realm, Actor::System, world.now());
        let commit = |plan: Plan| ready(world.store.commit(another_plan_id(), &plan)).unwrap();
        commit(realm.create_company(COMPANY, name("Blue Sky"), by, now));
        if managers_act {
            commit(realm.set_managers_act(&world.company(), true, by, now));
        }
        for (n, id) in OPERATORS.into_iter().enumerate() {
            let operator = NewOperator {
                name: name(&format!("operator {n}")),
                address: format!("operator{n}@example.net").parse().unwrap(),
                language: Language::En,
                role: Role::Administrator,
                companies: Companies::All,
            };
            commit(realm.add_operator(operator, id, by, now));
        }
        for (n, id) in CONTACTS.into_iter().enumerate() {
            let address = format!("contact{n}@example.com");
            let contact = Contact::new("contact", &address, Some(COMPANY), Language::En).unwrap();
            commit(realm.register(contact, id, by, now));
            let account = world.account(id);
            let proof = model.proof::<genkan::token::FirstPassword>(&account, now);
            let policy = genkan::policy::Policy::support_center();
            let accepted = policy.accept("blue7Kite!", &genkan::policy::Context::new());
            let hash = |password: &[u8]| {
                Ok::<_, std::convert::Infallible>(format!("$test${}", password.len()))
            };
            let password = genkan::onboarding::NewPassword::hash(&accepted.unwrap(), hash).unwrap();
            let mut rng = ChaCha20Rng::seed_from_u64(1);
            let set = realm.set_password(&account, &proof.unwrap(), password, now, &mut rng);
            let mut plan = set.unwrap().1;
            // The proof was stored nowhere.
            plan.consume.clear();
            commit(plan);
        }
        world
    }

    /// The first contact is a manager.
    fn with_manager(self, n: usize) -> Self {
        let model = Model::new(Vec::new(), &[], 0);
        let plan =
            model
                .realm
                .set_manager(&self.account(CONTACTS[n]), true, Actor::System, self.now());
        ready(self.store.commit(another_plan_id(), &plan.unwrap())).unwrap();
        self
    }

    fn with_inquiry(self) -> Self {
        let model = Model::new(Vec::new(), &[], 0);
        let asker = Contact::new("asker", ASKER, None, Language::En).unwrap();
        let company = "Blue Sky".parse().unwrap();
        let now = self.now();
        let plan = model
            .realm
            .inquire(INQUIRY, asker, company, None, None, now);
        ready(self.store.commit(another_plan_id(), &plan)).unwrap();
        self
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_800_000_000) + Duration::from_secs(self.days * DAY)
    }

    fn committing(&self, decided: &Decided) -> Self {
        let mut next = self.clone();
        if ready(next.store.commit(another_plan_id(), &decided.plan)).is_ok() {
            next.committed.push((decided.step, decided.day));
        }
        next
    }

    fn case(&self, id: CaseId) -> Option<Case> {
        ready(self.store.case(id)).unwrap()
    }

    fn account(&self, id: AccountId) -> Account {
        ready(self.store.account(id)).unwrap().unwrap()
    }

    /// The emails that asked a contact to confirm the inquiry, the newest first.
    fn asking(&self, contact: AccountId) -> impl Iterator<Item = MessageStatus> {
        let messages = ready(self.store.messages(contact, 10)).unwrap();
        let is_asking = |status: &MessageStatus| status.message.kind == MessageKind::ConfirmInquiry;
        messages.into_iter().filter(is_asking)
    }

    fn asker(&self) -> Option<Account> {
        let address = ASKER.parse::<Address>().unwrap();
        ready(self.store.account_by_address(&address)).unwrap()
    }

    fn company(&self) -> Company {
        ready(self.store.company(COMPANY)).unwrap().unwrap()
    }

    fn operator(&self, n: usize) -> Operator {
        ready(self.store.operator(OPERATORS[n])).unwrap().unwrap()
    }

    fn contacts(&self) -> Vec<Account> {
        let of = ContactSearch::Company(COMPANY);
        let contacts = self.store.search_contacts(of, &Companies::All, None, 10);
        ready(contacts).unwrap()
    }

    fn found(&self, account: &Account) -> Found {
        let contacts = self.contacts();
        let managers = contacts.iter().filter(|contact| contact.is_manager);
        Found {
            account: account.clone(),
            company: self.company(),
            remaining: contacts
                .iter()
                .find(|other| other.id != account.id)
                .cloned(),
            managers: managers.cloned().collect(),
        }
    }

    /// Two worlds with the same key have the same future, and what was
    /// committed in them is the same in the order that matters.
    fn key(&self) -> String {
        let cases = [INQUIRY, TAKEOVER, EARLY, REQUEST, LAST].map(|id| {
            self.case(id)
                .map(|case| (case.revision, case.acts_at, case.closed_at, case.matter))
        });
        let accounts = CONTACTS.map(|id| {
            let account = self.account(id);
            (account.revision, account.state.code())
        });
        let decided = self.decided.as_ref();
        let decided = decided.map(|decided| (decided.step, decided.day, &decided.plan.guards));
        let mut facts: Vec<Step> = self.committed.iter().map(|(step, _)| *step).collect();
        if !self.is_ordered {
            facts.sort_unstable();
        }
        let asker = self.asker().map(|account| account.revision);
        let company = self.company().revision;
        format!(
            "{} {cases:?} {accounts:?} {asker:?} {company} {decided:?} {facts:?}",
            self.days
        )
    }

    /// Returns the days on which a step was committed.
    fn days_of(&self, is: impl Fn(Step) -> bool) -> Vec<u64> {
        let found = self.committed.iter().filter(|(step, _)| is(*step));
        found.map(|(_, day)| *day).collect()
    }

    fn has(&self, is: impl Fn(Step) -> bool) -> bool {
        !self.days_of(is).is_empty()
    }

    /// Returns who has committed such a step.
    fn operators_of(&self, operator: impl Fn(Step) -> Option<usize>) -> BTreeSet<usize> {
        let steps = self.committed.iter();
        steps.filter_map(|(step, _)| operator(*step)).collect()
    }
}

const ASKER: &str = "asker@new.example";

#[test]
fn no_inquiry_registers_a_person_without_a_contact_or_two_operators() {
    // What contacts answer; what operators decide without them; and what they
    // decide early. Each begins after some steps, so that it can be explored.
    let unreachable = [Step::SkipContacts, Step::RecordProof(0)];
    let parts: [(&[Step], Vec<Step>, usize); 3] = [
        (
            &[],
            vec![
                Step::AskContacts(0),
                Step::SkipContacts,
                Step::Answer(0, Answer::Yes),
                Step::Answer(0, Answer::No),
                Step::Answer(0, Answer::Unknown),
                // Was not asked.
                Step::Answer(1, Answer::Yes),
                Step::RecordProof(0),
                Step::PassDeadline(INQUIRY),
                Step::Close,
            ],
            8,
        ),
        (
            &unreachable,
            vec![
                Step::AskContacts(0),
                Step::Answer(0, Answer::Yes),
                Step::ProposeTakeover(0),
                Step::Announce(0),
                Step::Announce(1),
                Step::Object(0),
                Step::Object(1),
                Step::TakeOver,
                Step::PassDeadline(TAKEOVER),
                Step::Close,
            ],
            9,
        ),
        (
            &unreachable,
            vec![
                Step::ProposeTakeover(0),
                Step::Announce(1),
                Step::Object(0),
                Step::TakeOver,
                Step::ProposeEarly(1),
                Step::TakeOverEarly(0),
                Step::TakeOverEarly(1),
            ],
            9,
        ),
    ];
    let registered = std::cell::Cell::new([0_u32; 3]);
    let check = |world: &World| {
        let mut ways = registered.get();
        if world.asker().is_none() {
            return;
        }
        let is_yes = |step| matches!(step, Step::Answer(0, Answer::Yes));
        let is_announced = |step| matches!(step, Step::Announce(_));
        let is_early = |step| matches!(step, Step::TakeOverEarly(_));
        if world.has(is_yes) {
            assert!(world.has(|step| matches!(step, Step::AskContacts(_))));
            ways[0] += 1;
        } else {
            let facts = &world.committed;
            assert!(
                world.has(|step| matches!(step, Step::RecordProof(_))),
                "{facts:?}"
            );
            let proposed = world.operators_of(|step| match step {
                Step::ProposeTakeover(n) => Some(n),
                _ => None,
            });
            let approved = world.operators_of(|step| match step {
                Step::Announce(n) => Some(n),
                _ => None,
            });
            assert!(!approved.is_empty(), "{facts:?}");
            assert!(proposed.is_disjoint(&approved), "{facts:?}");
            assert!(
                !world.has(|step| matches!(step, Step::Object(_))),
                "{facts:?}"
            );
            if world.has(is_early) {
                let proposed = world.operators_of(|step| match step {
                    Step::ProposeEarly(n) => Some(n),
                    _ => None,
                });
                let approved = world.operators_of(|step| match step {
                    Step::TakeOverEarly(n) => Some(n),
                    _ => None,
                });
                assert!(proposed.is_disjoint(&approved), "{facts:?}");
                ways[1] += 1;
            } else {
                let announced = world.days_of(is_announced)[0];
                let done = world.days_of(|step| step == Step::TakeOver)[0];
                assert!(done >= announced + 14, "{facts:?}");
                ways[2] += 1;
            }
        }
        // Registered once, whatever was tried.
        let is_done = |step| is_yes(step) || is_early(step) || step == Step::TakeOver;
        assert_eq!(world.days_of(is_done).len(), 1);
        registered.set(ways);
    };
    for (begun, steps, depth) in parts {
        let model = Model::new(steps, &[16], depth);
        let mut start = World::new(false).with_inquiry();
        for step in begun {
            let plan = model.decide(&start, *step).unwrap();
            let (step, day) = (*step, 0);
            start = start.committing(&Decided { step, day, plan });
        }
        let count = model.explore(start, check);
        println!("{count} states, {:?} registrations", registered.get());
    }
    assert!(
        registered.get().iter().all(|way| *way > 0),
        "each way is possible"
    );
}

/// The long procedure begins before the deadline as soon as no contact who was
/// asked can answer, and not before.
#[test]
fn a_contact_whose_email_was_not_delivered_is_not_waited_for() {
    use Answer::{No, Unknown, Yes};
    let steps = vec![
        Step::AskBoth,
        Step::AskContacts(0),
        Step::Bounce(0, Email::Newest),
        Step::Bounce(0, Email::Oldest),
        Step::Bounce(1, Email::Newest),
        Step::Answer(0, Yes),
        Step::Answer(0, Unknown),
        Step::Answer(1, No),
        Step::Answer(1, Unknown),
        Step::RecordProof(0),
        Step::PassDeadline(INQUIRY),
    ];
    let model = Model::new(steps, &[1, 8], 6);
    let early = std::cell::Cell::new(0_u32);
    let refused = std::cell::Cell::new(0_u32);
    let count = model.explore(World::new(false).with_inquiry(), |world| {
        let Some(Case { matter, .. }) = world.case(INQUIRY) else {
            panic!("an inquiry");
        };
        let Matter::Inquiry(inquiry) = matter else {
            panic!("an inquiry");
        };
        // Who can still answer, by what was committed.
        let mut waits: Option<BTreeSet<usize>> = None;
        let mut asked_on = Vec::new();
        let mut is_early = false;
        for (step, day) in &world.committed {
            match step {
                Step::AskBoth => waits = Some(BTreeSet::from([0, 1])),
                Step::AskContacts(_) => waits = Some(BTreeSet::from([0])),
                Step::Bounce(n, which) => {
                    // An email of an earlier day is known as such. Contact 0 is
                    // asked each time.
                    let is_newest = asked_on.first() == asked_on.last();
                    assert!(
                        *which == Email::Newest || is_newest,
                        "{:?}",
                        world.committed
                    );
                    waits.as_mut().unwrap().remove(n);
                }
                Step::Answer(n, Unknown) => {
                    waits.as_mut().unwrap().remove(n);
                }
                Step::Answer(..) | Step::PassDeadline(_) => waits = None,
                _ => {}
            }
            if matches!(step, Step::AskBoth | Step::AskContacts(_)) {
                asked_on.push(*day);
            }
            is_early |= waits.as_ref().is_some_and(BTreeSet::is_empty);
        }
        match (&inquiry.state, waits) {
            (InquiryState::Confirming { asked }, Some(waits)) => {
                let ids: Vec<AccountId> = waits.into_iter().map(|n| CONTACTS[n]).collect();
                assert_eq!(*asked, ids, "{:?}", world.committed);
            }
            (InquiryState::Unreachable, Some(waits)) => {
                assert!(waits.is_empty(), "{:?}", world.committed);
                early.set(early.get() + 1);
            }
            (InquiryState::Unreachable | InquiryState::Asked, None) => {}
            (InquiryState::Refused, None) => refused.set(refused.get() + 1),
            (InquiryState::Done, None) => {}
            (state, waits) => panic!("{state:?} {waits:?}: {:?}", world.committed),
        }
        let is_late = world.has(|step| step == Step::PassDeadline(INQUIRY));
        assert!(inquiry.proofs.is_empty() || is_early || is_late);
    });
    println!(
        "{count} states, {} early, {} refused",
        early.get(),
        refused.get()
    );
    assert!(early.get() > 0 && refused.get() > 0, "both are possible");
}

#[test]
fn no_request_is_done_twice_and_the_last_contact_stays() {
    let steps = vec![
        Step::Request(0),
        Step::Request(1),
        Step::Confirm(0),
        Step::Confirm(1),
        Step::Withdraw,
        Step::CarryOut(0),
        Step::CarryOut(1),
        Step::ProposeLast(0),
        Step::CarryOutLast(0),
        Step::CarryOutLast(1),
        Step::Refuse,
        Step::PassDeadline(REQUEST),
        Step::PassDeadline(LAST),
    ];
    for (managers_act, is_alone) in [(false, false), (true, false), (false, true)] {
        let model = Model::new(steps.clone(), &[4], 5);
        let mut start = World::new(managers_act).with_manager(0);
        if is_alone {
            let plan = model.realm.remove(
                &start.account(CONTACTS[0]),
                Some(&start.account(CONTACTS[1])),
                None,
                Actor::System,
                start.now(),
            );
            ready(start.store.commit(another_plan_id(), &plan.unwrap())).unwrap();
            start = start.with_manager(1);
        }
        let removed = std::cell::Cell::new(0);
        let count = model.explore(start, |world| {
            let is_done = |step| {
                matches!(step, Step::CarryOut(_) | Step::CarryOutLast(_))
                    || managers_act && matches!(step, Step::Request(0) | Step::Confirm(0))
            };
            let done = world.days_of(is_done).len();
            let is_removed = matches!(world.account(CONTACTS[1]).state, State::Removed { .. });
            assert_eq!(done, usize::from(is_removed), "{:?}", world.committed);
            assert!(!world.has(|step| step == Step::Confirm(1)), "not their own");
            if is_removed {
                removed.set(removed.get() + 1);
                assert!(!world.has(|step| matches!(step, Step::Refuse | Step::Withdraw)));
                if is_alone {
                    let proposed = world.has(|step| step == Step::ProposeLast(0));
                    let approved = world.has(|step| step == Step::CarryOutLast(1));
                    assert!(proposed && approved, "{:?}", world.committed);
                }
            }
        });
        println!("{count} states, {} with a removal", removed.get());
        assert!(removed.get() > 0, "a removal is possible");
    }
}

/// Contacts leave by a request, by an operator who removes or moves them, or
/// because of a colleague who is a manager.
#[test]
fn a_company_keeps_a_contact_and_contacts_do_not_take_its_last_manager() {
    let steps = vec![
        Step::Request(0),
        Step::Request(1),
        Step::Confirm(0),
        Step::CarryOut(1),
        Step::Remove(0),
        Step::Remove(1),
        Step::Move(0),
        Step::Move(1),
        Step::Unname(0),
    ];
    let model = Model::new(steps, &[], 4);
    for managers in [&[0][..], &[1], &[0, 1]] {
        let mut start = World::new(true);
        for n in managers {
            start = start.with_manager(*n);
        }
        start.is_ordered = true;
        let left = std::cell::Cell::new(0);
        let count = model.explore(start, |world| {
            let facts = &world.committed;
            let contacts = world.contacts();
            assert!(!contacts.is_empty(), "{facts:?}");
            // What a contact requests, for themselves or by a manager, removes
            // contact 1 at once only while another manager stays.
            let is_at_once = |step: &Step| matches!(step, Step::Request(_) | Step::Confirm(0));
            let by_contacts = facts.iter().rposition(|(step, _)| is_at_once(step));
            let is_done = world.case(REQUEST).is_some_and(|case| !case.is_open())
                && !world.has(|step| step == Step::CarryOut(1));
            let Some(at) = by_contacts.filter(|_| is_done) else {
                return;
            };
            left.set(left.get() + 1);
            let before = &facts[..at];
            let has_gone =
                |step: &Step| matches!(step, Step::Unname(0) | Step::Move(0) | Step::Remove(0));
            let is_alone = before.iter().any(|(step, _)| has_gone(step));
            assert!(!is_alone || !managers.contains(&1), "{facts:?}");
        });
        println!("{managers:?}: {count} states, {} at once", left.get());
        assert_eq!(left.get() > 0, managers.contains(&0), "{managers:?}");
    }
}
