use std::net::SocketAddr;
use std::process::Command;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::support::server::{Program, ask, status};

/// Addresses with a number each.
pub(super) fn contacts(name: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("{name}{n}@example.com"))
        .collect()
}

/// Registers contacts, as an operator does.
pub(super) fn register(program: &Program, addresses: &[String]) {
    let mut rows = String::from("name,email,language\n");
    for address in addresses {
        rows += &format!("Contact,{address},en\n");
    }
    let file = program.folder.path().join("contacts.csv");
    std::fs::write(&file, rows).unwrap();
    let imported = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["contacts", "import"])
        .arg(&file)
        .arg("--config")
        .arg(program.folder.path().join("genkan.toml"))
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
}

/// Sets a password by a link, as everybody does.
pub(super) async fn set_password(program: &Program, address: &str) {
    let form = format!("email={address}");
    let asked = post(program, "/forgot", "", &form).await;
    assert_eq!(status(&asked), 303);
    let begun = Instant::now();
    let mail = loop {
        if let Some(mail) = mail_to(program, address) {
            break mail;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no mail");
        sleep(Duration::from_millis(20)).await;
    };
    let text = mail.replace("=\r\n", "");
    let token = text.split("/reset/").nth(1).unwrap();
    let token: String = token
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = post(program, &format!("/reset/{token}"), "", &form).await;
    assert_eq!(status(&set), 303, "{set}");
}

/// Signs in. Returns the session's cookie.
pub(super) async fn sign_in(program: &Program, address: &str) -> String {
    let form = format!("email={address}&password={PASSWORD}");
    let answer = post(program, "/signin", "", &form).await;
    assert_eq!(status(&answer), 303, "{answer}");
    let cookie = answer.split("genkan-session=").nth(1).unwrap();
    format!("genkan-session={}", cookie.split(';').next().unwrap())
}

/// Requests another address.
pub(super) async fn request_address(program: &Program, session: &str, new: &str) {
    let form = format!("email={new}&current_password={PASSWORD}");
    let answer = post(program, "/email", session, &form).await;
    assert_eq!(status(&answer), 303, "{answer}");
}

/// Sends a form from one client, the same for all.
async fn post(program: &Program, path: &str, cookie: &str, form: &str) -> String {
    let place = program.place;
    ask(
        place,
        &request(place, path, ["192.0.2.1", cookie], form, "close"),
    )
    .await
}

/// A request that sends a form, from a client with a cookie.
pub(super) fn request(
    place: SocketAddr,
    path: &str,
    [client, cookie]: [&str; 2],
    form: &str,
    connection: &str,
) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {place}\r\nX-Forwarded-For: {client}\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: {connection}\r\n\
         Content-Length: {}\r\n\r\n{form}",
        form.len()
    )
}

/// The mail with a link that an address was sent.
pub(super) fn mail_to(program: &Program, address: &str) -> Option<String> {
    let folder = program.folder.path().join("mailbox");
    let mails = std::fs::read_dir(folder).ok()?;
    let mut texts = mails.filter_map(|mail| std::fs::read_to_string(mail.ok()?.path()).ok());
    texts.find(|text| text.contains(address) && text.contains("/reset/"))
}

pub(super) const PASSWORD: &str = "blue7Kite!";
