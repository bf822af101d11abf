//! One case in which every secret is marked as undefined, for memcheck:
//! `valgrind target/valgrind/constant_time CASE`.
//!
//! Memcheck reports every branch and every address that depends on an undefined
//! value, that is, on a secret: its time would depend on the secret. (The
//! method is Adam Langley's ctgrind.)
//!
//! The keys, the tokens' verifiers and every MAC that is computed from them are
//! secret. In the cases `issue`, `right` and `wrong` memcheck must report
//! nothing. In `naive` and `verdict` it must report something: they show that a
//! comparison that ends early would be found, and that the result of `verify`
//! does depend on the secrets.

use std::convert::Infallible;
use std::hint::black_box;
use std::process::ExitCode;

use genkan::id::AccountId;
use genkan::time::{Lifetime, Timestamp};
use genkan::token::{Issued, Key, KeyId, Keyring, Principal, Purpose as _, Reset, Subject};
use rand_core::{TryCryptoRng, TryRng};

const SUBJECT: Subject<'_> = Subject {
    realm: "support",
    principal: Principal::Account(AccountId::from_bytes([1; 16])),
    address: "taro.yamada@example.co.jp",
};
const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const LIFETIME: Lifetime = Reset::LIFETIME;

fn main() -> ExitCode {
    let case = std::env::args().nth(1).unwrap_or_default();
    if !memcheck::is_running() {
        eprintln!("run it under valgrind, on x86-64: valgrind constant_time CASE");
        return ExitCode::from(2);
    }
    let is_as_expected = match case.as_str() {
        "issue" => {
            let _issued = black_box(issue(1));
            true
        }
        "right" => public(verify(issue(1), 1)),
        "wrong" => public(!verify(issue(1), 2)),
        "naive" => {
            let [one, other] = [1, 2].map(|n| secret([n; 32]));
            public(!naive(black_box(&one), black_box(&other)))
        }
        // The verdict is not marked as public.
        "verdict" => verify(issue(1), 1),
        _ => {
            eprintln!("usage: constant_time issue|right|wrong|naive|verdict");
            return ExitCode::from(2);
        }
    };
    ExitCode::from(u8::from(!is_as_expected))
}

fn keyring(n: u8) -> Keyring {
    Keyring::new(Key::new(KeyId::new(1), secret([n; 32])))
}

#[inline(never)]
fn issue(key: u8) -> Issued<Reset> {
    keyring(key).issue(&SUBJECT, LIFETIME, NOW, &mut Secrets)
}

#[inline(never)]
fn verify(issued: Issued<Reset>, key: u8) -> bool {
    let Issued { token, record } = issued;
    keyring(key).verify(&token, &record, &SUBJECT, NOW).is_ok()
}

/// The wrong comparison: it ends at the first difference.
#[inline(never)]
fn naive(one: &[u8], other: &[u8]) -> bool {
    one == other
}

/// Marks a verdict as public.
fn public(verdict: bool) -> bool {
    let mut verdict = [u8::from(verdict)];
    memcheck::make_defined(&mut verdict);
    verdict != [0]
}

/// Marks bytes as secret: no branch and no address may depend on them.
fn secret<const N: usize>(mut bytes: [u8; N]) -> [u8; N] {
    memcheck::make_undefined(&mut bytes);
    bytes
}

/// A generator whose numbers are secrets, except those of the selector.
struct Secrets;

impl TryRng for Secrets {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_ne_bytes(secret([5; 4])))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_ne_bytes(secret([5; 8])))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(5);
        // A selector is drawn together with the verifier after it.
        let (_selector, secret) = bytes.split_at_mut(genkan::token::Selector::LENGTH);
        memcheck::make_undefined(secret);
        Ok(())
    }
}

impl TryCryptoRng for Secrets {}

/// The requests to valgrind that are needed here. The existing libraries
/// generate their bindings with libclang, which is too much for three numbers.
mod memcheck {
    /// Returns whether valgrind runs this program.
    pub(super) fn is_running() -> bool {
        request(RUNNING_ON_VALGRIND, 0, 0) != 0
    }

    /// Marks bytes as undefined; they keep their values.
    pub(super) fn make_undefined(bytes: &mut [u8]) {
        request(MAKE_MEM_UNDEFINED, bytes.as_mut_ptr() as usize, bytes.len());
    }

    /// Marks bytes as defined.
    pub(super) fn make_defined(bytes: &mut [u8]) {
        request(MAKE_MEM_DEFINED, bytes.as_mut_ptr() as usize, bytes.len());
    }

    /// A client request as in `valgrind.h`: four rotations that cancel each
    /// other out, and an exchange of a register with itself.
    #[cfg(target_arch = "x86_64")]
    fn request(number: usize, first: usize, second: usize) -> usize {
        let arguments = [number, first, second, 0, 0, 0];
        let mut answer = 0_usize;
        // SAFETY: a processor changes only the flags here. Valgrind reads the
        // six arguments and writes the answer into rdx.
        #[expect(unsafe_code, reason = "there is no other way to ask valgrind")]
        unsafe {
            std::arch::asm!(
                "rol rdi, 3",
                "rol rdi, 13",
                "rol rdi, 61",
                "rol rdi, 51",
                "xchg rbx, rbx",
                in("rax") arguments.as_ptr(),
                inout("rdx") answer,
            );
        }
        answer
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn request(_number: usize, _first: usize, _second: usize) -> usize {
        0
    }

    /// `VG_USERREQ__RUNNING_ON_VALGRIND`.
    const RUNNING_ON_VALGRIND: usize = 0x1001;

    /// `VG_USERREQ__MAKE_MEM_UNDEFINED`: the second of memcheck's, 'M' 'C'.
    const MAKE_MEM_UNDEFINED: usize = 0x4d43_0001;

    /// `VG_USERREQ__MAKE_MEM_DEFINED`: the third.
    const MAKE_MEM_DEFINED: usize = 0x4d43_0002;
}
