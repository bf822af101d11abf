/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Chance(u64);

impl Chance {
    /// With the seed in `GENKAN_SEED`, or a new one; prints it.
    pub(crate) fn new() -> Self {
        let given = std::env::var("GENKAN_SEED").ok();
        let seed = given.map_or_else(
            || u64::from_be_bytes(genkan_portal::random::random_bytes()),
            |seed| seed.parse().unwrap(),
        );
        Self::seeded(seed)
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        println!("GENKAN_SEED={seed}");
        Self(seed)
    }

    /// Another sequence, which this one decides.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
