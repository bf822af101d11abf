//! The audit log: every change is found, and no hash changes by accident.

use genkan::audit_log::{
    Actor, Broken, Entry, Event, EventKind, Hash, Head, InvalidReason, Reading, Reason,
    ReasonDigest, SubjectId, Why, verify,
};
use genkan::id::{AccountId, CompanyId, OperatorId};
use genkan::time::Timestamp;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde_json::Value;

/// Returns identities with few different bytes, so that two are often equal.
fn id() -> impl Strategy<Value = [u8; 16]> {
    prop_oneof![any::<[u8; 16]>(), Just([1; 16]), Just([2; 16])]
}

fn event() -> impl Strategy<Value = Event> {
    let actor = prop_oneof![
        id().prop_map(|id| Actor::Contact(AccountId::from_bytes(id))),
        id().prop_map(|id| Actor::Operator(OperatorId::from_bytes(id))),
        Just(Actor::Visitor),
        Just(Actor::System),
    ];
    let subject = prop_oneof![
        id().prop_map(|id| SubjectId::Account(AccountId::from_bytes(id))),
        id().prop_map(|id| SubjectId::Company(CompanyId::from_bytes(id))),
        id().prop_map(|id| SubjectId::Operator(OperatorId::from_bytes(id))),
    ];
    let digest = prop_oneof![any::<[u8; 32]>(), Just([1; 32])];
    let reason = prop::option::of(digest.prop_map(ReasonDigest::from_bytes));
    let at = any::<u64>().prop_map(Timestamp::from_unix_seconds);
    let kind = select(&EventKind::ALL[..]);
    (at, subject, kind, actor, reason).prop_map(|(at, subject, kind, actor, reason)| Event {
        at,
        subject,
        kind,
        actor,
        reason,
    })
}

fn log(events: impl IntoIterator<Item = Event>) -> Vec<Entry> {
    let mut head = Head::EMPTY;
    let append = |event| {
        let entry = head.next(event);
        head = entry.head();
        entry
    };
    events.into_iter().map(append).collect()
}

fn logs() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(event(), 1..20).prop_map(log)
}

fn head(log: &[Entry]) -> Head {
    log.last().map_or(Head::EMPTY, Entry::head)
}

/// Returns where the log is broken.
fn broken_at(log: &[Entry], kept: Option<Head>) -> Option<u64> {
    verify(log, kept).err().map(|broken| broken.at)
}

/// Changes one field of an entry.
fn edit(entry: &mut Entry, field: usize, event: Event, byte: usize) {
    let flipped = |hash: Hash| {
        let mut bytes = hash.to_bytes();
        bytes[byte % Hash::LENGTH] ^= 1;
        Hash::from_bytes(bytes)
    };
    match field {
        0 => entry.seq = entry.seq.wrapping_add(byte as u64 + 1),
        1 => entry.previous = flipped(entry.previous),
        2 => entry.event.at = event.at,
        3 => entry.event.subject = event.subject,
        4 => entry.event.kind = event.kind,
        5 => entry.event.actor = event.actor,
        6 => entry.event.reason = event.reason,
        _ => entry.hash = flipped(entry.hash),
    }
}

