//! The second factors of an operator as one column: they are read and written
//! together, and nothing is searched by them.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use genkan::onboarding::{Name, Passkey, RecoveryCode, RecoveryDigest, SecondFactor, Totp};
use genkan::time::Timestamp;
use genkan::token::KeyId;
use serde::{Deserialize, Serialize};

use super::Error;

#[derive(Deserialize, Serialize)]
struct SecondFactorJson {
    totp: Option<TotpJson>,
    passkeys: Vec<PasskeyJson>,
    recovery_codes: Vec<RecoveryCodeJson>,
}

#[derive(Deserialize, Serialize)]
struct TotpJson {
    key_id: u32,
    nonce: [u8; 16],
    enrolled_at: u64,
    last_step: u64,
}

#[derive(Deserialize, Serialize)]
struct PasskeyJson {
    /// In base64url, as browsers write it.
    credential_id: String,
    public_key: String,
    name: String,
    enrolled_at: u64,
    counter: u32,
    blocked_at: Option<u64>,
}

#[derive(Deserialize, Serialize)]
struct RecoveryCodeJson {
    key_id: u32,
    digest: String,
}

pub(super) fn written(factor: &SecondFactor) -> String {
    let SecondFactor {
        totp,
        passkeys,
        recovery_codes,
    } = factor;
    let totp = totp.map(|totp| TotpJson {
        key_id: totp.key_id.number(),
        nonce: totp.nonce,
        enrolled_at: totp.enrolled_at.unix_seconds(),
        last_step: totp.last_step,
    });
    let passkeys = passkeys.iter().map(|passkey| PasskeyJson {
        credential_id: Base64UrlUnpadded::encode_string(&passkey.credential_id),
        public_key: Base64UrlUnpadded::encode_string(&passkey.public_key),
        name: passkey.name.to_string(),
        enrolled_at: passkey.enrolled_at.unix_seconds(),
        counter: passkey.counter,
        blocked_at: passkey.blocked_at.map(Timestamp::unix_seconds),
    });
    let recovery_codes = recovery_codes.iter().map(|code| RecoveryCodeJson {
        key_id: code.key_id.number(),
        digest: code.digest.to_string(),
    });
    let json = SecondFactorJson {
        totp,
        passkeys: passkeys.collect(),
        recovery_codes: recovery_codes.collect(),
    };
    // Numbers and texts can always be written.
    serde_json::to_string(&json).unwrap_or_default()
}

pub(super) fn read(text: &str) -> Result<SecondFactor, Error> {
    let content = || Error::Content("second_factor");
    let json: SecondFactorJson = serde_json::from_str(text).map_err(|_| content())?;
    let mut recovery_codes = Vec::with_capacity(json.recovery_codes.len());
    for code in json.recovery_codes {
        let digest: RecoveryDigest = code.digest.parse().map_err(|_| content())?;
        let key_id = KeyId::new(code.key_id);
        recovery_codes.push(RecoveryCode { key_id, digest });
    }
    let mut passkeys = Vec::with_capacity(json.passkeys.len());
    for passkey in json.passkeys {
        let bytes = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| content());
        passkeys.push(Passkey {
            credential_id: bytes(&passkey.credential_id)?,
            public_key: bytes(&passkey.public_key)?,
            name: Name::from_stored(passkey.name),
            enrolled_at: Timestamp::from_unix_seconds(passkey.enrolled_at),
            counter: passkey.counter,
            blocked_at: passkey.blocked_at.map(Timestamp::from_unix_seconds),
        });
    }
    let totp = json.totp.map(|totp| Totp {
        key_id: KeyId::new(totp.key_id),
        nonce: totp.nonce,
        enrolled_at: Timestamp::from_unix_seconds(totp.enrolled_at),
        last_step: totp.last_step,
    });
    Ok(SecondFactor {
        totp,
        passkeys,
        recovery_codes,
    })
}
