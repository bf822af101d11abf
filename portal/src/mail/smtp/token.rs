//! Access tokens of an authorization server (OAuth 2.0, RFC 6749), with which
//! Microsoft 365 and Google let programs send emails.

use std::collections::BTreeMap;
use std::io;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{PrivatePkcs8KeyDer, ServerName};
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;
use zeroize::Zeroizing;

use super::fault::{Cause, Fault, Stage};
use super::wire::Stream;
use crate::clock;

/// Where access tokens are requested, and how.
pub(super) struct TokenSource {
    pub(super) url: Url,
    pub(super) scope: Option<String>,
    pub(super) grant: Grant,
    pub(super) tls: TlsConnector,
    /// The last token. The lock is held while a new one is requested, so that
    /// several connections request one.
    pub(super) cached: tokio::sync::Mutex<Option<Cached>>,
    /// A token that the mail server has rejected.
    pub(super) rejected: std::sync::Mutex<Option<Zeroizing<String>>>,
}

/// How this program identifies itself to the authorization server.
pub(super) enum Grant {
    /// By a secret (section 4.4), as Microsoft 365 wants it.
    ClientCredentials {
        id: String,
        secret: Zeroizing<String>,
    },
    /// By a secret and a token that a person has allowed once (section 6).
    RefreshToken {
        id: String,
        secret: Zeroizing<String>,
        token: Zeroizing<String>,
    },
    /// By a signature (RFC 7523), as Google wants it of a service account that
    /// may act for `subject`.
    ServiceAccount {
        account: ServiceAccount,
        subject: String,
    },
}

/// The key of a service account, in the form of the file that Google creates.
#[derive(Deserialize)]
pub(super) struct ServiceAccount {
    client_email: String,
    private_key: Zeroizing<String>,
    private_key_id: Option<String>,
    pub(super) token_uri: String,
}

pub(super) struct Cached {
    token: Zeroizing<String>,
    /// A little before it expires.
    until: Instant,
}

/// The response of an authorization server (sections 5.1 and 5.2).
#[derive(Deserialize)]
struct Response {
    access_token: Option<Zeroizing<String>>,
    expires_in: Option<u64>,
    error: Option<String>,
    error_description: Option<String>,
}

impl TokenSource {
    /// Returns a token that has not expired.
    pub(super) async fn token(&self) -> Result<Zeroizing<String>, Fault> {
        let mut cached = self.cached.lock().await;
        let rejected = std::mem::take(&mut *self.rejected());
        if let Some(Cached { token, until }) = &*cached
            && Instant::now() < *until
            && rejected.as_ref() != Some(token)
        {
            return Ok(token.clone());
        }
        let begun = Instant::now();
        let response = tokio::time::timeout(LONGEST, self.request()).await;
        let response = match response {
            Err(_) => return Err(Fault::new(Stage::Token, Cause::Timeout)),
            Ok(Err(error)) => return Err(Fault::network(Stage::Token, &error)),
            Ok(Ok(response)) => response,
        };
        let no_token = |text: String| Fault::new(Stage::Token, Cause::NoToken(text));
        if response.access_token.is_none() {
            let words = [response.error, response.error_description];
            let words: Vec<String> = words.into_iter().flatten().collect();
            return Err(no_token(words.join(": ")));
        }
        let token = response.access_token.unwrap_or_default();
        // Section 5.1 recommends `expires_in`; if it is missing, the token is
        // used once.
        let lifetime = Duration::from_secs(response.expires_in.unwrap_or(0));
        *cached = Some(Cached {
            token: token.clone(),
            until: begun + lifetime.saturating_sub(MARGIN),
        });
        Ok(token)
    }

    /// Notes that the mail server has rejected a token.
    pub(super) fn forget(&self, token: &str) {
        *self.rejected() = Some(Zeroizing::new(token.to_owned()));
    }

