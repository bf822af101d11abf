use genkan::limit::{CellId, Charge, Failures, Limit, LimitName, Rate, charge};
use proptest::prelude::*;

use crate::limit::{Kept, NOW, at, charge_of};

fn rate(burst: u32, period: u32) -> Limit {
    Limit::Rate(Rate::new(burst, period).unwrap())
}

proptest! {
    #[test]
    fn all_cells_are_charged_or_none(
        few in 1..4_u32,
        many in 4..8_u32,
        is_small_first in any::<bool>(),
        tries in 1..12_u32,
    ) {
        let small = charge_of(rate(few, 60));
        let large = Charge {
            id: CellId::from_bytes([9; CellId::LENGTH]),
            by: LimitName::LinkSystem,
            limit: rate(many, 60),
        };
        let charges = if is_small_first { [small, large] } else { [large, small] };
        let mut cells = Vec::new();
        let mut done = 0;
        for _ in 0..tries {
            match charge(&cells, &charges, at(NOW)) {
                Ok(after) => {
                    cells = after.into_iter().map(Some).collect();
                    done += 1;
                }
                Err(throttled) => prop_assert_eq!(throttled.by, small.by),
            }
        }
        prop_assert_eq!(done, tries.min(few));
        // The refused charges had no effect.
        let mut left = Kept(cells[usize::from(is_small_first)]);
        let room = (0..many).filter(|_| left.charge(large, NOW).is_ok()).count();
        prop_assert_eq!(room, (many - done) as usize);
    }
}

#[test]
fn a_cell_that_is_named_twice_is_charged_twice() {
    let twice = [charge_of(rate(3, 60)); 2];
    let cells = charge(&[], &twice, at(NOW)).unwrap();
    let kept = [Some(cells[1]); 2];
    assert!(charge(&kept, &twice, at(NOW)).is_err());
    assert!(Kept(kept[0]).charge(twice[0], NOW).is_ok());
}

#[test]
fn a_refusal_that_reveals_nothing_is_named_first_and_then_the_longest() {
    let named = |n, by, limit| Charge {
        id: CellId::from_bytes([n; CellId::LENGTH]),
        by,
        limit,
    };
    let for_ever = Limit::Failures(Failures::new(1, 1, 1, 1).unwrap());
    let short = named(1, LimitName::LinkPause, rate(1, 60));
    let long = named(2, LimitName::LinkAddress, rate(1, 120));
    let ever = named(3, LimitName::SignInStranger, for_ever);
    let client = named(4, LimitName::SignInClient, rate(1, 10));
    let system = named(5, LimitName::SignInSystem, rate(1, 20));
    // In any order.
    let cases = [
        (vec![short, long], long, Some(120)),
        (vec![long, short], long, Some(120)),
        (vec![short, ever, long], ever, None),
        (vec![ever, long, short], ever, None),
        (vec![long, client, ever], client, Some(10)),
        (vec![ever, system, client], system, Some(20)),
        (vec![client, system, long], system, Some(20)),
    ];
    for (charges, expected, wait) in cases {
        let cells = charge(&[], &charges, at(NOW)).unwrap();
        let cells: Vec<_> = cells.into_iter().map(Some).collect();
        let throttled = charge(&cells, &charges, at(NOW)).unwrap_err();
        let until = wait.map(|seconds| at(NOW + seconds));
        assert_eq!((throttled.by, throttled.until), (expected.by, until));
    }
}

#[test]
fn names_are_stable_and_differ() {
    let codes = LimitName::ALL.map(LimitName::code);
    let expected = [
        "link-pause",
        "link-address",
        "link-company",
        "link-client",
        "link-system",
        "email-account",
        "email-company",
        "email-system",
        "replacement-account",
        "request-account",
        "case-address",
        "case-client",
        "case-system",
        "sign-in-client",
        "sign-in-system",
        "sign-in-stranger",
        "sign-in-device",
        "second-factor",
    ];
    assert_eq!(codes, expected);
}
