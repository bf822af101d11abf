//! One-time passwords (RFC 6238), as every authenticator app computes them:
//! SHA-1, six digits, 30 seconds.

use base32ct::{Base32UpperUnpadded, Encoding as _};
use genkan::onboarding::TotpSecret;
use genkan::time::Timestamp;
use totp_rs::Builder;
use url::Url;
use zeroize::Zeroizing;

/// Returns the time step whose code was given: the present one, or the one
/// before or after it.
pub(super) fn step_of(secret: &TotpSecret, code: &str, now: Timestamp) -> Option<u64> {
    let digits: Zeroizing<String> = Zeroizing::new(code.chars().filter_map(digit).collect());
    // The secret has 160 bits, so it is never rejected.
    let totp = Builder::new().with_secret(*secret.expose()).build().ok()?;
    totp.check(&digits, now.unix_seconds())
}

/// A digit as it is typed, also in full width. Spaces and hyphens between them
/// are ignored; every other character makes the code one that cannot match.
fn digit(character: char) -> Option<char> {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        '-' => None,
        other if other.is_whitespace() => None,
        other => Some(other),
    }
}

/// Returns the secret as text, in groups of four characters.
pub(super) fn text_of(secret: &TotpSecret) -> Zeroizing<String> {
    let text = base32(secret);
    let mut grouped = Zeroizing::new(String::with_capacity(2 * text.len()));
    for (at, character) in text.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// Returns the URL by which an app learns the secret, for a QR code.
pub(super) fn url_of(secret: &TotpSecret, issuer: &str, address: &str) -> Zeroizing<String> {
    // A colon separates the two.
    let issuer = issuer.replace(':', " ");
    let mut url = Zeroizing::new(String::from("otpauth://totp/"));
    if let Ok(mut label) = Url::parse("otpauth://totp/") {
        if let Ok(mut path) = label.path_segments_mut() {
            path.pop_if_empty().push(&format!("{issuer}:{address}"));
        }
        // Apps show a `+` as it is.
        label.query_pairs_mut().append_pair("issuer", &issuer);
        let label = label.as_str().replace('+', "%20");
        *url = label;
    }
    url.push_str("&secret=");
    url.push_str(&base32(secret));
    url
}

fn base32(secret: &TotpSecret) -> Zeroizing<String> {
    let mut buffer = Zeroizing::new([0; 32]);
    let text = Base32UpperUnpadded::encode(secret.expose(), &mut *buffer);
    Zeroizing::new(text.unwrap_or_default().to_owned())
}
