//! All that genkan adds to the service: "forgot password", and the link that sets
//! a new password.
//!
//! The bodies of the requests are plain text, to keep the example short. A page
//! would use `axum::Form`. A real service also limits how many links a client
//! requests: see `genkan::limit`.

use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use axum::{Router, extract::Path, extract::State, routing::post};
use genkan::policy::{Context, Policy};
use genkan::token::{Key, KeyId, Keyring, Links, Record, Reset, Token, sql::SQLITE};
use getrandom::{SysRng, rand_core::UnwrapErr};

use crate::{Answer, App, email_of, hash, key, send, set_password, unprocessable, user_with};

static POLICY: LazyLock<Policy> = LazyLock::new(Policy::support_center);
static LINKS: LazyLock<Links> =
    LazyLock::new(|| Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), key()))));

pub(crate) fn routes() -> Router<Arc<App>> {
    let forgot = Router::new().route("/forgot", post(forgot));
    forgot.route("/reset/{token}", post(reset))
}

/// Gives the same answer whether or not the address is registered. The link is
/// for the address that is stored, and not for a similar one that was typed.
async fn forgot(State(app): State<Arc<App>>, email: String) -> Answer {
    let db = app.db.lock()?;
    if let Some((user, email)) = user_with(&db, &email)? {
        let link = LINKS.issue::<Reset>(user, &email, SystemTime::now(), &mut UnwrapErr(SysRng));
        db.execute(SQLITE.insert, link.record.to_row())?;
        db.execute(SQLITE.sweep, [link.record.issued_at.unix_seconds() as i64])?;
        let url = format!("https://example.com/reset/{}", link.token.expose().as_str());
        send(&email, &url);
    }
    Ok("If the address is registered, we have sent a link to it.")
}

/// Sets a new password. A password that the policy rejects does not use the link
/// up.
async fn reset(app: State<Arc<App>>, Path(token): Path<String>, password: String) -> Answer {
    let mut db = app.db.lock()?;
    let tx = db.transaction()?;
    let token: Token<Reset> = token.parse()?;
    let selector = token.selector().to_string();
    let row = tx.query_one(SQLITE.find, [&selector], |row| row.try_into())?;
    let record = Record::from_row(row)?;
    let user = record.account()?;
    let email = email_of(&tx, user)?;
    let proof = LINKS.open(&token, &record, &email, SystemTime::now())?;
    let accepted = POLICY.accept(&password, &Context::new().email(&email));
    let password = accepted.map_err(unprocessable)?;
    proof.redeem(tx.execute(SQLITE.consume, [&selector])?)?;
    let (_, purpose, principal, ..) = record.to_row();
    tx.execute(SQLITE.keep, (principal, purpose, 0))?;
    set_password(&tx, user, &hash(&password)?)?;
    tx.commit()?;
    Ok("The password is set.")
}
