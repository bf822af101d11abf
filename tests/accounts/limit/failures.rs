use std::collections::BTreeMap;
use std::sync::{Barrier, Mutex};

use genkan::id::OperatorId;
use genkan::limit::{self, Cell, Charge, CodeFailures, Failures, Limit, Limits, Throttled};
use proptest::prelude::*;

use crate::limit::{Kept, NOW, TOLERATED, at, charge_of};

/// The four numbers of a limit.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    free: u32,
    first: u32,
    most: u32,
    ceiling: u32,
}

impl Numbers {
    fn charge(self) -> Charge {
        let Self {
            free,
            first,
            most,
            ceiling,
        } = self;
        charge_of(Limit::Failures(
            Failures::new(free, first, most, ceiling).unwrap(),
        ))
    }

    /// The wait after so many failures, doubled one by one.
    fn wait(self, failures: u32) -> u64 {
        if failures < self.free {
            return 0;
        }
        let (mut wait, most) = (u64::from(self.first), u64::from(self.most));
        for _ in self.free..failures {
            wait = (wait * 2).min(most);
        }
        wait
    }
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let number = 1..=50_u32;
    let seconds = || prop_oneof![1..100_u32, 1..=86_400_u32];
    (number.clone(), number, seconds(), seconds()).prop_map(|(a, b, c, d)| Numbers {
        free: a.min(b),
        first: c.min(d),
        most: c.max(d),
        ceiling: a.max(b),
    })
}

/// What happens between two guesses.
#[derive(Clone, Copy, Debug)]
enum Between {
    Nothing,
    Seconds(u64),
    /// Until the second before the wait is over.
    AlmostTheWait,
    TheWait,
    Success,
}

fn between() -> impl Strategy<Value = Between> {
    prop_oneof![
        4 => Just(Between::Nothing),
        2 => (0..100_000_u64).prop_map(Between::Seconds),
        4 => Just(Between::AlmostTheWait),
        8 => Just(Between::TheWait),
        1 => Just(Between::Success),
    ]
}

proptest! {
    #[test]
    fn it_equals_an_oracle_that_remembers_every_guess(
        numbers in numbers(),
        steps in prop::collection::vec(between(), 1..200),
    ) {
        let charge = numbers.charge();
        let mut kept = Kept::default();
        let mut guesses: Vec<u64> = Vec::new();
        let mut now = NOW;
        for step in steps {
            let failures = u32::try_from(guesses.len()).unwrap();
            let over = guesses.last().map_or(NOW, |last| last + numbers.wait(failures));
            match step {
                Between::Nothing => {}
                Between::Seconds(seconds) => now += seconds,
                Between::AlmostTheWait => now = now.max(over.saturating_sub(1)),
                Between::TheWait => now = now.max(over),
                Between::Success => {
                    kept.refund(charge, now);
                    guesses.clear();
                    continue;
                }
            }
            kept.sweep(now);
            let expected = if failures >= numbers.ceiling {
                Err(Throttled { by: charge.by, until: None })
            } else if now < over {
                Err(Throttled { by: charge.by, until: Some(at(over)) })
            } else {
                guesses.push(now);
                Ok(())
            };
            prop_assert_eq!(kept.charge(charge, now), expected);
        }
    }

    #[test]
    fn wrong_clocks_shorten_no_wait(
        numbers in numbers(),
        offsets in prop::collection::vec(0..TOLERATED - 86_400, 1..300),
    ) {
        let mut kept = Kept::default();
        let (mut count, mut earliest) = (0, 0);
        for offset in offsets {
            let now = NOW + offset;
            if kept.charge(numbers.charge(), now).is_ok() {
                prop_assert!(now >= earliest);
                count += 1;
                earliest = now + numbers.wait(count);
            }
        }
        prop_assert!(count <= numbers.ceiling);
    }

    #[test]
    fn a_wrong_clock_causes_no_wait_and_resets_no_failure(
        numbers in numbers(),
        count in 1..60_u32,
        ahead in TOLERATED + 1..u64::MAX - NOW,
    ) {
        let mut kept = Kept(Some(Cell { at: at(NOW + ahead), count, ends: None }));
        let is_heard = kept.charge(numbers.charge(), NOW).is_ok();
        prop_assert_eq!(is_heard, count < numbers.ceiling);
        prop_assert_eq!(kept.0.unwrap().count, count + u32::from(is_heard));
    }

    /// A store may delete the cell later, or never.
    #[test]
    fn a_cell_that_has_ended_decides_what_no_cell_decides(
        numbers in numbers(),
        count in 0..60_u32,
        ends in NOW - 2..=NOW + 2,
    ) {
        let cell = Cell { at: at(NOW - 2), count, ends: Some(at(ends)) };
        let mut kept = Kept(Some(cell));
        let mut other = Kept((ends > NOW).then_some(cell));
        prop_assert_eq!(kept.charge(numbers.charge(), NOW), other.charge(numbers.charge(), NOW));
        prop_assert_eq!(kept.0, other.0);
    }

    #[test]
    fn nothing_is_too_large(
        numbers in numbers(),
        moment in any::<u64>(),
        count in any::<u32>(),
        ends in prop::option::of(any::<u64>()),
        now in any::<u64>(),
    ) {
        let mut kept = Kept(Some(Cell { at: at(moment), count, ends: ends.map(at) }));
        let heard = (0..200)
            .filter(|n| kept.charge(numbers.charge(), now.saturating_add(n * 90_000)).is_ok())
            .count();
        prop_assert!(heard <= numbers.ceiling as usize);
    }

    #[test]
    fn the_ceiling_never_resets(numbers in numbers(), later in any::<u64>()) {
        let mut kept = Kept::default();
        let mut now = NOW;
        for n in 1..=numbers.ceiling {
            prop_assert_eq!(kept.charge(numbers.charge(), now), Ok(()));
            now += numbers.wait(n);
        }
        kept.sweep(later);
        let throttled = kept.charge(numbers.charge(), later).unwrap_err();
        prop_assert_eq!(throttled.until, None);
    }
}