    fn rejected(&self) -> std::sync::MutexGuard<'_, Option<Zeroizing<String>>> {
        self.rejected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn request(&self) -> io::Result<Response> {
        let mut fields: BTreeMap<&str, Zeroizing<String>> = BTreeMap::new();
        let mut put = |key, value: &str| {
            fields.insert(key, Zeroizing::new(value.to_owned()));
        };
        if let Some(scope) = &self.scope {
            put("scope", scope);
        }
        match &self.grant {
            Grant::ClientCredentials { id, secret } => {
                put("grant_type", "client_credentials");
                put("client_id", id);
                put("client_secret", secret);
            }
            Grant::RefreshToken { id, secret, token } => {
                put("grant_type", "refresh_token");
                put("client_id", id);
                put("client_secret", secret);
                put("refresh_token", token);
            }
            Grant::ServiceAccount { account, subject } => {
                let scope = self.scope.as_deref().unwrap_or_default();
                put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                put("assertion", &account.assertion(subject, scope)?);
            }
        }
        let fields = fields.iter().map(|(key, value)| (key, value.as_str()));
        let form = serde_urlencoded::to_string(fields.collect::<Vec<_>>());
        self.post(form.map_err(io::Error::other)?).await
    }

    /// Posts a form and parses the answer, which is JSON.
    async fn post(&self, form: String) -> io::Result<Response> {
        let unusable = |text: &str| io::Error::other(text.to_owned());
        let host = self.url.host_str().unwrap_or_default();
        let port = self.url.port_or_known_default().unwrap_or(443);
        let stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await?;
        let stream: Box<dyn Stream> = if self.url.scheme() == "https" {
            let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
            Box::new(self.tls.connect(name, stream).await?)
        } else {
            Box::new(stream)
        };
        let connected = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = connected.map_err(io::Error::other)?;
        let connection = tokio::spawn(connection);
        let authority = match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let request = Request::post(self.url.path())
            .header(HOST, authority)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(form)));
        let answer = sender.send_request(request.map_err(io::Error::other)?);
        let answer = answer.await.map_err(io::Error::other)?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LARGEST).collect().await;
        connection.abort();
        let body = body
            .map_err(|_| unusable("the answer is too long"))?
            .to_bytes();
        // An error has the status 400 or 401 and a body that explains it.
        match serde_json::from_slice::<Response>(&body) {
            Ok(response) if status == StatusCode::OK || response.error.is_some() => Ok(response),
            _ => Err(unusable(&format!(
                "the authorization server answered {status} without a token"
            ))),
        }
    }
}

impl ServiceAccount {
    /// Returns a signed JWT that requests a token (RFC 7523, section 3).
    fn assertion(&self, subject: &str, scope: &str) -> io::Result<String> {
        let unusable = |_| io::Error::other("the private_key cannot be used");
        let key = PrivatePkcs8KeyDer::from_pem_slice(self.private_key.as_bytes());
        let key = key.map_err(|_| io::Error::other("the private_key is not PKCS #8 in PEM"))?;
        let key = RsaKeyPair::from_pkcs8(key.secret_pkcs8_der());
        let key = key.map_err(|error| io::Error::other(error.to_string()))?;
        let now = clock::now().unix_seconds();
        let mut header = serde_json::json!({ "alg": "RS256", "typ": "JWT" });
        if let Some(id) = &self.private_key_id
            && let Some(fields) = header.as_object_mut()
        {
            fields.insert("kid".into(), id.as_str().into());
        }
        let claims = serde_json::json!({
            "iss": self.client_email,
            "sub": subject,
            "scope": scope,
            "aud": self.token_uri,
            "iat": now,
            "exp": now + 3600,
        });
        let encoded = |part: &serde_json::Value| {
            Base64UrlUnpadded::encode_string(part.to_string().as_bytes())
        };
        let signed = format!("{}.{}", encoded(&header), encoded(&claims));
        let mut signature = vec![0; key.public().modulus_len()];
        key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            signed.as_bytes(),
            &mut signature,
        )
        .map_err(unusable)?;
        let signature = Base64UrlUnpadded::encode_string(&signature);
        Ok(format!("{signed}.{signature}"))
    }
}

/// How long a request for a token may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How long before its end a token is no longer used: longer than it takes to
/// sign in, and than clocks and networks delay.
const MARGIN: Duration = Duration::from_secs(60);
const LARGEST: usize = 64 * 1024;
