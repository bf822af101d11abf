//! Letters and their links, written at any time, and the worker that sends
//! what is queued.

use std::sync::Arc;
use std::time::Duration;

use genkan::address::Address;
use genkan::onboarding::{
    Account, Accounts as _, Content, Link, Message, MessageKind, Occasion, Outbox as _, Progress,
    Reply,
};
use genkan::time::Timestamp;
use genkan::token::{Principal, Purpose};
use genkan_portal::clock::now;
use genkan_portal::mail::{Composer, Transport, work, work_until};
use genkan_portal::random::random;
use genkan_portal::service::RequestSource;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{TestPortal, token};

impl TestPortal {
    /// The account with that address.
    pub(crate) async fn account(&self, address: &str) -> Account {
        let address = Address::parse(address).unwrap();
        let found = self.service.store.account_by_address(&address).await;
        found.unwrap().unwrap()
    }

    /// The tokens of a message that is written as the worker would have written
    /// it at that time.
    pub(crate) async fn write_message(
        &self,
        address: &str,
        kind: MessageKind,
        at: Timestamp,
    ) -> Vec<String> {
        let account = self.account(address).await;
        let message = message(&account, kind);
        let realm = &self.service.realm;
        let written = realm.write_message(&account, None, &message, at, &mut random());
        let (written, plan) = written.unwrap();
        assert!(self.service.commit(plan.unwrap()).await.unwrap());
        tokens(&written.content)
    }

    /// A link that sets a password, without anybody having asked.
    pub(crate) async fn mint(&self, address: &str) -> String {
        self.mint_at(address, now()).await
    }

    pub(crate) async fn mint_at(&self, address: &str, at: Timestamp) -> String {
        let tokens = self.write_message(address, MessageKind::Link, at).await;
        tokens.into_iter().next().unwrap()
    }

    /// Registers a contact and sets the usual password.
    pub(crate) async fn activate(&self, address: &str) {
        self.activate_for(super::COMPANY, address).await;
    }

    /// Registers a contact of a company, "" for none, and sets the usual
    /// password.
    pub(crate) async fn activate_for(&self, company: &str, address: &str) {
        self.register_for(company, address).await;
        self.set_usual_password(address).await;
    }

    /// Sets the usual password of a registered contact.
    pub(crate) async fn set_usual_password(&self, address: &str) {
        let link = self.mint(address).await;
        let link = self.service.open_link(&link).await.unwrap();
        let set = self.service.set_password(&link, super::PASSWORD).await;
        assert!(set.is_ok());
    }

    /// Waits until what goes on behind the answers is done.
    pub(crate) async fn settle(&self) {
        self.app.link_requests.drain().await;
    }

    /// Starts a worker.
    pub(crate) fn worker(&self) -> JoinHandle<()> {
        let post = Transport::open(&self.config).unwrap();
        let composer = Composer::new(&self.config);
        tokio::spawn(work(Arc::clone(&self.service), composer, post))
    }

    /// Lets a worker try every message that is due, and answers with the mails
    /// that came of it.
    pub(crate) async fn deliver(&self) -> Vec<String> {
        self.settle().await;
        let before = self.mails().len();
        let (stop, stopped) = watch::channel(false);
        let post = Transport::open(&self.config).unwrap();
        let composer = Composer::new(&self.config);
        let work = work_until(Arc::clone(&self.service), composer, post, stopped);
        let worker = tokio::spawn(work);
        let tried = async {
            while self.due().await > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let tried = tokio::time::timeout(Duration::from_secs(120), tried).await;
        assert!(tried.is_ok(), "there are letters that nobody tries");
        // What is under way is done before the worker ends.
        stop.send(true).unwrap();
        worker.await.unwrap();
        self.mails().split_off(before)
    }

    /// Asks for a link and answers with it.
    pub(crate) async fn link(&self, address: &str) -> String {
        let address = Address::parse(address).unwrap();
        let source = RequestSource::default();
        let asked = self.service.request_link(&address, &source).await;
        asked.unwrap();
        let mails = self.deliver().await;
        let to = format!("To: {address}\n");
        let mut mails = mails.iter().filter(|mail| mail.contains(&to));
        token(mails.find(|mail| mail.contains("/reset/")).unwrap())
    }

    /// How many messages are due, now or where a try took too long: that is the
    /// machine, which may have much else to do.
    pub(crate) async fn due(&self) -> usize {
        let messages = self.service.store.undelivered(None, 10_000).await.unwrap();
        let is_due = |progress: &Progress| match progress {
            Progress::Queued { due_at, reply, .. } => {
                let why = reply.as_ref().map_or("", Reply::as_str);
                *due_at <= now() || why.starts_with("timeout: ")
            }
            Progress::Sent { .. } | Progress::Failed { .. } | Progress::Bounced { .. } => false,
        };
        messages
            .iter()
            .filter(|message| is_due(&message.progress))
            .count()
    }
}

/// A message to an account about the change that made it necessary.
pub(crate) fn message(account: &Account, kind: MessageKind) -> Message {
    let revision = match kind {
        MessageKind::ProveAddress | MessageKind::ReplacementRequested => {
            account.replacement.as_ref().map(|new| new.revision)
        }
        MessageKind::AddressReplaced | MessageKind::AddressRestored => {
            account.former.as_ref().map(|former| former.revision)
        }
        _ => None,
    };
    Message {
        to: Principal::Account(account.id),
        kind,
        about: Occasion {
            subject: account.id.into(),
            revision: revision.unwrap_or(account.revision),
        },
        is_counted: false,
    }
}

fn text<P: Purpose>(link: &Link<P>) -> String {
    link.token.expose().as_str().to_owned()
}

fn tokens(content: &Content) -> Vec<String> {
    match content {
        Content::FirstPassword { link, decline } => {
            vec![text(link), text(decline)]
        }
        Content::Reset { link, decline } => {
            vec![text(link), text(decline)]
        }
        Content::PasswordChanged { disown } => disown.iter().map(text).collect(),
        Content::Invited { link } => vec![text(link)],
        Content::ProveAddress { link } => vec![text(link)],
        Content::ReplacementRequested { decline } => vec![text(decline)],
        Content::AddressReplaced { undo } => undo.iter().map(text).collect(),
        _ => Vec::new(),
    }
}