#[test]
fn a_clock_that_differs_as_much_as_is_tolerated_is_believed() {
    let charge = charge_of(Limit::Failures(Failures::new(1, 1, 86_400, 9).unwrap()));
    let (over, count) = (NOW + TOLERATED, 1);
    let mut kept = Kept(Some(Cell {
        at: at(over),
        count,
        ends: None,
    }));
    let throttled = kept.charge(charge, NOW).unwrap_err();
    assert_eq!(throttled.until, Some(at(over)));
}

#[test]
fn concurrent_guesses_all_count() {
    let numbers = Numbers {
        free: 5,
        first: 30,
        most: 3_600,
        ceiling: 50,
    };
    let charge = numbers.charge();
    let cells = Mutex::new(BTreeMap::new());
    let start = Barrier::new(200);
    let guess = || {
        start.wait();
        let mut cells = cells.lock().unwrap();
        let kept = cells.get(&charge.id).copied();
        let after = limit::charge(&[kept], &[charge], at(NOW)).ok();
        cells.extend(after.iter().map(|after| (charge.id, after[0])));
        after.is_some()
    };
    let heard = std::thread::scope(|scope| {
        // All are spawned before the first is waited for.
        let guesses: Vec<_> = (0..200).map(|_| scope.spawn(guess)).collect();
        let heard = guesses.into_iter().map(|guess| guess.join().unwrap());
        heard.filter(|is_heard| *is_heard).count()
    });
    assert_eq!(heard, 5);
    assert_eq!(cells.lock().unwrap()[&charge.id].count, 5);
}

#[test]
fn failures_out_of_range_are_rejected() {
    let wrong = [
        (0, 30, 3_600, 50),
        (6, 30, 3_600, 5),
        (5, 0, 3_600, 50),
        (5, 31, 30, 50),
        (5, 30, 86_401, 50),
        (5, 30, 3_600, 51),
        (u32::MAX, u32::MAX, u32::MAX, u32::MAX),
    ];
    for (free, first, most, ceiling) in wrong {
        assert_eq!(Failures::new(free, first, most, ceiling), None);
    }
    assert!(Failures::new(50, 86_400, 86_400, 50).is_some());
}

#[test]
fn no_numbers_allow_more_than_45_codes_of_a_second_factor_in_a_day() {
    let most = Limits {
        second_factor: CodeFailures::new(10, 1, 3_600).unwrap(),
        ..Limits::default()
    };
    let most = most.second_factor(OperatorId::from_bytes([7; 16]));
    let default = Limits::default().second_factor(OperatorId::from_bytes([7; 16]));
    for (charge, first_day, next_day) in [(most, 44, 24), (default, 16, 1)] {
        let (mut kept, mut now) = (Kept::default(), NOW);
        for day in 0..30 {
            let mut guesses = 0;
            while now < NOW + (day + 1) * 86_400 {
                match kept.charge(charge, now) {
                    Ok(()) => guesses += 1,
                    Err(throttled) => now = throttled.until.unwrap().unix_seconds(),
                }
            }
            assert!(guesses <= if day == 0 { first_day } else { next_day });
            assert!(guesses > 0, "it never ends");
        }
    }
}

#[test]
fn codes_out_of_range_are_rejected() {
    for (free, first, most) in [
        (0, 30, 3_600),
        (11, 30, 3_600),
        (5, 0, 3_600),
        (5, 30, 3_599),
        (5, 30, 86_401),
        (5, 3_601, 3_600),
    ] {
        assert_eq!(CodeFailures::new(free, first, most), None);
    }
    assert!(CodeFailures::new(10, 86_400, 86_400).is_some());
}
