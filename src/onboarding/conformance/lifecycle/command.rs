/// Something that somebody does, or that happens.
///
/// Addresses are a few that the suite knows, one of them in two spellings.
/// Links, sessions and devices are counted from the newest one on, whether
/// they still work or not. A number that is too large begins again at the
/// first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// The desk registers the address; the person is told, or not.
    Register(u8, bool),
    /// Somebody asks for a link to the address.
    Request(u8),
    /// The desk sends a link there.
    Resend(u8),
    /// The desk holds the account of the address.
    Hold(u8),
    /// The desk releases it.
    Release(u8),
    /// The desk removes it.
    Remove(u8),
    /// The desk hands the account of one address over to another one.
    HandOver(u8, u8),
    /// A worker sends the letter that has been due for longest, and the server
    /// takes it.
    Deliver,
    /// As before, but the server asks to try again in five minutes.
    Defer,
    /// As before, but the worker dies after the mail went out, before it says
    /// so.
    DieSending,
    /// As before, but the worker dies before it has written anything.
    DieWriting,
    /// Somebody follows a link that sets a password or proves an address.
    Follow(u8),
    /// Somebody follows a remedy: a link that undoes, declines or disowns.
    Remedy(u8),
    /// The owner of the address signs in, in a browser with that device.
    SignIn(u8, u8),
    /// Whoever has the session changes the password.
    ChangePassword(u8),
    /// Whoever has the session asks for another address.
    Ask(u8, u8),
    /// Whoever has the session ends it.
    SignOut(u8),
    /// So many seconds pass.
    Wait(u64),
    /// A new key issues.
    RotateKey,
    /// The keys that no longer issue are forgotten.
    ForgetKeys,
    /// What says nothing any more is deleted.
    Sweep,
}

impl Command {
    /// The command that two bytes stand for; any two stand for one. What
    /// brings an account on has more bytes than what ends it, so that bytes
    /// drawn at random come far.
    #[must_use]
    pub fn from_bytes([kind, of]: [u8; 2]) -> Self {
        let (first, second) = (of & 0xF, of >> 4);
        // Most is done at the first address.
        let at = [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1, 1, 3, 4][usize::from(first)];
        match kind % 64 {
            0..=16 => Self::Deliver,
            17..=18 => Self::Register(at, second % 2 == 1),
            19..=22 => Self::Request(at),
            23..=31 => Self::Follow(first % 3),
            32..=36 => Self::Remedy(first % 3),
            37..=41 => Self::SignIn(at, second),
            42..=46 => Self::Ask(second % 2, first % 5),
            47..=52 => Self::Wait(SPANS[usize::from(of) % SPANS.len()]),
            53..=54 => Self::ChangePassword(of % 3),
            55 => Self::SignOut(of % 2),
            56 => Self::Resend(at),
            57 => Self::Hold(at),
            58..=59 => Self::Release(at),
            60 if second < 6 => Self::HandOver(at, second % 5),
            60 => Self::Deliver,
            61 if second < 6 => Self::Remove(at),
            61 => Self::Sweep,
            62 => match of % 3 {
                0 => Self::DieSending,
                1 => Self::DieWriting,
                _ => Self::Defer,
            },
            _ if of % 2 == 0 => Self::RotateKey,
            _ => Self::ForgetKeys,
        }
    }
}

/// Every span that ends something, and what lacks a second of it; the short
/// ones more often.
const SPANS: [u64; 24] = [
    1,
    59,
    60,
    60,
    60,
    60,
    60,
    60,
    5 * 60,
    5 * 60,
    5 * 60,
    5 * 60,
    HOUR - 1,
    HOUR,
    12 * HOUR - 1,
    12 * HOUR,
    DAY,
    3 * DAY - 1,
    3 * DAY,
    7 * DAY,
    30 * DAY,
    90 * DAY,
    180 * DAY - 1,
    180 * DAY,
];
const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;
