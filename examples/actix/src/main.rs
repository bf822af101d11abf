//! A service with its own table of users. What genkan adds to it is in
//! `reset_links.rs`.
//!
//! `cargo run --package genkan-example-actix -- users.db 127.0.0.1:3000`

mod reset_links;

use std::fmt;
use std::sync::Mutex;

use actix_web::http::StatusCode;
use actix_web::{App as Router, HttpResponse, HttpServer, ResponseError, web};
use argon2::{Argon2, PasswordHasher as _};
use genkan::policy::AcceptedPassword;
use genkan::token::sql::SQLITE;
use rusqlite::{Connection, OptionalExtension as _};

struct App {
    db: Mutex<Connection>,
}

type Answer = Result<&'static str, Fault>;

/// The answer to what did not work.
#[derive(Debug)]
struct Fault(StatusCode, String);

/// The log says what happened, and the answer does not.
impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        eprintln!("error: {error}");
        Self(StatusCode::BAD_REQUEST, "That did not work.".into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

impl ResponseError for Fault {
    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.0).body(self.1.clone())
    }
}

#[actix_web::main]
async fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| "users.db".into());
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:3000".into());
    let db = Connection::open(file)?;
    db.execute_batch(USERS)?;
    db.execute_batch(SQLITE.create)?;
    let app = web::Data::new(App { db: Mutex::new(db) });
    let routes = move || {
        Router::new()
            .app_data(app.clone())
            .configure(reset_links::routes)
    };
    let server = HttpServer::new(routes).workers(2).bind(address)?;
    println!("listening on {}", server.addrs()[0]);
    Ok(server.run().await?)
}

/// Returns an answer that says what was wrong with the request.
fn unprocessable(error: impl std::error::Error) -> Fault {
    Fault(StatusCode::UNPROCESSABLE_ENTITY, error.to_string())
}

/// Returns the user with an address, and the address as it is stored.
fn user_with(db: &Connection, email: &str) -> rusqlite::Result<Option<(i64, String)>> {
    let sql = "SELECT id, email FROM users WHERE email = ?1";
    db.query_one(sql, [email], |row| row.try_into()).optional()
}

fn email_of(db: &Connection, user: i64) -> rusqlite::Result<String> {
    let sql = "SELECT email FROM users WHERE id = ?1";
    db.query_one(sql, [user], |row| row.get(0))
}

fn set_password(db: &Connection, user: i64, hash: &str) -> rusqlite::Result<usize> {
    let sql = "UPDATE users SET password_hash = ?1 WHERE id = ?2";
    db.execute(sql, (hash, user))
}

/// Returns the hash of a password that the policy has accepted.
fn hash(password: &AcceptedPassword) -> Result<String, Fault> {
    let hash = Argon2::default().hash_password(password.expose());
    Ok(hash.map_err(std::io::Error::other)?.to_string())
}

/// Returns the key of the links. A real service keeps 32 random bytes beside its
/// other secrets.
fn key() -> [u8; 32] {
    [0x5a; 32]
}

/// Sends an email. This service prints it.
fn send(to: &str, text: &str) {
    println!("email to {to}: {text}");
}

const USERS: &str = "
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT
) STRICT;
INSERT OR IGNORE INTO users (email) VALUES ('taro@example.com');";
