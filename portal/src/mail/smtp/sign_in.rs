//! Signs in to a mail server (RFC 4954).

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

use super::SmtpReply;
use super::connection::Connection;
use super::fault::{Cause, Fault, Stage};
use super::token::TokenSource;

/// How to sign in.
pub(super) enum Credentials {
    /// By a password, with PLAIN (RFC 4616) or LOGIN.
    Password {
        username: String,
        password: Zeroizing<String>,
    },
    /// By an access token, with XOAUTH2, which Microsoft and Google have
    /// defined.
    Token {
        username: String,
        source: Box<TokenSource>,
    },
}

impl Credentials {
    /// Signs in. A token that the server rejects is replaced once by a new one.
    pub(super) async fn sign_in(&self, connection: &mut Connection) -> Result<(), Fault> {
        match self {
            Self::Password { username, password } => {
                by_password(connection, username, password).await
            }
            Self::Token { username, source } => {
                requires(connection, "XOAUTH2")?;
                let token = source.token().await?;
                match by_token(connection, username, &token).await {
                    Err(fault) if fault.reply().is_some_and(SmtpReply::is_permanent) => {
                        source.forget(&token);
                        let token = source.token().await?;
                        by_token(connection, username, &token).await
                    }
                    signed_in => signed_in,
                }
            }
        }
    }
}

/// Signs in with PLAIN, and with LOGIN if the server does not offer PLAIN or
/// does not accept it. A wrong password is not tried a second time, because a
/// server may lock the account.
async fn by_password(
    connection: &mut Connection,
    username: &str,
    password: &str,
) -> Result<(), Fault> {
    let offers = |mechanism: &str| requires(connection, mechanism).is_ok();
    let (has_plain, has_login) = (offers("PLAIN"), offers("LOGIN"));
    if has_plain {
        let plain = Zeroizing::new(format!("\0{username}\0{password}"));
        let line = Zeroizing::new(format!("AUTH PLAIN {}", encoded(&plain).as_str()));
        let reply = connection.wire.ask(Stage::SignIn, &line).await?;
        let is_wrong = reply.code() == WRONG_CREDENTIALS;
        if !has_login || is_wrong || !reply.is_permanent() {
            return signed_in(reply);
        }
    } else if !has_login {
        // Names what it offers.
        return requires(connection, "PLAIN");
    }
    let wire = &mut connection.wire;
    let mut reply = wire.ask(Stage::SignIn, "AUTH LOGIN").await?;
    for answer in [username, password] {
        if reply.code() != CHALLENGE {
            break;
        }
        let answer = encoded(answer);
        reply = wire.ask(Stage::SignIn, &answer).await?;
    }
    signed_in(reply)
}

async fn by_token(connection: &mut Connection, username: &str, token: &str) -> Result<(), Fault> {
    let answer = Zeroizing::new(format!("user={username}\x01auth=Bearer {token}\x01\x01"));
    let line = Zeroizing::new(format!("AUTH XOAUTH2 {}", encoded(&answer).as_str()));
    let wire = &mut connection.wire;
    let mut reply = wire.ask(Stage::SignIn, &line).await?;
    if reply.code() == CHALLENGE {
        // The server sends details of an error as a challenge, and its reply
        // after an empty answer.
        reply = wire.ask(Stage::SignIn, "").await?;
    }
    signed_in(reply)
}

fn requires(connection: &Connection, mechanism: &str) -> Result<(), Fault> {
    let offered = &connection.offers.mechanisms;
    if offered.iter().any(|one| one == mechanism) {
        return Ok(());
    }
    let text = match offered.as_slice() {
        [] => "the server offers no sign-in".to_owned(),
        offered => format!(
            "the server does not offer {mechanism}, but {}",
            offered.join(", ")
        ),
    };
    Err(Fault::new(Stage::SignIn, Cause::NotOffered(text)))
}

fn signed_in(reply: SmtpReply) -> Result<(), Fault> {
    if reply.is_like(235) {
        return Ok(());
    }
    Err(Fault::new(Stage::SignIn, Cause::Replied(reply)))
}

fn encoded(text: &str) -> Zeroizing<String> {
    Zeroizing::new(Base64::encode_string(text.as_bytes()))
}

/// RFC 4954, section 6.
const WRONG_CREDENTIALS: u16 = 535;
/// Section 4.
const CHALLENGE: u16 = 334;
