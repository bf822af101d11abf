//! The demo's mailbox: the emails that a mail server would have sent. It exists
//! in the demo only, because every visitor can follow every link in it.

use std::fs;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use axum::response::{Html, IntoResponse};
use mailparse::{MailHeaderMap as _, ParsedMail};
use maud::{Markup, html};

use crate::web::content_policy::CONTENT_POLICY;
use crate::web::extract::Visitor;
use crate::web::page_error::PageError;
use crate::web::parts::layout::page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn list(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    let texts = texts(visitor.language);
    let mut names = names(&app);
    names.reverse();
    let body = html! {
        h1 { (texts.mailbox.title) }
        p { (texts.mailbox.text) }
        @if names.is_empty() { p { (texts.mailbox.empty) } }
        ul.mails {
            @for name in &names {
                @if let Some(mail) = read(&app, name) {
                    li {
                        a href={ "/mailbox/" (name) } { (mail.subject) }
                        " " span.note { (mail.to) " · " (mail.date) }
                    }
                }
            }
        }
    };
    page(&app, &visitor, texts.mailbox.title, body)
}

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    name: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, PageError> {
    let (name, mail) = find(&app, name)?;
    let texts = texts(visitor.language);
    let body = html! {
        h1 { (mail.subject) }
        dl {
            dt { (texts.mailbox.from) } dd { (mail.from) }
            dt { (texts.mailbox.to) } dd { (mail.to) }
            dt { (texts.mailbox.date) } dd { (mail.date) }
        }
        h2 { (texts.mailbox.html) }
        iframe.mail src={ "/mailbox/" (name) "/html" } title=(mail.subject)
            sandbox="allow-top-navigation-by-user-activation" {}
        h2 { (texts.mailbox.plain) }
        div.mail {
            @for line in mail.text.lines() {
                @if line.starts_with("http://") || line.starts_with("https://") {
                    p { a href=(line) { (line) } }
                } @else if !line.trim().is_empty() {
                    p { (line) }
                }
            }
        }
        p.aside { a href="/mailbox" { (texts.mailbox.title) } }
    };
    let policy = format!("{CONTENT_POLICY}; frame-src 'self'");
    let headers = [(CONTENT_SECURITY_POLICY, policy)];
    Ok((headers, page(&app, &visitor, &mail.subject, body)))
}

/// The HTML of an email as it is, in a frame of its page.
pub(crate) async fn show_html(
    State(app): State<Arc<App>>,
    name: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, PageError> {
    let (_, mail) = find(&app, name)?;
    let html = mail.html.replace("<head>", "<head><base target=\"_top\">");
    let headers = [
        (CONTENT_SECURITY_POLICY, FRAMED),
        (X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    Ok((headers, Html(html)))
}

/// An email has styles, and nothing else.
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

fn find(app: &App, name: Result<Path<String>, PathRejection>) -> Result<(String, Mail), PageError> {
    // A path that is not UTF-8 is not a name.
    let name = name.map(|Path(name)| name).unwrap_or_default();
    // Only names from the list, so that nothing outside the folder is read.
    let is_listed = names(app).contains(&name);
    let mail = is_listed.then(|| read(app, &name)).flatten();
    mail.map(|mail| (name, mail))
        .ok_or(PageError::Status(StatusCode::NOT_FOUND))
}

struct Mail {
    subject: String,
    from: String,
    to: String,
    date: String,
    text: String,
    html: String,
}

fn names(app: &App) -> Vec<String> {
    let files = app
        .mailbox
        .as_ref()
        .and_then(|folder| fs::read_dir(folder).ok());
    let mut names: Vec<String> = files
        .into_iter()
        .flatten()
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".eml"))
        .collect();
    names.sort_unstable();
    names
}

fn read(app: &App, name: &str) -> Option<Mail> {
    let bytes = fs::read(app.mailbox.as_ref()?.join(name)).ok()?;
    let parsed = mailparse::parse_mail(&bytes).ok()?;
    let header = |name| parsed.headers.get_first_value(name).unwrap_or_default();
    Some(Mail {
        subject: header("Subject"),
        from: header("From"),
        to: header("To"),
        date: header("Date"),
        text: part(&parsed, "text/plain")?,
        // An alarm has no HTML.
        html: part(&parsed, "text/html").unwrap_or_default(),
    })
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    if mail.ctype.mimetype == kind {
        return mail.get_body().ok();
    }
    mail.subparts.iter().find_map(|mail| part(mail, kind))
}
