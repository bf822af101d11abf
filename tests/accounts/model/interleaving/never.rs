//! What must never be.

use genkan::onboarding::Store as _;
use genkan::onboarding::open_link::open_link;
use genkan::token::{
    Decline, Device, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Reset, Session,
    Token as Text, UndoAddress,
};

use super::node::Token;
use super::world::{Broken, World, id};
use crate::model::ready::ready;

impl World {
    /// Everything that must never be, and is.
    pub(super) fn broken(&self) -> Vec<Broken> {
        let mut broken = self.wrong.clone();
        let Some(account) = self.account() else {
            return broken;
        };
        let is_held = account.state.code() == "held";
        let is_removed = account.state.is_removed();
        for token in self.tokens.iter().filter(|token| self.works(token)) {
            let is_link = ends_with_links(token.purpose);
            let is_session = token.purpose == PurposeName::Session;
            if token.is_used {
                broken.push("a used token works");
            }
            if is_link && token.history.links < self.history.links {
                broken.push("a link works that had ended");
            }
            if is_session && token.history.sessions < self.history.sessions {
                broken.push("a session works that had ended");
            }
            if is_removed || is_held && (is_link || is_session) {
                broken.push("a held or removed account lets somebody in");
            }
        }
        let other = ready(self.store.account(id(1))).unwrap();
        if other.is_some_and(|other| !is_removed && account.address == other.address) {
            broken.push("two accounts have one address");
        }
        broken
    }

    fn works(&self, token: &Token) -> bool {
        match token.purpose {
            PurposeName::Reset => self.opens::<Reset>(token),
            PurposeName::FirstPassword => self.opens::<FirstPassword>(token),
            PurposeName::Session => self.opens::<Session>(token),
            PurposeName::ProveAddress => self.opens::<ProveAddress>(token),
            PurposeName::UndoAddress => self.opens::<UndoAddress>(token),
            PurposeName::Decline => self.opens::<Decline>(token),
            PurposeName::Disown => self.opens::<Disown>(token),
            PurposeName::Device => self.opens::<Device>(token),
            _ => false,
        }
    }

    fn opens<P: Purpose>(&self, token: &Token) -> bool {
        let found = self.record(token);
        let token = Text::<P>::parse(&token.text).unwrap();
        found.is_some() && open_link(&self.realm, &token, found.as_ref(), self.time()).is_ok()
    }
}

pub(super) const fn ends_with_links(purpose: PurposeName) -> bool {
    use PurposeName::{FirstPassword, ProveAddress, Reset};
    matches!(purpose, FirstPassword | Reset | ProveAddress)
}