proptest! {
    #[test]
    fn a_log_as_it_was_written_is_intact(log in logs(), kept in any::<Index>()) {
        prop_assert_eq!(verify(&log, None), Ok(head(&log)));
        // The head was kept at any time.
        let kept = head(&log[..kept.index(log.len() + 1)]);
        prop_assert_eq!(verify(&log, Some(kept)), Ok(head(&log)));
    }

    #[test]
    fn an_edit_is_found_where_it_is(
        log in logs(),
        at in any::<Index>(),
        field in 0..8_usize,
        event in event(),
        byte in 0..1_000_usize,
    ) {
        let mut edited = log.clone();
        let at = at.index(log.len());
        edit(&mut edited[at], field, event, byte);
        prop_assume!(edited != log);
        prop_assert_eq!(broken_at(&edited, None), Some(at as u64 + 1));
    }

    #[test]
    fn an_edit_that_is_hashed_again_is_found_at_the_next_entry(
        log in logs(),
        at in any::<Index>(),
        event in event(),
    ) {
        let at = at.index(log.len());
        prop_assume!(log[at].event != event);
        let mut edited = log.clone();
        edited[at] = head(&log[..at]).next(event);
        let next = (at + 1 < log.len()).then_some(at as u64 + 2);
        prop_assert_eq!(broken_at(&edited, None), next);
        // The last entry has no next one; the kept head shows the change.
        let found = broken_at(&edited, Some(head(&log)));
        prop_assert_eq!(found, next.or(Some(log.len() as u64)));
    }

    #[test]
    fn a_removal_is_found_where_it_was(log in logs(), at in any::<Index>()) {
        let mut shorter = log.clone();
        let at = at.index(log.len());
        shorter.remove(at);
        let is_last = at + 1 == log.len();
        prop_assert_eq!(broken_at(&shorter, None), (!is_last).then_some(at as u64 + 1));
        prop_assert_eq!(broken_at(&shorter, Some(head(&log))), Some(at as u64 + 1));
        // It is found even if the later entries are renumbered.
        for entry in &mut shorter[at..] {
            entry.seq -= 1;
        }
        prop_assert_eq!(broken_at(&shorter, None), (!is_last).then_some(at as u64 + 1));
    }

    #[test]
    fn an_insertion_is_found_where_it_is(
        log in logs(),
        at in any::<Index>(),
        event in event(),
        is_repeated in any::<bool>(),
    ) {
        let at = at.index(log.len());
        let inserted = if is_repeated { log[at] } else { head(&log[..at]).next(event) };
        let mut longer = log.clone();
        longer.insert(at, inserted);
        // The inserted entry may follow; the one after it does not.
        let found = broken_at(&longer, None);
        prop_assert!(found == Some(at as u64 + 1) || found == Some(at as u64 + 2));
    }

    #[test]
    fn another_order_is_found(log in logs(), a in any::<Index>(), b in any::<Index>()) {
        let (a, b) = (a.index(log.len()), b.index(log.len()));
        prop_assume!(a != b);
        let first = Some(a.min(b) as u64 + 1);
        let mut swapped = log.clone();
        swapped.swap(a, b);
        prop_assert_eq!(broken_at(&swapped, None), first);
        // It is found even if only the numbers or only the contents are
        // exchanged.
        let (x, y) = (swapped[a].seq, swapped[b].seq);
        (swapped[a].seq, swapped[b].seq) = (y, x);
        prop_assert_eq!(broken_at(&swapped, None), first);
        let mut contents = log.clone();
        (contents[a].event, contents[b].event) = (log[b].event, log[a].event);
        prop_assume!(contents != log);
        prop_assert_eq!(broken_at(&contents, None), first);
    }

    #[test]
    fn an_end_that_was_cut_off_is_found_against_a_kept_head(
        log in logs(),
        cut in any::<Index>(),
        kept in any::<Index>(),
    ) {
        let cut = cut.index(log.len());
        let kept = head(&log[..=kept.index(log.len())]);
        let left = &log[..cut];
        prop_assert_eq!(verify(left, None), Ok(head(left)));
        let expected = if kept.seq > cut as u64 {
            Err(Broken { at: cut as u64 + 1, why: Why::CutOff })
        } else {
            Ok(head(left))
        };
        prop_assert_eq!(verify(left, Some(kept)), expected);
    }

    #[test]
    fn a_log_that_was_replaced_is_found_against_a_kept_head(
        log in logs(),
        at in any::<Index>(),
        event in event(),
    ) {
        let at = at.index(log.len());
        prop_assume!(log[at].event != event);
        let mut events: Vec<Event> = log.iter().map(|entry| entry.event).collect();
        events[at] = event;
        let anew = self::log(events);
        prop_assert_eq!(verify(&anew, None), Ok(head(&anew)));
        let broken = verify(&anew, Some(head(&log))).unwrap_err();
        prop_assert_eq!(broken, Broken { at: log.len() as u64, why: Why::Rewritten });
    }

    #[test]
    fn different_events_have_different_hashes(a in event(), b in event()) {
        let same = Head::EMPTY.next(a).hash == Head::EMPTY.next(b).hash;
        prop_assert_eq!(same, a == b);
    }

    #[test]
    fn a_log_may_be_read_in_pages(log in logs(), page in 1..7_usize) {
        let mut reading = Reading::new(Some(head(&log)));
        for page in log.chunks(page) {
            for entry in page {
                prop_assert_eq!(reading.read(entry), Ok(()));
            }
            prop_assert_eq!(reading.head(), head(page));
        }
        prop_assert_eq!(reading.end(), Ok(head(&log)));
    }

    #[test]
    fn a_head_reads_back_as_it_was_written(seq in any::<u64>(), hash in any::<[u8; 32]>()) {
        let head = Head { seq, hash: Hash::from_bytes(hash) };
        prop_assert_eq!(head.to_string().parse(), Ok(head));
    }

    #[test]
    fn a_text_that_is_not_a_head_is_rejected(text in "[0-9]{0,3}:?[0-9a-gé]{0,70}") {
        let is_head = text.split_once(':').is_some_and(|(seq, hash)| {
            !seq.is_empty() && hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit())
        });
        prop_assert_eq!(text.parse::<Head>().is_ok(), is_head);
    }
}

