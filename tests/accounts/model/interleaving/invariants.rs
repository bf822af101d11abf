//! The invariants.

use std::collections::BTreeSet;

use genkan::id::AccountId;
use genkan::onboarding::{Account, State};
use genkan::token::{
    Decline, Device, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Record, Reset,
    Session, Token as Text, UndoAddress,
};

use super::node::Token;
use super::system::{ANOTHER, Broken, FIRST, SUCCESSORS, System};

impl System {
    /// Returns the invariants that are broken.
    pub(super) fn broken(&self) -> Vec<Broken> {
        let mut broken = self.wrong.clone();
        let Some(first) = self.account(FIRST) else {
            return broken;
        };
        let others = SUCCESSORS.into_iter().chain([ANOTHER]);
        let others: Vec<Account> = others.filter_map(|id| self.account(id)).collect();
        for token in &self.tokens {
            let owner = match token.owner {
                FIRST => Some(&first),
                id => others.iter().find(|account| account.id == id),
            };
            let Some(owner) = owner.filter(|_| self.works(token)) else {
                continue;
            };
            let history = self.history(owner.id);
            let is_held = owner.state.code() == "held";
            let is_link = ends_with_links(token.purpose);
            let is_session = token.purpose == PurposeName::Session;
            if token.is_used {
                broken.push("a used token works");
            }
            if is_link && token.history.links < history.links {
                broken.push("a link works that had ended");
            }
            if is_session && token.history.sessions < history.sessions {
                broken.push("a session works that had ended");
            }
            if owner.state.is_removed() || is_held && (is_link || is_session) {
                broken.push("an account on hold or removed is entered");
            }
        }
        let mut addresses = BTreeSet::new();
        let all = others.iter().chain([&first]);
        let mut present = all.filter(|account| !account.state.is_removed());
        if !present.all(|account| addresses.insert(account.address.key())) {
            broken.push("two accounts have one address");
        }
        self.after_hand_over(&first, &others, &mut broken);
        broken
    }

    /// A successor's account begins when the first person's ends, and has
    /// nothing in common with it.
    fn after_hand_over(&self, first: &Account, others: &[Account], broken: &mut Vec<Broken>) {
        let successors = others.iter().filter(|account| account.id != ANOTHER);
        let successors: Vec<&Account> = successors.collect();
        let named = first.successor;
        let is_complete = match successors.as_slice() {
            [] => named.is_none(),
            [one] => first.state.is_removed() && named == Some(one.id),
            _ => false,
        };
        if !is_complete {
            broken.push("half of a hand-over");
        }
        for successor in successors {
            let (State::Active { password }
            | State::Held {
                password: Some(password),
                ..
            }) = &successor.state
            else {
                continue;
            };
            if !password.as_phc().starts_with(&password_of(successor.id)) {
                broken.push("a former person's password opens the account");
            }
        }
        for token in self.tokens.iter().filter(|token| token.owner == FIRST) {
            let Some((record, _)) = self.record(token) else {
                continue;
            };
            for other in others {
                if self.opens_account(token, &(record.clone(), other.clone())) {
                    broken.push("a former person's token opens the account");
                }
            }
        }
    }

    fn works(&self, token: &Token) -> bool {
        let found = self.record(token);
        found.is_some_and(|found| self.opens_account(token, &found))
    }

    /// Returns whether a token opens an account.
    fn opens_account(&self, token: &Token, found: &(Record, Account)) -> bool {
        match token.purpose {
            PurposeName::Reset => self.opens::<Reset>(token, found),
            PurposeName::FirstPassword => self.opens::<FirstPassword>(token, found),
            PurposeName::Session => self.opens::<Session>(token, found),
            PurposeName::ProveAddress => self.opens::<ProveAddress>(token, found),
            PurposeName::UndoAddress => self.opens::<UndoAddress>(token, found),
            PurposeName::Decline => self.opens::<Decline>(token, found),
            PurposeName::Disown => self.opens::<Disown>(token, found),
            PurposeName::Device => self.opens::<Device>(token, found),
            _ => false,
        }
    }

    fn opens<P: Purpose>(&self, token: &Token, found: &(Record, Account)) -> bool {
        let token = Text::<P>::parse(&token.text).unwrap();
        let opened = self.realm.open_link(&token, Some(found), self.time());
        opened.is_ok()
    }
}

pub(super) const fn ends_with_links(purpose: PurposeName) -> bool {
    use PurposeName::{FirstPassword, ProveAddress, Reset};
    matches!(purpose, FirstPassword | Reset | ProveAddress)
}

/// Returns the beginning of the hash of each password that a person sets.
pub(super) fn password_of(id: AccountId) -> String {
    format!("of {id}, ")
}
