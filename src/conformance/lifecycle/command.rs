/// Something that a person or the service does.
///
/// Addresses are a few that the suite knows, one of them in two spellings.
/// Links, sessions and devices are counted from the newest one, whether they
/// still work or not. A number that is too large starts again at the first.
///
/// # Examples
///
/// ```
/// use genkan::conformance::Command;
///
/// // A fuzzer's bytes are commands.
/// let commands: Vec<Command> = [[17, 16], [20, 0], [0, 0]].map(Command::from_bytes).into();
/// assert!(matches!(commands[..], [Command::Register(..), Command::Request(_), Command::Deliver]));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// An operator registers the address, with or without a message.
    Register(u8, bool),
    /// A visitor requests a link to the address.
    Request(u8),
    /// An operator sends a link there.
    Resend(u8),
    /// An operator edits the contact: the name, the company or the language.
    Edit(u8, u8),
    /// An operator puts the account of the address on hold.
    Hold(u8),
    /// An operator releases it.
    Release(u8),
    /// An operator removes it.
    Remove(u8),
    /// An operator hands it over to a person with another address.
    HandOver(u8, u8),
    /// A worker sends the message that has been due for longest, and the mail
    /// server accepts it.
    Deliver,
    /// A worker sends it, and the mail server asks to retry in five minutes.
    Defer,
    /// A worker stops after the email was sent, before it stores that.
    StopSending,
    /// A worker stops before it has written anything.
    StopWriting,
    /// A mail server reports that the address receives no email.
    Bounce(u8),
    /// A link that sets a password or proves an address is followed.
    Follow(u8),
    /// A remedy is followed: a link that undoes, declines or disowns.
    Remedy(u8),
    /// The owner of the address signs in, in a browser with that device.
    SignIn(u8, u8),
    /// The bearer of the session changes the password.
    ChangePassword(u8),
    /// The bearer of the session requests another address.
    Replace(u8, u8),
    /// The bearer of the session ends it.
    SignOut(u8),
    /// So many seconds pass.
    Wait(u64),
    /// A new key issues tokens.
    RotateKey,
    /// The keys that no longer issue are removed.
    ForgetKeys,
    /// The store deletes what no longer matters.
    Sweep,
}

impl Command {
    /// Returns the command of two bytes; every two bytes have one. Commands
    /// that advance an account have more bytes than those that end it, so that
    /// random bytes reach every state.
    #[must_use]
    pub fn from_bytes([kind, of]: [u8; 2]) -> Self {
        let (first, second) = (of & 0xF, of >> 4);
        // Most commands are about the first address.
        let at = [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1, 1, 3, 4][usize::from(first)];
        match kind % 64 {
            0..=16 => Self::Deliver,
            17..=18 => Self::Register(at, second % 2 == 1),
            19..=22 => Self::Request(at),
            23..=31 => Self::Follow(first % 3),
            32..=36 => Self::Remedy(first % 3),
            37..=41 => Self::SignIn(at, second),
            42..=46 => Self::Replace(second % 2, first % 5),
            47..=52 => Self::Wait(SPANS[usize::from(of) % SPANS.len()]),
            53..=54 => Self::ChangePassword(of % 3),
            55 => Self::SignOut(of % 2),
            56 => Self::Resend(at),
            57 => Self::Hold(at),
            58..=59 => Self::Release(at),
            60 if second < 6 => Self::HandOver(at, second % 5),
            60 => Self::Deliver,
            61 if second < 6 => Self::Remove(at),
            61 if second < 11 => Self::Edit(at, second),
            61 => Self::Sweep,
            62 => match of % 4 {
                0 => Self::StopSending,
                1 => Self::StopWriting,
                2 => Self::Defer,
                _ => Self::Bounce(second % 2),
            },
            _ if of % 2 == 0 => Self::RotateKey,
            _ => Self::ForgetKeys,
        }
    }
}

/// Every span after which something ends, and a second less. Short ones are
/// more frequent.
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