proptest! {
    #[test]
    fn subject_and_actor_read_back_from_two_columns(event in event()) {
        let Event { subject, actor, .. } = event;
        prop_assert_eq!(SubjectId::from_parts(subject.code(), subject.id()), Some(subject));
        prop_assert_eq!(Actor::from_parts(actor.code(), actor.id()), Some(actor));
        // A column has an identity if and only if the actor has one.
        let other = actor.id().map_or(Some([1; 16]), |_| None);
        prop_assert_eq!(Actor::from_parts(actor.code(), other), None);
        prop_assert_eq!(Actor::from_parts("", actor.id()), None);
        prop_assert_eq!(SubjectId::from_parts("contact", subject.id()), None);
    }

    #[test]
    fn a_reason_is_one_line_of_1_to_500_characters(text in "[ ]{0,2}[a-z退\\n\\x00]{0,6}[ ]{0,2}", times in 1..120_usize) {
        let text = text.repeat(times);
        let trimmed = text.trim();
        let length = trimmed.chars().count();
        let is_reason = (1..=Reason::LONGEST).contains(&length) && !trimmed.contains(['\n', '\0']);
        let rng = &mut ChaCha20Rng::seed_from_u64(1);
        match Reason::new(&text, rng) {
            Ok(reason) => {
                prop_assert!(is_reason);
                prop_assert_eq!(reason.text(), trimmed);
                let stored = Reason::from_stored(reason.salt(), reason.text().into());
                prop_assert_eq!(stored.digest(), reason.digest());
                prop_assert_eq!(&stored, &reason);
                // The same text again has another salt, and so another digest.
                let again = Reason::new(&text, rng).unwrap();
                prop_assert_ne!(again.digest(), reason.digest());
                prop_assert_eq!(format!("{reason:?}"), "Reason(..)");
            }
            Err(InvalidReason) => prop_assert!(!is_reason),
        }
    }
}

#[test]
fn an_empty_log_is_intact_unless_a_kept_head_shows_an_entry() {
    assert_eq!(verify([], None), Ok(Head::EMPTY));
    assert_eq!(verify([], Some(Head::EMPTY)), Ok(Head::EMPTY));
    let log = log([first()]);
    let broken = verify([], Some(head(&log))).unwrap_err();
    assert_eq!((broken.at, broken.why), (1, Why::CutOff));
}

