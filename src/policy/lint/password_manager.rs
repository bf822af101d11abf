use alloc::string::String;
use alloc::vec::Vec;

use crate::code::codes;

codes! {
    /// A program that generates passwords for people.
    ///
    /// The model is of a page without `passwordrules`: the length, the characters
    /// and what is always included, as the makers describe them or as observed in
    /// 2025. Managers change, so a finding is a warning, not a proof.
    #[non_exhaustive]
    pub enum PasswordManager: Data {
        /// Apple's Safari: three groups of six lower-case letters, one of them
        /// upper case and one a digit, with hyphens between.
        Safari = "safari",
        /// Google Chrome: 15 letters and digits.
        Chrome = "chrome",
        /// Mozilla Firefox: 15 letters, digits and signs.
        Firefox = "firefox",
        /// 1Password: 20 letters, digits and signs.
        OnePassword = "one-password",
        /// Bitwarden: 14 letters and digits.
        Bitwarden = "bitwarden",
    }
}

impl PasswordManager {
    /// Returns the name of the product.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safari => "Safari",
            Self::Chrome => "Chrome",
            Self::Firefox => "Firefox",
            Self::OnePassword => "1Password",
            Self::Bitwarden => "Bitwarden",
        }
    }

    /// Returns passwords like those that it generates, the same ones at every
    /// call.
    pub(super) fn samples(self, count: u32) -> impl Iterator<Item = String> {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ self as u64);
        (0..count).map(move |_| self.sample(&mut dice))
    }

    fn sample(self, dice: &mut Dice) -> String {
        match self {
            Self::Safari => safari(dice),
            // Without letters and digits that look like others.
            Self::Chrome => mixed(15, &[CLEAR_LOWER, CLEAR_UPPER, CLEAR_DIGIT], dice),
            Self::Firefox => {
                let signs = "-~!@#$%^&*_+=)}:;\"'>,.?]";
                mixed(15, &[CLEAR_LOWER, CLEAR_UPPER, CLEAR_DIGIT, signs], dice)
            }
            Self::OnePassword => mixed(20, &[LOWER, UPPER, DIGIT, "!@.-_*"], dice),
            Self::Bitwarden => mixed(14, &[LOWER, UPPER, DIGIT], dice),
        }
    }
}

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGIT: &str = "0123456789";
const CLEAR_LOWER: &str = "abcdefghijkmnpqrstuvwxyz";
const CLEAR_UPPER: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const CLEAR_DIGIT: &str = "23456789";

fn safari(dice: &mut Dice) -> String {
    let mut letters: Vec<char> = (0..18).map(|_| dice.pick(LOWER)).collect();
    let upper = dice.below(18);
    // In another position than the capital.
    let digit = (upper + 1 + dice.below(17)) % 18;
    for (at, c) in letters.iter_mut().enumerate() {
        if at == upper {
            c.make_ascii_uppercase();
        } else if at == digit {
            *c = dice.pick(DIGIT);
        }
    }
    let groups: Vec<String> = letters.chunks(6).map(String::from_iter).collect();
    groups.join("-")
}

/// Returns one character of each set and the rest of all of them, in any order.
fn mixed(length: usize, sets: &[&str], dice: &mut Dice) -> String {
    let all = sets.concat();
    let mut text: Vec<char> = sets.iter().map(|set| dice.pick(set)).collect();
    text.resize_with(length.max(sets.len()), || dice.pick(&all));
    for at in (1..text.len()).rev() {
        text.swap(at, dice.below(at + 1));
    }
    text.into_iter().collect()
}

/// Numbers that look random and are the same every time (SplitMix64, Steele et
/// al., OOPSLA 2014). No password in use is made of them.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) % n.max(1) as u64) as usize
    }

    fn pick(&mut self, set: &str) -> char {
        let at = self.below(set.len());
        set.chars().nth(at).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, set: &str) -> usize {
        text.chars().filter(|c| set.contains(*c)).count()
    }

    #[test]
    fn safari_has_one_capital_and_one_digit() {
        for sample in PasswordManager::Safari.samples(500) {
            let groups: Vec<usize> = sample.split('-').map(str::len).collect();
            assert_eq!(groups, [6, 6, 6], "{sample}");
            assert_eq!(count(&sample, UPPER), 1, "{sample}");
            assert_eq!(count(&sample, DIGIT), 1, "{sample}");
            assert_eq!(count(&sample, LOWER), 16, "{sample}");
        }
    }

    #[test]
    fn the_others_have_one_of_each_set() {
        for manager in PasswordManager::ALL.into_iter().skip(1) {
            let length = match manager {
                PasswordManager::OnePassword => 20,
                PasswordManager::Bitwarden => 14,
                _ => 15,
            };
            let has_signs = matches!(
                manager,
                PasswordManager::Firefox | PasswordManager::OnePassword
            );
            for sample in manager.samples(500) {
                assert_eq!(sample.len(), length, "{sample}");
                let kinds = [LOWER, UPPER, DIGIT].map(|set| count(&sample, set));
                assert!(kinds.iter().all(|count| *count > 0), "{sample}");
                let signs = length - kinds.iter().sum::<usize>();
                assert_eq!(signs > 0, has_signs, "{sample}");
            }
        }
    }

    /// A finding is the same on every machine and on every day.
    #[test]
    fn the_samples_do_not_change() {
        let first = PasswordManager::ALL.map(|manager| manager.samples(2).last());
        assert_eq!(
            first.map(Option::unwrap_or_default),
            [
                "owpfqg-Uwrfsh-0ltfdh",
                "vvQ3GeJv9SBpQ54",
                "jzR9a=PbtvT9,U?",
                "v@Ii@lH8ViiHI.AOg5ke",
                "013r9SRF0aPvj5",
            ]
        );
    }

    /// The first numbers of SplitMix64 with the seed 1234567.
    #[test]
    fn the_dice_are_those_of_the_paper() {
        let mut dice = Dice(1_234_567);
        for expected in [
            6_457_827_717_110_365_317_u64,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
        ] {
            assert_eq!(dice.below(usize::MAX) as u64, expected);
        }
    }
}
