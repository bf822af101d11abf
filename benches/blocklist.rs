//! Lookups in a compact list, compared with sets in memory.
//!
//! Common passwords and others are looked up, each in rows of their own: a few
//! repeatedly, so that their entries are in the caches (hot), or very many in
//! an order that is not that of the list (cold).

use std::collections::HashSet;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use genkan::blocklist::{Blocklist as _, CompactList};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// The number of passwords that are looked up in turn while the list is hot.
const HOT: usize = 64;

/// The number while it is cold. At 1,000,000 entries that is a quarter of the
/// list, more than the caches next to the core hold.
const COLD: usize = 250_000;

fn lookup(criterion: &mut Criterion) {
    for entries in [10_000, 1_000_000] {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut password = || {
            let mut text = String::new();
            for _ in 0..6 + rng.next_u32() % 7 {
                text.push(char::from(
                    b"abcdefghijklmnopqrstuvwxyz0123456789"[rng.next_u32() as usize % 36],
                ));
            }
            text
        };
        let words: Vec<String> = (0..entries).map(|_| password()).collect();
        let asked = COLD.min(entries);
        let misses: Vec<String> = (0..asked).map(|_| password() + "!").collect();
        let hits: Vec<String> = (0..asked)
            .map(|n| words[n.wrapping_mul(7919) % entries].clone())
            .collect();
        let Ok(file) = CompactList::build(words.iter().map(String::as_str)) else {
            return;
        };
        let Ok(list) = CompactList::from_bytes(&file) else {
            return;
        };
        let std_set: HashSet<&str> = words.iter().map(String::as_str).collect();
        let mut fast_set: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
        fast_set.extend(words.iter().map(String::as_str));
        println!(
            "{entries} entries: {:.2} bytes an entry",
            file.len() as f64 / entries as f64
        );
        let cases: [(&str, Case<'_>); 3] = [
            ("compact", &|p| list.contains(p)),
            ("HashSet std", &|p| std_set.contains(p)),
            ("HashSet foldhash", &|p| fast_set.contains(p)),
        ];
        let (hot_hits, hot_misses) = (&hits[..HOT], &misses[..HOT]);
        for (kind, asked) in [
            ("hot hit", hot_hits),
            ("hot miss", hot_misses),
            ("cold hit", &hits),
            ("cold miss", &misses),
        ] {
            let mut group = criterion.benchmark_group(format!("blocklist {kind}"));
            group.throughput(Throughput::Elements(1));
            for (name, case) in cases {
                let mut turn = asked.iter().cycle();
                group.bench_function(BenchmarkId::new(name, entries), |bencher| {
                    bencher.iter(|| turn.next().map(|p| case(black_box(p))));
                });
            }
            group.finish();
        }
    }
}

type Case<'c> = &'c dyn Fn(&str) -> bool;

criterion_group!(benches, lookup);
criterion_main!(benches);