#[test]
fn a_kept_head_without_entries_has_one_hash_only() {
    let hash = Hash::from_bytes([1; Hash::LENGTH]);
    let kept = Some(Head { seq: 0, hash });
    let expected = Err(Broken {
        at: 0,
        why: Why::Rewritten,
    });
    assert_eq!(verify([], kept), expected);
    assert_eq!(verify(&log([first()]), kept), expected);
    assert!(verify(&log([first()]), Some(Head::EMPTY)).is_ok());
}

#[test]
fn each_fault_has_its_code() {
    let log = log([first(), first(), first()]);
    let why = |log: &[Entry]| verify(log, None).unwrap_err().why.code();
    assert_eq!(why(&log[1..]), "missing");
    let mut other = log.clone();
    other[1].previous = Head::EMPTY.hash;
    assert_eq!(why(&other), "detached");
    let mut other = log.clone();
    other[1].event.kind = EventKind::SignedIn;
    assert_eq!(why(&other), "edited");
    let broken = verify(&other, None).unwrap_err();
    let text = "the audit log is broken at entry 2: its content or its hash was edited";
    assert_eq!(broken.to_string(), text);
    for why in Why::ALL {
        assert_eq!(Why::from_code(why.code()), Some(why));
    }
}

#[test]
fn the_hashes_are_those_of_the_vectors() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("../vectors/audit.json")).unwrap();
    let text = |vector: &Value, key: &str| vector[key].as_str().unwrap().to_owned();
    let mut log = Vec::new();
    for vector in &vectors {
        let id = |key| vector.get(key).map(|id| bytes(id.as_str().unwrap()));
        let subject = id("subject_id").unwrap();
        let reason = vector.get("reason").map(|reason| {
            let salt = bytes(&text(reason, "salt"));
            let digest = Reason::from_stored(salt, text(reason, "text")).digest();
            assert_eq!(
                digest,
                ReasonDigest::from_bytes(bytes(&text(reason, "digest")))
            );
            digest
        });
        let event = Event {
            at: Timestamp::from_unix_seconds(text(vector, "at").parse().unwrap()),
            subject: SubjectId::from_parts(&text(vector, "subject"), subject).unwrap(),
            kind: EventKind::from_code(&text(vector, "kind")).unwrap(),
            actor: Actor::from_parts(&text(vector, "actor"), id("actor_id")).unwrap(),
            reason,
        };
        let entry = head(&log).next(event);
        assert_eq!(entry.seq, vector["seq"].as_u64().unwrap());
        assert_eq!(entry.previous.to_string(), text(vector, "previous"));
        assert_eq!(entry.hash.to_string(), text(vector, "hash"), "{vector}");
        log.push(entry);
    }
    let events: Vec<Event> = log.iter().map(|entry| entry.event).collect();
    for kind in EventKind::ALL {
        let has = events.iter().any(|event| event.kind == kind);
        assert!(has, "{} has no vector", kind.code());
    }
    for code in ["account", "company", "operator"] {
        assert!(events.iter().any(|event| event.subject.code() == code));
    }
    for code in ["contact", "operator", "visitor", "system"] {
        for has_reason in [false, true] {
            let is =
                |event: &Event| event.actor.code() == code && event.reason.is_some() == has_reason;
            assert!(events.iter().any(is), "{code} {has_reason}");
        }
    }
    assert!(verify(&log, None).is_ok());
}

fn first() -> Event {
    Event {
        at: Timestamp::from_unix_seconds(1_800_000_000),
        subject: SubjectId::Account(AccountId::from_bytes([1; 16])),
        kind: EventKind::Registered,
        actor: Actor::System,
        reason: None,
    }
}

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    let digits = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap();
    assert_eq!(hex.len(), 2 * N);
    core::array::from_fn(digits)
}
