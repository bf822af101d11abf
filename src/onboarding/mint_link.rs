//! The link is made at the moment when its mail goes out, so that neither the
//! outbox nor a log ever holds one.

use rand_core::CryptoRng;

use super::{Account, EventKind, Plan, Realm, State};
use crate::token::{FirstPassword, Issued, Lifetime, Purpose, Reset, Timestamp, Token};

/// A link for a mail, and until when it lives.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct MintedLink {
    /// The token.
    pub token: LinkToken,
    /// The first second at which the link no longer works.
    pub expires_at: Timestamp,
}

/// The token of a link that sets a password.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third purpose must reach every mail"
)]
pub enum LinkToken {
    /// For the first password.
    FirstPassword(Token<FirstPassword>),
    /// For a new password.
    Reset(Token<Reset>),
}

/// Makes the link that the account needs now: for its first password while it
/// has none, for a new one later.
pub fn mint_link(
    realm: &Realm,
    account: &Account,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> (MintedLink, Plan) {
    match account.state {
        State::Registered => {
            let lifetime = realm.first_password_lifetime;
            mint(realm, account, lifetime, LinkToken::FirstPassword, now, rng)
        }
        State::Active { .. } => {
            let lifetime = realm.reset_lifetime;
            mint(realm, account, lifetime, LinkToken::Reset, now, rng)
        }
    }
}

fn mint<P: Purpose>(
    realm: &Realm,
    account: &Account,
    lifetime: Lifetime,
    wrap: impl FnOnce(Token<P>) -> LinkToken,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> (MintedLink, Plan) {
    let subject = account.subject(&realm.tenant);
    let Issued { token, record } = realm.keyring.issue::<P>(&subject, lifetime, now, rng);
    let link = MintedLink {
        token: wrap(token),
        expires_at: record.expires_at,
    };
    let plan = Plan::of(account, EventKind::LinkMinted, now).record(record);
    (link, plan)
}
