use genkan::limit::{Cell, Charge, Limit, Rate};
use proptest::prelude::*;

use crate::limit::{Kept, NOW, TOLERATED, at, charge_of};

fn rates() -> impl Strategy<Value = Rate> {
    prop_oneof![
        (1..20_u32, 1..100_u32),
        (1..=u32::MAX, 1..=86_400_u32),
        (1..5_u32, 80_000..=86_400_u32),
    ]
    .prop_map(|(burst, period)| Rate::new(burst, period).unwrap())
}

fn of(rate: Rate) -> Charge {
    charge_of(Limit::Rate(rate))
}

/// Remembers every unit. Each needs `period / burst` seconds to drain, one
/// after the other, and at most `burst` of them fit. Times are in parts of a
/// second, of which there are `burst`, so that every number is whole.
struct Remembered {
    rate: Rate,
    units: Vec<u64>,
}

impl Remembered {
    fn charge(&mut self, now: u64) -> bool {
        let burst = u128::from(self.rate.burst());
        let period = u128::from(self.rate.period());
        let drained = self.units.iter().fold(0, |drained, unit| {
            drained.max(u128::from(*unit) * burst) + period
        });
        let waiting = drained.saturating_sub(u128::from(now) * burst);
        let is_room = waiting + period <= burst * period;
        if is_room {
            self.units.push(now);
        }
        is_room
    }
}

proptest! {
    #[test]
    fn it_equals_an_oracle_that_remembers_every_unit(
        rate in rates(),
        steps in prop::collection::vec((0..100_u64, any::<bool>()), 1..120),
    ) {
        let mut oracle = Remembered { rate, units: Vec::new() };
        let mut kept = Kept::default();
        let mut now = NOW;
        for (step, is_swept) in steps {
            // Steps near the time of one unit are the critical ones.
            now += step * u64::from(rate.period() / rate.burst()).max(1) / 40;
            if is_swept {
                kept.sweep(now);
            }
            prop_assert_eq!(kept.charge(of(rate), now).is_ok(), oracle.charge(now));
        }
    }

    #[test]
    fn wrong_clocks_allow_no_more(
        burst in 1..50_u32,
        period in 1..2_000_u32,
        steps in prop::collection::vec(-400..400_i64, 1..200),
        tries in 1..10_u32,
    ) {
        let charge = of(Rate::new(burst, period).unwrap());
        let mut kept = Kept::default();
        let mut allowed = 0_u64;
        let (mut now, mut first, mut last) = (NOW, NOW, NOW);
        for step in steps {
            now = now.checked_add_signed(step).unwrap();
            (first, last) = (first.min(now), last.max(now));
            for _ in 0..tries {
                allowed += u64::from(kept.charge(charge, now).is_ok());
            }
        }
        // However often the clock is set back, no second counts twice.
        let most = u64::from(burst) + (last - first) * u64::from(burst) / u64::from(period);
        prop_assert!(allowed <= most, "{allowed} > {most}");
    }

    #[test]
    fn a_unit_is_allowed_exactly_when_announced(rate in rates(), extra in 0..200_u64) {
        let mut kept = Kept::default();
        for _ in 0..rate.burst().min(300) {
            prop_assert_eq!(kept.charge(of(rate), NOW), Ok(()));
        }
        let now = NOW + extra.min(u64::from(rate.period()));
        if let Err(throttled) = kept.charge(of(rate), now) {
            let until = throttled.until.unwrap().unix_seconds();
            prop_assert!(now < until && until <= NOW + u64::from(rate.period()));
            prop_assert_eq!(kept.charge(of(rate), until - 1), Err(throttled));
            prop_assert_eq!(kept.charge(of(rate), until), Ok(()));
        }
    }

    #[test]
    fn a_refund_undoes_the_charge(
        rate in rates(),
        before in prop::collection::vec(0..100_u64, 0..30),
        later in 0..10_000_u64,
        after in prop::collection::vec(0..100_u64, 1..30),
    ) {
        let (mut charged, mut now) = (Kept::default(), NOW);
        for step in before {
            now += step;
            let _ = charged.charge(of(rate), now);
        }
        let mut spared = charged;
        if charged.charge(of(rate), now).is_ok() {
            now += later;
            charged.refund(of(rate), now);
        }
        for step in after {
            now += step;
            prop_assert_eq!(charged.charge(of(rate), now), spared.charge(of(rate), now));
        }
    }

    #[test]
    fn a_refund_allows_at_most_a_burst(
        rate in rates(),
        units in 1..10_u32,
        later in prop_oneof![Just(0), 0..100_000_u64],
    ) {
        let mut kept = Kept::default();
        let mut charged = 0;
        for _ in 0..units {
            charged += u32::from(kept.charge(of(rate), NOW).is_ok());
        }
        for _ in 0..charged {
            prop_assert!(kept.0.is_some() || later > 0);
            kept.refund(of(rate), NOW + later);
        }
        prop_assert_eq!(kept.0, None);
        kept.refund(of(rate), NOW + later);
        prop_assert_eq!(kept.0, None);
    }

    #[test]
    fn a_wrong_clock_causes_no_wait(
        rate in rates(),
        ahead in TOLERATED + 1..u64::MAX - NOW,
        count in any::<u32>(),
    ) {
        let written = at(NOW + ahead);
        let mut kept = Kept(Some(Cell { at: written, count, ends: Some(written) }));
        prop_assert_eq!(kept.charge(of(rate), NOW), Ok(()));
        prop_assert!(kept.0.unwrap().at <= at(NOW + u64::from(rate.period())));
    }

    #[test]
    fn new_numbers_lengthen_no_wait(
        old in rates(),
        new in rates(),
        units in 1..30_u32,
    ) {
        let mut kept = Kept::default();
        for _ in 0..units {
            let _ = kept.charge(of(old), NOW);
        }
        // One unit fits when all but one have drained, and all have drained
        // when the cell ends.
        let ends = kept.0.unwrap().ends.unwrap().unix_seconds();
        let all_but_one = u64::from(new.period() - new.period().div_ceil(new.burst()));
        if let Err(throttled) = kept.charge(of(new), NOW) {
            prop_assert!(throttled.until.unwrap() <= at(ends - all_but_one));
        }
    }

    #[test]
    fn nothing_is_too_large(
        rate in rates(),
        moment in any::<u64>(),
        count in any::<u32>(),
        ends in prop::option::of(any::<u64>()),
        now in prop_oneof![any::<u64>(), u64::MAX - 100_000..=u64::MAX, 0..100_000_u64],
    ) {
        // A cell that was written under other numbers, or by mistake.
        let mut kept = Kept(Some(Cell { at: at(moment), count, ends: ends.map(at) }));
        let allowed = (0..60).filter(|_| kept.charge(of(rate), now).is_ok()).count();
        // Never more than a burst at one moment, not even at the end of time.
        prop_assert!(allowed <= rate.burst() as usize);
        kept.refund(of(rate), now);
    }
}

#[test]
fn a_rate_out_of_range_is_rejected() {
    for (burst, period) in [(0, 60), (1, 0), (1, 86_401), (u32::MAX, u32::MAX)] {
        assert_eq!(Rate::new(burst, period), None);
    }
    assert!(Rate::new(u32::MAX, 86_400).is_some());
}
