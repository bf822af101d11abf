//! A browser: it keeps cookies and goes where it is sent.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use url::form_urlencoded::Serializer;

use super::{TestPortal, body, form as submission};

pub(crate) struct Browser<'h> {
    portal: &'h TestPortal,
    cookies: Mutex<BTreeMap<String, String>>,
    place: IpAddr,
    /// The path of the link that was opened last.
    link: Mutex<String>,
}

/// An answer, read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl<'h> Browser<'h> {
    /// A browser at a place of its own.
    pub(crate) fn new(portal: &'h TestPortal) -> Self {
        static PLACES: AtomicU32 = AtomicU32::new(0x0a00_0001);
        let place = Ipv4Addr::from_bits(PLACES.fetch_add(1, Ordering::Relaxed));
        Self::at(portal, place.into())
    }

    pub(crate) fn at(portal: &'h TestPortal, place: IpAddr) -> Self {
        let cookies = Mutex::default();
        Self {
            portal,
            cookies,
            place,
            link: Mutex::new("/reset".into()),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        if path.starts_with("/reset/") {
            *self.link.lock().unwrap() = path.to_owned();
        }
        let request = Request::get(path).header(header::COOKIE, self.cookies());
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Page {
        self.send(self.form(path, form.to_owned())).await
    }

    /// A form as it would be posted.
    pub(crate) fn form(&self, path: &str, form: String) -> Request<Body> {
        let mut request = submission(path, &self.cookies(), form);
        self.locate(&mut request);
        request
    }

    /// Says where a request comes from, as the socket would.
    fn locate(&self, request: &mut Request<Body>) {
        let peer = SocketAddr::new(self.place, 4711);
        request.extensions_mut().insert(ConnectInfo(peer));
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        self.locate(&mut request);
        let page = Page::read(self.portal.send(request).await).await;
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in page.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        cookies.retain(|_, value| !value.is_empty());
        page
    }

    pub(crate) fn cookies(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.join("; ")
    }

    /// The value of the cookie of that name, whatever its prefix.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let found = cookies.iter().find(|(known, _)| known.ends_with(name));
        found.map(|(_, value)| value.clone())
    }

    /// Follows a link to the form.
    pub(crate) async fn follow(&self, link: &str) -> Page {
        self.get(&format!("/reset/{link}")).await
    }

    /// The path of the link that was opened last.
    pub(crate) fn link(&self) -> String {
        self.link.lock().unwrap().clone()
    }

    /// Opens the same link again.
    pub(crate) async fn reload(&self) -> Page {
        self.get(&self.link()).await
    }

    /// Sets a password by the link that is open here.
    pub(crate) async fn set(&self, password: &str) -> Page {
        let form = fields(&[("new_password", password), ("confirmation", password)]);
        self.post(&self.link(), &form).await
    }

    /// Whether address and password sign in.
    pub(crate) async fn signs_in(&self, address: &str, password: &str) -> bool {
        let form = fields(&[("email", address), ("password", password)]);
        let page = self.post("/signin", &form).await;
        if page.status == StatusCode::SEE_OTHER {
            assert_eq!(page.location(), "/");
            return true;
        }
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        false
    }

    /// Whether somebody is signed in here.
    pub(crate) async fn is_signed_in(&self) -> bool {
        self.get("/").await.status == StatusCode::OK
    }
}

impl Page {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let text = body(response).await;
        Self {
            status,
            headers,
            text,
        }
    }

    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        let Some(location) = self.headers.get(header::LOCATION) else {
            panic!("{}: {}", self.status, self.text);
        };
        std::str::from_utf8(location.as_bytes()).unwrap()
    }
}

/// A form as a browser writes it.
pub(crate) fn fields(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}
