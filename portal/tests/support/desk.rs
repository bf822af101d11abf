//! Operators, as they sign in at the support desk.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use genkan::onboarding::{MessageKind, Role};
use genkan_portal::clock::now;

use super::browser::{Browser, Page, fields};
use super::contacts::{administrator, invited};
use super::totp::totp;
use super::{PASSWORD, TestPortal};

/// An operator with a browser and an authenticator app.
pub(crate) struct AtDesk<'p> {
    pub(crate) portal: &'p TestPortal,
    pub(crate) browser: Browser<'p>,
    pub(crate) address: String,
    /// The secret of the app, as the page showed it.
    pub(crate) secret: String,
    pub(crate) recovery_codes: Vec<String>,
    last_step: AtomicU64,
}

impl TestPortal {
    /// Adds an operator who has set the usual password. Returns the address.
    pub(crate) async fn active_operator(
        &self,
        name: &str,
        role: Role,
        companies: &[&str],
    ) -> String {
        let invited = invited(name, role, companies);
        let added = self.service.add_operator(&invited, &administrator()).await;
        added.unwrap();
        let address = invited.address.to_string();
        let links = self.write_message(&address, MessageKind::Invited, now());
        let link = self.service.open_link(&links.await[0]).await.unwrap();
        self.service.set_password(&link, PASSWORD).await.unwrap();
        address
    }

    /// An operator who is signed in at the support desk.
    pub(crate) async fn at_desk(&self, name: &str, role: Role, companies: &[&str]) -> AtDesk<'_> {
        let address = self.active_operator(name, role, companies).await;
        let mut operator = AtDesk::new(self, &address);
        assert_eq!(operator.password().await.location(), "/desk/factor");
        let page = operator.set_up().await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        operator
    }
}

impl<'p> AtDesk<'p> {
    pub(crate) fn new(portal: &'p TestPortal, address: &str) -> Self {
        Self {
            portal,
            browser: Browser::new(portal),
            address: address.to_owned(),
            secret: String::new(),
            recovery_codes: Vec::new(),
            last_step: AtomicU64::new(0),
        }
    }

    /// Gives address and password.
    pub(crate) async fn password(&self) -> Page {
        let form = fields(&[("email", &self.address), ("password", PASSWORD)]);
        self.browser.post("/desk/signin", &form).await
    }

    /// Sets up the app. Returns the page with the recovery codes.
    pub(crate) async fn set_up(&mut self) -> Page {
        let page = self.browser.get("/desk/set-up").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        self.secret = between(&page.text, "<code class=\"secret\">", "</code>").replace(' ', "");
        let code = self.code();
        let page = self.give("/desk/set-up", &code).await;
        let codes = page.text.split("<li><code>").skip(1);
        self.recovery_codes = codes
            .map(|rest| rest.split('<').next().unwrap().to_owned())
            .collect();
        page
    }

    /// A code that the app shows or is about to show, and that was not used yet.
    pub(crate) fn code(&self) -> String {
        let present = now().unix_seconds() / 30;
        let step = (self.last_step.load(Ordering::Relaxed) + 1).max(present - 1);
        assert!(step <= present + 1, "a test uses at most three codes");
        self.last_step.store(step, Ordering::Relaxed);
        totp(&self.secret, step)
    }

    pub(crate) async fn give(&self, path: &str, code: &str) -> Page {
        self.browser.post(path, &fields(&[("code", code)])).await
    }

    pub(crate) async fn is_in(&self) -> bool {
        self.browser.get("/desk").await.status == StatusCode::OK
    }
}

/// The text between two others.
pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}
