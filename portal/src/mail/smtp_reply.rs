//! What a mail server replies, and what that means for the message.

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;

use super::transport::SendError;

pub(super) fn about_the_message(error: &smtp::Error) -> SendError {
    let status = error.status().map(u16::from);
    let is_sign_in = status.is_some_and(|status| SIGN_IN.contains(&status));
    if error.is_permanent() && !is_sign_in {
        let (reply, code) = describe(error);
        SendError::Rejected { reply, code }
    } else {
        later(error)
    }
}

fn later(error: &smtp::Error) -> SendError {
    let (reply, code) = describe(error);
    SendError::Later { reply, code }
}

pub(super) fn unavailable(error: &smtp::Error) -> SendError {
    let (reply, code) = describe(error);
    SendError::Unavailable { reply, code }
}

/// Returns the cause of an error: the server's reply, for the operator, and a
/// code, for the log. The reply may contain the address.
fn describe(error: &smtp::Error) -> (String, String) {
    use std::error::Error as _;
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(status) => (format!("{status} {words}"), status.to_string()),
        None => {
            let code = if error.is_response() {
                "no-smtp-reply"
            } else if error.is_client() {
                "not-offered"
            } else {
                "connection"
            };
            (format!("{code}: {words}"), code.into())
        }
    }
}

/// Returns the server's reply in one line: its code and its text.
pub(super) fn reply(response: &Response) -> String {
    let words: Vec<&str> = response.message().collect();
    format!("{} {}", response.code(), words.join(" "))
}

/// RFC 4954, sections 4 and 6: the server requires another sign-in.
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];
