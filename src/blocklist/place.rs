/// Returns the place of a text: a 64-bit hash of its bytes.
///
/// It is part of the file's format: a change needs a new version. Two
/// overlapping reads and two multiplications cover any text of up to 16 bytes,
/// as in wyhash (Wang Yi, 2019, public domain). The texts of a list are fixed,
/// so the hash needs no secret.
pub(super) const fn place(text: &[u8]) -> u64 {
    let mut state = SEED ^ text.len() as u64;
    let mut rest = text;
    while let Some((head, tail)) = rest.split_first_chunk::<16>() {
        if tail.is_empty() {
            break;
        }
        state = mix(low(head) ^ FIRST, high(head) ^ state);
        rest = tail;
    }
    let (a, b) = ends(rest);
    mix(mix(a ^ FIRST, b ^ state) ^ SECOND, THIRD)
}

/// Returns up to 16 bytes as two numbers that no other text of the same length
/// has.
const fn ends(text: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return (
            u32::from_le_bytes(*first) as u64,
            u32::from_le_bytes(*last) as u64,
        );
    }
    match *text {
        [] => (0, 0),
        [a] => (a as u64, 0),
        [a, b] => (a as u64, b as u64),
        [a, b, c, ..] => (a as u64, (b as u64) << 8 | c as u64),
    }
}

const fn low(chunk: &[u8; 16]) -> u64 {
    u128::from_le_bytes(*chunk) as u64
}

const fn high(chunk: &[u8; 16]) -> u64 {
    (u128::from_le_bytes(*chunk) >> 64) as u64
}

const fn mix(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

// Digits of pi, odd.
const SEED: u64 = 0x243f_6a88_85a3_08d3;
const FIRST: u64 = 0x1319_8a2e_0370_7345;
const SECOND: u64 = 0xa409_3822_299f_31d1;
const THIRD: u64 = 0x082e_fa98_ec4e_6c89;

#[cfg(test)]
mod tests {
    use super::*;

    /// Existing files depend on it.
    #[test]
    fn the_place_of_a_text_does_not_change() {
        assert_eq!(place(b""), PINNED[0]);
        assert_eq!(place(b"abc"), PINNED[1]);
        assert_eq!(place(b"passw0rd"), PINNED[2]);
        assert_eq!(place(b"correct horse battery staple"), PINNED[3]);
    }

    /// Computed by a second implementation, in Python.
    const PINNED: [u64; 4] = [
        0xb3bf_c73d_bda2_207a,
        0xdade_7419_e258_fc4f,
        0xc6a2_81a9_74de_a4b2,
        0xb6db_c81d_a2ed_46f0,
    ];

    #[test]
    fn places_are_spread_evenly() {
        let mut buckets = [0_u32; 256];
        for n in 0..65_536_u32 {
            let text = std::format!("password{n}");
            buckets[(place(text.as_bytes()) >> 56) as usize] += 1;
        }
        // 256 each on average, a deviation of 16.
        assert!(
            buckets.iter().all(|n| (160..352).contains(n)),
            "{buckets:?}"
        );
    }
}
