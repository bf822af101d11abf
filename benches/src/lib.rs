//! Benchmarks beside the peers; see `benches/`.
